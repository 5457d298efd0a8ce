'use strict';
// The page's elements. Text from outside goes through textContent alone.

// ECharts writes style attributes, which our content policy forbids; the style object is allowed and means the same.
(() => {
  const set = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (name, value) {
    if (name === 'style') {
      this.style.cssText = value;
    } else {
      set.call(this, name, value);
    }
  };
})();

const data = JSON.parse(document.getElementById('data').textContent);

/** An element: h('p', {class: 'x', onclick: f}, 'text', child, …); a false or null child is left out. */
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
  return element;
}

/** What a screen reader says and nobody sees. */
const hidden = text => h('span', {class: 'hidden'}, text);

/** A sentence instead of a chart. */
const empty = text => h('p', {class: 'empty'}, text);

const LEVELS = {good: ['✓', 'Good'], fair: ['!', 'With care'], poor: ['✕', 'Bad'], unknown: ['?', 'Unknown']};

/** A mark that says how good something is, by shape and word, not by colour alone. */
function mark(level) {
  const [sign, word] = LEVELS[level];
  return h('span', {class: 'mark ' + level, title: word}, h('span', {'aria-hidden': 'true'}, sign), hidden(word + ': '));
}

/** A section of the page with what it says about itself. */
function section(id, title, lead, ...children) {
  return h('section', {id, 'aria-labelledby': id + '-title'},
    h('h2', {id: id + '-title'}, title),
    lead ? h('p', {class: 'lead'}, lead) : null,
    children);
}

let controls = 0;

/** A labelled choice; options are [value, text]. */
function choice(label, options, value, onchange) {
  const id = 'control-' + controls++;
  const select = h('select', {id, onchange: () => onchange(select.value)},
    options.map(([key, text]) => h('option', {value: key}, text)));
  select.value = value;
  return h('span', {class: 'control'}, h('label', {for: id}, label), select);
}

/** Puts text on the clipboard and says so on the button. */
function copyButton(label, text) {
  const button = h('button', {type: 'button', class: 'copy', onclick: async () => {
    button.textContent = await copied(text()) ? 'Copied' : 'Press Ctrl+C';
    setTimeout(() => { button.textContent = label; }, 1600);
  }}, label);
  button.setAttribute('aria-live', 'polite');
  return button;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (refused) {
    const area = h('textarea', {class: 'offscreen'});
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}

/** Tabs as a group of buttons; shows what show(key) gives. */
function tabs(label, keys, show) {
  const panel = h('div', {class: 'panel'});
  const buttons = keys.map(key => h('button', {type: 'button', 'aria-pressed': 'false', onclick: () => pick(key)}, key));
  function pick(key) {
    buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(keys[i] === key)));
    panel.replaceChildren(show(key));
  }
  if (keys.length > 0) {
    pick(keys[0]);
  }
  return h('div', {}, keys.length > 1 ? h('div', {class: 'tabs', role: 'group', 'aria-label': label}, buttons) : null, panel);
}

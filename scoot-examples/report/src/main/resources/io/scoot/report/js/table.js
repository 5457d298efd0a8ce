'use strict';
// Every trial: sort, filter, copy.

function columns(all) {
  const list = [
    {name: 'trial', value: trial => trial.number, number: true},
    {name: 'phase', value: trial => trial.phase + (trial.origin ? ', ' + trial.origin : '')},
    {name: 'outcome', value: trial => trial.outcome === 'measured' ? (trial.keepsBounds ? 'measured' : 'breaks a bound') : trial.outcome + ': ' + trial.reason, long: true},
    ...data.metrics.map((metric, i) => ({name: metric.name, value: trial => trial.metrics[i], number: true, extra: !judged.some(([one]) => one === metric)})),
    ...data.parameters.map((parameter, i) => ({name: parameter.name, value: trial => trial.values[i], text: trial => typed(trial.values[i]),
      number: parameter.levels.every(level => typeof level === 'number'), standard: trial => trial.values[i] === parameter.standard})),
    {name: 'duration', value: trial => trial.seconds, text: trial => time(trial.seconds), number: true},
    {name: 'POF', value: trial => trial.pof, number: true, extra: true},
    {name: 'Δ', value: trial => trial.delta, number: true, extra: true},
    ...judged.filter(([, i]) => data.trials.some(trial => trial.predicted[i] !== undefined && trial.predicted[i] !== null)).flatMap(([metric, i]) => [
      {name: metric.name + ' predicted', value: trial => trial.predicted[i] === undefined ? null : trial.predicted[i], number: true, extra: true},
      {name: '± (68 %)', value: trial => trial.halfWidths[i] === undefined ? null : trial.halfWidths[i], number: true, extra: true}]),
    {name: 'GPU-seconds', value: trial => trial.cost, number: true, extra: true},
    {name: 'place', value: trial => trial.slot + 1, number: true, extra: true},
    {name: 'started', value: trial => trial.started, extra: true},
    {name: 'arrival seed', value: trial => trial.arrivalSeed, extra: true},
  ];
  return list.filter(column => all || !column.extra);
}

function table() {
  const lead = 'Everything that was run. Values at the engine’s default are grey.';
  if (data.trials.length === 0) {
    return section('trials', 'All trials', lead, empty('Nothing has run yet.'));
  }
  const state = {sort: null, down: false, text: '', outcome: 'all', all: false};
  const head = h('thead');
  const body = h('tbody');
  const said = h('p', {class: 'quiet', 'aria-live': 'polite'});
  const search = h('input', {type: 'search', id: 'search', placeholder: 'text in any column', oninput: () => { state.text = search.value.toLowerCase(); fill(); }});
  const everything = h('input', {type: 'checkbox', id: 'all-columns', onchange: () => { state.all = everything.checked; state.sort = null; fill(); }});

  const text = (column, trial) => column.text ? column.text(trial) : column.number ? figure(column.value(trial)) : String(column.value(trial) ?? DASH);

  function rows(shown) {
    const rows = data.trials.filter(trial =>
      (selection.numbers === null || selection.numbers.has(trial.number))
      && (state.outcome === 'all' || trial.outcome === state.outcome || trial.phase === state.outcome)
      && (state.text === '' || columns(true).some(column => text(column, trial).toLowerCase().includes(state.text) || String(column.value(trial)).toLowerCase().includes(state.text))));
    if (state.sort !== null) {
      const {value} = shown[state.sort];
      rows.sort((a, b) => compared(value(a), value(b), state.down));
    }
    return rows;
  }

  function fill() {
    const shown = columns(state.all);
    head.replaceChildren(h('tr', {}, shown.map((column, i) => h('th', {scope: 'col', class: column.number ? 'number' : null,
      'aria-sort': state.sort === i ? (state.down ? 'descending' : 'ascending') : 'none'},
    h('button', {type: 'button', onclick: () => sort(i)}, column.name,
      h('span', {class: 'arrow', 'aria-hidden': 'true'}, state.sort === i ? (state.down ? ' ↓' : ' ↑') : ''))))));
    const found = rows(shown);
    body.replaceChildren(...found.map(trial => h('tr', {class: kind(trial), 'data-trial': trial.number, tabindex: '-1',
      onmouseenter: () => highlight(trial, true), onmouseleave: () => highlight(trial, false)},
    shown.map((column, i) => h(i === 0 ? 'th' : 'td', {scope: i === 0 ? 'row' : null,
      class: [column.number ? 'number' : '', column.long ? 'long' : '', column.standard && column.standard(trial) ? 'standard' : ''].filter(Boolean).join(' ') || null},
    text(column, trial), i === 0 && trial.best ? h('span', {class: 'tag'}, 'best') : null)))));
    said.textContent = found.length + ' of ' + plural(data.trials.length, 'trial')
      + (selection.numbers === null ? '' : ' (of those selected in the chart of all parameters)');
  }

  function sort(i) {
    state.down = state.sort === i ? !state.down : false;
    state.sort = i;
    fill();
    head.querySelectorAll('button')[i].focus();
  }

  selection.listeners.push(fill);
  fill();
  return section('trials', 'All trials', lead,
    h('div', {class: 'controls'},
      h('span', {class: 'control'}, h('label', {for: 'search'}, 'Filter'), search),
      choice('Show', [['all', 'everything'], ['measured', 'measured'], ['crashed', 'crashed'], ['failed', 'failed'], ['confirmation', 'confirmations']], 'all',
        value => { state.outcome = value; fill(); }),
      h('span', {class: 'control'}, everything, h('label', {for: 'all-columns'}, 'all columns')),
      copyButton('Copy as table', () => tsv(columns(state.all), rows(columns(state.all)))),
      said),
    h('div', {class: 'scroll tall', tabindex: '0', role: 'group', 'aria-label': 'All trials'}, h('table', {id: 'trials-table'}, head, body)));
}

/** What is not known comes last, either way. */
function compared(a, b, down) {
  if (a === null || b === null) {
    return a === b ? 0 : a === null ? 1 : -1;
  }
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
  return down ? -order : order;
}

/** For a spreadsheet: tabs, and no text that it would take for a formula. */
function tsv(shown, rows) {
  const clean = value => {
    const raw = value === null || value === undefined ? '' : String(value).replace(/[\t\r\n]+/g, ' ');
    return typeof value === 'string' && /^[=+\-@]/.test(raw) ? "'" + raw : raw;
  };
  return [shown.map(column => clean(column.name)), ...rows.map(trial => shown.map(column => clean(column.value(trial))))]
    .map(cells => cells.join('\t')).join('\n') + '\n';
}

/** Its line among all parameters. */
function highlight(trial, on) {
  const entry = charts.find(one => one.name === 'parallel');
  if (entry && entry.instance) {
    const lines = entry.instance.getOption().series[0].data;
    const index = lines.findIndex(line => line.trial === trial || line.trial.number === trial.number);
    if (index >= 0) {
      entry.instance.dispatchAction({type: on ? 'highlight' : 'downplay', seriesIndex: 0, dataIndex: index});
    }
  }
}

'use strict';
// Charts: one place that knows ECharts' set-up, the colours and the size of the window.

const NARROW = 520;
const charts = [];
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const calm = window.matchMedia('(prefers-reduced-motion: reduce)');

/** The page's colours, from its style sheet. */
function colours() {
  const style = getComputedStyle(document.documentElement);
  const named = {};
  for (const name of ['ink', 'muted', 'line', 'card', 'trial', 'best', 'standard', 'crash', 'front', 'soft', 'pale', 'low', 'middle', 'high']) {
    named[name] = style.getPropertyValue('--' + name).trim();
  }
  return named;
}

/**
 * A chart in a box that follows the window's size and the theme. build(colours, width) gives ECharts' option; description is for
 * screen readers. onready(instance) may add events.
 */
function chart(name, height, description, build, onready) {
  const host = h('div', {class: 'chart', 'data-chart': name, role: 'img', 'aria-label': description});
  const entry = {name, host, instance: null, width: 0, draw() {
    if (!host.isConnected || host.clientWidth === 0) {
      return;
    }
    const width = host.clientWidth;
    host.style.height = (typeof height === 'function' ? height(width) : height) + 'px';
    if (!entry.instance) {
      entry.instance = echarts.init(host, null, {renderer: 'svg'});
      if (onready) {
        onready(entry.instance);
      }
    } else {
      entry.instance.resize();
    }
    entry.width = width;
    const c = colours();
    entry.instance.setOption(Object.assign(base(c, description), build(c, width)), {notMerge: true});
  }};
  charts.filter(one => one.instance && !one.host.isConnected).forEach(forget);
  charts.push(entry);
  new ResizeObserver(() => {
    if (entry.instance && Math.abs(host.clientWidth - entry.width) > 1) {
      entry.draw();
    }
  }).observe(host);
  queue(entry);
  return host;
}

/** A chart that was replaced. */
function forget(entry) {
  entry.instance.dispose();
  charts.splice(charts.indexOf(entry), 1);
}

/** A chart that is drawn again when its choices change. */
const redraw = host => charts.filter(entry => entry.host === host).forEach(entry => entry.draw());

function base(c, description) {
  return {
    animation: false,
    textStyle: {fontFamily: getComputedStyle(document.body).fontFamily, color: c.ink},
    aria: {enabled: true, label: {description}},
  };
}

const waiting = [];
let drawn = null; // when the last chart was, in ms since the page was opened

/** One chart after another, so that the text is there at once. */
function queue(entry) {
  waiting.push(entry);
  if (waiting.length === 1) {
    setTimeout(next, 0);
  }
}

function next() {
  const entry = waiting[0];
  entry.draw();
  waiting.shift();
  if (waiting.length > 0) {
    setTimeout(next, 0);
  } else {
    document.documentElement.dataset.drawn = 'true';
    drawn = performance.now();
  }
}

dark.addEventListener('change', () => charts.forEach(entry => entry.draw()));
window.addEventListener('beforeprint', () => charts.forEach(entry => entry.draw()));

/** A tooltip of lines [label, value] under a title, as elements: nothing from outside is parsed as HTML. */
function tip(title, lines) {
  return h('div', {class: 'tip'}, h('strong', {}, title),
    h('dl', {}, lines.map(([label, value]) => [h('dt', {}, label), h('dd', {}, value)])));
}

const tooltip = (c, formatter, more) => Object.assign({
  trigger: 'item', confine: true, formatter, padding: 0, borderWidth: 1, borderColor: c.line, backgroundColor: c.card,
  textStyle: {color: c.ink, fontSize: 12}, transitionDuration: calm.matches ? 0 : 0.15,
  extraCssText: 'box-shadow: 0 4px 16px rgba(0,0,0,.16); border-radius: 8px; max-width: 22rem; white-space: normal;',
}, more);

/** The look of an axis. */
const axis = (c, more) => Object.assign({
  axisLine: {lineStyle: {color: c.line}},
  axisTick: {lineStyle: {color: c.line}},
  axisLabel: {color: c.muted, fontSize: 11, hideOverlap: true},
  splitLine: {lineStyle: {color: c.line, opacity: 0.7}},
  nameTextStyle: {color: c.muted, fontSize: 11},
}, more);

/** A value axis that hugs the values; logarithmic where they span decades. */
function valueAxis(c, values, more) {
  const known = values.filter(value => value !== null && value !== undefined && Number.isFinite(value));
  const low = Math.min(...known);
  const high = Math.max(...known);
  const log = low > 0 && high / low > 30;
  const options = axis(c, Object.assign({type: log ? 'log' : 'value'}, more));
  options.axisLabel = Object.assign({}, options.axisLabel, {formatter: tick});
  if (!log && known.length > 0) {
    Object.assign(options, round(low, high, options.splitNumber || 5));
  }
  if (log) {
    options.min = Math.pow(10, Math.floor(Math.log10(low) * 4) / 4);
    options.max = Math.pow(10, Math.ceil(Math.log10(high) * 4) / 4);
    options.axisLabel.showMinLabel = false;
    options.axisLabel.showMaxLabel = false;
  }
  return options;
}

/** Round ends around a range, so that bands and intervals that go far beyond it are cut, and nothing positive has an axis below 0. */
function round(low, high, steps) {
  const least = 0.02 * Math.max(Math.abs(low), Math.abs(high)) || 1; // ticks must differ in the digits that they show
  if (high - low < least) {
    const bottom = (low + high - least) / 2;
    return round(low >= 0 ? Math.max(0, bottom) : bottom, bottom + least * (1 + 1e-9), steps);
  }
  const width = high - low;
  const raw = width / steps;
  const power = Math.pow(10, Math.floor(Math.log10(raw)));
  const interval = [1, 2, 2.5, 5, 10].find(step => step * power >= raw) * power;
  const exact = value => Number(value.toPrecision(12));
  const min = Math.floor((low - 0.04 * width) / interval) * interval;
  const max = Math.ceil((high + 0.04 * width) / interval) * interval;
  return {min: exact(low >= 0 ? Math.max(0, min) : min), max: exact(max), interval: exact(interval)};
}

/** A parameter's axis; its values become coordinates by at(). */
function parameterAxis(c, parameter, more) {
  const options = axis(c, parameter.levels.length > 0
    ? {type: 'category', data: parameter.levels.map(typed), boundaryGap: true}
    : {type: parameter.log ? 'log' : 'value', min: parameter.min, max: parameter.max});
  options.axisLabel = Object.assign({}, options.axisLabel,
    parameter.levels.length > 0 ? {formatter: text => shorten(text.replace(/\s+/g, ' '), 14)} : {formatter: tick, showMaxLabel: true});
  return Object.assign(options, more);
}

const at = (parameter, value) => parameter.levels.length > 0 ? typed(value) : value;

const CROSS = 'path://M2,0 L5,3 L8,0 L10,2 L7,5 L10,8 L8,10 L5,7 L2,10 L0,8 L3,5 L0,2 Z';

/** Intervals: data are [position, low, high]; horizontal ones run along x. */
function whiskers(name, rows, colour, horizontal) {
  return {
    name, type: 'custom', silent: true, z: 3, clip: true, encode: horizontal ? {x: [1, 2], y: 0} : {x: 0, y: [1, 2]}, data: rows,
    tooltip: {show: false},
    renderItem(parameters, api) {
      const place = value => api.coord(horizontal ? [value, api.value(0)] : [api.value(0), value]);
      const [x1, y1] = place(api.value(1));
      const [x2, y2] = place(api.value(2));
      const style = {stroke: colour, lineWidth: 1.25, fill: null};
      const cap = horizontal ? [0, 3] : [3, 0];
      const line = (a, b, d, e) => ({type: 'line', shape: {x1: a, y1: b, x2: d, y2: e}, style});
      return {type: 'group', children: [
        line(x1, y1, x2, y2),
        line(x1 - cap[0], y1 - cap[1], x1 + cap[0], y1 + cap[1]),
        line(x2 - cap[0], y2 - cap[1], x2 + cap[0], y2 + cap[1]),
      ]};
    },
  };
}

'use strict';
// One metric against another, and the front.

function tradeoff() {
  const title = objectives.length > 1 ? 'Pareto front' : 'Trade-offs';
  const lead = objectives.length > 1
    ? 'No trial on the front is beaten in every objective by another one: which of them is best is a choice.'
    : 'One metric against another, over all trials.';
  const measured = observations.filter(trial => trial.outcome === 'measured');
  if (measured.length === 0) {
    return section('front', title, lead, empty('No trial worked, so there is nothing to weigh.'));
  }
  const known = data.metrics.map((metric, i) => i).filter(i => measured.some(trial => trial.metrics[i] !== null));
  if (known.length < 2) {
    return section('front', title, lead, empty('Only one metric was measured: there is nothing to weigh it against.'));
  }
  let x = known[0];
  let y = known[1];
  const close = aroundFront(measured);
  const outside = measured.length - close.length;
  let near = outside > 0;
  const options = known.map(i => [String(i), data.metrics[i].name]);
  const picture = chart('front', width => width < NARROW ? 340 : 420, 'One metric against another, a mark for each trial.', (c, width) => front(c, width, near ? close : measured, x, y));
  return section('front', title, lead,
    h('div', {class: 'controls'},
      choice('Across', options, String(x), value => { x = Number(value); redraw(picture); }),
      choice('Up', options, String(y), value => { y = Number(value); redraw(picture); }),
      outside > 0 ? choice('Show', [['near', 'near the front'], ['all', 'all ' + measured.length + ' trials']], 'near', value => { near = value === 'near'; redraw(picture); }) : null),
    picture);
}

/** The trials that are no further from the front than four times its own extent, with the default: others squeeze it to a dot. */
function aroundFront(measured) {
  const core = measured.filter(trial => trial.onFront || trial.phase === 'default');
  if (objectives.length < 2 || core.length < 2) {
    return measured;
  }
  return measured.filter(trial => objectives.every(([, i]) => {
    const values = core.map(one => one.metrics[i]);
    const low = Math.min(...values);
    const high = Math.max(...values);
    return trial.metrics[i] >= low - 4 * (high - low) && trial.metrics[i] <= high + 4 * (high - low);
  }));
}

function front(c, width, measured, x, y) {
  const both = measured.filter(trial => trial.metrics[x] !== null && trial.metrics[y] !== null);
  const place = trial => [trial.metrics[x], trial.metrics[y]];
  const named = i => data.metrics[i].name + (data.metrics[i].objective ? data.metrics[i].objective === 'minimize' ? ' (less is better)' : ' (more is better)' : '');
  const line = objectives.length === 2 && data.metrics[x].objective && data.metrics[y].objective && x !== y
    ? both.filter(trial => trial.onFront).map(place).sort((a, b) => a[0] - b[0]) : [];
  const limits = [];
  [[x, 'xAxis'], [y, 'yAxis']].forEach(([i, key]) => {
    if (data.metrics[i].bound !== null) {
      limits.push({[key]: data.metrics[i].bound, label: {formatter: () => 'bound', color: c.crash, position: 'insideEndTop', fontSize: 11}});
    }
  });
  const bounded = i => data.metrics[i].bound === null ? [] : [data.metrics[i].bound];
  const labels = [line.length > 0 ? 'front' : null, ...Object.values(KINDS).filter(look => both.some(trial => KINDS[kind(trial)] === look)).map(look => look.label)].filter(Boolean);
  return {
    legend: legend(c, {data: labels}),
    grid: {left: 60, right: 20, top: 34 + legendHeight(labels, width), bottom: 46},
    tooltip: tooltip(c, ofTrial),
    xAxis: valueAxis(c, both.map(trial => trial.metrics[x]).concat(bounded(x)), {name: named(x), nameLocation: 'middle', nameGap: 28}),
    yAxis: valueAxis(c, both.map(trial => trial.metrics[y]).concat(bounded(y)), {name: named(y), nameTextStyle: {color: c.muted, align: 'left', padding: [0, 0, 0, -48]}}),
    series: [
      {type: 'line', name: line.length > 0 ? 'front' : '', silent: true, symbol: 'none', step: data.metrics[x].objective === 'maximize' ? 'start' : 'end', lineStyle: {color: c.front, width: 1.5}, itemStyle: {color: c.front}, data: line, z: 2,
        markLine: {silent: true, symbol: 'none', lineStyle: {color: c.crash, type: 'dotted', width: 1.5}, data: limits}},
      ...['broken', 'trial', 'front', 'default', 'best'].map(name => points(c, name, both, place)),
    ].filter(series => series.data.length > 0 || series.markLine && series.markLine.data.length > 0),
  };
}

'use strict';
// Where configurations crash.

function crashes() {
  const lead = 'The probability that a configuration works, over two parameters, with all others as in '
    + (data.centre === null ? 'the best' : 'trial ' + data.centre) + '. Crosses are trials that crashed, dots such that worked, wherever their other parameters were.';
  const crashed = observations.filter(trial => trial.outcome === 'crashed');
  if (data.crashMaps.length === 0) {
    return section('crashes', 'Crash map', lead, empty(crashed.length === 0
      ? 'Nothing crashed, so nothing is known of where it would.'
      : data.centre === null ? noModel() : 'It takes two parameters.'));
  }
  const trust = data.importance.find(one => one.metric === null);
  let pair = 0;
  const picture = chart('crash-map', width => width < NARROW ? 400 : 440, 'Probability that a configuration works, over two parameters.',
    (c, width) => map(c, width, data.crashMaps[pair]));
  const name = one => data.parameters[one.x].name + ' × ' + data.parameters[one.y].name;
  return section('crashes', 'Crash map', lead,
    trust ? h('p', {class: 'trust'}, mark(trust.trust.level.toLowerCase()), h('span', {}, capital(trust.trust.text)
      + (data.delta === null ? '.' : '; the next suggestion would have to work with a probability of Δ = ' + data.delta.toFixed(2) + '.'))) : null,
    h('div', {class: 'controls'}, choice('Parameters', data.crashMaps.map((one, i) => [String(i), name(one)]), '0',
      value => { pair = Number(value); redraw(picture); })),
    picture);
}

/** The cell of a value: its own, or of a range the nearest. */
function cell(values, value) {
  const same = values.indexOf(value);
  if (same >= 0 || typeof value !== 'number') {
    return same;
  }
  return values.reduce((best, other, i) => Math.abs(other - value) < Math.abs(values[best] - value) ? i : best, 0);
}

function map(c, width, one) {
  const x = data.parameters[one.x];
  const y = data.parameters[one.y];
  const cells = one.pof.flatMap((row, j) => row.map((pof, i) => [i, j, pof / 1000]));
  // marks that share a cell stand side by side, at a distance that the trial's number gives
  const aside = trial => [((trial.number * 7) % 5 - 2) * 4, ((trial.number * 3) % 5 - 2) * 4];
  const marks = (name, trials, look) => Object.assign({name, type: 'scatter', z: 5,
    data: trials.map(trial => ({value: [cell(one.xs, trial.values[one.x]), cell(one.ys, trial.values[one.y])], symbolOffset: aside(trial), trial}))
      .filter(item => item.value[0] >= 0 && item.value[1] >= 0)}, look);
  const centre = byNumber.get(data.centre);
  const names = values => ({type: 'category', data: values.map(typed), splitArea: {show: false}, splitLine: {show: false}});
  return {
    grid: {left: width < NARROW ? 64 : 96, right: 16, top: 28, bottom: 104},
    tooltip: tooltip(c, item => item.data.trial ? trialTip(item.data.trial) : tip('Works with ' + percent(item.value[2]),
      [[x.name, typed(one.xs[item.value[0]])], [y.name, typed(one.ys[item.value[1]])]])),
    visualMap: {min: 0, max: 1, calculable: true, orient: 'horizontal', left: 'center', bottom: 0, precision: 2, seriesIndex: 0, itemHeight: Math.min(220, width * 0.5),
      text: ['works', 'crashes'], textStyle: {color: c.muted, fontSize: 11}, inRange: {color: [c.low, c.middle, c.high]}, formatter: value => percent(value)},
    xAxis: axis(c, Object.assign(names(one.xs), {name: x.name, nameLocation: 'middle', nameGap: 30})),
    yAxis: axis(c, Object.assign(names(one.ys), {name: y.name, nameTextStyle: {color: c.muted, fontSize: 11, align: 'left', padding: [0, 0, 0, width < NARROW ? -54 : -86]}})),
    series: [
      {name: 'probability', type: 'heatmap', data: cells, itemStyle: {borderWidth: 0}, emphasis: {itemStyle: {borderColor: c.ink, borderWidth: 1}}},
      marks('worked', observations.filter(trial => trial.outcome === 'measured' && trial.number !== data.centre),
        {symbol: 'circle', symbolSize: 6, itemStyle: {color: c.card, borderColor: c.ink, borderWidth: 1}}),
      marks('crashed', observations.filter(trial => trial.outcome === 'crashed'), {symbol: CROSS, symbolSize: 11, itemStyle: {color: c.ink, borderColor: c.card, borderWidth: 1}}),
      marks('centre', centre ? [centre] : [], {symbol: 'diamond', symbolSize: 17, z: 6, itemStyle: {color: c.best, borderColor: c.card, borderWidth: 1.5}}),
    ],
  };
}

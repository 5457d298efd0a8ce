'use strict';
// When trials ran, what was risked, and what was confirmed.

function timeline() {
  const lead = 'When each trial ran, by the places for trials at a time.';
  if (data.trials.length === 0) {
    return section('timeline', 'Time line', lead, empty('Nothing has run yet.'));
  }
  const slots = 1 + Math.max(...data.trials.map(trial => trial.slot));
  const end = Math.max(...data.trials.map(trial => trial.start + trial.seconds));
  const colour = (c, trial) => trial.outcome !== 'measured' ? c.crash : trial.phase === 'confirmation' ? c.front
    : trial.phase === 'default' ? c.standard : trial.phase === 'initial' ? c.soft : c.trial;
  const keys = [['default', 'standard'], ['start-up sample', 'soft'], ['suggested', 'trial'], ['confirmation', 'front'], ['crashed or failed', 'crash']];
  return section('timeline', 'Time line', lead,
    h('ul', {class: 'keys'}, keys.map(([label, name]) => h('li', {}, h('span', {class: 'key key-' + name, 'aria-hidden': 'true'}), label))),
    chart('timeline', 30 * slots + 76, 'When each trial ran, in ' + plural(slots, 'place') + '; ' + time(end) + ' in all.', c => ({
      grid: {left: 58, right: 16, top: 8, bottom: 62},
      tooltip: tooltip(c, item => {
        const trial = item.data.trial;
        return tip('Trial ' + trial.number + ' · ' + trial.phase, [['began', trial.started.replace('T', ' ').replace(/\.\d+Z/, 'Z')], ['took', time(trial.seconds)], ['outcome', trial.outcome]]);
      }),
      dataZoom: [{type: 'slider', xAxisIndex: 0, height: 16, bottom: 6, filterMode: 'weakFilter', borderColor: c.line, fillerColor: c.pale,
        handleStyle: {color: c.card, borderColor: c.muted}, moveHandleSize: 0, showDetail: false, showDataShadow: false, brushSelect: false, backgroundColor: 'transparent'}],
      xAxis: axis(c, {type: 'value', min: 0, max: end || 1, axisLabel: {color: c.muted, fontSize: 11, hideOverlap: true, formatter: value => time(value), showMaxLabel: false}}),
      yAxis: axis(c, {type: 'category', inverse: true, data: Array.from({length: slots}, (_, i) => 'place ' + (i + 1)), splitLine: {show: false}}),
      series: [{type: 'custom', encode: {x: [1, 2], y: 0}, clip: true,
        data: data.trials.map(trial => ({value: [trial.slot, trial.start, trial.start + trial.seconds], trial, itemStyle: {color: colour(c, trial)}})),
        renderItem(parameters, api) {
          const from = api.coord([api.value(1), api.value(0)]);
          const to = api.coord([api.value(2), api.value(0)]);
          return {type: 'rect', shape: {x: from[0], y: from[1] - 9, width: Math.max(1.5, to[0] - from[0] - 0.5), height: 18, r: 2}, style: {fill: api.visual('color')}};
        }}],
    })));
}

function risk() {
  const lead = 'Δ is the least probability of working that was demanded of a suggestion: it rises after crashes and falls while nothing crashes. POF is the '
    + 'probability that was predicted of each.';
  const known = observations.filter(trial => trial.pof !== null || trial.delta !== null);
  if (known.length === 0) {
    return section('risk', 'Risk', lead, empty(observations.some(trial => trial.outcome === 'crashed')
      ? 'Nothing was predicted of any trial: they came before there was anything to learn from, or their suggester has no model.'
      : 'Nothing crashed, so no probability was predicted and none demanded.'));
  }
  return section('risk', 'Risk', lead, chart('risk', 280, 'Δ and the predicted probability of working of each trial.', c => ({
    legend: legend(c),
    grid: {left: 46, right: 16, top: 40, bottom: 40},
    tooltip: tooltip(c, item => item.data.trial ? tip('Trial ' + item.data.trial.number, [['POF', percent(item.data.trial.pof)], ['Δ', percent(item.data.trial.delta)], ['outcome', item.data.trial.outcome]]) : ''),
    xAxis: axis(c, {type: 'value', min: known[0].number, max: Math.max(known[0].number + 1, ...observations.map(trial => trial.number)), minInterval: 1, name: 'trial', nameLocation: 'middle', nameGap: 24, splitLine: {show: false}}),
    yAxis: axis(c, {type: 'value', min: 0, max: 1, interval: 0.25, axisLabel: {color: c.muted, fontSize: 11, formatter: value => Math.round(100 * value) + ' %'}}),
    series: [
      {name: 'Δ', type: 'line', step: 'end', symbol: 'circle', symbolSize: 4, lineStyle: {color: c.standard, width: 2}, itemStyle: {color: c.standard}, data: known.filter(trial => trial.delta !== null).map(trial => ({value: [trial.number, trial.delta], trial}))},
      {name: 'POF, worked', type: 'scatter', symbolSize: 8, itemStyle: {color: c.trial, borderColor: c.card, borderWidth: 1}, data: known.filter(trial => trial.pof !== null && trial.outcome === 'measured').map(trial => ({value: [trial.number, trial.pof], trial}))},
      {name: 'POF, crashed', type: 'scatter', symbol: CROSS, symbolSize: 10, itemStyle: {color: c.crash}, data: known.filter(trial => trial.pof !== null && trial.outcome === 'crashed').map(trial => ({value: [trial.number, trial.pof], trial}))},
    ],
  })));
}

function confirmed() {
  const lead = 'Runs of the best and of the default under other arrival orders. Runs in one row share their arrival order, so what it does to both cancels.';
  if (confirmations.length === 0) {
    return section('confirmations', 'Confirmations', lead, empty('Nothing was run again, so nothing is promised.'));
  }
  const key = trial => JSON.stringify(trial.values);
  const groups = [];
  confirmations.forEach(trial => {
    let group = groups.find(one => one.key === key(trial));
    if (!group) {
      const first = observations.find(other => key(other) === key(trial));
      group = {key: key(trial), runs: [], name: trial.standard ? 'default' : first ? 'trial ' + first.number : 'other', best: trial.best, standard: trial.standard};
      groups.push(group);
    }
    group.runs.push(trial);
  });
  groups.sort((a, b) => b.standard - a.standard || b.best - a.best);
  const seeds = [...new Set(confirmations.map(trial => trial.arrivalSeed))];
  const shown = judged.length > 0 ? judged : data.metrics.map((metric, i) => [metric, i]).slice(0, 3);
  return section('confirmations', 'Confirmations', lead,
    h('div', {class: 'grid'}, shown.map(([metric, i]) => h('figure', {}, h('figcaption', {}, h('strong', {}, metric.name)), runs(metric, i, groups)))),
    h('div', {class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'All runs'}, h('table', {class: 'plain'},
      h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, 'arrival order'), groups.flatMap(group => shown.map(([metric]) =>
        h('th', {scope: 'col', class: 'number'}, group.name + (group.best ? ' (best)' : ''), h('br'), metric.name))))),
      h('tbody', {}, seeds.map((seed, row) => h('tr', {}, h('th', {scope: 'row'}, String(row + 1)), groups.flatMap(group => {
        const run = group.runs.find(trial => trial.arrivalSeed === seed);
        return shown.map(([, i]) => h('td', {class: 'number'}, !run ? DASH : run.outcome === 'measured' ? figure(run.metrics[i]) : run.outcome));
      })))))));
}

function runs(metric, index, groups) {
  const values = groups.flatMap(group => group.runs.map(trial => trial.metrics[index])).filter(value => value !== null);
  if (values.length === 0) {
    return empty('No run measured it.');
  }
  return chart('runs-' + metric.name, 34 * groups.length + 60, metric.name + ' of all confirmations.', c => ({
    grid: {left: 78, right: 20, top: 8, bottom: 30},
    tooltip: tooltip(c, ofTrial),
    xAxis: valueAxis(c, values.concat(metric.bound === null ? [] : [metric.bound]), {splitNumber: 4}),
    yAxis: axis(c, {type: 'category', inverse: true, data: groups.map(group => group.name), axisTick: {show: false}, axisLabel: {color: c.ink, fontSize: 11, interval: 0}}),
    series: [{type: 'scatter', symbolSize: 10, data: groups.flatMap((group, row) => group.runs.filter(trial => trial.metrics[index] !== null).map(trial => ({
      value: [trial.metrics[index], row], trial, symbol: group.best ? 'diamond' : group.standard ? 'rect' : 'circle',
      itemStyle: {color: group.best ? c.best : group.standard ? c.standard : c.trial, borderColor: c.card, borderWidth: 1, opacity: 0.85}}))),
    markLine: {silent: true, symbol: 'none', lineStyle: {color: c.crash, type: 'dotted', width: 1.5}, label: {formatter: () => 'bound', color: c.crash, fontSize: 11},
      data: metric.bound === null ? [] : [{xAxis: metric.bound}]}}],
  }));
}

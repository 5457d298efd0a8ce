'use strict';
// How the best grew.

function progress() {
  const lead = 'Every trial in its order, and the best so far of those that keep the bounds and held up.';
  if (observations.length === 0) {
    return section('progress', 'Convergence', lead, empty('Nothing has been measured yet.'));
  }
  const views = objectives.map(([metric, i]) => [metric.name, () => course(metric, i)]);
  if (objectives.length > 1) {
    views.unshift(['All objectives', volume]);
  }
  if (views.length === 0) {
    judged.forEach(([metric, i]) => views.push([metric.name, () => course(metric, i)]));
  }
  if (views.length === 0) {
    return section('progress', 'Convergence', lead, empty('The study has neither an objective nor a bound to follow.'));
  }
  return section('progress', 'Convergence', lead, tabs('Objective', views.map(([name]) => name), name => views.find(view => view[0] === name)[1]()));
}

function course(metric, index) {
  const position = objectives.findIndex(([one]) => one.name === metric.name);
  const measured = observations.filter(trial => trial.metrics[index] !== null);
  if (measured.length === 0) {
    return empty('No trial measured ' + metric.name + ': all crashed.');
  }
  const standard = observations.find(trial => trial.phase === 'default' && trial.metrics[index] !== null);
  return chart('course-' + metric.name, 320, metric.name + ' of every trial in order, with the best so far.', (c, width) => {
    const values = measured.map(trial => trial.metrics[index]).concat(metric.bound === null ? [] : [metric.bound]);
    const y = valueAxis(c, values);
    const floor = metric.objective === 'maximize' ? Math.min(...values) : Math.max(...values);
    const lines = [];
    // where both are drawn, each has its name on its own side
    const above = standard && metric.bound !== null && standard.metrics[index] < metric.bound ? 'insideEndBottom' : 'insideEndTop';
    const below = standard && metric.bound !== null && above === 'insideEndTop' ? 'insideEndBottom' : 'insideEndTop';
    if (standard) {
      lines.push({yAxis: standard.metrics[index], lineStyle: {color: c.standard, type: 'dashed', width: 1},
        label: {formatter: () => 'default', color: c.standard, position: above, fontSize: 11}});
    }
    if (metric.bound !== null) {
      lines.push({yAxis: metric.bound, lineStyle: {color: c.crash, type: 'dotted', width: 1.5},
        label: {formatter: () => 'bound', color: c.crash, position: below, fontSize: 11}});
    }
    const labels = ['best so far', ...new Set(observations.map(trial => KINDS[kind(trial)].label))];
    return {
      legend: legend(c, {data: labels}),
      grid: {left: 58, right: 16, top: 16 + legendHeight(labels, width), bottom: 40},
      tooltip: tooltip(c, ofTrial),
      xAxis: axis(c, {type: 'value', min: Math.min(...observations.map(trial => trial.number)), max: Math.max(1, ...observations.map(trial => trial.number)),
        minInterval: 1, name: 'trial', nameLocation: 'middle', nameGap: 24, splitLine: {show: false}}),
      yAxis: y,
      series: [
        {name: 'best so far', type: 'line', step: 'end', symbol: 'none', z: 2, lineStyle: {color: c.best, width: 2}, itemStyle: {color: c.best}, silent: true,
          data: position < 0 ? [] : data.convergence.filter(step => step.best[position] !== null).map(step => [step.trial, step.best[position]]),
          markLine: {silent: true, symbol: 'none', data: lines}},
        ...['broken', 'trial', 'front', 'default', 'best'].map(name => points(c, name, measured, trial => [trial.number, trial.metrics[index]])),
        points(c, 'crashed', observations, trial => [trial.number, floor], {tooltip: {}}),
      ].filter(series => series.name === 'best so far' || series.data.length > 0),
    };
  });
}

function volume() {
  const reached = data.convergence.some(step => step.hypervolume > 0);
  return h('div', {}, h('p', {class: 'quiet'}, reached
    ? 'The hypervolume between the front and the reference: what all objectives gained together.'
    : 'Nothing is better than the reference in every objective so far, so the hypervolume is 0.'),
  chart('hypervolume', 300, 'Hypervolume of the front after each trial.', c => ({
    grid: {left: 58, right: 16, top: 16, bottom: 40},
    tooltip: tooltip(c, item => tip('After trial ' + item.value[0], [['hypervolume', figure(item.value[1])]])),
    xAxis: axis(c, {type: 'value', min: 'dataMin', max: 'dataMax', minInterval: 1, name: 'trial', nameLocation: 'middle', nameGap: 24, splitLine: {show: false}}),
    yAxis: axis(c, {type: 'value', axisLabel: {color: c.muted, fontSize: 11, formatter: tick}}),
    series: [{type: 'line', step: 'end', symbol: 'circle', symbolSize: 5, lineStyle: {color: c.best, width: 2}, itemStyle: {color: c.best},
      areaStyle: {color: c.best, opacity: 0.08}, data: data.convergence.map(step => [step.trial, step.hypervolume])}],
  })));
}

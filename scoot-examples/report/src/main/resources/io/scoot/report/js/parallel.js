'use strict';
// Every trial as a line through its parameters and metrics; ranges marked on the axes filter the table below.

const selection = {numbers: null, listeners: []};

function select(numbers) {
  selection.numbers = numbers;
  selection.listeners.forEach(listener => listener());
}

function parallel() {
  const lead = 'A line for each trial. Drag along an axis to keep the lines that pass there; the table at the end keeps the same trials.';
  const varied = data.parameters.map((parameter, i) => [parameter, i])
    .filter(([, i]) => new Set(observations.map(trial => trial.values[i])).size > 1);
  if (observations.length < 2 || varied.length === 0) {
    return section('parallel', 'All parameters at once', lead, empty('It takes two different trials.'));
  }
  const metrics = judged.filter(([, i]) => observations.some(trial => trial.metrics[i] !== null));
  const count = varied.length + metrics.length;
  const upright = width => width < 720 || count > 11;
  const said = h('p', {class: 'quiet', 'aria-live': 'polite'}, 'All ' + observations.length + ' trials.');
  const clear = h('button', {type: 'button', hidden: true, onclick: () => { select(null); redraw(picture); }}, 'Show all again');
  let shown = observations;
  const picture = chart('parallel', width => upright(width) ? 56 * count + 40 : 380,
    'A line for each trial through its parameters and metrics.', (c, width) => {
      shown = ['crashed', 'broken', 'trial', 'front', 'default', 'best'].flatMap(name => observations.filter(trial => kind(trial) === name));
      return lines(c, width, upright(width), varied, metrics, shown);
    }, instance => {
      instance.on('axisareaselected', () => {
        const model = instance.getModel();
        const brushed = model.getComponent('parallel') && instance.getOption().parallelAxis.some((one, i) =>
          model.getComponent('parallelAxis', i).activeIntervals.length > 0);
        const numbers = brushed ? new Set(model.getSeries()[0].getRawIndicesByActiveState('active').map(i => shown[i].number)) : null;
        select(numbers);
      });
    });
  selection.listeners.push(() => {
    said.textContent = selection.numbers === null ? 'All ' + observations.length + ' trials.'
      : selection.numbers.size + ' of ' + observations.length + ' trials are selected.';
    clear.hidden = selection.numbers === null;
  });
  return section('parallel', 'All parameters at once', lead, h('div', {class: 'controls'}, said, clear), picture);
}

function lines(c, width, upright, varied, metrics, shown) {
  const name = text => shorten(text, upright ? 60 : 26);
  const style = upright
    ? {nameLocation: 'end', nameGap: 10, nameTextStyle: {color: c.ink, fontSize: 11, align: 'left', verticalAlign: 'bottom'}}
    : {nameLocation: 'end', nameGap: 12, nameRotate: 22, nameTextStyle: {color: c.ink, fontSize: 11, align: 'left'}};
  const axes = varied.map(([parameter], dim) => Object.assign(parameterAxis(c, parameter, {dim, name: name(parameter.name)}), style))
    .concat(metrics.map(([metric, i], k) => Object.assign(
      valueAxis(c, shown.map(trial => trial.metrics[i])), {dim: varied.length + k, name: name(metric.name)}, style)));
  axes.forEach(one => {
    one.axisLine = {lineStyle: {color: c.soft}};
    one.axisLabel.hideOverlap = true;
    one.axisLabel.margin = 5;
    one.axisLabel.textBorderColor = c.card;
    one.axisLabel.textBorderWidth = 3;
    one.nameTextStyle = Object.assign({textBorderColor: c.card, textBorderWidth: 3}, one.nameTextStyle);
    one.nameTruncate = {maxWidth: 260};
    one.splitLine = {show: false};
    if (upright) {
      // the name over its axis' left end; the axis has its labels below
      one.nameLocation = 'start';
      one.nameGap = 0;
      one.nameTextStyle = {color: c.ink, fontSize: 11, align: 'left', verticalAlign: 'bottom', padding: [0, 0, 8, 0], textBorderColor: c.card, textBorderWidth: 3};
    }
  });
  const front = shown.filter(trial => kind(trial) === 'front').length;
  const look = trial => ({
    best: {color: c.best, width: 3, opacity: 1},
    default: {color: c.standard, width: 2.5, opacity: 1},
    front: {color: c.front, width: 1.5, opacity: front > 12 ? 0.4 : 0.9},
    crashed: {color: c.crash, width: 1, opacity: 0.55, type: 'dashed'},
    trial: {color: c.trial, width: 1, opacity: 0.45},
    broken: {color: c.soft, width: 1, opacity: 0.45},
  }[kind(trial)]);
  return {
    tooltip: tooltip(c, ofTrial),
    parallel: {
      layout: upright ? 'vertical' : 'horizontal', left: upright ? 12 : 30, right: upright ? 22 : Math.max(40, 6 * axes[axes.length - 1].name.length), top: upright ? 30 : 92, bottom: upright ? 26 : 24,
      parallelAxisDefault: {realtime: true, areaSelectStyle: {width: 18, color: c.best, borderColor: c.best, opacity: 0.25}},
    },
    parallelAxis: axes,
    series: [{
      type: 'parallel', smooth: false, inactiveOpacity: 0.05, activeOpacity: 1, emphasis: {lineStyle: {width: 3, opacity: 1}}, lineStyle: {width: 1},
      data: shown.map(trial => ({
        value: varied.map(([parameter, i]) => at(parameter, trial.values[i])).concat(metrics.map(([, i]) => trial.metrics[i] === null ? NaN : trial.metrics[i])),
        lineStyle: look(trial), trial,
      })),
    }],
  };
}

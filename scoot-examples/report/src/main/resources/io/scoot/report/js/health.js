'use strict';
// Whether the study can be believed.

function health() {
  return section('health', 'Health', 'Whether this study can be believed.',
    h('ul', {class: 'checks'}, data.health.checks.map(check => h('li', {}, mark(check.level.toLowerCase()),
      h('div', {}, h('strong', {}, check.question), h('p', {}, check.answer))))),
    reasons(),
    h('h3', {}, 'Predicted and measured'),
    h('p', {class: 'quiet'}, 'Each trial predicted from all others, with the 95 % interval of a reading. On the line is right; a flat cloud '
      + 'means that the model knows nothing, and then neither importance nor curves below say anything. It flatters a little, for the '
      + 'model’s settings were learned from all trials.'),
    data.predictability.some(one => one.trials.length > 0)
      ? h('div', {class: 'grid'}, data.predictability.filter(one => one.trials.length > 0).map(leftOut))
      : empty('There is nothing to predict yet: it takes two different readings.'));
}

function reasons() {
  if (data.health.reasons.length === 0) {
    return null;
  }
  return h('div', {}, h('h3', {}, 'Why trials crashed'),
    h('ul', {class: 'reasons'}, data.health.reasons.map(reason => h('li', {}, h('span', {class: 'count'}, reason.count + ' ×'),
      reason.text.length > 240
        ? h('details', {}, h('summary', {}, shorten(reason.text.split('\n')[0], 200)), h('pre', {}, reason.text))
        : h('span', {class: 'reason'}, reason.text)))));
}

function leftOut(one) {
  const inside = one.inside === null ? '' : percent(one.inside) + ' inside their interval';
  return h('figure', {}, h('figcaption', {}, h('strong', {}, one.metric),
    h('span', {class: 'quiet'}, [one.q2 === null ? '' : 'Q² ' + one.q2.toFixed(2), inside,
      one.noise === null ? '' : percent(one.noise) + ' taken for noise'].filter(Boolean).join(' · '))),
  chart('left-out-' + one.metric, width => Math.min(320, Math.max(220, width * 0.75)),
    one.metric + ': each trial predicted from all others. ' + one.trust.text + '.', c => {
      const all = one.trials.flatMap(trial => [trial.observed, trial.predicted]);
      const x = valueAxis(c, all, {name: 'measured', nameLocation: 'middle', nameGap: 24, splitNumber: 4});
      const y = valueAxis(c, all, {name: 'predicted', nameLocation: 'end', nameTextStyle: {color: c.muted, align: 'left', padding: [0, 0, 0, -34]}, splitNumber: 4});
      const low = Math.min(...all);
      const high = Math.max(...all);
      return {
        grid: {left: 52, right: 14, top: 28, bottom: 40},
        tooltip: tooltip(c, item => item.data && item.data.row ? tip(item.data.row.trial === null ? 'An earlier study’s trial' : 'Trial ' + item.data.row.trial,
          [['measured', figure(item.data.row.observed)], ['predicted', figure(item.data.row.predicted)],
            ['95 % interval', figure(item.data.row.low) + ' to ' + figure(item.data.row.high)]]) : ''),
        xAxis: x, yAxis: y,
        series: [
          {type: 'line', silent: true, symbol: 'none', data: [[low, low], [high, high]], lineStyle: {color: c.muted, type: 'dashed', width: 1}, z: 1},
          whiskers('interval', one.trials.map(trial => [trial.observed, trial.low, trial.high]), c.soft, false),
          {type: 'scatter', symbolSize: 7, z: 4, itemStyle: {color: c.trial, borderColor: c.card, borderWidth: 1},
            data: one.trials.map(row => ({value: [row.observed, row.predicted], row}))},
        ],
      };
    }));
}

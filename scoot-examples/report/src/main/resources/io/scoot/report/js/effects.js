'use strict';
// What the models say of each parameter.

function effects() {
  const lead = 'What the model expects of a metric if one parameter alone is changed from the '
    + (data.headline.best === null ? 'nearest' : 'best') + ' configuration (◆), with the 95 % interval of its mean; dots are all measured trials, whatever '
    + 'their other parameters were; extreme ones may be outside the picture.';
  const metrics = [...new Set(data.slices.map(slice => slice.metric))];
  if (metrics.length === 0) {
    return section('effects', 'Each parameter', lead, empty(noModel()));
  }
  return section('effects', 'Each parameter', lead, tabs('Metric', metrics, metric => {
    const known = data.predictability.find(one => one.metric === metric);
    return h('div', {}, known ? h('p', {class: 'trust'}, mark(known.trust.level.toLowerCase()), h('span', {}, capital(known.trust.text) + '.')) : null,
      h('div', {class: 'grid small'}, data.slices.filter(slice => slice.metric === metric).map(slice => effect(slice, metric))));
  }));
}

const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

const noModel = () => observations.length === 0 ? 'Nothing has been measured yet.'
  : observations.every(trial => trial.outcome !== 'measured') ? 'No trial worked, so there is no model of the metrics.'
  : data.predictability.length === 0 ? 'There is no model: this result was not made by a study.' : 'There is no configuration to start from.';

function effect(slice, metric) {
  const parameter = data.parameters[slice.parameter];
  const index = data.metrics.findIndex(one => one.name === metric);
  const centre = byNumber.get(data.centre);
  return h('figure', {}, h('figcaption', {}, h('strong', {}, parameter.name)),
    chart('effect-' + metric + '-' + parameter.name, 190, metric + ' by ' + parameter.name + ', from '
      + figure(Math.min(...slice.median)) + ' to ' + figure(Math.max(...slice.median)) + '.', c => {
      const x = slice.values.map(value => at(parameter, value));
      const same = data.slices.filter(one => one.metric === metric).flatMap(one => [...one.median]);
      const measured = observations.filter(trial => trial.metrics[index] !== null);
      const seen = withoutExtremes(measured.map(trial => trial.metrics[index]));
      const y = valueAxis(c, same.concat(seen), {splitNumber: 3});
      const band = parameter.ordered && y.type !== 'log' && slice.values.length > 1;
      const clipped = value => Math.min(y.max, Math.max(y.min, value));
      return {
        grid: {left: 50, right: 14, top: 10, bottom: 26},
        tooltip: tooltip(c, item => item.data && item.data.trial ? trialTip(item.data.trial)
          : item.seriesName === 'model' ? tip(parameter.name + ' = ' + typed(slice.values[item.dataIndex]),
            [['expected ' + metric, figure(slice.median[item.dataIndex])],
              ['95 % interval', figure(slice.low[item.dataIndex]) + ' to ' + figure(slice.high[item.dataIndex])]]) : ''),
        xAxis: parameterAxis(c, parameter, {splitLine: {show: false}}),
        yAxis: y,
        series: [
          ...(band ? [
            {name: 'low', type: 'line', stack: 'band', stackStrategy: 'all', silent: true, symbol: 'none', lineStyle: {opacity: 0}, data: slice.low.map((v, i) => [x[i], v])},
            {name: 'high', type: 'line', stack: 'band', stackStrategy: 'all', silent: true, symbol: 'none', lineStyle: {opacity: 0},
              areaStyle: {color: c.best, opacity: 0.16}, data: slice.high.map((v, i) => [x[i], v - slice.low[i]])},
          ] : [whiskers('interval', slice.low.map((v, i) => [x[i], clipped(v), clipped(slice.high[i])]), c.best, false)]),
          {type: 'scatter', name: 'trials', symbolSize: 5, z: 3, itemStyle: {color: c.trial, opacity: 0.4},
            data: measured.map(trial => ({value: [at(parameter, trial.values[slice.parameter]), trial.metrics[index]], trial}))},
          {type: parameter.ordered ? 'line' : 'scatter', name: 'model', symbol: 'circle', symbolSize: parameter.ordered ? 4 : 8, z: 4,
            lineStyle: {color: c.best, width: 2}, itemStyle: {color: c.best}, data: slice.median.map((v, i) => [x[i], v])},
          centre && centre.metrics[index] !== null ? {type: 'scatter', symbol: 'diamond', symbolSize: 15, z: 6, silent: true,
            itemStyle: {color: c.best, borderColor: c.card, borderWidth: 1.5}, data: [[at(parameter, centre.values[slice.parameter]), centre.metrics[index]]]} : null,
        ].filter(Boolean),
      };
    }));
}

/** Without the tenth at either end, which would flatten every curve. */
function withoutExtremes(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const cut = Math.floor(sorted.length / 10);
  return sorted.slice(cut, sorted.length - cut);
}

function importance() {
  const lead = 'Which share of the differences over the whole space each parameter is to blame for, by the model: dark by itself, light with all its '
    + 'interactions (first-order and total Sobol indices; the line is the 95 % interval of the sampling).';
  if (data.importance.length === 0) {
    return section('importance', 'Importance', lead, empty(noModel()));
  }
  const crashing = data.importance.some(one => one.metric === null);
  return section('importance', 'Importance', lead,
    h('div', {class: 'grid wide'}, data.importance.map(one => h('figure', {},
      h('figcaption', {}, h('strong', {}, one.metric === null ? 'Crashing' : one.metric)),
      h('p', {class: 'trust'}, mark(one.trust.level.toLowerCase()), h('span', {}, capital(one.trust.text) + '.')),
      one.flat ? empty('The model sees no difference anywhere.') : blame(one)))),
    crashing ? null : h('p', {class: 'quiet'}, 'Nothing crashed, so nothing is known of what makes a configuration crash.'));
}

const SHOWN = 14;

function blame(one) {
  const ranked = one.indices.map((index, i) => i).sort((a, b) => one.indices[a].total - one.indices[b].total);
  const order = ranked.slice(-SHOWN);
  const rest = ranked.length > SHOWN ? h('p', {class: 'quiet'}, 'The other ' + (ranked.length - SHOWN) + ' have at most '
    + percent(Math.max(0, one.indices[ranked[ranked.length - SHOWN - 1]].total), 1) + ' each.') : null;
  const names = order.map(i => data.parameters[i].name);
  const whole = value => Math.max(0, value);
  return [chart('importance-' + (one.metric === null ? 'crashing' : one.metric), 26 * names.length + 44,
    'Importance for ' + (one.metric === null ? 'crashing' : one.metric) + ', the most important first: ' + order.slice().reverse()
      .map(i => data.parameters[i].name + ' ' + percent(one.indices[i].total)).join(', ') + '.', (c, width) => {
      const small = width < NARROW;
      const room = Math.min(Math.max(...names.map(name => name.length)) * (small ? 5.6 : 6.4) + 18, Math.round(width * 0.5));
      return {
        grid: {left: room, right: 20, top: 6, bottom: 28},
        tooltip: tooltip(c, item => {
          const index = one.indices[order[item.dataIndex]];
          return tip(names[item.dataIndex], [
            ['by itself', percent(whole(index.first), 1) + ' (' + percent(whole(index.firstLow), 1) + ' to ' + percent(whole(index.firstHigh), 1) + ')'],
            ['with interactions', percent(index.total, 1) + ' (' + percent(whole(index.totalLow), 1) + ' to ' + percent(index.totalHigh, 1) + ')']]);
        }),
        xAxis: axis(c, {type: 'value', min: 0, max: 1, splitNumber: width < NARROW ? 2 : 4, axisLabel: {color: c.muted, fontSize: 11, hideOverlap: true, formatter: value => Math.round(100 * value) + ' %'}}),
        yAxis: axis(c, {type: 'category', data: names, axisTick: {show: false}, axisLabel: {color: c.ink, fontSize: small ? 10 : 11, interval: 0, formatter: name => middle(name, Math.floor((room - 10) / (small ? 5.5 : 6.2)))}}),
        series: [
          {name: 'with interactions', type: 'bar', barWidth: 14, barGap: '-100%', itemStyle: {color: c.pale, borderRadius: [0, 3, 3, 0]}, data: order.map(i => Math.min(1, whole(one.indices[i].total)))},
          {name: 'by itself', type: 'bar', barWidth: 14, itemStyle: {color: c.trial, borderRadius: [0, 3, 3, 0]}, data: order.map(i => Math.min(1, whole(one.indices[i].first)))},
          whiskers('interval', order.map((i, row) => [row, Math.min(1, whole(one.indices[i].totalLow)), Math.min(1, whole(one.indices[i].totalHigh))]), c.muted, true),
        ],
      };
    }), rest];
}

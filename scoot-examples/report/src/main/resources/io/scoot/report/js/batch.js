'use strict';
// The page of many studies.

const OUTCOMES = {
  better: ['good', 'better than the default'],
  no_gain: ['fair', 'no gain worth having'],
  not_decided: ['unknown', 'not decided'],
  nothing: ['poor', 'nothing to deploy'],
  problem: ['poor', 'did not finish'],
};

function batch() {
  const counts = Object.entries(OUTCOMES).map(([key, [level, text]]) => [level, text, data.services.filter(one => one.outcome === key).length])
    .filter(([, , n]) => n > 0);
  document.body.append(
    h('a', {class: 'skip', href: '#main'}, 'Skip to the report'),
    h('header', {class: 'top'}, h('p', {class: 'eyebrow'}, 'Scoot batch'), h('h1', {}, data.title),
      h('p', {class: 'goal'}, plural(data.services.length, 'service'))),
    h('div', {class: 'layout single'}, h('main', {id: 'main', tabindex: '-1'},
      counts.length === 0 ? null : h('div', {class: 'cards counts'}, counts.map(([level, text, n]) =>
        h('div', {class: 'card'}, h('div', {class: 'label'}, mark(level), text), h('div', {class: 'value'}, String(n))))),
      section('services', 'Services', 'Gains are of pairs of runs with the default; positive is better. The line is the best so far, over the trials.',
        data.services.length === 0 ? empty('No service was tuned.')
          : h('div', {class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Services'}, h('table', {id: 'services-table', class: 'plain'},
            h('thead', {}, h('tr', {}, ['service', 'verdict', 'gain', 'bounds', 'best so far', 'trials'].map((text, i) =>
              h('th', {scope: 'col', class: i === 5 ? 'number' : null}, text)))),
            h('tbody', {}, data.services.map(row))))))),
    h('footer', {}, 'Made by Scoot. Charts: Apache ECharts ' + echarts.version + ', Apache License 2.0. This file loads nothing from anywhere.'));
}

function row(service) {
  const [level, text] = OUTCOMES[service.outcome];
  return h('tr', {},
    h('th', {scope: 'row', role: 'rowheader'}, service.link === null ? service.name : h('a', {href: service.link}, service.name)),
    h('td', {'data-label': 'verdict', class: 'long'}, h('span', {class: 'trust'}, mark(level), h('span', {}, text)),
      service.problem === null ? null : h('span', {class: 'quiet'}, shorten(service.problem, 200))),
    h('td', {'data-label': 'gain'}, service.gains.length === 0 ? DASH : service.gains.map(gain => h('div', {}, h('strong', {}, signed(gain.mean)), ' ' + gain.metric,
      gain.low === null ? null : h('span', {class: 'quiet'}, ' (' + signed(gain.low) + ' to ' + signed(gain.high) + ')')))),
    h('td', {'data-label': 'bounds'}, service.bounds.length === 0 ? DASH : service.bounds.map(bound => h('div', {class: 'trust'},
      mark({met: 'good', not_met: 'poor', unknown: 'unknown'}[bound.status]), h('span', {}, bound.text)))),
    h('td', {'data-label': 'best so far'}, spark(service)),
    h('td', {'data-label': 'trials', class: 'number'}, service.trials + (service.crashed > 0 ? ', ' + service.crashed + ' crashed' : '')));
}

function spark(service) {
  const known = service.course.filter(value => value !== null);
  if (known.length < 2) {
    return DASH;
  }
  return chart('spark-' + service.name, 44, service.name + ': ' + service.courseOf + ' from ' + figure(known[0]) + ' to ' + figure(known[known.length - 1]) + '.', c => ({
    grid: {left: 2, right: 6, top: 5, bottom: 5},
    tooltip: tooltip(c, items => tip('After trial ' + items[0].dataIndex, [[service.courseOf, figure(items[0].value[1])]]), {trigger: 'axis', axisPointer: {type: 'line'}}),
    xAxis: {type: 'value', show: false, min: 0, max: Math.max(1, service.course.length - 1)},
    yAxis: {type: 'value', show: false, scale: true},
    series: [{type: 'line', step: 'end', symbol: 'none', lineStyle: {color: c.best, width: 2},
      data: service.course.map((value, i) => [i, value]).filter(([, value]) => value !== null)}],
  }));
}

batch();

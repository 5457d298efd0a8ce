'use strict';
// The page of one study.

function setup() {
  const entries = Object.entries(data.setup);
  return section('setup', 'Set-up', 'What it takes to repeat this study.',
    entries.length > 0 ? h('dl', {class: 'facts'}, entries.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))))
      : empty('This result says nothing of its set-up; a report of the study’s journal does.'),
    h('h3', {}, 'Search space'),
    data.parameters.length === 0 ? empty('No parameter is known yet.') : h('div', {class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Search space'}, h('table', {class: 'plain'},
      h('thead', {}, h('tr', {}, ['parameter', 'values', 'default'].map(text => h('th', {scope: 'col'}, text)))),
      h('tbody', {}, data.parameters.map(parameter => h('tr', {}, h('th', {scope: 'row'}, parameter.name),
        h('td', {class: 'long'}, parameter.levels.length > 0 ? parameter.levels.map(typed).join(', ')
          : figure(parameter.min) + ' to ' + figure(parameter.max) + (parameter.log ? ', logarithmic' : '')),
        h('td', {}, parameter.standard === null ? DASH : typed(parameter.standard))))))),
    data.notes.length > 0 ? [h('h3', {}, 'Notes'), h('ul', {class: 'notes'}, data.notes.map(note => h('li', {}, note)))] : null);
}

function study() {
  const goals = data.metrics.filter(metric => metric.objective).map(metric => metric.objective + ' ' + metric.name);
  const sections = [headline(), deploy(), health(), progress(), tradeoff(), parallel(), effects(), importance(), crashes(), timeline(), risk(), confirmed(), table(), setup()]
    .filter(Boolean);
  const links = sections.filter(one => one.id !== 'verdict').map(one => h('a', {href: '#' + one.id}, one.querySelector('h2').textContent));
  document.body.append(
    h('a', {class: 'skip', href: '#main'}, 'Skip to the report'),
    h('header', {class: 'top'}, h('div', {}, h('p', {class: 'eyebrow'}, 'Scoot study'), h('h1', {}, data.title),
      h('p', {class: 'goal'}, goals.length > 0 ? capital(goals.join(', ')) : 'No objective: the bounds alone count'))),
    h('div', {class: 'layout'},
      h('nav', {'aria-label': 'Sections'}, links),
      h('main', {id: 'main', tabindex: '-1'}, sections)),
    h('footer', {}, 'Made by Scoot. Charts: Apache ECharts ' + echarts.version + ', Apache License 2.0. This file loads nothing from anywhere.'));
}

study();

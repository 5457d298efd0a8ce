'use strict';
// What the study says in a screen.

const VERDICTS = {
  better: ['good', 'Better than the default'],
  no_gain: ['fair', 'No gain worth having over the default'],
  not_decided: ['unknown', 'Not decided whether it is better than the default'],
  nothing: ['poor', 'No configuration to deploy'],
};

function headline() {
  const head = data.headline;
  const [level, title] = verdict(head);
  return h('section', {id: 'verdict', class: 'verdict ' + level, 'aria-labelledby': 'verdict-title'},
    h('div', {class: 'banner'}, mark(level),
      h('div', {}, h('h2', {id: 'verdict-title'}, title), h('p', {}, explained(head)))),
    figures(head),
    head.bounds.length > 0 ? bounds(head) : null);
}

function verdict(head) {
  const measured = observations.filter(trial => trial.outcome === 'measured');
  if (data.trials.length === 0) {
    return ['unknown', 'Nothing has been measured yet'];
  }
  if (head.best !== null && measured.length === 1) {
    return ['unknown', 'Only one configuration has worked so far'];
  }
  if (head.comparison === 'not_decided' && head.gains.length === 0) {
    return ['unknown', measured.some(trial => trial.phase === 'default')
      ? 'Not yet compared with the default' : 'The best that was found; there is no default to compare it with'];
  }
  return VERDICTS[head.comparison];
}

function explained(head) {
  const run = number => 'trial ' + number;
  if (data.trials.length === 0) {
    return 'The page fills as trials end.';
  }
  if (head.best === null) {
    return head.nearest === null
      ? 'Every configuration that was tried crashed; the reasons are below.'
      : 'No configuration that was tried keeps all bounds. The nearest is ' + run(head.nearest) + '.';
  }
  const runs = head.readings.length > 0 ? head.readings[0].runs : 1;
  return 'The best configuration is ' + run(head.best) + ', '
    + (byNumber.get(head.best).phase === 'default' ? 'the default itself, ' : '')
    + (runs > 1 ? 'run ' + runs + ' times.' : 'run once: nothing is promised of it until it is confirmed.')
    + (head.simplification && !head.simplification.refuted && head.simplification.kept.length < head.simplification.changed
      ? ' By the model: ' + matters(head.simplification).toLowerCase() + (head.simplification.kept.length > 0 ? ' (' + head.simplification.kept.map(kept => kept.parameter).join(', ') + ')' : '') + '.' : '');
}

/** The gains; where nothing was run in pairs, the first readings, which flatter the best. */
function figures(head) {
  const cards = head.gains.map(gain => card(gain.metric, h('span', {}, percent(Math.abs(gain.mean), 1), h('small', {}, gain.mean < 0 ? ' worse' : ' better')), gain.low === null
    ? 'of one pair of runs; its error is not known'
    : '95 % interval ' + signed(gain.low) + ' to ' + signed(gain.high) + ', ' + plural(gain.pairs, 'pair') + ' of runs',
    gain.low > 0 ? 'good' : gain.high < 0 ? 'poor' : 'plain'));
  if (cards.length === 0) {
    head.readings.filter(reading => reading.objective && reading.best !== null).forEach(reading =>
      cards.push(card(reading.metric, figure(reading.best), reading.standard === null
        ? 'first reading; no default to compare with'
        : 'first reading; the default’s is ' + figure(reading.standard), 'plain')));
  }
  const crashed = observations.filter(trial => trial.outcome === 'crashed').length;
  cards.push(card('trials', String(observations.length), crashed === 0 ? 'none crashed' : crashed + ' crashed', 'plain'));
  if (data.cost > 0) {
    cards.push(card('GPU-hours', tick(Number((data.cost / 3600).toPrecision(3))), 'retries and confirmations included', 'plain'));
  } else if (data.trials.length > 0) {
    cards.push(card('measuring', time(data.trials.reduce((sum, trial) => sum + trial.seconds, 0)), 'in all trials together', 'plain'));
  }
  return h('div', {class: 'cards'}, cards);
}

const card = (label, value, note, tone) => h('div', {class: 'card ' + tone},
  h('div', {class: 'label'}, label), h('div', {class: 'value'}, value), h('div', {class: 'note'}, note));

const STATUS = {met: ['good', 'met'], not_met: ['poor', 'not met'], unknown: ['unknown', 'not known']};

function bounds(head) {
  return h('ul', {class: 'bounds'}, head.bounds.map(bound => {
    const [level, word] = STATUS[bound.status];
    const margin = bound.margin === null ? '' : bound.margin < 0
      ? ', broken by ' + percent(-bound.margin, 1) : ', ' + percent(bound.margin, 1) + ' to spare';
    return h('li', {}, mark(level), h('span', {}, h('code', {}, bound.text), ' ' + word,
      bound.worst === null ? null : h('span', {class: 'quiet'}, ' (worst run ' + figure(bound.worst) + margin + ')')));
  }));
}

/** What to paste, and the parameters that matter. */
function deploy() {
  if (data.deployments.length === 0) {
    return null;
  }
  return section('deploy', 'Deploy it', null,
    h('div', {class: 'columns'},
      h('div', {}, data.deployments.length > 1
        ? tabs('Configuration', data.deployments.map(one => one.name), forms)
        : forms(data.deployments[0].name)),
      simplified()),
    readings());
}

function forms(name) {
  const one = data.deployments.find(deployment => deployment.name === name);
  const simple = data.headline.simplification;
  const note = name === 'Simplified' && simple.measured === null && simple.runs.length === 0
    ? h('p', {class: 'quiet'}, 'A prediction: this configuration was not measured. Measure it before you rely on it.') : null;
  const empty = Object.values(one.forms)[0].trim() === '';
  return empty ? h('p', {class: 'quiet'}, 'Nothing to set: it is the engine’s default.')
    : h('div', {}, tabs('Form', Object.keys(one.forms), form => h('div', {class: 'code'},
      copyButton('Copy', () => one.forms[form]),
      h('pre', {tabindex: '0', 'aria-label': form}, h('code', {}, one.forms[form])))), note);
}

const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];

/** How many parameters matter: for sure only where the whole interval is a gain. */
function matters(simple) {
  const sure = simple.kept.filter(kept => kept.low > 0).length;
  const maybe = simple.kept.length - sure;
  const word = n => NUMBERS[n] || String(n);
  if (sure === 0) {
    return maybe === 0 ? 'No parameter matters' : maybe === 1 ? 'Perhaps one parameter matters' : 'Perhaps ' + word(maybe).toLowerCase() + ' parameters matter';
  }
  return word(sure) + (sure === 1 ? ' parameter matters' : ' parameters matter') + (maybe === 0 ? '' : ', ' + word(maybe).toLowerCase() + ' may');
}

/** What runs of the simplified configuration beside the best said. */
function runsOf(simple) {
  const figures = simple.runs.map(gain => gain.metric + ' ' + signed(gain.mean)
    + (gain.low === null ? ' (one pair)' : ' (' + signed(gain.low) + ' to ' + signed(gain.high) + ', ' + plural(gain.pairs, 'pair') + ')')).join(', ');
  return (figures ? ' Measured beside the best: ' + figures + '.' : '')
    + (simple.refuted ? ' It did not hold up when it was run: do not deploy it.' : '');
}

function simplified() {
  const simple = data.headline.simplification;
  if (!simple) {
    return null;
  }
  const n = simple.kept.length;
  const fewer = n < simple.changed;
  return h('div', {class: 'matters'}, h('h3', {}, fewer ? matters(simple) : 'What each parameter is worth'),
    h('p', {class: 'quiet'}, fewer
      ? 'Of ' + simple.changed + ' that the best changes. By the model, the others could go back to the default for ' + percent(simple.loss, 1) + ' of loss.' + runsOf(simple)
      : 'What the model expects to lose if one alone goes back to the default, with the 95 % interval.'),
    h('ul', {}, [...simple.kept].sort((a, b) => b.worth - a.worth).map(kept => h('li', {},
      h('code', {}, kept.parameter + ' = ' + typed(kept.value)),
      h('span', {class: 'worth'}, 'worth ' + signed(kept.worth)),
      h('span', {class: 'quiet'}, signed(kept.low) + ' to ' + signed(kept.high) + (kept.low > 0 ? '' : ': maybe nothing'))))));
}

function readings() {
  const head = data.headline;
  const rows = head.readings.filter(reading => reading.standard !== null || reading.best !== null);
  if (rows.length === 0) {
    return null;
  }
  const change = reading => {
    if (!reading.standard || reading.best === null) {
      return DASH;
    }
    return signed((reading.best - reading.standard) / Math.abs(reading.standard));
  };
  const judgedRows = rows.filter(reading => judged.some(([metric]) => metric.name === reading.metric));
  const others = rows.filter(reading => !judgedRows.includes(reading));
  const table = list => h('div', {class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Default and best'}, h('table', {class: 'plain'},
    h('thead', {}, h('tr', {}, ['metric', 'default', head.best === null ? 'nearest' : 'best', 'change', 'worst of runs'].map((text, i) =>
      h('th', {scope: 'col', class: i > 0 ? 'number' : null}, text)))),
    h('tbody', {}, list.map(reading => h('tr', {}, h('th', {scope: 'row'}, reading.metric,
      reading.objective ? h('span', {class: 'tag'}, reading.objective) : null),
    [figure(reading.standard), figure(reading.best), change(reading),
      reading.worst === null ? DASH : figure(reading.worst) + ' (' + plural(reading.runs, 'run') + ')'].map(text => h('td', {class: 'number'}, text)))))));
  return h('div', {class: 'readings'}, h('h3', {}, 'First readings'),
    h('p', {class: 'quiet'}, 'One run each, and the best was chosen among them, so it flatters.'
      + (head.gains.length > 0 ? ' The gains above are of runs made afterwards, in pairs.' : '')),
    judgedRows.length > 0 ? table(judgedRows) : null,
    others.length > 0 ? h('details', {}, h('summary', {}, plural(others.length, 'other metric')), table(others)) : null);
}

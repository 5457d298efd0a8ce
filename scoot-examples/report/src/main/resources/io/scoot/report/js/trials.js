'use strict';
// What charts say about a trial.

const objectives = data.metrics.map((metric, i) => [metric, i]).filter(([metric]) => metric.objective);
const judged = data.metrics.map((metric, i) => [metric, i]).filter(([metric]) => metric.objective || metric.bound !== null);
const observations = data.trials.filter(trial => trial.phase !== 'confirmation' && trial.outcome !== 'failed');
const confirmations = data.trials.filter(trial => trial.phase === 'confirmation');
const byNumber = new Map(data.trials.map(trial => [trial.number, trial]));

const kind = trial => trial.outcome !== 'measured' ? 'crashed'
  : trial.number === data.headline.best ? 'best'
  : trial.phase === 'default' ? 'default'
  : !trial.keepsBounds ? 'broken'
  : trial.onFront && objectives.length > 1 ? 'front' : 'trial';

const KINDS = {
  trial: {label: 'trial', symbol: 'circle', size: 8, colour: 'trial'},
  broken: {label: 'breaks a bound', symbol: 'circle', size: 8, colour: 'trial', hollow: true},
  front: {label: 'on the front', symbol: 'circle', size: 10, colour: 'front'},
  default: {label: 'default', symbol: 'rect', size: 12, colour: 'standard'},
  best: {label: 'best', symbol: 'diamond', size: 18, colour: 'best'},
  crashed: {label: 'crashed', symbol: CROSS, size: 9, colour: 'crash'},
};

/** What differs from the default, in the space's order. */
const changes = trial => data.parameters
  .map((parameter, i) => [parameter.name, trial.values[i], parameter.standard])
  .filter(([, value, standard]) => standard === null || value !== standard)
  .map(([name, value]) => [name, typed(value)]);

/** A trial's tooltip. */
function trialTip(trial) {
  const lines = trial.outcome === 'measured'
    ? judged.map(([metric, i]) => [metric.name, figure(trial.metrics[i])])
    : [[trial.outcome, shorten(trial.reason, 160)]];
  const changed = changes(trial);
  return tip('Trial ' + trial.number + (trial.phase === 'suggested' ? '' : ' · ' + trial.phase) + (trial.origin ? ', suggested by ' + trial.origin : '')
      + (trial.number === data.headline.best ? ' · best' : '')
      + (trial.outcome === 'measured' && !trial.keepsBounds ? ' · breaks a bound' : ''),
    lines.concat(changed.length > 0 ? changed.slice(0, 12) : [['configuration', 'the default']])
      .concat(changed.length > 12 ? [['…', (changed.length - 12) + ' more']] : []));
}

/** A series of trials of one kind; place(trial) gives their coordinates. */
function points(c, kindName, trials, place, more) {
  const look = KINDS[kindName];
  return Object.assign({
    name: look.label, type: 'scatter', symbol: look.symbol, symbolSize: look.size,
    z: kindName === 'best' ? 6 : kindName === 'default' ? 5 : 4,
    itemStyle: look.hollow ? {color: c.card, borderColor: c[look.colour], borderWidth: 1.5}
      : {color: c[look.colour], opacity: kindName === 'trial' ? 0.75 : 1, borderColor: c.card, borderWidth: 1},
    data: trials.filter(trial => kind(trial) === kindName).map(trial => ({value: place(trial), trial})),
  }, more);
}

/** The height that a legend takes, which wraps where it does not fit. */
function legendHeight(labels, width) {
  let rows = 1;
  let used = 0;
  labels.forEach(label => {
    const needed = 12 + 19 + 6.6 * label.length;
    if (used > 0 && used + needed > width - 16) {
      rows++;
      used = 0;
    }
    used += needed;
  });
  return 24 * rows;
}

const legend = (c, more) => Object.assign({
  top: 0, left: 0, icon: null, itemWidth: 12, itemHeight: 10, itemGap: 14, textStyle: {color: c.muted, fontSize: 12}, selectedMode: true,
}, more);

const ofTrial = item => item.data && item.data.trial ? trialTip(item.data.trial) : '';

'use strict';
// Numbers and times for people.

const DASH = '–';
const grouped = new Intl.NumberFormat('en', {maximumSignificantDigits: 4});
const four = new Intl.NumberFormat('en', {minimumSignificantDigits: 4, maximumSignificantDigits: 4});

/** A number at an axis: no more digits than it needs. */
const tick = value => typeof value === 'number' && value !== 0 && (Math.abs(value) >= 1e7 || Math.abs(value) < 1e-4)
  ? value.toExponential().replace('e+', 'e') : grouped.format(value).replace('-', '−');

/** A metric's value: four digits. */
function figure(value) {
  if (value === null || value === undefined) {
    return DASH;
  }
  if (typeof value !== 'number') {
    return String(value);
  }
  const size = Math.abs(value);
  return size !== 0 && (size >= 1e7 || size < 1e-4)
    ? value.toExponential(2).replace('e+', 'e') : (Number.isInteger(value) ? grouped : four).format(value).replace('-', '−');
}

/** A share of one as a percentage with its sign. */
function signed(share, digits = 1) {
  if (share === null || share === undefined) {
    return DASH;
  }
  const text = Math.abs(100 * share).toFixed(digits);
  return (Number(text) === 0 ? '±' : share < 0 ? '−' : '+') + text + ' %';
}

const percent = (share, digits = 0) => share === null || share === undefined ? DASH : (100 * share).toFixed(digits) + ' %';

/** Seconds as people say them. */
function time(seconds) {
  if (seconds === null || seconds === undefined) {
    return DASH;
  }
  if (seconds < 1) {
    return grouped.format(Math.round(seconds * 1000)) + ' ms';
  }
  if (seconds < 60) {
    return grouped.format(Math.round(seconds * 100) / 100) + ' s';
  }
  if (seconds < 3600) {
    return Math.floor(seconds / 60) + ' min ' + Math.round(seconds % 60) + ' s';
  }
  return Math.floor(seconds / 3600) + ' h ' + Math.round(seconds % 3600 / 60) + ' min';
}

const plural = (n, noun) => n + ' ' + noun + (n === 1 ? '' : 's');

/** A parameter's value as it would be typed; numbers of a range with no more digits than a person reads. */
const typed = value => typeof value === 'number' && !Number.isInteger(value) ? String(Number(value.toPrecision(6))) : String(value);

/** Both ends of a long name: numbered names differ in the last. */
const middle = (text, length) => text.length > length
  ? text.slice(0, Math.ceil(length / 2) - 1) + '…' + text.slice(text.length - Math.floor(length / 2)) : text;

const shorten = (text, length) => text.length > length ? text.slice(0, length - 1) + '…' : text;

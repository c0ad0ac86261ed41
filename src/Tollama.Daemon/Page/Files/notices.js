// Warnings and errors, as the daemon words them.

import { ApiError } from './api.js';
import { h, icon } from './dom.js';

// More are there to be asked for, not to be read at once.
const most = 8;

/**
 * An error with what helps.
 * @param {Error | {code: string, message: string, hint?: string}} error
 * @param {...Node} actions
 */
export function errorNotice(error, ...actions) {
  const known = error instanceof ApiError ? error : null;
  const isLost = error instanceof TypeError;
  const message = isLost ? 'The daemon does not answer.' : error.message;
  const hint = isLost ? 'Start it with: tollama serve' : known?.hint ?? '';
  return h('div', { class: 'notice is-error', role: 'alert' },
    icon('error'),
    h('div', null,
      h('p', { class: 'notice-text' }, message),
      known?.details.length ? h('ul', null, ...known.details.slice(0, most).map(text => h('li', null, text))) : null,
      hint ? h('p', { class: 'notice-hint' }, hint) : null,
      known?.code ? h('p', { class: 'muted small' }, `${known.code}${known.requestId ? ` · request ${known.requestId}` : ''}`) : null,
      actions.length ? h('div', { class: 'row' }, ...actions) : null));
}

/**
 * Warnings, the first few at once.
 * @param {readonly string[]} texts
 * @returns {HTMLElement | null} null for none
 */
export function warnings(texts) {
  if (texts.length === 0) {
    return null;
  }

  const list = (/** @type {readonly string[]} */ some) => h('ul', null, ...some.map(text => h('li', null, text)));
  return h('div', { class: 'notice is-warning' },
    icon('warn'),
    h('div', null, list(texts.slice(0, most)),
      texts.length > most ? h('details', null, h('summary', null, `${texts.length - most} more`), list(texts.slice(most, 500))) : null));
}

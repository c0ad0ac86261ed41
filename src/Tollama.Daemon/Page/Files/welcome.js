// What stands where no table is yet.

import { data } from './data.js';
import { button, h, icon } from './dom.js';

/**
 * @param {() => void} open lets the user choose files
 * @returns {HTMLElement}
 */
export function welcome(open) {
  const openButton = button('Choose files', open, { class: 'button is-main', icon: 'upload' });
  openButton.dataset.act = 'open';
  return h('section', { class: 'welcome', 'aria-label': 'Begin' },
    h('h1', null, 'See what comes next'),
    h('p', { class: 'lead' }, 'Drop a table with times and numbers. tollama finds its columns, forecasts every series in it and says how sure it is.'),
    h('div', { class: 'drop' },
      icon('file'),
      h('p', null, h('strong', null, 'Drop files here')),
      h('p', { class: 'muted' }, 'CSV, Parquet, Excel, JSON or Arrow, also compressed, also several'),
      h('div', { class: 'row is-center' }, openButton, button('Use the example', () => void data.takeExample(), { class: 'button' }))),
    h('p', { class: 'muted small' }, 'The file goes to the daemon at this address and nowhere else. This browser keeps it for a reload, until you remove it.'));
}

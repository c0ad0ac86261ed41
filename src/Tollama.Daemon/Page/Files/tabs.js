// The tabs, in their order. The element of a tab is made when it is shown for the first time, and stays.

/**
 * @typedef {{id: string, label: string, key: string, load: () => Promise<unknown>, element: string}} Tab
 * `key` shows it from the keyboard; `load` defines `element`, a custom element. Its method `shown()`, if it has one, is called each time it comes to sight.
 */

/** @type {Tab[]} */
export const tabs = [
  { id: 'forecast', label: 'Forecast', key: 'f', element: 't-forecast', load: () => import('./forecast.js') },
];

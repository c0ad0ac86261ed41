// The tabs, in their order. The element of a tab is made when it is shown for the first time, and stays.

/**
 * @typedef {{id: string, label: string, key: string, load: () => Promise<unknown>, element: string}} Tab
 * `key` shows it from the keyboard; `load` defines `element`, a custom element. Its method `shown()`, if it has one, is called each time it comes to sight.
 */

/** @type {Tab[]} */
export const tabs = [
  { id: 'forecast', label: 'Forecast', key: 'f', element: 't-forecast', load: () => import('./forecast.js') },
  { id: 'compare', label: 'Compare', key: 'c', element: 't-compare', load: () => import('./compare.js') },
  { id: 'anomalies', label: 'Anomalies', key: 'n', element: 't-anomalies', load: () => import('./anomalies.js') },
  { id: 'models', label: 'Models', key: 'm', element: 't-models', load: () => import('./models-tab.js') },
  { id: 'api', label: 'API', key: 'p', element: 't-api', load: () => import('./api-tab.js') },
  { id: 'activity', label: 'Activity', key: 'a', element: 't-activity', load: () => import('./activity.js') },
];

// The forecast that the user asks for, as the query of a request.

import { data } from './data.js';
import { get, under } from './state.js';

/** The quantiles at the ends of each interval. @type {Record<string, [string, string]>} */
export const levels = { 50: ['0.25', '0.75'], 80: ['0.1', '0.9'], 95: ['0.025', '0.975'] };

const usualLevels = '80,95';

/** The model that is asked, whether or not it is installed. */
export function chosenModel() {
  return get('model') ?? data.inspection?.model ?? 'auto';
}

/** The levels of the intervals, in percent; `none` in the address is no level. */
export function chosenLevels() {
  return (get('levels') ?? usualLevels).split(',').filter(level => level in levels);
}

/** How many steps are forecast: what the user said, or what the daemon proposed. */
export function chosenHorizon() {
  return get('horizon') ?? (data.inspection ? String(data.inspection.horizon) : '');
}

/** The query: reading of the table, model, horizon, levels and options. */
export function forecastQuery() {
  const quantiles = chosenLevels().flatMap(level => levels[level]).sort((a, b) => Number(a) - Number(b));
  return data.query({
    model: chosenModel(),
    horizon: chosenHorizon(),
    quantiles: quantiles.join(','),
    ...under('x.'),
    ...Object.fromEntries(Object.entries(under('o.')).map(([name, value]) => [`option.${name}`, value])),
  });
}

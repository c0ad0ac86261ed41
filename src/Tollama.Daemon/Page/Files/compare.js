// The tab Compare: models measured on the end of the series.

import { json } from './api.js';
import { data } from './data.js';
import { button, fill, h, number } from './dom.js';
import { isPartOfProgram, models } from './models.js';
import { Plot } from './plot.js';
import { chosenHorizon } from './request.js';
import { forget, get, go, set } from './state.js';
import { TableTab } from './table-tab.js';

/** @typedef {{model: string, id: string, window: number, timestamps?: string[], actual: (number | null)[], mean: number[]}} WindowForecast */

// Those that a user is most likely to want; the others are one click away.
const usual = ['auto', 'auto:fast', 'auto-ets', 'theta', 'auto-arima', 'mstl', 'seasonal-naive', 'naive', 'tollama-tiny:1'];
const colors = ['--mean', '--line-2', '--line-3', '--line-4', '--line-5', '--line-6'];
const drawnAtFirst = 3;
const historyBudget = 200_000;

class CompareTab extends TableTab {
  /** @type {any} */
  #answer = null;

  /** @type {Map<string, import('./data.js').History>} */
  #histories = new Map();

  /** @type {Set<string>} Models that are drawn. */
  #drawn = new Set();

  #hasAsked = false;

  #chosen = h('div', { class: 'choices' });

  #plot = /** @type {Plot} */ (document.createElement('t-plot'));

  #verdict = h('div', { class: 'verdict' });

  #table = h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Models, the best first' });

  #head = h('div', { class: 'result-head' }, h('h2', null, 'Forecasts of the windows'), this.picker);

  #hint = h('p', { class: 'muted empty' }, 'Each model forecasts the end of the series from several origins, as if it were not known. Then what it said is measured against what happened.');

  build() {
    this.result.setAttribute('aria-label', 'Comparison');
    this.settings.append(
      h('h2', null, 'Models'), this.#chosen,
      h('div', { class: 'controls' },
        this.number('horizon', 'Steps', 'usual'), this.number('c.windows', 'Windows', '3'), this.number('c.step', 'Step', 'steps'), this.number('c.gap', 'Gap', '0', { min: '0' })),
      h('div', { class: 'row go' }, button('Compare', () => void this.#run(), { class: 'button is-main' })));
    this.settings.querySelector('#horizon')?.setAttribute('id', 'c-horizon');
    this.settings.querySelector('label[for=horizon]')?.setAttribute('for', 'c-horizon');
    this.result.append(this.status, this.notices, this.#hint, this.#verdict, this.#table, this.#head, this.#plot);
    models.addEventListener('change', () => { this.#listModels(); this.changed(); });
    this.#listModels();
  }

  renewed() {
    this.#answer = null;
    this.#show();
  }

  changed() {
    const horizon = /** @type {HTMLInputElement | null} */ (this.querySelector('#c-horizon'));
    if (horizon) {
      horizon.value = get('horizon') ?? '';
      horizon.placeholder = String(data.inspection?.horizon ?? '');
    }

    const names = this.#names();
    for (const box of this.#chosen.querySelectorAll('input')) {
      box.checked = box.value ? names.includes(box.value) : names.length === 0;
    }

    if (get('c.run') && !this.#hasAsked && this.isReady && models.isLoaded) {
      void this.#run();
    }

    this.#draw();
  }

  #names() {
    return (get('c.models') ?? '').split(',').filter(name => name);
  }

  #listModels() {
    const all = [...models.installed, ...models.available.filter(isPartOfProgram)].map(model => model.name).filter(name => name !== 'mock');
    const rank = name => usual.includes(name) ? usual.indexOf(name) : usual.length;
    const installed = models.installed.filter(model => !isPartOfProgram(model)).map(model => model.name);
    const first = all.filter(name => usual.includes(name) || installed.includes(name) || this.#names().includes(name)).sort((a, b) => rank(a) - rank(b));
    const chip = (name, label) => h('label', { class: 'chip' },
      h('input', { type: 'checkbox', value: name, onchange: event => this.#choose(/** @type {HTMLInputElement} */ (event.target)) }), h('span', null, label));
    fill(this.#chosen,
      h('fieldset', { class: 'chips' }, h('legend', null, 'Compared'), chip('', 'let tollama choose'), ...first.map(name => chip(name, name))),
      h('details', { class: 'more' }, h('summary', null, 'All that are part of tollama'),
        h('fieldset', { class: 'chips' }, h('legend', null, 'More'), ...all.filter(name => !first.includes(name)).map(name => chip(name, name)))));
  }

  /** @param {HTMLInputElement} box */
  #choose(box) {
    const names = box.value ? box.checked ? [...this.#names(), box.value] : this.#names().filter(name => name !== box.value) : [];
    set({ 'c.models': names.join(',') });
    this.changed();
  }

  async #run() {
    this.#hasAsked = true;
    set({ 'c.run': 1 });
    const share = Math.max(24, Math.floor(historyBudget / Math.max(1, data.inspection?.series_count ?? 1)));
    const histories = json('api/inspect', { query: data.query({ include_history: true, history_length: share }), form: data.form() }).catch(() => data.inspection);
    const answer = await this.ask('api/backtest', {
      models: get('c.models'), horizon: chosenHorizon(), windows: get('c.windows'), step: get('c.step'), gap: get('c.gap'), include: 'forecasts',
    }, 'Forecasting windows');
    if (answer) {
      this.#histories = new Map((await histories).series.map(one => [one.id, one.history]));
      this.#answer = answer;
      this.#drawn = new Set(answer.table.slice(0, drawnAtFirst).map(row => row.model));
      this.#show();
      void models.load().catch(() => {});
    }
  }

  /** @param {string} model */
  #use(model) {
    forget('o.');
    set({ model });
    go('forecast');
  }

  #show() {
    const answer = this.#answer;
    this.#hint.hidden = Boolean(answer);
    this.#verdict.hidden = this.#table.hidden = this.#head.hidden = !answer;
    if (!answer) {
      this.#plot.show(null);
      return;
    }

    const percent = value => value === undefined ? '' : `${(100 * value).toFixed(0)} %`;
    const digits = (value, count) => value === undefined ? '' : value.toFixed(count);
    fill(this.#verdict,
      h('p', { class: 'verdict-text' }, answer.recommendation ?? ''),
      answer.best ? button('Use the best', () => this.#use(answer.best), { class: 'button is-main', title: `Forecast with ${answer.best}` }) : null);
    fill(this.#table, h('table', { class: 'table is-numbers' },
      h('thead', null, h('tr', null, ...[['Model', ''], ['MASE', 'Mean absolute error, in that of a seasonal naive forecast of the history; ± its standard error'], ['Skill', 'How much of the error of the seasonal naive forecast is gone'],
        ['sMAPE', 'Symmetric mean absolute percentage error'], ['In 80 %', 'How many values lay in the interval of 80 %'], ['In 95 %', 'How many values lay in the interval of 95 %'], ['Seconds', 'For all windows'], ['', '']]
        .map(([name, title]) => h('th', { scope: 'col', title }, name || h('span', { class: 'off-screen' }, 'Use'))))),
      h('tbody', null, ...answer.table.map((row, place) => {
        const mark = h('i', { class: 'swatch' });
        mark.style.background = `var(${colors[place % colors.length]})`;
        return h('tr', { class: row.model === answer.best ? 'is-best' : '' },
          h('th', { scope: 'row' }, h('label', { class: 'check' }, h('input', {
            type: 'checkbox', 'aria-label': `Draw ${row.model}`, checked: this.#drawn.has(row.model),
            onchange: event => { /** @type {HTMLInputElement} */ (event.target).checked ? this.#drawn.add(row.model) : this.#drawn.delete(row.model); this.#draw(); },
          }), mark, row.model), row.model === answer.best ? h('span', { class: 'tag is-good' }, 'best') : null),
          h('td', null, digits(row.mase, 3), row.mase_se === undefined ? null : h('span', { class: 'muted' }, ` ± ${digits(row.mase_se, 3)}`)),
          h('td', null, percent(row.skill)), h('td', null, digits(row.smape, 2)), h('td', null, percent(row.coverage_80)), h('td', null, percent(row.coverage_95)), h('td', null, digits(row.seconds, 2)),
          h('td', null, button('Use', () => this.#use(row.model), { class: 'button is-small', title: `Forecast with ${row.model}` })));
      }))));
    this.#draw();
  }

  #draw() {
    const answer = this.#answer;
    const history = answer && this.#histories.get(this.picked);
    if (!history) {
      this.#plot.show(null);
      return;
    }

    const labels = history.timestamps.length ? history.timestamps : history.target.map((_, place) => String(place));
    const places = new Map(labels.map((label, place) => [label, place]));
    let first = labels.length;
    /** @type {import('./plot.js').PlotLine[]} */
    const drawn = [];
    answer.table.forEach((row, rank) => {
      if (!this.#drawn.has(row.model)) {
        return;
      }

      let name = row.model;
      for (const forecast of /** @type {WindowForecast[]} */ (answer.forecasts).filter(one => one.model === row.model && one.id === this.picked)) {
        const values = new Array(labels.length).fill(null);
        const start = labels.length - answer.horizon - (answer.windows - forecast.window) * answer.step;
        forecast.mean.forEach((value, step) => {
          const at = forecast.timestamps ? places.get(forecast.timestamps[step]) : start + step;
          if (at !== undefined && at >= 0) {
            values[at] = value;
            first = Math.min(first, at);
          }
        });
        drawn.push({ name, values, color: colors[rank % colors.length], width: 2, dash: rank >= colors.length ? [4, 3] : undefined });
        name = '';
      }
    });
    this.#plot.show({
      labels, range: [first - 3 * answer.horizon, labels.length - 1],
      lines: [{ name: 'history', values: history.target, color: '--history' }, ...drawn],
      about: `Chart: history of ${this.picked}, and forecasts of ${number(answer.windows)} windows by ${[...this.#drawn].join(', ')}`,
    });
  }
}

customElements.define('t-compare', CompareTab);

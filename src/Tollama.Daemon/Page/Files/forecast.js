// The tab Forecast: a table in, a picture and numbers out.

import './controls.js';
import { call, isStopped, json, lines } from './api.js';
import { SeriesList } from './series-list.js';
import { Chart } from './chart.js';
import { data } from './data.js';
import { alike, button, copy, fill, h, number, save, toast } from './dom.js';
import { isPartOfProgram, models } from './models.js';
import { errorNotice, warnings } from './notices.js';
import { PullPanel } from './pull-panel.js';
import { ReadAs } from './read-as.js';
import { chosenLevels, chosenModel, forecastQuery, levels } from './request.js';
import { commandLine, csharp, curl, python } from './snippets.js';
import { get, set, watch } from './state.js';
import { welcome } from './welcome.js';

/** @typedef {{id: string, timestamps?: string[], mean: number[], quantiles?: Record<string, number[]>, method?: string, warnings?: string[], history?: import('./data.js').History}} SeriesForecast */
/** @typedef {{model: string, forecasts: SeriesForecast[], errors?: import('./data.js').SeriesError[], warnings?: string[], timing?: {total_ms: number}}} Answer */

// So many values of all histories together are drawn; of each of many series its end.
const historyBudget = 200_000;
const leastHistory = 120;

// A change of mind within this time asks once.
const patience = 250;

const mostRows = 500;

const formats = /** @type {const} */ ([
  ['CSV', 'text/csv', 'csv'], ['Parquet', 'application/vnd.apache.parquet', 'parquet'],
  ['Excel', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
]);

class ForecastTab extends HTMLElement {
  /** @type {Answer | null} */
  #answer = null;

  /** @type {AbortController | null} */
  #running = null;

  /** What was asked for the last time. */
  #asked = '';

  #timer = 0;

  #readAs = /** @type {ReadAs} */ (document.createElement('t-read-as'));

  #list = /** @type {SeriesList} */ (document.createElement('t-series-list'));

  #pull = /** @type {PullPanel} */ (document.createElement('t-pull'));

  #chart = /** @type {Chart} */ (document.createElement('t-chart'));

  #title = h('h2', { class: 'series-title' });

  #method = h('p', { class: 'muted small method' });

  #status = h('div', { class: 'status', role: 'status' });

  #notices = h('div');

  #table = h('div', { class: 'numbers', tabindex: '0', role: 'region', 'aria-label': 'Numbers of the forecast' });

  #code = h('pre', { class: 'code', tabindex: '0' });

  #language = 'curl';

  #languages = h('div', { class: 'segments', role: 'group', 'aria-label': 'Language' }, ...['curl', 'CLI', 'Python', 'C#'].map(name =>
    h('button', { type: 'button', dataset: { language: name }, onclick: () => { this.#language = name; this.#showCode(); } }, name)));

  #exports = h('div', { class: 'row exports' },
    ...formats.map(([name, type, end]) => button(name, () => void this.#export(name, type, end), { class: 'button is-small', icon: 'down', title: `All series as ${name}` })),
    button('PNG', () => void this.#exportPicture(), { class: 'button is-small', icon: 'down', title: 'The chart as a picture' }));

  #result = h('section', { class: 'card result', 'aria-label': 'Forecast' },
    document.createElement('t-controls'), this.#pull, this.#status, this.#notices,
    h('div', { class: 'result-head' }, h('div', { class: 'titles' }, this.#title, this.#method), this.#exports),
    this.#chart, this.#table,
    h('details', { class: 'more snippets' }, h('summary', null, 'Copy as curl, CLI, Python, C#'),
      h('div', { class: 'row' }, this.#languages, button('Copy', () => void copy(this.#code.textContent ?? ''), { class: 'button is-small', icon: 'copy' })), this.#code));

  #work = h('div', { class: 'forecast-grid' }, h('div', { class: 'side' }, this.#readAs, h('div', { class: 'card list-card' }, this.#list)), this.#result);

  #welcome = welcome(() => this.#readAs.open());

  connectedCallback() {
    if (this.firstChild) {
      return;
    }

    this.append(this.#welcome, this.#work);
    this.#list.addEventListener('pick', event => set({ series: /** @type {CustomEvent} */ (event).detail }));
    this.#pull.addEventListener('pulled', () => this.#ask());
    data.addEventListener('change', () => this.#read());
    models.addEventListener('change', () => this.#ask());
    watch(() => { this.#ask(); this.#showSeries(); });
    document.addEventListener('stopwork', () => this.#stop());
    this.#read();
  }

  // Data that are others, or read in another way.
  #read() {
    this.#welcome.hidden = data.isThere;
    this.#work.hidden = !data.isThere;
    if (!data.isThere || (data.isBusy && !data.inspection)) {
      this.#running?.abort();
      this.#answer = null;
      fill(this.#status);
      fill(this.#notices);
    }

    const series = data.inspection?.series ?? [];
    /** @type {HTMLElement} */ (this.#list.parentElement).hidden = (data.inspection?.series_count ?? 0) < 2;
    this.#list.show(series, data.inspection?.series_count ?? 0, this.#picked());
    this.#showSeries();
    if (data.isBusy && chosenModel() && models.find(chosenModel())?.installed) {
      // The model comes into memory while the table is read.
      void json('api/load', { json: { model: chosenModel() } }).catch(() => {});
    }

    this.#ask();
  }

  #picked() {
    const series = data.inspection?.series ?? [];
    const wanted = get('series');
    return series.find(one => one.id === wanted)?.id ?? series[0]?.id ?? '';
  }

  // Asks again when what would be asked is something else.
  #ask() {
    if (!data.inspection || data.isBusy || data.error || !models.isLoaded) {
      return;
    }

    const asked = `${data.version} ${forecastQuery()} ${models.find(chosenModel())?.installed}`;
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#running?.abort();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#run(), this.#answer ? patience : 0);
    }
  }

  #stop() {
    if (this.#running) {
      this.#running.abort();
      fill(this.#status, 'Stopped.', button('Forecast again', () => { void this.#run(); }, { class: 'button is-small' }));
    }
  }

  async #run() {
    const name = chosenModel();
    const model = models.find(name);
    this.#showCode();
    const mustBePulled = model !== undefined && !model.installed && !isPartOfProgram(model);
    this.#pull.show(mustBePulled ? model : null);
    if (mustBePulled) {
      fill(this.#status);
      return;
    }

    const running = new AbortController();
    this.#running = running;
    this.#result.classList.add('is-busy');
    try {
      this.#tell('Asking', null);
      if (model && !model.installed) {
        this.#tell(`Installing ${name}, which is part of tollama`, null);
        this.#asked = this.#asked.replace(/\S+$/, 'true');
        await models.pull(name, { signal: running.signal });
      }

      this.#answer = await this.#forecast(running.signal);
      this.#showAnswer();
    } catch (error) {
      if (!isStopped(error)) {
        this.#answer = null;
        fill(this.#status);
        fill(this.#notices, errorNotice(/** @type {Error} */ (error), button('Try again', () => void this.#run(), { class: 'button is-small' })));
        this.#showSeries();
      }
    } finally {
      if (this.#running === running) {
        this.#running = null;
        this.#result.classList.remove('is-busy');
      }
    }
  }

  /**
   * @param {AbortSignal} signal
   * @returns {Promise<Answer>}
   */
  async #forecast(signal) {
    const query = forecastQuery();
    query.set('include_history', 'true');
    query.set('history_length', String(Math.max(leastHistory, Math.floor(historyBudget / Math.max(1, data.inspection?.series_count ?? 1)))));
    for await (const line of lines('api/forecast', { query, form: data.form(), signal })) {
      if (line.done) {
        return line.response;
      }

      this.#tell(line.status === 'loading model' ? `Loading ${line.model}` : line.total > 1 ? `${number(line.completed)} of ${number(line.total)} series` : `Forecasting with ${line.model}`,
        line.total > 1 ? line.completed / line.total : null);
    }

    throw new Error('The answer ended before it was whole. Ask again.');
  }

  /**
   * @param {string} text
   * @param {number | null} share from 0 to 1; null when it is not known
   */
  #tell(text, share) {
    fill(this.#status,
      h('progress', { max: '1', value: share ?? undefined, 'aria-label': 'Progress' }),
      h('span', null, text),
      button('Cancel', () => this.#stop(), { class: 'button is-small', title: 'Esc' }));
  }

  #showAnswer() {
    const answer = /** @type {Answer} */ (this.#answer);
    const failed = answer.errors ?? [];
    const count = answer.forecasts.length;
    fill(this.#status, h('span', null, `${number(count)} ${count === 1 ? 'series' : 'series'} in ${((answer.timing?.total_ms ?? 0) / 1000).toFixed(1)} s`));
    fill(this.#notices, ...failed.slice(0, 3).map(one => errorNotice(one)), failed.length > 3 ? h('p', { class: 'muted' }, `and ${number(failed.length - 3)} more series that failed`) : null,
      // What the reading of the table told already stands beside its columns.
      warnings((answer.warnings ?? []).filter(text => !data.inspection?.warnings.includes(text))));
    this.#list.mark(failed.map(one => one.id));
    this.#showSeries();
  }

  #showSeries() {
    const id = this.#picked();
    const forecast = this.#answer?.forecasts.find(one => one.id === id);
    const history = forecast?.history ?? data.inspection?.series.find(one => one.id === id)?.history;
    this.#title.textContent = id;
    const whole = history?.length ?? 0;
    const cut = history && whole > history.target.length ? `the last ${number(history.target.length)} of ${number(whole)} values are drawn` : '';
    this.#method.textContent = [forecast?.method, cut].filter(part => part).join(' · ');
    this.querySelector('.series-warnings')?.remove();
    if (forecast?.warnings?.length) {
      const box = /** @type {HTMLElement} */ (warnings(forecast.warnings));
      box.classList.add('series-warnings');
      this.#chart.before(box);
    }

    const bands = forecast?.quantiles ? chosenLevels().flatMap(level => {
      const [low, high] = levels[level].map(quantile => forecast.quantiles?.[quantile]);
      return low && high ? [{ level: Number(level), low, high }] : [];
    }) : [];
    const steps = forecast ? forecast.timestamps ?? forecast.mean.map((_, place) => String((history?.length ?? 0) + place)) : [];
    const pictured = `${data.version} ${id} ${this.#answer ? this.#asked : ''}`;
    if (this.#chart.dataset.pictured !== pictured || !forecast) {
      this.#chart.dataset.pictured = pictured;
      this.#chart.show(history ? { id, history, forecast: forecast && { timestamps: steps, mean: forecast.mean, bands } } : null);
    }

    this.#showNumbers(forecast, steps, bands);
  }

  /**
   * @param {SeriesForecast | undefined} forecast
   * @param {string[]} steps
   * @param {import('./chart.js').Band[]} bands
   */
  #showNumbers(forecast, steps, bands) {
    this.#exports.hidden = !forecast;
    this.#table.hidden = !forecast;
    if (!forecast) {
      return;
    }

    const text = alike(forecast.mean);
    const sorted = [...bands].sort((a, b) => a.level - b.level);
    const rows = (/** @type {number} */ most) => steps.slice(0, most).map((step, place) => h('tr', null,
      h('th', { scope: 'row' }, step), h('td', null, text(forecast.mean[place])),
      ...sorted.flatMap(band => [h('td', null, text(band.low[place])), h('td', null, text(band.high[place]))])));
    const body = h('tbody', null, ...rows(mostRows));
    fill(this.#table, h('table', { class: 'table is-numbers' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Time'), h('th', { scope: 'col' }, 'Mean'),
        ...sorted.flatMap(band => [h('th', { scope: 'col' }, `${band.level} % from`), h('th', { scope: 'col' }, 'to')]))),
      body),
    steps.length > mostRows ? button(`Show all ${number(steps.length)} steps`, () => fill(body, ...rows(Infinity)), { class: 'button is-small' }) : null);
  }

  #showCode() {
    const work = { route: 'v1/forecast', query: forecastQuery(), files: data.files.map(file => file.name), hasKey: sessionStorage.getItem('tollama.key') !== null };
    const base = new URL('.', document.baseURI.split('#')[0]);
    this.#code.textContent = this.#language === 'curl' ? curl(work, base) : this.#language === 'CLI' ? commandLine(work) : this.#language === 'Python' ? python(work, base) : csharp(work, base);
    for (const one of this.#languages.children) {
      one.setAttribute('aria-pressed', String(one instanceof HTMLElement && one.dataset.language === this.#language));
    }
  }

  /**
   * @param {string} name
   * @param {string} type
   * @param {string} end
   */
  async #export(name, type, end) {
    toast(`${name}: asking`);
    try {
      const response = await call('api/forecast', { query: forecastQuery(), form: data.form(), accept: type });
      save(await response.blob(), `forecast.${end}`);
      toast(`forecast.${end}`);
    } catch (error) {
      this.#notices.prepend(errorNotice(/** @type {Error} */ (error)));
    }
  }

  async #exportPicture() {
    const id = this.#picked();
    const picture = await this.#chart.toBlob(`${id} · ${this.#answer?.model ?? ''}`);
    if (picture) {
      save(picture, 'forecast.png');
    }
  }
}

customElements.define('t-forecast', ForecastTab);

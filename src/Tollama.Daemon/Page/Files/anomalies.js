// The tab Anomalies: values outside what was expected, and what the series are like.

import { data } from './data.js';
import { alike, button, fill, h, number } from './dom.js';
import { models } from './models.js';
import { Plot } from './plot.js';
import { get, set } from './state.js';
import { TableTab } from './table-tab.js';

// A change of mind within this time asks once.
const patience = 250;

// So many series are explained without being asked to.
const mostExplained = 20;

const mostRows = 500;

class AnomaliesTab extends TableTab {
  /** @type {any} */
  #answer = null;

  /** @type {any} */
  #explained = null;

  #asked = '';

  #timer = 0;

  #model = h('select', { id: 'n-model', onchange: () => set({ 'n.model': this.#model.value }) });

  #title = h('h2', { class: 'series-title' });

  #method = h('p', { class: 'muted small method' });

  #plot = /** @type {Plot} */ (document.createElement('t-plot'));

  #table = h('div', { class: 'findings', tabindex: '0', role: 'region', 'aria-label': 'Anomalies' });

  #explain = new Explained();

  build() {
    this.result.setAttribute('aria-label', 'Anomalies');
    this.settings.append(
      h('h2', null, 'Anomalies'),
      h('p', { class: 'muted small' }, 'A model says what it expected of each value from those before it. What lies outside its interval is an anomaly.'),
      h('div', { class: 'field' }, h('label', { for: 'n-model' }, 'Model'), this.#model),
      h('div', { class: 'controls' },
        this.number('n.level', 'Level, %', '99', { min: '1', max: '99.99', step: 'any' }), this.number('n.last', 'Last values', 'all'), this.picker));
    this.result.append(this.status, this.notices, h('div', { class: 'titles' }, this.#title, this.#method), this.#plot, this.#table);
    this.#explain.className = 'explained';
    models.addEventListener('change', () => { this.#listModels(); this.changed(); });
    this.#explain.addEventListener('wanted', () => void this.#askWhy());
    this.#listModels();
  }

  connectedCallback() {
    super.connectedCallback();
    this.result.append(this.#explain);
  }

  renewed() {
    this.#answer = this.#explained = null;
    this.#asked = '';
    this.#show();
  }

  changed() {
    this.#model.value = get('n.model') ?? '';
    const asked = `${data.version} ${get('n.model')} ${get('n.level')} ${get('n.last')}`;
    if (this.isReady && models.isLoaded && asked !== this.#asked) {
      this.#asked = asked;
      this.running?.abort();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#run(), this.#answer ? patience : 0);
    }

    this.#show();
  }

  #listModels() {
    fill(this.#model, h('option', { value: '' }, 'chosen by tollama'), ...models.installed.map(model => h('option', { value: model.name }, model.name)));
  }

  async #run() {
    const answer = await this.ask('api/anomalies', { model: get('n.model'), level: get('n.level'), last: get('n.last'), include: 'fitted' }, 'Looking');
    if (answer) {
      this.#answer = answer;
      this.#show();
      if (!this.#explained && data.inspection && data.inspection.series_count <= mostExplained) {
        await this.#askWhy();
      }
    }
  }

  async #askWhy() {
    const status = [...this.status.childNodes];
    const notices = [...this.notices.childNodes];
    const explained = await this.ask('api/explain', {}, 'Describing the series');
    fill(this.#explain.notices, ...this.notices.childNodes);
    fill(this.notices, ...notices);
    fill(this.status, ...status);
    if (explained) {
      this.#explained = explained;
    }

    this.#show();
  }

  #show() {
    const answer = this.#answer;
    const id = this.picked;
    const series = answer?.series.find(one => one.id === id);
    this.#title.textContent = id;
    this.#table.hidden = !answer;
    this.#explain.show(this.#explained?.series.find(one => one.id === id) ?? null, Boolean(answer));
    if (!answer) {
      this.#method.textContent = '';
      this.#plot.show(null);
      return;
    }

    this.#method.textContent = series ? `${number(series.anomalies)} of ${number(series.checked)} values lie outside ${number(answer.level)} % · ${series.method}` : '';
    for (const option of this.picker.options) {
      const found = answer.series.find(one => one.id === option.value)?.anomalies;
      option.textContent = found ? `${option.value} · ${number(found)}` : option.value;
    }

    if (this.#plot.dataset.pictured !== `${this.#asked} ${id} ${answer.timing?.total_ms}`) {
      this.#plot.dataset.pictured = `${this.#asked} ${id} ${answer.timing?.total_ms}`;
      this.#draw(series);
      this.#list(id);
    }
  }

  /** @param {any} series */
  #draw(series) {
    if (!series?.values) {
      this.#plot.show(null);
      return;
    }

    const found = new Array(series.values.length).fill(null);
    for (const one of this.#found(series.id)) {
      found[one.index - series.start] = one.value;
    }

    this.#plot.show({
      labels: series.timestamps ?? series.values.map((_, place) => String(series.start + place)),
      band: { name: `${number(this.#answer.level)} % expected`, low: series.low, high: series.high },
      lines: [
        { name: 'expected', values: series.expected, color: '--mean', width: 1 },
        { name: 'history', values: series.values, color: '--history' },
        { name: 'anomaly', values: found, color: '--found', isPoints: true },
      ],
      about: `Chart: ${number(series.values.length)} values of ${series.id}, of which ${number(series.anomalies)} are anomalies. They stand in the table below.`,
    });
  }

  /** @param {string} id */
  #found(id) {
    return this.#answer.anomalies.filter(one => one.id === id);
  }

  /** @param {string} id */
  #list(id) {
    const isMany = (data.inspection?.series_count ?? 0) > 1;
    const all = [...this.#found(id), ...this.#answer.anomalies.filter(one => one.id !== id)];
    if (all.length === 0) {
      fill(this.#table, h('p', { class: 'muted empty' }, 'All values lie where they were expected.'));
      return;
    }

    const text = alike(all.flatMap(one => [one.value, one.expected]));
    fill(this.#table, h('table', { class: 'table is-numbers' },
      h('thead', null, h('tr', null, ...['Time', ...isMany ? ['Series'] : [], 'Value', 'Expected', 'From', 'To', 'Score'].map(name => h('th', { scope: 'col' }, name)))),
      h('tbody', null, ...all.slice(0, mostRows).map(one => h('tr', null,
        h('th', { scope: 'row' }, h('button', { type: 'button', class: 'link', title: 'Show in the chart', onclick: () => this.#look(one) }, one.timestamp ?? String(one.index))),
        isMany ? h('td', { class: 'cell-cut', title: one.id }, one.id) : null,
        h('td', null, text(one.value)), h('td', null, text(one.expected)), h('td', null, text(one.low)), h('td', null, text(one.high)), h('td', null, one.score.toFixed(1)))))),
    all.length > mostRows ? h('p', { class: 'muted' }, `and ${number(all.length - mostRows)} more`) : null);
  }

  /** @param {any} one */
  #look(one) {
    set({ series: one.id });
    const series = this.#answer.series.find(some => some.id === one.id);
    this.#plot.look(one.index - (series?.start ?? 0));
    this.#plot.scrollIntoView({ block: 'center' });
  }
}

/** What a series is like, in sentences and pictures. Tells `wanted` when the user asks. */
class Explained extends HTMLElement {
  notices = h('div');

  #body = h('div');

  #shown;

  connectedCallback() {
    if (!this.firstChild) {
      this.append(h('h2', null, 'What the series is like'), this.notices, this.#body);
    }
  }

  /**
   * @param {any} series
   * @param {boolean} canAsk
   */
  show(series, canAsk) {
    this.hidden = !series && !canAsk;
    if (series && series === this.#shown) {
      return;
    }

    this.#shown = series;
    if (!series) {
      fill(this.#body, button('Describe the series', () => this.dispatchEvent(new Event('wanted')), { class: 'button is-small' }));
      return;
    }

    const parts = series.components;
    const labels = series.timestamps ?? (series.values ?? parts?.trend ?? []).map((_, place) => String(place));
    fill(this.#body,
      h('ul', null, ...series.text.map(sentence => h('li', null, sentence))),
      parts ? h('div', { class: 'parts' }, h('p', { class: 'muted small' }, `Components: ${parts.method}`),
        ...this.#part('Trend', parts.trend, labels, '--mean'),
        ...Object.entries(parts.seasonal).flatMap(([length, values]) => this.#part(`Season of ${length} values`, values, labels, '--line-3')),
        ...this.#part('What is left', parts.remainder, labels, '--history')) : null);
  }

  /**
   * @param {string} name
   * @param {any} values
   * @param {string[]} labels
   * @param {string} color
   */
  #part(name, values, labels, color) {
    const plot = /** @type {Plot} */ (document.createElement('t-plot'));
    queueMicrotask(() => plot.show({ labels, lines: [{ name: '', values, color }], about: `Chart: ${name}`, height: 130 }));
    return [h('h3', null, name), plot];
  }
}

customElements.define('t-explained', Explained);
customElements.define('t-anomalies', AnomaliesTab);

// What the tabs that work on the dropped table have in common: a place to drop one, progress, cancel, errors, the chosen series.

import { isStopped, lines } from './api.js';
import { data } from './data.js';
import { button, fill, h, number } from './dom.js';
import { errorNotice, warnings } from './notices.js';
import { get, set, watch } from './state.js';
import { welcome } from './welcome.js';

/** A tab that is a card of settings beside a card of results. */
export class TableTab extends HTMLElement {
  /** @type {AbortController | null} */
  running = null;

  settings = h('div', { class: 'card settings' });

  result = h('section', { class: 'card result' });

  status = h('div', { class: 'status', role: 'status' });

  notices = h('div');

  /** Which of the series is drawn. */
  picker = h('select', { 'aria-label': 'Series', class: 'picker', onchange: () => set({ series: this.picker.value }) });

  #files = h('input', { type: 'file', multiple: true, hidden: true, onchange: () => void data.take([...this.#files.files ?? []]) });

  #about = h('p', { class: 'muted small data-line' });

  #welcome = welcome(() => this.#files.click());

  #work = h('div', { class: 'forecast-grid' }, this.settings, this.result);

  connectedCallback() {
    if (this.firstChild) {
      return;
    }

    this.build();
    this.settings.prepend(this.#about);
    this.append(this.#files, this.#welcome, this.#work);
    data.addEventListener('change', () => this.#read());
    watch(() => { this.#pick(); this.changed(); });
    document.addEventListener('stopwork', () => this.stop());
    this.#read();
  }

  /** Fills both cards, once. */
  build() {}

  /** Other data, or another reading of them. */
  renewed() {}

  /** Something in the address is another. */
  changed() {}

  shown() {
    this.changed();
  }

  /** The series that is drawn. */
  get picked() {
    const series = data.inspection?.series ?? [];
    return series.find(one => one.id === get('series'))?.id ?? series[0]?.id ?? '';
  }

  /** Whether the tab is in sight and the table was read. */
  get isReady() {
    return !this.hidden && data.inspection !== null && !data.isBusy && !data.error;
  }

  /**
   * Asks an operation about the table, and shows how far it is.
   * @param {string} path
   * @param {Record<string, any>} query
   * @param {string} what is being done, as people say it
   * @returns {Promise<any>} the answer; null when it failed or was stopped, which is shown
   */
  async ask(path, query, what) {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    this.result.classList.add('is-busy');
    fill(this.notices);
    this.#tell(what, null);
    try {
      for await (const line of lines(path, { query: data.query({ ...query, stream: true }), form: data.form(), signal: running.signal })) {
        if (line.done) {
          fill(this.status, `${((line.response.timing?.total_ms ?? 0) / 1000).toFixed(1)} s`);
          const failed = line.response.errors ?? [];
          fill(this.notices, ...failed.slice(0, 3).map(one => errorNotice(one)), failed.length > 3 ? h('p', { class: 'muted' }, `and ${number(failed.length - 3)} more that failed`) : null,
            warnings((line.response.warnings ?? []).filter(text => !data.inspection?.warnings.includes(text))));
          return line.response;
        }

        this.#tell(line.status === 'loading model' ? `Loading ${line.model}` : line.total > 1 ? `${what}: ${number(line.completed)} of ${number(line.total)}` : what, line.total > 1 ? line.completed / line.total : null);
      }

      throw new Error('The answer ended before it was whole. Ask again.');
    } catch (error) {
      if (this.running === running) {
        fill(this.status, isStopped(error) ? 'Stopped.' : '');
      }

      if (!isStopped(error)) {
        fill(this.notices, errorNotice(/** @type {Error} */ (error)));
      }

      return null;
    } finally {
      if (this.running === running) {
        this.running = null;
        this.result.classList.remove('is-busy');
      }
    }
  }

  stop() {
    this.running?.abort();
  }

  /**
   * A number that stands in the address.
   * @param {string} name
   * @param {string} label
   * @param {string} usual
   * @param {Record<string, any>} [more]
   */
  number(name, label, usual, more) {
    const id = name.replace('.', '-');
    const input = h('input', { id, type: 'number', min: '1', step: '1', inputmode: 'numeric', placeholder: usual, ...more, value: get(name) ?? '', onchange: () => set({ [name]: input.value }) });
    return h('div', { class: 'field is-narrow' }, h('label', { for: id }, label), input);
  }

  #read() {
    this.#welcome.hidden = data.isThere;
    this.#work.hidden = !data.isThere;
    this.running?.abort();
    const known = data.inspection;
    const count = known?.series_count ?? 0;
    fill(this.#about, h('strong', null, data.files.map(file => file.name).join(', ')), known ? ` · ${number(count)} series · ` : ' ', h('a', { href: '#/forecast' }, 'how it is read'));
    fill(this.picker, ...(known?.series ?? []).map(one => h('option', { value: one.id }, one.id)));
    this.#pick();
    fill(this.notices, data.error ? errorNotice(data.error) : null);
    fill(this.status);
    this.renewed();
    this.changed();
  }

  #pick() {
    this.picker.hidden = (data.inspection?.series.length ?? 0) < 2;
    this.picker.value = this.picked;
  }

  /**
   * @param {string} text
   * @param {number | null} share
   */
  #tell(text, share) {
    fill(this.status, h('progress', { max: '1', value: share ?? undefined, 'aria-label': 'Progress' }), h('span', null, text), button('Cancel', () => this.stop(), { class: 'button is-small', title: 'Esc' }));
  }
}

// A list of series with a search and a small drawing of each. Of a thousand only those in sight are elements.

import { h, number } from './dom.js';

/** @typedef {import('./data.js').Series} Series */

const rowHeight = 44;
const sparkWidth = 72;
const sparkHeight = 26;

/** Tells `pick` with the name of a series in `detail`. */
class SeriesList extends HTMLElement {
  /** @type {Series[]} */
  #all = [];

  /** @type {Series[]} */
  #found = [];

  /** @type {Set<string>} */
  #failed = new Set();

  #picked = '';

  #count = h('span', { class: 'muted' });

  #search = h('input', {
    type: 'search', placeholder: 'Search', 'aria-label': 'Search series', 'aria-keyshortcuts': '/', 'aria-controls': 'series-rows', autocomplete: 'off', spellcheck: 'false',
  });

  #rows = h('div', { class: 'series-rows' });

  #box = h('div', { id: 'series-rows', class: 'series-box', role: 'listbox', tabindex: '0', 'aria-label': 'Series' }, this.#rows);

  connectedCallback() {
    if (this.firstChild) {
      return;
    }

    this.append(h('div', { class: 'series-head' }, h('h2', null, 'Series'), this.#count), this.#search, this.#box);
    this.#search.addEventListener('input', () => this.#filter());
    this.#search.addEventListener('keydown', event => this.#step(event));
    this.#box.addEventListener('keydown', event => this.#step(event));
    this.#box.addEventListener('scroll', () => this.#draw());
    this.#box.addEventListener('click', event => {
      const row = /** @type {Element} */ (event.target).closest('[data-place]');
      if (row instanceof HTMLElement) {
        this.#pick(this.#found[Number(row.dataset.place)]);
      }
    });
    new ResizeObserver(() => this.#draw()).observe(this.#box);
    document.addEventListener('themechange', () => this.#draw());
  }

  /**
   * @param {Series[]} series those that are listed
   * @param {number} count how many there are
   * @param {string} picked
   */
  show(series, count, picked) {
    this.#all = series;
    this.#picked = picked;
    this.#count.textContent = count > series.length ? `the first ${number(series.length)} of ${number(count)}` : number(count);
    this.hidden = count < 2;
    this.#filter();
    this.#bringIntoSight();
  }

  /**
   * Marks those that could not be forecast.
   * @param {Iterable<string>} ids
   */
  mark(ids) {
    this.#failed = new Set(ids);
    this.#draw();
  }

  /**
   * Picks the series that stands so many places further on.
   * @param {number} by
   */
  move(by) {
    if (this.#found.length > 0) {
      const place = this.#found.findIndex(one => one.id === this.#picked);
      this.#pick(this.#found[Math.max(0, Math.min(this.#found.length - 1, place + by))]);
    }
  }

  /** @param {KeyboardEvent} event */
  #step(event) {
    const page = Math.max(1, Math.floor(this.#box.clientHeight / rowHeight) - 1);
    const inText = event.target === this.#search;
    const steps = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, ...inText ? {} : { Home: -Infinity, End: Infinity } });
    if (event.key in steps) {
      event.preventDefault();
      event.stopPropagation();
      this.move(steps[event.key]);
    }
  }

  /** @param {Series | undefined} series */
  #pick(series) {
    if (series && series.id !== this.#picked) {
      this.#picked = series.id;
      this.#bringIntoSight();
      this.dispatchEvent(new CustomEvent('pick', { detail: series.id }));
    }
  }

  #filter() {
    const word = this.#search.value.trim().toLowerCase();
    this.#found = word ? this.#all.filter(one => one.id.toLowerCase().includes(word)) : this.#all;
    this.#box.scrollTop = 0;
    this.#draw();
  }

  #bringIntoSight() {
    const place = this.#found.findIndex(one => one.id === this.#picked);
    const top = place * rowHeight;
    if (place >= 0 && (top < this.#box.scrollTop || top + rowHeight > this.#box.scrollTop + this.#box.clientHeight)) {
      this.#box.scrollTop = top - this.#box.clientHeight / 2 + rowHeight / 2;
    }

    this.#draw();
  }

  #draw() {
    const first = Math.max(0, Math.floor(this.#box.scrollTop / rowHeight) - 4);
    const last = Math.min(this.#found.length, Math.ceil((this.#box.scrollTop + this.#box.clientHeight) / rowHeight) + 4);
    this.#rows.style.height = `${Math.max(1, this.#found.length) * rowHeight}px`;
    this.#rows.replaceChildren(...this.#found.length === 0
      ? [h('p', { class: 'muted series-none' }, 'No series has this in its name.')]
      : this.#found.slice(first, last).map((one, offset) => this.#row(one, first + offset)));
    this.#box.setAttribute('aria-activedescendant', this.#found.findIndex(one => one.id === this.#picked) >= 0 ? 'series-picked' : '');
  }

  /**
   * @param {Series} series
   * @param {number} place
   */
  #row(series, place) {
    const isPicked = series.id === this.#picked;
    const row = h(
      'div', {
        class: 'series-row', role: 'option', id: isPicked ? 'series-picked' : undefined, 'aria-selected': String(isPicked), 'aria-setsize': this.#found.length,
        'aria-posinset': place + 1, dataset: { place: String(place) },
      },
      h('span', { class: 'series-name', title: series.id }, series.id, this.#failed.has(series.id) ? h('span', { class: 'tag is-error' }, 'failed') : null),
      h('span', { class: 'muted series-note' }, `${number(series.length)} values${series.missing ? `, ${number(series.missing)} missing` : ''}`),
      sparkline(series));
    row.style.top = `${place * rowHeight}px`;
    return row;
  }
}

/** @param {Series} series */
function sparkline(series) {
  const scale = devicePixelRatio || 1;
  const canvas = h('canvas', { class: 'spark', width: sparkWidth * scale, height: sparkHeight * scale, 'aria-hidden': 'true' });
  const values = series.history?.target ?? [];
  const pen = canvas.getContext('2d');
  if (!pen || values.length < 2) {
    return canvas;
  }

  const there = values.filter(value => value !== null);
  const low = Math.min(...there);
  const span = Math.max(...there) - low || 1;
  pen.scale(scale, scale);
  pen.strokeStyle = getComputedStyle(document.documentElement).getPropertyValue('--history');
  pen.lineWidth = 1.25;
  pen.lineJoin = 'round';
  pen.beginPath();
  let isDown = false;
  for (const [place, value] of values.entries()) {
    if (value === null) {
      isDown = false;
      continue;
    }

    const x = 1 + place / (values.length - 1) * (sparkWidth - 2);
    const y = sparkHeight - 2 - (value - low) / span * (sparkHeight - 4);
    isDown ? pen.lineTo(x, y) : pen.moveTo(x, y);
    isDown = true;
  }

  pen.stroke();
  return canvas;
}

customElements.define('t-series-list', SeriesList);
export { SeriesList };

// The tab Activity: what the daemon works on, and how much. It asks only while somebody looks.

import { call, json } from './api.js';
import { button, bytes, fill, h, number } from './dom.js';
import { errorNotice } from './notices.js';
import { Plot } from './plot.js';

const pause = 2000;
const most = 150;

// Asked by this very tab.
const own = /route="(\/metrics|\/api\/requests|\/api\/ps)"/;

class ActivityTab extends HTMLElement {
  #timer = 0;

  #isAsking = false;

  /** @type {{clock: string, requests: number | null, series: number | null, waiting: number, active: number}[]} */
  #points = [];

  /** @type {{time: number, requests: number, series: number} | null} */
  #before = null;

  #notices = h('div');

  #requests = h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Running requests' });

  #loaded = h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Models in memory' });

  #queue = h('span', { class: 'muted' });

  #plots = [meter('Requests a second'), meter('Series a second'), meter('In the queue')];

  connectedCallback() {
    if (this.firstChild) {
      return;
    }

    this.append(h('div', { class: 'stack' },
      this.#notices,
      h('section', { class: 'card', 'aria-label': 'Requests' }, h('div', { class: 'card-head' }, h('h2', null, 'Requests'), this.#queue), this.#requests),
      h('div', { class: 'meters' }, ...this.#plots.map(one => one.card)),
      h('section', { class: 'card', 'aria-label': 'In memory' }, h('div', { class: 'card-head' }, h('h2', null, 'Models in memory')), this.#loaded),
      h('section', { class: 'card', 'aria-label': 'Jobs' }, h('div', { class: 'card-head' }, h('h2', null, 'Jobs')), h('p', { class: 'muted' }, 'There are none here: what this daemon is asked it does at once, and lists above. Jobs of Nixtla’s client are asked for by their id.'))));
    document.addEventListener('visibilitychange', () => this.shown());
  }

  shown() {
    clearTimeout(this.#timer);
    this.#before = null;
    void this.#ask();
  }

  async #ask() {
    if (this.hidden || document.hidden || this.#isAsking) {
      return;
    }

    this.#isAsking = true;
    try {
      const [requests, loaded, metrics] = await Promise.all([json('api/requests'), json('api/ps'), call('metrics', { accept: 'text/plain' }).then(answer => answer.text())]);
      fill(this.#notices);
      this.#showRequests(requests.requests);
      this.#showLoaded(loaded.models);
      this.#count(metrics);
    } catch (error) {
      fill(this.#notices, errorNotice(/** @type {Error} */ (error)));
    } finally {
      this.#isAsking = false;
    }

    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), pause);
  }

  /** @param {any[]} requests */
  #showRequests(requests) {
    const focused = document.activeElement instanceof HTMLElement && this.contains(document.activeElement) ? document.activeElement.dataset.request : undefined;
    fill(this.#requests, requests.length === 0 ? h('p', { class: 'muted' }, 'The daemon has nothing to do.') : h('table', { class: 'table' },
      h('thead', null, h('tr', null, ...['Request', 'What', 'Model', 'State', 'Done', 'Since', 'From'].map(text => h('th', { scope: 'col' }, text)), h('th', { scope: 'col' }, h('span', { class: 'off-screen' }, 'Stop')))),
      h('tbody', null, ...requests.map(one => h('tr', null,
        h('th', { scope: 'row', class: 'cell-cut', title: one.id }, one.id), h('td', null, one.operation), h('td', { class: 'cell-cut' }, one.model ?? ''), h('td', null, one.state),
        h('td', null, one.progress ? h('progress', { max: '1', value: one.progress.total ? one.progress.completed / one.progress.total : 0, 'aria-label': `${one.progress.completed} of ${one.progress.total}` }) : ''),
        h('td', null, `${(one.age_ms / 1000).toFixed(1)} s`), h('td', { class: 'muted' }, one.client), h('td', null, this.#stopButton(one.id)))))));
    if (focused) {
      /** @type {HTMLElement | null} */ (this.querySelector(`[data-request="${CSS.escape(focused)}"]`))?.focus();
    }
  }

  /** @param {string} id */
  #stopButton(id) {
    const stop = button('Cancel', () => void this.#stop(id), { class: 'button is-small is-danger' });
    stop.dataset.request = id;
    stop.setAttribute('aria-label', `Cancel ${id}`);
    return stop;
  }

  /** @param {string} id */
  async #stop(id) {
    try {
      await json(`api/requests/${encodeURIComponent(id)}`, { method: 'DELETE' });
    } catch (error) {
      fill(this.#notices, errorNotice(/** @type {Error} */ (error)));
    }

    void this.#ask();
  }

  /** @param {any[]} loaded */
  #showLoaded(loaded) {
    fill(this.#loaded, loaded.length === 0 ? h('p', { class: 'muted' }, 'None. A model is loaded by the first request that needs it.') : h('table', { class: 'table' },
      h('thead', null, h('tr', null, ...['Model', 'State', 'Working', 'Waiting', 'Memory', 'Process', 'Until'].map(text => h('th', { scope: 'col' }, text)))),
      h('tbody', null, ...loaded.map(one => h('tr', null, h('th', { scope: 'row' }, one.name), h('td', null, one.state), h('td', null, one.active), h('td', null, one.queued), h('td', null, bytes(one.size)),
        h('td', null, one.pid), h('td', null, one.expires_at ? new Date(one.expires_at).toLocaleTimeString() : one.pinned ? 'pinned' : ''))))));
  }

  /** @param {string} text in Prometheus' form */
  #count(text) {
    const now = { time: performance.now(), requests: sum(text, 'tollama_requests_total', own), series: sum(text, 'tollama_series_total') };
    const rate = name => this.#before ? Math.max(0, now[name] - this.#before[name]) / (now.time - this.#before.time) * 1000 : null;
    const waiting = sum(text, 'tollama_queue_waiting');
    const active = sum(text, 'tollama_queue_active');
    this.#points = [...this.#points, { clock: new Date().toLocaleTimeString(), requests: rate('requests'), series: rate('series'), waiting, active }].slice(-most);
    this.#before = now;
    this.#queue.textContent = `${number(active)} running, ${number(waiting)} waiting`;
    const labels = this.#points.map(point => point.clock);
    const show = (place, /** @type {import('./plot.js').PlotLine[]} */ lines) =>
      this.#plots[place].plot.show({ labels, lines, about: `Chart: ${this.#plots[place].name}, now ${number(lines[0].values.at(-1))}`, height: 150, fromZero: true });
    show(0, [{ name: 'requests', values: this.#points.map(point => point.requests), color: '--mean' }]);
    show(1, [{ name: 'series', values: this.#points.map(point => point.series), color: '--line-3' }]);
    show(2, [{ name: 'waiting', values: this.#points.map(point => point.waiting), color: '--line-2' }, { name: 'running', values: this.#points.map(point => point.active), color: '--history' }]);
  }
}

/** @param {string} name */
function meter(name) {
  const plot = /** @type {Plot} */ (document.createElement('t-plot'));
  return { name, plot, card: h('section', { class: 'card', 'aria-label': name }, h('h3', null, name), plot) };
}

/**
 * Adds up the lines of one counter.
 * @param {string} text
 * @param {string} name
 * @param {RegExp} [without] lines that do not count
 */
function sum(text, name, without) {
  let all = 0;
  for (const line of text.split('\n')) {
    if (line.startsWith(name) && (line[name.length] === '{' || line[name.length] === ' ') && !without?.test(line)) {
      all += Number(line.slice(line.lastIndexOf('}') + 1).trim().split(' ')[0]);
    }
  }

  return all;
}

customElements.define('t-activity', ActivityTab);

// The tab API: every route with a sentence, an example and a button that asks it.

import { address, call } from './api.js';
import { data } from './data.js';
import { button, bytes, copy, fill, h } from './dom.js';
import { errorNotice } from './notices.js';
import { commandLine, csharp, curl, python, shell } from './snippets.js';
import { get, set, watch } from './state.js';

/** @typedef {{method: string, path: string, group: string, summary: string, body?: string, query?: string, command?: string, table: boolean}} Route */

const mostShown = 100_000;

/** Whoever reads a body of JSON wants lines. */
const pretty = text => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

class ApiTab extends HTMLElement {
  /** @type {Route[]} */
  #routes = [];

  /** @type {Route | undefined} */
  #route;

  #language = 'curl';

  #search = h('input', { type: 'search', placeholder: 'Search', 'aria-label': 'Search routes', autocomplete: 'off', spellcheck: 'false', oninput: () => this.#list() });

  #links = h('nav', { 'aria-label': 'Routes' });

  #path = h('input', { id: 'a-path', spellcheck: 'false', autocomplete: 'off', oninput: () => this.#showCode() });

  #body = h('textarea', { id: 'a-body', spellcheck: 'false', oninput: () => this.#showCode() });

  /** Whether the dropped table goes along, where a route takes one. */
  #wantsTable = true;

  #table = h('input', { type: 'checkbox', onchange: () => { this.#wantsTable = this.#table.checked; this.#choose(); } });

  #status = h('p', { class: 'status', role: 'status' });

  #answer = h('pre', { class: 'code answer', tabindex: '0', role: 'region', 'aria-label': 'Answer' });

  #code = h('pre', { class: 'code', tabindex: '0', role: 'region', 'aria-label': 'Code' });

  #languages = h('div', { class: 'segments', role: 'group', 'aria-label': 'Language' }, ...['curl', 'CLI', 'Python', 'C#'].map(name =>
    h('button', { type: 'button', dataset: { language: name }, onclick: () => { this.#language = name; this.#showCode(); } }, name)));

  #detail = h('section', { class: 'card detail', 'aria-label': 'Route' });

  connectedCallback() {
    if (this.firstChild) {
      return;
    }

    this.append(h('div', { class: 'api-grid' }, h('section', { class: 'card routes', 'aria-label': 'All routes' }, this.#search, this.#links), this.#detail));
    watch(() => this.#show());
    data.addEventListener('change', () => this.#show());
    void this.#load();
  }

  async #load() {
    try {
      this.#routes = await (await fetch(address('ui/routes.json'))).json();
      this.#list();
      this.#show();
    } catch (error) {
      fill(this.#detail, errorNotice(/** @type {Error} */ (error)));
    }
  }

  #list() {
    const word = this.#search.value.trim().toLowerCase();
    const found = this.#routes.filter(route => `${nameOf(route)} ${route.summary}`.toLowerCase().includes(word));
    fill(this.#links, ...[...new Set(found.map(route => route.group))].flatMap(group => [h('h3', null, group), ...found.filter(route => route.group === group).map(route => {
      const link = h('a', { class: 'route', href: '#/api', title: route.summary, dataset: { route: nameOf(route) }, onclick: event => { event.preventDefault(); set({ 'a.route': nameOf(route) }); } },
        h('span', { class: 'verb' }, route.method), route.path);
      return link;
    })]));
    this.#mark();
  }

  #mark() {
    for (const link of this.#links.querySelectorAll('a')) {
      const isCurrent = this.#route !== undefined && link.dataset.route === nameOf(this.#route);
      isCurrent ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current');
    }
  }

  #show() {
    const route = this.#routes.find(one => nameOf(one) === get('a.route')) ?? this.#routes[0];
    if (!route || route === this.#route) {
      if (route && this.#table.checked !== (this.#wantsTable && data.isThere)) {
        this.#choose();
      }

      return;
    }

    this.#route = route;
    this.#mark();
    fill(this.#status);
    this.#answer.hidden = true;
    fill(this.#detail,
      h('h2', { class: 'api-title' }, nameOf(route)),
      h('p', null, route.summary),
      h('div', { class: 'field' }, h('label', { for: 'a-path' }, 'Address'), this.#path),
      route.table ? h('label', { class: 'check' }, this.#table, h('span', null, 'with the table that was dropped')) : null,
      h('div', { class: 'field' }, h('label', { for: 'a-body' }, 'Body'), this.#body),
      h('div', { class: 'row' }, button('Send', () => void this.#send(), { class: 'button is-main' }), this.#status),
      this.#answer,
      h('div', { class: 'row' }, this.#languages, button('Copy', () => void copy(this.#code.textContent ?? ''), { class: 'button is-small', icon: 'copy' })),
      this.#code);
    this.#choose();
  }

  // Address and body of the example.
  #choose() {
    const route = this.#route;
    if (!route) {
      return;
    }

    this.#table.disabled = !data.isThere;
    this.#table.checked = this.#wantsTable && data.isThere;
    const query = this.#isTable ? data.query(Object.fromEntries(new URLSearchParams(route.query))) : new URLSearchParams(route.table ? '' : route.query);
    const path = route.path.replace(/^\//, '').replace('{**name}', route.path.startsWith('/ui') ? 'icon.svg' : 'theta').replace(/[{}]/g, '');
    this.#path.value = `${path}${query.size ? `?${query}` : ''}`.replaceAll('%2C', ',');
    this.#body.value = pretty(route.body ?? '');
    /** @type {HTMLElement} */ (this.#body.parentElement ?? this.#body).hidden = this.#isTable || !/POST|DELETE/.test(route.method);
    this.#showCode();
  }

  get #isTable() {
    return Boolean(this.#route?.table && this.#table.checked && data.isThere);
  }

  async #send() {
    const route = /** @type {Route} */ (this.#route);
    const started = performance.now();
    fill(this.#status, 'Asking');
    const [path, query] = this.#path.value.split('?', 2);
    let status = 200;
    let text = '';
    try {
      const body = this.#body.value.trim();
      const response = await call(path, {
        method: route.method, query: new URLSearchParams(query ?? ''), form: this.#isTable ? data.form() : undefined, json: !this.#isTable && body && route.method !== 'GET' ? JSON.parse(body) : undefined, accept: '*/*',
      });
      status = response.status;
      const type = response.headers.get('Content-Type') ?? '';
      text = /json|text|svg|^$/.test(type) ? await response.text() : `${type}, ${bytes((await response.blob()).size)}`;
    } catch (caught) {
      const error = /** @type {any} */ (caught);
      status = error.status ?? 0;
      text = error.status ? JSON.stringify({ error: error.message, detail: error.details, code: error.code, hint: error.hint }, null, 2) : error.message;
    }

    fill(this.#status, h('strong', { class: status >= 200 && status < 300 ? 'is-good' : 'is-bad' }, status ? String(status) : 'Not sent'), ` in ${Math.round(performance.now() - started)} ms, ${bytes(text.length)}`);
    this.#answer.hidden = false;
    const lines = text.trim().split('\n');
    const shown = lines.length > 1 && lines.every(line => line.startsWith('{')) ? lines.map(pretty).join('\n') : pretty(text);
    this.#answer.textContent = shown.length > mostShown ? `${shown.slice(0, mostShown)}\n…` : shown;
  }

  #showCode() {
    const route = /** @type {Route} */ (this.#route);
    const base = new URL('.', document.baseURI.split('#')[0]);
    const [path, query] = this.#path.value.split('?', 2);
    const hasKey = sessionStorage.getItem('tollama.key') !== null;
    const work = { route: path, query: new URLSearchParams(query ?? ''), files: data.files.map(file => file.name), hasKey };
    const isForecast = this.#isTable && path.endsWith('/forecast');
    const url = new URL(this.#path.value, base).toString();
    const body = /POST|DELETE/.test(route.method) ? this.#body.value.trim() : '';
    const file = work.files[0] ?? 'FILE';
    /** @type {Record<string, () => string>} */
    const code = {
      curl: () => this.#isTable ? curl(work, base) : `curl -s ${route.method === 'GET' ? '' : route.method === 'HEAD' ? '-I ' : `-X ${route.method} `}${hasKey ? "-H 'Authorization: Bearer KEY' " : ''}${shell(url)}${body ? ` \\\n  -d ${shell(body)}` : ''}`,
      CLI: () => isForecast ? commandLine(work) : route.command?.replace('FILE', shell(file)) ?? 'The command line has no command for it.',
      Python: () => isForecast ? python(work, base) : `import requests

answer = requests.request(${JSON.stringify(route.method)}, ${JSON.stringify(url)}${this.#isTable ? `, files={"file": open(${JSON.stringify(file)}, "rb")}` : body ? `, data=${JSON.stringify(body)}` : ''}${hasKey ? ', headers={"Authorization": "Bearer KEY"}' : ''})
print(answer.status_code, answer.text)`,
      'C#': () => isForecast ? csharp(work, base) : `using HttpClient client = new();
${hasKey ? 'client.DefaultRequestHeaders.Authorization = new("Bearer", "KEY");\n' : ''}using HttpRequestMessage request = new(new HttpMethod(${JSON.stringify(route.method)}), ${JSON.stringify(url)})
{
    Content = ${this.#isTable ? `new MultipartFormDataContent { { new StreamContent(File.OpenRead(${JSON.stringify(file)})), "file", ${JSON.stringify(file)} } }` : body ? `new StringContent(${JSON.stringify(body)})` : 'null'},
};
using HttpResponseMessage response = await client.SendAsync(request);
Console.WriteLine(await response.Content.ReadAsStringAsync());`,
    };
    this.#code.textContent = code[this.#language]();
    for (const one of this.#languages.children) {
      one.setAttribute('aria-pressed', String(one instanceof HTMLElement && one.dataset.language === this.#language));
    }
  }
}

/** @param {Route} route */
function nameOf(route) {
  return `${route.method} ${route.path}`;
}

customElements.define('t-api', ApiTab);

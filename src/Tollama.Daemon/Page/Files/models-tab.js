// The tab Models: what is installed, in memory and available.

import { json } from './api.js';
import { button, bytes, fill, h, number, toast } from './dom.js';
import { isPartOfProgram, models } from './models.js';
import { errorNotice } from './notices.js';
import { PullPanel } from './pull-panel.js';
import { get, go, set } from './state.js';

/** @typedef {import('./models.js').Model} Model */

const mostListed = 60;

/**
 * @param {string} title
 * @param {any[]} text
 * @param {string} yes
 * @returns {Promise<boolean>}
 */
function ask(title, text, yes) {
  return new Promise(resolve => {
    const dialog = h('dialog', { class: 'dialog', 'aria-labelledby': 'ask-title', onclose: () => { dialog.remove(); resolve(dialog.returnValue === 'ok'); } },
      h('form', { method: 'dialog' }, h('h2', { id: 'ask-title' }, title), h('div', null, ...text),
        h('div', { class: 'row is-end' }, button('Cancel', () => dialog.close('no')), h('button', { class: 'button is-main', value: 'ok' }, yes))));
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** A list of models, and what one can do with each. */
class ModelsTab extends HTMLElement {
  /** @type {Map<string, PullPanel>} Downloads go on while the user looks at other tabs. */
  #downloads = new Map();

  /** @type {Map<string, any>} What is in memory. */
  #loaded = new Map();

  /** @type {string} The model whose page is open. */
  #open = '';

  /** Whether the models that are part of tollama are unfolded. */
  #hasMore = false;

  #notices = h('div');

  #search = h('input', { type: 'search', placeholder: 'Search', 'aria-label': 'Search models', autocomplete: 'off', spellcheck: 'false', value: get('m.search') ?? '', oninput: () => set({ 'm.search': this.#search.value.trim() }) });

  #installed = h('div');

  #available = h('div');

  #count = h('span', { class: 'muted' });

  #page = h('div', { class: 'wide' });

  connectedCallback() {
    if (this.firstChild) {
      return;
    }

    this.append(h('div', { class: 'stack' },
      h('section', { class: 'card', 'aria-label': 'Installed models' }, h('div', { class: 'card-head' }, h('h2', null, 'Installed ', this.#count), this.#search), this.#notices, this.#installed),
      h('section', { class: 'card', 'aria-label': 'Available models' }, h('div', { class: 'card-head' }, h('h2', null, 'Available')), this.#available)));
    this.#search.addEventListener('input', () => this.#show());
    models.addEventListener('change', () => this.#show());
    this.#show();
  }

  shown() {
    void models.load().catch(error => fill(this.#notices, errorNotice(error)));
    void this.#readLoaded();
  }

  async #readLoaded() {
    try {
      this.#loaded = new Map((await json('api/ps')).models.map(one => [one.name, one]));
      this.#show();
    } catch {
      // The list of models tells why.
    }
  }

  #show() {
    const word = this.#search.value.trim().toLowerCase();
    const focused = this.contains(document.activeElement) ? document.activeElement?.getAttribute('aria-label') : null;
    const some = all => all.filter(model => !word || `${model.name} ${model.family} ${model.description ?? ''}`.toLowerCase().includes(word));
    const installed = some(models.installed);
    const available = some(models.available);
    const hub = available.filter(model => !isPartOfProgram(model));
    this.#count.textContent = number(models.installed.length);
    fill(this.#installed, ...installed.map(model => this.#row(model)), installed.length ? null : h('p', { class: 'muted' }, word ? 'None has this in its name.' : 'None yet. Models that are part of tollama are installed when they are asked for.'));
    fill(this.#available,
      ...hub.slice(0, mostListed).map(model => this.#row(model)),
      hub.length > mostListed ? h('p', { class: 'muted' }, `and ${number(hub.length - mostListed)} more: search`) : null,
      h('details', { class: 'more', open: Boolean(word) || this.#hasMore, ontoggle: event => { this.#hasMore = event.target.open; } }, h('summary', null, `${number(available.length - hub.length)} that are part of tollama`), ...available.filter(isPartOfProgram).map(model => this.#row(model))));
    if (focused) {
      /** @type {HTMLElement | null} */ (this.querySelector(`[aria-label="${CSS.escape(focused)}"]`))?.focus();
    }
  }

  /** @param {Model} model */
  #row(model) {
    const { name } = model;
    const loaded = this.#loaded.get(name);
    const download = this.#downloads.get(name);
    const facts = [
      model.family, model.size && !(model.installed && isPartOfProgram(model)) ? bytes(model.size) : '', model.parameter_count ? `${(model.parameter_count / 1e6).toFixed(1)} million parameters` : '',
      model.context_length ? `reads ${number(model.context_length)} values` : '', model.license ? model.license.type : '', model.source?.repo_id ?? '',
    ].filter(fact => fact).join(' · ');
    const small = (text, /** @type {() => void} */ act, more = '') => {
      const one = button(text, act, { class: `button is-small ${more}` });
      one.setAttribute('aria-label', `${text} ${name}`);
      return one;
    };
    return h('article', { class: 'model-row', 'aria-label': name },
      h('div', null,
        h('h3', null, name, loaded ? h('span', { class: 'tag is-good' }, loaded.state === 'ready' ? 'in memory' : loaded.state) : null),
        h('p', { class: 'small' }, model.description ?? ''),
        h('p', { class: 'muted small' }, facts, loaded ? ` · ${bytes(loaded.size)} in memory` : '', loaded?.expires_at ? `, until ${new Date(loaded.expires_at).toLocaleTimeString()}` : '')),
      h('div', { class: 'row' },
        model.installed ? [
          small('Forecast', () => { set({ model: name }); go('forecast'); }),
          loaded ? small('Stop', () => void this.#act('api/unload', name)) : small('Load', () => void this.#act('api/load', name)),
          small('Details', () => void this.#showPage(name)),
          small('Delete', () => void this.#delete(name), 'is-danger'),
        ] : download ? null : small('Pull', () => this.#pull(model))),
      download ?? null,
      this.#open === name ? this.#page : null);
  }

  /** @param {Model} model */
  #pull(model) {
    const panel = new PullPanel();
    panel.className = 'wide';
    panel.addEventListener('pulled', () => { this.#downloads.delete(model.name); toast(`${model.name} is installed`); this.#show(); });
    this.#downloads.set(model.name, panel);
    panel.show(model);
    this.#show();
    if (!model.license?.needs_acceptance || model.license.accepted) {
      panel.begin();
    }
  }

  /**
   * @param {string} path
   * @param {string} name
   */
  async #act(path, name) {
    try {
      await json(path, { json: { model: name } });
      fill(this.#notices);
    } catch (error) {
      fill(this.#notices, errorNotice(/** @type {Error} */ (error)));
    }

    await this.#readLoaded();
  }

  /** @param {string} name */
  async #delete(name) {
    if (!await ask(`Delete ${name}?`, [h('p', null, 'Its files are removed from this daemon. It can be pulled again.')], 'Delete')) {
      return;
    }

    try {
      await json('api/delete', { method: 'DELETE', json: { model: name } });
      this.#downloads.delete(name);
      toast(`${name} is deleted`);
      await models.load();
    } catch (error) {
      fill(this.#notices, errorNotice(/** @type {Error} */ (error)));
    }
  }

  /** @param {string} name */
  async #showPage(name) {
    this.#open = this.#open === name ? '' : name;
    fill(this.#page, h('p', { class: 'muted small' }, 'Asking'));
    this.#show();
    if (!this.#open) {
      return;
    }

    try {
      const page = await json('api/show', { json: { model: name } });
      const options = page.options ?? [];
      fill(this.#page,
        h('p', { class: 'small' }, page.license ?? ''),
        h('p', { class: 'muted small' }, `digest ${page.digest.slice(0, 12)}`, page.modified_at ? ` · installed ${new Date(page.modified_at).toLocaleString()}` : ''),
        page.modelfile ? h('pre', { class: 'code', tabindex: '0' }, page.modelfile) : null,
        options.length ? h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Options of ${name}` }, h('table', { class: 'table' },
          h('thead', null, h('tr', null, ...['Option', 'Usual', 'What it does'].map(text => h('th', { scope: 'col' }, text)))),
          h('tbody', null, ...options.map(option => h('tr', null,
            h('th', { scope: 'row' }, option.name), h('td', null, typeof option.default === 'string' ? option.default : JSON.stringify(option.default)),
            h('td', null, option.description, option.choices ? ` (${option.choices.join(', ')})` : '')))))) : null);
    } catch (error) {
      fill(this.#page, errorNotice(/** @type {Error} */ (error)));
    }
  }
}

customElements.define('t-models', ModelsTab);

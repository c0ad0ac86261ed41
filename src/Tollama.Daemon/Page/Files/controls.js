// What is forecast and how: model, horizon, levels, options of the model. All of it stands in the address.

import { data } from './data.js';
import { bytes, fill, h } from './dom.js';
import { isPartOfProgram, models } from './models.js';
import { chosenHorizon, chosenLevels, chosenModel, levels } from './request.js';
import { forget, get, set, under, watch } from './state.js';

/** @typedef {import('./models.js').ModelOption} ModelOption */

/** Above the chart. */
class Controls extends HTMLElement {
  #model = h('select', { id: 'model', onchange: () => { forget('o.'); set({ model: this.#model.value }); } });

  #about = h('p', { class: 'muted small about' });

  #horizon = h('input', { id: 'horizon', type: 'number', min: '1', step: '1', inputmode: 'numeric', onchange: () => set({ horizon: this.#horizon.value }) });

  #levels = h('fieldset', { class: 'chips' }, h('legend', null, 'Intervals'), ...Object.keys(levels).map(level =>
    h('label', { class: 'chip' }, h('input', { type: 'checkbox', value: level, onchange: () => this.#setLevels() }), h('span', null, `${level} %`))));

  #options = h('details', { class: 'more' }, h('summary', null, 'Options'), h('div', { class: 'fields' }));

  #shown = '';

  connectedCallback() {
    if (this.firstChild) {
      return;
    }

    this.append(
      h('div', { class: 'controls' },
        h('div', { class: 'field is-wide' }, h('label', { for: 'model' }, 'Model'), this.#model),
        h('div', { class: 'field is-narrow' }, h('label', { for: 'horizon' }, 'Steps'), this.#horizon),
        this.#levels),
      this.#about,
      this.#options);
    watch(() => this.#show());
    data.addEventListener('change', () => this.#show());
    models.addEventListener('change', () => { this.#shown = ''; this.#listModels(); this.#show(); });
    this.#listModels();
    this.#show();
  }

  #listModels() {
    const group = (/** @type {string} */ label, /** @type {import('./models.js').Model[]} */ some) => some.length === 0 ? null
      : h('optgroup', { label }, ...some.map(model => h('option', { value: model.name }, model.installed || !model.size || isPartOfProgram(model) ? model.name : `${model.name} · ${bytes(model.size)}`)));
    fill(this.#model,
      group('Installed', models.installed),
      group('Part of tollama', models.available.filter(isPartOfProgram)),
      group('Available to pull', models.available.filter(model => !isPartOfProgram(model))));
  }

  #show() {
    const name = chosenModel();
    const model = models.find(name);
    if (model && [...this.#model.options].every(option => option.value !== model.name)) {
      this.#model.append(h('option', { value: model.name }, model.name));
    }

    this.#model.value = model?.name ?? name;
    this.#about.textContent = model?.description ?? '';
    this.#horizon.placeholder = data.inspection ? String(data.inspection.horizon) : '';
    this.#horizon.title = data.inspection ? `${data.inspection.horizon}: ${data.inspection.horizon_reason}` : '';
    if (document.activeElement !== this.#horizon) {
      this.#horizon.value = get('horizon') ?? chosenHorizon();
    }

    const chosen = chosenLevels();
    for (const box of this.#levels.querySelectorAll('input')) {
      box.checked = chosen.includes(box.value);
    }

    if (this.#shown !== `${name} ${Boolean(model)}`) {
      this.#shown = `${name} ${Boolean(model)}`;
      this.#listOptions(name, model?.options ?? []);
    }
  }

  #setLevels() {
    const chosen = [...this.#levels.querySelectorAll('input')].filter(box => box.checked).map(box => box.value);
    set({ levels: chosen.join(',') || 'none' });
  }

  /**
   * @param {string} name
   * @param {ModelOption[]} options
   */
  #listOptions(name, options) {
    const fields = /** @type {HTMLElement} */ (this.#options.querySelector('.fields'));
    const intervals = h('div', { class: 'field' },
      h('label', { for: 'x-intervals' }, 'Source of intervals'),
      this.#choice('x-intervals', 'x.intervals', [['', 'the model'], ['conformal', 'its errors at earlier origins']]));
    fill(fields, intervals, ...options.map(option => this.#field(option)));
    /** @type {HTMLElement} */ (this.#options.querySelector('summary')).textContent = `Options of ${name}`;
    this.#options.open ||= Object.keys(under('o.')).length > 0;
  }

  /** @param {ModelOption} option */
  #field(option) {
    const id = `o-${option.name}`;
    const usual = `usual: ${typeof option.default === 'string' ? option.default : JSON.stringify(option.default)}`;
    const isNumber = option.kind === 'integer' || option.kind === 'number';
    const control = option.kind === 'boolean' ? this.#choice(id, `o.${option.name}`, [['', usual], ['true', 'true'], ['false', 'false']])
      : option.choices?.length ? this.#choice(id, `o.${option.name}`, [['', usual], ...option.choices.map(choice => /** @type {[string, string]} */ ([choice, choice]))])
      : h('input', {
        id, type: isNumber ? 'number' : 'text', placeholder: usual, min: isNumber ? option.lowest : undefined, max: isNumber ? option.highest : undefined,
        step: option.kind === 'number' ? 'any' : undefined, autocomplete: 'off', value: get(`o.${option.name}`) ?? '',
        onchange: (/** @type {Event} */ event) => set({ [`o.${option.name}`]: /** @type {HTMLInputElement} */ (event.target).value.trim() }),
      });
    return h('div', { class: 'field' }, h('label', { for: id, title: option.description }, option.name.replaceAll('_', ' ')), control, h('p', { class: 'muted small' }, option.description));
  }

  /**
   * @param {string} id
   * @param {string} name of the value in the address
   * @param {[string, string][]} choices
   */
  #choice(id, name, choices) {
    const select = h('select', { id, onchange: () => set({ [name]: select.value }) }, ...choices.map(([value, label]) => h('option', { value }, label)));
    select.value = get(name) ?? '';
    return select;
  }
}

customElements.define('t-controls', Controls);
export { Controls };

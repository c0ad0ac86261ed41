// The files and how the daemon read them: roles of columns as drop-downs that have it read again.

import { data } from './data.js';
import { button, bytes, fill, h, icon, number } from './dom.js';
import { errorNotice, warnings } from './notices.js';
import { get, set } from './state.js';

/** @typedef {import('./data.js').Column} Column */

const roles = /** @type {const} */ ([
  ['time', 'time'], ['target', 'target'], ['id', 'series id'], ['covariate', 'covariate, past only'], ['future_covariate', 'covariate, future known'], ['unused', 'ignore'],
]);

/** @type {Record<string, string>} */
const fields = { time: 'r.time', target: 'r.target', id: 'r.id', covariate: 'r.covariates', future_covariate: 'r.future_covariates' };

// Wider tables are read, too; nobody sets so many roles by hand.
const mostColumns = 100;

/** @type {{name: string, label: string, choices?: string[], hint?: string}[]} */
const settings = [
  { name: 'sheet', label: 'Sheet', hint: 'name or number' },
  { name: 'freq', label: 'Frequency', hint: 'found, e.g. D, MS, 15min' },
  { name: 'duplicates', label: 'Repeated times', choices: ['refuse', 'sum', 'mean', 'first', 'last', 'max'] },
  { name: 'fill', label: 'Missing rows', choices: ['none', 'missing', 'zero', 'previous'] },
  { name: 'aggregate', label: 'Bring together to', hint: 'e.g. W, MS' },
  { name: 'end', label: 'End of history', hint: 'e.g. 2024-12-31' },
  { name: 'timezone', label: 'Time zone', hint: 'e.g. Europe/Berlin' },
  { name: 'decimal', label: 'Decimal mark', choices: ['.', ','] },
  { name: 'day_first', label: '01/02 is 1 February', choices: ['true', 'false'] },
  { name: 'delimiter', label: 'Delimiter', choices: ['comma', 'semicolon', 'tab', 'pipe'] },
];

/** The card with the files. */
class ReadAs extends HTMLElement {
  #files = h('div', { class: 'files' });

  #said = h('p', { class: 'read-line' });

  #notices = h('div');

  #columns = h('div', { class: 'columns' });

  #more = h('details', { class: 'more' }, h('summary', null, 'How it is read'));

  #picker = h('input', { type: 'file', multiple: true, hidden: true, 'aria-label': 'Files', onchange: () => this.#picked() });

  /** What was asked of a column the last time, to say when it did not hold. @type {{name: string, role: string} | null} */
  #asked = null;

  /** What the user wants of each column, also where the daemon found another role when no column had that one any more. @type {Map<string, string>} */
  #wanted = new Map();

  /** Of which files. @type {File[]} */
  #of = [];

  connectedCallback() {
    if (this.firstChild) {
      return;
    }

    this.classList.add('card');
    this.append(this.#files, this.#picker, this.#said, this.#notices, this.#columns, this.#more);
    data.addEventListener('change', () => this.#show());
    this.#show();
  }

  open() {
    this.#picker.click();
  }

  #picked() {
    void data.take([...this.#picker.files ?? []]);
    this.#picker.value = '';
  }

  #show() {
    this.toggleAttribute('aria-busy', data.isBusy);
    if (this.#of !== data.files) {
      this.#of = data.files;
      this.#wanted.clear();
      this.#asked = null;
    }

    const { inspection, error } = data;
    fill(this.#files,
      ...data.files.slice(0, 6).map(file => h('span', { class: 'file' }, icon('file'), h('span', { class: 'file-name', title: file.name }, file.name), h('span', { class: 'muted' }, bytes(file.size)))),
      data.files.length > 6 ? h('span', { class: 'muted' }, `and ${data.files.length - 6} more`) : null,
      h('span', { class: 'row is-end' },
        button('Open…', () => this.open(), { class: 'button is-small' }),
        h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Remove the files', title: 'Remove the files', onclick: () => void data.clear() }, icon('close'))));
    fill(this.#said,
      data.isBusy && !inspection ? 'Reading…' : inspection?.input ? ['Read as ', h('strong', null, inspection.input)] : '',
      inspection && !data.isKept ? h('span', { class: 'muted' }, ' The files are too large for this browser to keep: after a reload, drop them again.') : null);
    fill(this.#notices,
      error ? errorNotice(error, ...this.#hasSettings() ? [button('Read it as found', () => this.#reset(), { class: 'button is-small' })] : []) : null,
      this.#unheard(),
      ...(inspection?.errors ?? []).slice(0, 5).map(one => errorNotice(one)),
      inspection ? warnings(inspection.warnings) : null,
      ...this.#advice());
    this.#showColumns(inspection?.columns ?? []);
    this.#showSettings();
  }

  // A role that the daemon found again by itself: what it says is shown, and that it is not what was asked.
  #unheard() {
    const column = data.inspection?.columns?.find(one => one.name === this.#asked?.name);
    const isOther = column && this.#asked && !data.isBusy && column.role !== this.#asked.role && !data.error;
    return isOther ? warnings([`The column '${column.name}' is still read as ${nameOf(column.role)}${column.reason ? `, ${column.reason}` : ''}.`]) : null;
  }

  #advice() {
    return Object.entries(data.inspection?.options ?? {}).map(([setting, reason]) => {
      const [name, value] = setting.split('=', 2);
      const place = settings.some(one => one.name === name) ? `r.${name}` : `x.${name}`;
      const isSet = get(place) === value;
      return h('p', { class: 'advice' },
        h('label', { class: 'check' },
          h('input', { type: 'checkbox', checked: isSet, onchange: (/** @type {Event} */ event) => set({ [place]: /** @type {HTMLInputElement} */ (event.target).checked ? value : null }) }),
          h('code', null, setting)),
        h('span', { class: 'muted' }, reason));
    });
  }

  /** @param {Column[]} columns */
  #showColumns(columns) {
    this.#columns.hidden = columns.length === 0;
    const kept = document.activeElement instanceof HTMLElement && this.#columns.contains(document.activeElement) ? document.activeElement.dataset.column : undefined;
    fill(this.#columns, h('table', { class: 'table' },
      h('thead', null, h('tr', null, ...['Column', 'Role', 'First value'].map(text => h('th', { scope: 'col' }, text)))),
      h('tbody', null, ...columns.slice(0, mostColumns).map(column => this.#row(column)))),
    columns.length > mostColumns ? h('p', { class: 'muted' }, `and ${number(columns.length - mostColumns)} more columns`) : null);
    if (kept !== undefined) {
      [...this.#columns.querySelectorAll('select')].find(one => one.dataset.column === kept)?.focus();
    }
  }

  /** @param {Column} column */
  #row(column) {
    // The names of columns stand in the query with commas between them.
    const cannotBeNamed = column.name.includes(',') || column.name.trim() !== column.name || column.name === '';
    const shown = data.isBusy ? this.#wanted.get(column.name) ?? column.role : column.role;
    const select = h('select', {
      'aria-label': `Role of ${column.name}`, dataset: { column: column.name }, disabled: cannotBeNamed,
      title: cannotBeNamed ? 'A name with a comma cannot be said in a query' : column.reason,
      onchange: () => this.#setRole(column.name, select.value),
    }, ...roles.map(([role, label]) => h('option', { value: role, selected: role === shown }, label)));
    return h('tr', null,
      h('th', { scope: 'row', title: column.name }, column.name),
      h('td', null, select),
      h('td', { class: 'muted cell-cut', title: column.example }, column.example ?? '', column.missing ? h('span', { class: 'tag' }, `${number(column.missing)} missing`) : null));
  }

  /**
   * Says the roles of all columns, with one of them changed.
   * @param {string} name
   * @param {string} role
   */
  #setRole(name, role) {
    this.#wanted.set(name, role);
    this.#asked = { name, role };
    const columns = (data.inspection?.columns ?? []).map(column => ({ name: column.name, role: this.#wanted.get(column.name) ?? column.role }));
    set({
      series: null,
      ...Object.fromEntries(Object.entries(fields).map(([one, field]) => [field, columns.filter(column => column.role === one && !column.name.includes(',')).map(column => column.name).join(',')])),
    });
  }

  #showSettings() {
    if (this.#more.childElementCount > 1) {
      for (const control of /** @type {NodeListOf<HTMLInputElement>} */ (this.#more.querySelectorAll('[data-setting]'))) {
        if (control !== document.activeElement) {
          control.value = get(`r.${control.dataset.setting}`) ?? '';
        }
      }

      return;
    }

    this.#more.append(h('div', { class: 'fields' }, ...settings.map(({ name, label, choices, hint }) => {
      const change = (/** @type {Event} */ event) => set({ [`r.${name}`]: /** @type {HTMLInputElement} */ (event.target).value.trim() });
      const control = choices
        ? h('select', { id: `r-${name}`, dataset: { setting: name }, onchange: change }, h('option', { value: '' }, 'found, or usual'), ...choices.map(choice => h('option', { value: choice }, choice)))
        : h('input', { id: `r-${name}`, dataset: { setting: name }, placeholder: hint, onchange: change, autocomplete: 'off' });
      control.value = get(`r.${name}`) ?? '';
      return h('div', { class: 'field' }, h('label', { for: `r-${name}` }, label), control);
    })), button('Read it as found', () => this.#reset(), { class: 'button is-small' }));
  }

  #hasSettings() {
    return [...Object.values(fields), ...settings.map(one => `r.${one.name}`)].some(name => get(name) !== null);
  }

  #reset() {
    this.#asked = null;
    this.#wanted.clear();
    set(Object.fromEntries([...Object.values(fields), ...settings.map(one => `r.${one.name}`)].map(name => [name, null])));
  }
}

/** @param {string} role */
function nameOf(role) {
  return roles.find(([name]) => name === role)?.[1] ?? role;
}

customElements.define('t-read-as', ReadAs);
export { ReadAs };

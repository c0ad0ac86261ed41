// The frame of the page: tabs, theme, keys of the keyboard, the question for an API key.

import { askAgain, json, onKeyNeeded } from './api.js';
import { data } from './data.js';
import { button, fill, h, icon } from './dom.js';
import { models } from './models.js';
import * as state from './state.js';
import { tabs } from './tabs.js';

const themes = /** @type {const} */ (['auto', 'light', 'dark']);
const themeKey = 'tollama.theme';

/** @type {Map<string, HTMLElement>} */
const shown = new Map();

const main = element('main');
const nav = element('tabs');

/** @param {string} id */
function element(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

async function showTab() {
  const tab = tabs.find(one => one.id === state.currentTab()) ?? tabs[0];
  for (const link of nav.children) {
    link.toggleAttribute('data-current', link.getAttribute('href') === `#/${tab.id}`);
    link.getAttribute('href') === `#/${tab.id}` ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
  }

  nav.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  document.title = `${tab.label} · tollama`;
  if (!shown.has(tab.id)) {
    await tab.load();
    if (!shown.has(tab.id)) {
      const panel = document.createElement(tab.element);
      shown.set(tab.id, panel);
      main.append(panel);
    }
  }

  for (const [id, panel] of shown) {
    panel.hidden = id !== tab.id;
  }

  /** @type {any} */ (shown.get(tab.id)).shown?.();
}

function theme() {
  return /** @type {typeof themes[number]} */ (document.documentElement.dataset.theme ?? 'auto');
}

/** @param {typeof themes[number]} next */
function setTheme(next) {
  try {
    if (next === 'auto') {
      delete document.documentElement.dataset.theme;
      localStorage.removeItem(themeKey);
    } else {
      document.documentElement.dataset.theme = next;
      localStorage.setItem(themeKey, next);
    }
  } catch {
    // Kept or not, it is shown.
  }

  showTheme();
}

function showTheme() {
  const toggle = element('theme');
  toggle.replaceChildren(icon(theme()));
  toggle.setAttribute('aria-label', `Color theme: ${theme() === 'auto' ? 'as the system' : theme()}`);
  toggle.title = toggle.getAttribute('aria-label') ?? '';
  document.dispatchEvent(new Event('themechange'));
}

/** Keys that stand in the help, and work anywhere but in a text. @type {{key: string, text: string, act?: () => void}[]} */
const keys = [
  ...tabs.map(tab => ({ key: tab.key, text: `Show ${tab.label}`, act: () => state.go(tab.id) })),
  { key: '/', text: 'Search series, models or routes', act: () => search() },
  { key: '↓ ↑', text: 'The next and the previous series' },
  { key: 'o', text: 'Open files', act: () => /** @type {HTMLElement | null} */ (document.querySelector('[data-act=open]'))?.click() },
  { key: 't', text: 'Another color theme', act: () => setTheme(themes[(themes.indexOf(theme()) + 1) % themes.length]) },
  { key: '?', text: 'This help', act: () => showHelp() },
  { key: 'Esc', text: 'Stop the work, close a dialog' },
];

function search() {
  const box = /** @type {HTMLInputElement | null | undefined} */ (shown.get(state.currentTab())?.querySelector('input[type=search]'));
  box?.focus();
  box?.select();
}

function showHelp() {
  const dialog = h('dialog', { class: 'dialog', 'aria-labelledby': 'help-title', onclose: () => dialog.remove() },
    h('h2', { id: 'help-title' }, 'Help'),
    h('p', null, 'Drop a table on the page: CSV, Parquet, Excel, JSON or Arrow, also several at once, also compressed. The daemon on this address reads it and computes everything; ',
      'nothing goes to anybody else.'),
    h('p', null, 'Drag over the chart to zoom, double-click to see all of it.'),
    h('dl', { class: 'keys' }, ...keys.flatMap(one => [h('dt', null, ...one.key.split(' ').map(part => h('kbd', null, part))), h('dd', null, one.text)])),
    h('form', { method: 'dialog', class: 'row is-end' }, h('button', { class: 'button is-main' }, 'Close')));
  document.body.append(dialog);
  dialog.showModal();
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
  const isText = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]') || event.defaultPrevented) {
    return;
  }

  if (event.key === 'Escape') {
    document.dispatchEvent(new Event('stopwork'));
  } else if (isText) {
    return;
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const list = /** @type {any} */ (document.querySelector('t-series-list:not([hidden])'));
    if (list && (target === document.body || target === main)) {
      event.preventDefault();
      list.move(event.key === 'ArrowDown' ? 1 : -1);
    }
  } else {
    const found = keys.find(one => one.key === event.key && one.act);
    if (found) {
      event.preventDefault();
      found.act?.();
    }
  }
}

/**
 * Asks for the key of the daemon.
 * @param {string} reason why the one that was sent is not good; empty for the first
 * @returns {Promise<string | null>}
 */
function askForKey(reason) {
  return new Promise(resolve => {
    const field = h('input', { type: 'password', id: 'key', autocomplete: 'off', required: true, 'aria-describedby': 'key-note' });
    const dialog = h('dialog', { class: 'dialog', 'aria-labelledby': 'key-title', onclose: () => {
      dialog.remove();
      resolve(dialog.returnValue === 'ok' ? field.value.trim() : null);
    } },
      h('form', { method: 'dialog' },
        h('h2', { id: 'key-title' }, 'This daemon asks for a key'),
        reason ? h('p', { class: 'notice is-error' }, reason) : null,
        h('label', { for: 'key' }, 'API key'),
        field,
        h('p', { id: 'key-note', class: 'muted' }, 'One of TOLLAMA_API_KEYS. It is kept until this tab of the browser is closed, and sent to this daemon only.'),
        h('div', { class: 'row is-end' },
          button('Cancel', () => dialog.close('no')),
          h('button', { class: 'button is-main', value: 'ok' }, 'Continue'))));
    document.body.append(dialog);
    dialog.showModal();
    field.focus();
  });
}

// Asks for what the page shows first; again once there is a key.
async function begin() {
  await greet();
  await models.load().catch(() => {});
  await data.restore();
}

async function greet() {
  const server = element('server');
  try {
    const { version } = await json('api/version');
    fill(server, h('i', { class: 'dot is-good' }), `${version}`);
    server.title = `tollama ${version} at ${location.host}`;
  } catch (error) {
    const isRefused = /** @type {{status?: number}} */ (error).status === 401;
    fill(server, h('i', { class: 'dot is-bad' }), isRefused ? button('Enter key', () => { askAgain(); void begin(); }, { class: 'button is-small' }) : 'no answer');
    server.title = /** @type {Error} */ (error).message;
  }
}

function acceptDrops() {
  let depth = 0;
  const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files');
  addEventListener('dragenter', event => { if (hasFiles(event)) { depth++; document.body.classList.add('is-dropping'); } });
  addEventListener('dragleave', event => { if (hasFiles(event) && --depth <= 0) { depth = 0; document.body.classList.remove('is-dropping'); } });
  addEventListener('dragover', event => { if (hasFiles(event)) { event.preventDefault(); } });
  addEventListener('drop', event => {
    depth = 0;
    document.body.classList.remove('is-dropping');
    if (event.dataTransfer?.files.length) {
      event.preventDefault();
      void data.take([...event.dataTransfer.files]);
      if (!/^(forecast|compare|anomalies|api)$/.test(state.currentTab())) {
        state.go('forecast');
      }
    }
  });
}

fill(nav, ...tabs.map(tab => h('a', { href: `#/${tab.id}`, 'aria-keyshortcuts': tab.key }, tab.label)));
onKeyNeeded(askForKey);
element('theme').addEventListener('click', () => setTheme(themes[(themes.indexOf(theme()) + 1) % themes.length]));
element('help').replaceChildren(icon('help'));
element('help').addEventListener('click', showHelp);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', showTheme);
addEventListener('keydown', onKey);
acceptDrops();
state.watch(showTab);
state.begin(tabs[0].id);
showTheme();
await begin();

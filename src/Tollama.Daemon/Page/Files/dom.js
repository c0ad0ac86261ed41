// Elements without HTML: whatever comes from a file or from the daemon goes in as text.

/**
 * Makes an element.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any> | null} [props] attributes; `on…` are listeners, `class`, `dataset` and properties such as `value` are set as such
 * @param {...(Node | string | number | null | undefined | false | (Node | string)[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) {
      continue;
    }

    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name === 'class') {
      element.className = value;
    } else if (name === 'dataset') {
      Object.assign(element.dataset, value);
    } else if (['value', 'checked', 'selected', 'disabled', 'hidden', 'open', 'indeterminate'].includes(name)) {
      /** @type {any} */ (element)[name] = value;
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }

  append(element, children);
  return element;
}

/**
 * Puts children at the end of an element; texts as text.
 * @param {Element} parent
 * @param {readonly any[]} children
 */
function append(parent, children) {
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false && child !== '') {
      parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
}

/**
 * Puts children in place of those that an element has.
 * @param {Element} parent
 * @param {...any} children
 */
export function fill(parent, ...children) {
  parent.replaceChildren();
  append(parent, children);
}

const icons = {
  auto: 'M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18',
  light: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5',
  dark: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z',
  help: 'M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17.5v.1M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
  file: 'M14 3H6v18h12V7zM14 3v4h4',
  upload: 'M12 16V4M7 9l5-5 5 5M4 16v4h16v-4',
  warn: 'M12 4 2.5 20h19zM12 10v4M12 17v.1',
  error: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v6M12 16.5v.1',
  close: 'M6 6l12 12M18 6 6 18',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  down: 'M12 4v12M7 11l5 5 5-5M4 20h16',
};

/**
 * A small line drawing that says nothing to a screen reader.
 * @param {keyof typeof icons} name
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', icons[name]);
  svg.append(path);
  return svg;
}

/**
 * A button with a text, and perhaps a drawing before it.
 * @param {string} text
 * @param {() => void} act
 * @param {{class?: string, icon?: keyof typeof icons, title?: string}} [more]
 */
export function button(text, act, more = {}) {
  return h('button', { type: 'button', class: more.class ?? 'button', title: more.title, onclick: act }, more.icon ? icon(more.icon) : null, text);
}

/**
 * A number as people read it.
 * @param {number | null | undefined} value
 */
export function number(value) {
  return value === null || value === undefined ? '' : value.toLocaleString('en-US', { maximumSignificantDigits: 6 });
}

/**
 * Numbers of one table, with as many digits behind the point as its largest number leaves room for.
 * @param {readonly number[]} all
 * @returns {(value: number) => string}
 */
export function alike(all) {
  const largest = Math.max(...all.map(Math.abs), 1e-9);
  const digits = Math.max(0, Math.min(12, 4 - Math.floor(Math.log10(largest))));
  const format = new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return value => format.format(value);
}

/**
 * A size in bytes as people read it.
 * @param {number} size
 */
export function bytes(size) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const place = Math.min(units.length - 1, size < 1 ? 0 : Math.floor(Math.log10(size) / 3));
  return `${(size / 1000 ** place).toLocaleString('en-US', { maximumSignificantDigits: 3 })} ${units[place]}`;
}

/**
 * A short word to the user that goes away by itself.
 * @param {string} text
 */
export function toast(text) {
  const place = /** @type {HTMLElement} */ (document.getElementById('toast'));
  place.textContent = text;
  place.classList.add('is-shown');
  clearTimeout(Number(place.dataset.timer));
  place.dataset.timer = String(setTimeout(() => place.classList.remove('is-shown'), 2600));
}

/**
 * Hands a file to the user.
 * @param {Blob} blob
 * @param {string} name
 */
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = h('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * Puts a text into the clipboard, also where the page came over http and has no right to it.
 * @param {string} text
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = h('textarea', { class: 'off-screen', value: text });
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }

  toast('Copied');
}

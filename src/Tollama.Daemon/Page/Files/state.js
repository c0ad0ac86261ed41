// What the user chose, kept in the address: a reload and a bookmark bring it back.

/** @type {Set<() => void>} */
const listeners = new Set();

let tab = '';
let params = new URLSearchParams();

/** The tab that is shown. */
export function currentTab() {
  return tab;
}

/**
 * A value of the address.
 * @param {string} name
 * @returns {string | null} null when it is not there
 */
export function get(name) {
  return params.get(name);
}

/**
 * The values whose names begin with a prefix, without it.
 * @param {string} prefix e.g. `o.` for options of the model
 * @returns {Record<string, string>}
 */
export function under(prefix) {
  return Object.fromEntries([...params].filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [name.slice(prefix.length), value]));
}

/**
 * Changes values; null and an empty text take one away. Who listens is told once.
 * @param {Record<string, string | number | null | undefined>} changes
 */
export function set(changes) {
  const before = params.toString();
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') {
      params.delete(name);
    } else {
      params.set(name, String(value));
    }
  }

  if (params.toString() !== before) {
    history.replaceState(null, '', hash());
    tell();
  }
}

/**
 * Takes away all values whose names begin with one of the prefixes.
 * @param {...string} prefixes
 */
export function forget(...prefixes) {
  set(Object.fromEntries([...params.keys()].filter(name => prefixes.some(prefix => name.startsWith(prefix))).map(name => [name, null])));
}

/**
 * Shows another tab; what was chosen stays.
 * @param {string} name
 */
export function go(name) {
  location.hash = hash(name);
}

/**
 * Calls back after every change.
 * @param {() => void} listener
 */
export function watch(listener) {
  listeners.add(listener);
}

/**
 * Reads the address, now and when it changes.
 * @param {string} usual the tab of an address that names none
 */
export function begin(usual) {
  const read = () => {
    const [path, query] = location.hash.replace(/^#\/?/, '').split('?', 2);
    tab = path || usual;
    if (query !== undefined) {
      params = new URLSearchParams(query);
    } else {
      // A link to a tab keeps what was chosen in the others.
      history.replaceState(null, '', hash());
    }

    tell();
  };
  addEventListener('hashchange', read);
  read();
}

function hash(name = tab) {
  const query = params.toString();
  return `#/${name}${query ? `?${query}` : ''}`;
}

function tell() {
  for (const listener of listeners) {
    listener();
  }
}

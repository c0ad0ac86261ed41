// The one door to the daemon. Everything that the page shows comes through here.

const keyName = 'tollama.key';

/** An error in the daemon's own words. */
export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {{error?: any, hint?: string, code?: string, detail?: any, request_id?: string}} body
   */
  constructor(status, body) {
    super(typeof body.error === 'string' ? body.error : `the daemon answered ${status}`);
    this.status = status;
    this.code = body.code ?? '';
    this.hint = body.hint ?? '';
    this.requestId = body.request_id ?? '';
    /** @type {string[]} Sentences, one a fault. */
    this.details = Array.isArray(body.detail) ? body.detail.map(one => one?.msg ?? String(one)).filter(text => text !== this.message) : [];
  }
}

/** @type {(reason: string) => Promise<string | null>} */
let askForKey = async () => null;

/** @type {Promise<string | null> | null} Several requests that are refused ask once. */
let asking = null;

/** Whether the user gave no key: nobody asks again by itself. */
let isDeclined = false;

/**
 * Says who asks the user for the key of a daemon that wants one.
 * @param {(reason: string) => Promise<string | null>} ask answers null when the user gives none
 */
export function onKeyNeeded(ask) {
  askForKey = ask;
}

/** Lets the next refusal ask for a key again. */
export function askAgain() {
  isDeclined = false;
}

/**
 * The address of a path of the daemon, beside the page: a prefix of a proxy stays.
 * @param {string} path without a slash before it
 * @param {URLSearchParams | Record<string, string | number | boolean>} [query]
 */
export function address(path, query) {
  const url = new URL(path, document.baseURI.split('#')[0]);
  for (const [name, value] of query instanceof URLSearchParams ? query : Object.entries(query ?? {})) {
    url.searchParams.append(name, String(value));
  }

  return url;
}

/**
 * @typedef {{method?: string, query?: URLSearchParams | Record<string, string | number | boolean>, json?: any, form?: FormData, accept?: string, signal?: AbortSignal}} CallOptions
 */

/**
 * Asks the daemon; an answer that is an error is thrown.
 * @param {string} path e.g. `api/forecast`
 * @param {CallOptions} [options]
 * @returns {Promise<Response>}
 */
export async function call(path, options = {}) {
  let response = await send(path, options);
  for (let wrong = sessionStorage.getItem(keyName); response.status === 401; wrong = sessionStorage.getItem(keyName)) {
    const error = await errorOf(response);
    if (isDeclined) {
      throw error;
    }

    asking ??= askForKey(wrong ? error.message : '').finally(() => { asking = null; });
    const key = await asking;
    if (!key) {
      isDeclined = true;
      throw error;
    }

    sessionStorage.setItem(keyName, key);
    response = await send(path, options);
  }

  if (!response.ok) {
    throw await errorOf(response);
  }

  return response;
}

/**
 * Asks the daemon for JSON.
 * @param {string} path
 * @param {CallOptions} [options]
 * @returns {Promise<any>}
 */
export async function json(path, options = {}) {
  return (await call(path, options)).json();
}

/**
 * Asks the daemon for a stream of JSON lines; a last line that is an error is thrown.
 * @param {string} path
 * @param {CallOptions} [options]
 * @returns {AsyncGenerator<any>}
 */
export async function* lines(path, options = {}) {
  const response = await call(path, options);
  if (!response.body) {
    return;
  }

  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  /** @type {string[]} Pieces of a line whose end has not come: long lines come in many. */
  let begun = [];
  for (;;) {
    const { done, value } = await reader.read();
    const parts = (value ?? '').split('\n');
    for (const part of parts.slice(0, -1)) {
      yield lineOf(begun.join('') + part, response.status);
      begun = [];
    }

    begun.push(parts[parts.length - 1]);
    if (done) {
      break;
    }
  }

  if (begun.join('').trim()) {
    yield lineOf(begun.join(''), response.status);
  }
}

/**
 * @param {string} text
 * @param {number} status
 */
function lineOf(text, status) {
  const line = JSON.parse(text);
  if (line.error) {
    throw new ApiError(status, line);
  }

  return line;
}

/**
 * @param {string} path
 * @param {CallOptions} options
 */
function send(path, { method, query, json: body, form, accept, signal }) {
  /** @type {Record<string, string>} */
  const headers = { Accept: accept ?? 'application/json, application/x-ndjson' };
  const key = sessionStorage.getItem(keyName);
  if (key) {
    headers.Authorization = `Bearer ${key}`;
  }

  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }

  return fetch(address(path, query), {
    method: method ?? (form || body !== undefined ? 'POST' : 'GET'),
    headers,
    body: form ?? (body === undefined ? undefined : JSON.stringify(body)),
    signal,
  });
}

/** @param {Response} response */
async function errorOf(response) {
  const text = await response.text();
  try {
    return new ApiError(response.status, JSON.parse(text));
  } catch {
    return new ApiError(response.status, { error: text.slice(0, 300) || `the daemon answered ${response.status}` });
  }
}

/**
 * Whether somebody stopped the work: no error to show.
 * @param {any} error
 */
export function isStopped(error) {
  return error?.name === 'AbortError';
}

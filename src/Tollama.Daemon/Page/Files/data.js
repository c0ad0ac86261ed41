// The table that the user dropped, and how the daemon read it. All tabs share it.

import { address, ApiError, isStopped, json } from './api.js';
import * as kept from './kept.js';
import { forget, get, set, under, watch } from './state.js';

const exampleName = 'air-passengers.csv';

// Sparklines have room for no more.
const sketchLength = 60;

/**
 * @typedef {{name: string, role: string, reason?: string, type: string, missing: number, example?: string}} Column
 * @typedef {{timestamps: string[], target: (number | null)[], start?: string, length?: number}} History
 * @typedef {{id: string, length: number, start?: string, end?: string, freq?: string, season_length: number, missing: number, zeros: number, last?: number, history?: History}} Series
 * @typedef {{id: string, code: string, message: string}} SeriesError
 * @typedef {{input?: string, columns?: Column[], series: Series[], series_count: number, horizon: number, horizon_reason: string, model: string,
 *   options?: Record<string, string>, warnings: string[], errors?: SeriesError[]}} Inspection
 */

/** Tells `change` whenever the files, or what is known of them, are others. */
class Dataset extends EventTarget {
  /** @type {File[]} As they were dropped; they go to the daemon as they are. */
  files = [];

  /** @type {Inspection | null} How the daemon read them. */
  inspection = null;

  /** @type {ApiError | Error | null} Why it could not. */
  error = null;

  /** Whether the daemon reads at this moment. */
  isBusy = false;

  /** Whether a reload will find the files again. */
  isKept = false;

  /** Counts readings: another number means other data or other roles. */
  version = 0;

  /** @type {AbortController | null} */
  #reading = null;

  #settings = '';

  constructor() {
    super();
    watch(() => {
      if (this.files.length > 0 && this.#settings !== this.#readSettings()) {
        this.#read();
      }
    });
  }

  /** Whether there are files. */
  get isThere() {
    return this.files.length > 0;
  }

  /** Whether the files are the example that comes with the page. */
  get isExample() {
    return get('example') === '1';
  }

  /**
   * Takes files in place of those that are there.
   * @param {File[]} files
   */
  async take(files) {
    if (files.length === 0) {
      return;
    }

    this.#begin(files);
    forget('r.', 'x.', 'o.', 'series', 'example', 'horizon');
    this.isKept = await kept.save(files);
    await this.#read();
  }

  /** Takes the example. */
  async takeExample() {
    forget('r.', 'x.', 'o.', 'series', 'horizon');
    await kept.clear();
    set({ example: 1 });
    await this.#fetchExample();
  }

  /** Takes what was there before a reload. */
  async restore() {
    if (this.isExample) {
      await this.#fetchExample();
      return;
    }

    const files = await kept.load();
    if (files.length > 0) {
      this.#begin(files);
      this.isKept = true;
      await this.#read();
    }
  }

  /** Forgets the files, here and in the browser's memory. */
  async clear() {
    this.#reading?.abort();
    this.#begin([]);
    forget('r.', 'x.', 'o.', 'series', 'example', 'horizon');
    await kept.clear();
    this.#tell();
  }

  /** The files as the body of a request; what else is said stands in the query. */
  form() {
    const form = new FormData();
    for (const file of this.files) {
      form.append('file', file, file.name);
    }

    return form;
  }

  /**
   * How the table shall be read, as every route for tables takes it.
   * @param {Record<string, string | number | boolean | null | undefined>} [more]
   */
  query(more) {
    const query = new URLSearchParams(under('r.'));
    for (const [name, value] of Object.entries(more ?? {})) {
      if (value !== null && value !== undefined && value !== '') {
        query.set(name, String(value));
      }
    }

    return query;
  }

  /** @param {File[]} files */
  #begin(files) {
    this.files = files;
    this.inspection = null;
    this.error = null;
    this.isKept = false;
    this.version++;
  }

  async #fetchExample() {
    const response = await fetch(address(`ui/${exampleName}`));
    this.#begin([new File([await response.blob()], exampleName, { type: 'text/csv' })]);
    this.isKept = true;
    await this.#read();
  }

  async #read() {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#settings = this.#readSettings();
    this.isBusy = true;
    this.#tell();
    try {
      this.inspection = await json('api/inspect', {
        query: this.query({ include_history: true, history_length: sketchLength }), form: this.form(), signal: reading.signal,
      });
      this.error = null;
    } catch (error) {
      if (isStopped(error)) {
        return;
      }

      // The columns that were found before stay, so that a role can be put right.
      this.error = /** @type {Error} */ (error);
    }

    this.isBusy = false;
    this.version++;
    this.#tell();
  }

  #readSettings() {
    return JSON.stringify(under('r.'));
  }

  #tell() {
    this.dispatchEvent(new Event('change'));
  }
}

export const data = new Dataset();

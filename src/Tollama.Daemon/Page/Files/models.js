// The models of the daemon, and how one is installed. All tabs share the list.

import { json, lines } from './api.js';

/**
 * @typedef {{name: string, kind: string, default: any, lowest?: number, highest?: number, choices?: string[], description: string}} ModelOption
 * @typedef {{name: string, family: string, installed: boolean, description?: string, size?: number, capabilities?: string[], options?: ModelOption[],
 *   license?: {type: string, needs_acceptance: boolean, accepted: boolean, url?: string}, source?: {type: string, repo_id?: string}, parameter_count?: number,
 *   context_length?: number, max_horizon?: number}} Model
 * @typedef {{status: string, digest?: string, total?: number, completed?: number}} PullLine
 */

/** Tells `change` when the list is another. */
class Models extends EventTarget {
  /** @type {Model[]} Installed ones, the newest first. */
  installed = [];

  /** @type {Model[]} What can be pulled, in the order of the registry; those that are installed are not among them. */
  available = [];

  isLoaded = false;

  async load() {
    const answer = await json('v1/models');
    this.installed = answer.installed;
    const names = new Set(this.installed.map(model => model.name));
    this.available = answer.available.filter((/** @type {Model} */ model) => !names.has(model.name));
    this.isLoaded = true;
    this.dispatchEvent(new Event('change'));
  }

  /**
   * @param {string} name
   * @returns {Model | undefined}
   */
  find(name) {
    return this.installed.find(model => model.name === name || model.name === `${name}:latest`) ?? this.available.find(model => model.name === name);
  }

  /**
   * Installs a model; the list is read again at the end.
   * @param {string} name
   * @param {{signal?: AbortSignal, acceptsLicense?: boolean, onLine?: (line: PullLine) => void}} [options]
   */
  async pull(name, { signal, acceptsLicense, onLine } = {}) {
    for await (const line of lines('api/pull', { json: { model: name, accept_license: acceptsLicense || undefined }, signal })) {
      onLine?.(line);
    }

    await this.load();
  }
}

export const models = new Models();

/**
 * Whether a model is part of the program: installing it fetches nothing from elsewhere.
 * @param {Model} model
 */
export function isPartOfProgram(model) {
  return model.source?.type === 'builtin' || model.source?.type === 'bundled';
}

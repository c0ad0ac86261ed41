// A model that is not here yet: what it is, how large, under which licence, and a button that fetches it.

import { isStopped } from './api.js';
import { button, bytes, fill, h } from './dom.js';
import { models } from './models.js';
import { errorNotice } from './notices.js';

/** @typedef {import('./models.js').Model} Model */

/** Tells `pulled` when the model is installed. */
class PullPanel extends HTMLElement {
  /** @type {Model | null} */
  #model = null;

  /** @type {AbortController | null} */
  #pulling = null;

  /** @type {{digest: string, bytes: number, time: number} | null} Where the measured stretch of the download began. */
  #since = null;

  #accepts = h('input', { type: 'checkbox', onchange: () => this.#showButton() });

  #note = h('p', { class: 'pull-note', 'aria-live': 'polite' });

  #bar = h('progress', { max: '1', 'aria-label': 'Download' });

  #start = button('Pull', () => void this.#pull(), { class: 'button is-main' });

  #stop = button('Stop', () => this.#pulling?.abort());

  /**
   * Shows a model that is not installed.
   * @param {Model | null} model null hides the panel
   */
  show(model) {
    if (this.#pulling && model?.name !== this.#model?.name) {
      this.#pulling.abort();
    }

    this.hidden = model === null;
    if (model === null || model.name === this.#model?.name) {
      return;
    }

    this.#model = model;
    const license = model.license;
    const facts = [model.size ? bytes(model.size) : 'size not known', model.source?.repo_id ? `from huggingface.co/${model.source.repo_id}` : '', license ? `licence ${license.type}` : ''];
    this.#accepts.checked = false;
    fill(this,
      h('p', null, h('strong', null, model.name), ' is not installed: ', facts.filter(fact => fact).join(', '), '.'),
      license?.needs_acceptance && !license.accepted
        ? h('label', { class: 'check' }, this.#accepts, h('span', null, 'I accept ', license.url ? h('a', { href: license.url, target: '_blank', rel: 'noreferrer' }, `the licence ${license.type}`) : `the licence ${license.type}`))
        : null,
      h('div', { class: 'row' }, this.#start, this.#stop, this.#bar, this.#note));
    this.#bar.hidden = this.#stop.hidden = true;
    this.#note.textContent = '';
    this.#showButton();
  }

  /** Begins as if the user had pressed the button. */
  begin() {
    this.#start.click();
  }

  #showButton() {
    const license = this.#model?.license;
    this.#start.disabled = Boolean(license?.needs_acceptance && !license.accepted && !this.#accepts.checked);
  }

  async #pull() {
    const model = this.#model;
    if (!model) {
      return;
    }

    const pulling = new AbortController();
    this.#pulling = pulling;
    this.#since = null;
    this.querySelector('.notice')?.remove();
    this.#bar.removeAttribute('value');
    this.#bar.hidden = this.#stop.hidden = false;
    this.#start.hidden = true;
    try {
      await models.pull(model.name, { signal: pulling.signal, acceptsLicense: this.#accepts.checked, onLine: line => this.#tell(line) });
      this.#model = null;
      this.hidden = true;
      this.dispatchEvent(new CustomEvent('pulled', { detail: model.name }));
    } catch (error) {
      this.#note.textContent = isStopped(error) ? 'Stopped. What was fetched stays; Pull goes on there.' : '';
      if (/** @type {any} */ (error).code === 'LICENSE_NOT_ACCEPTED') {
        // The list of models did not know that it has to be.
        this.#model = null;
        this.show({ ...model, license: { type: 'of its makers', ...model.license, needs_acceptance: true, accepted: false } });
      }

      if (!isStopped(error)) {
        this.append(errorNotice(/** @type {Error} */ (error)));
      }
    } finally {
      this.#pulling = null;
      this.#bar.hidden = this.#stop.hidden = true;
      this.#start.hidden = false;
    }
  }

  /** @param {import('./models.js').PullLine} line */
  #tell(line) {
    if (!line.total || line.completed === undefined) {
      this.#note.textContent = line.status;
      return;
    }

    const now = performance.now();
    if (this.#since?.digest !== line.digest) {
      this.#since = { digest: line.digest ?? '', bytes: line.completed, time: now };
    }

    const since = /** @type {{bytes: number, time: number}} */ (this.#since);
    const rate = now - since.time > 500 ? `, ${bytes((line.completed - since.bytes) / (now - since.time) * 1000)}/s` : '';
    this.#bar.value = line.completed / line.total;
    this.#note.textContent = `${bytes(line.completed)} of ${bytes(line.total)}${rate}`;
  }
}

customElements.define('t-pull', PullPanel);
export { PullPanel };

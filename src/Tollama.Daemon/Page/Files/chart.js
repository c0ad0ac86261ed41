// History and forecast as a picture. Numbers are drawn as they came.

import { h, number } from './dom.js';

/** @typedef {{level: number, low: number[], high: number[]}} Band */
/** @typedef {{name: string, timestamps: string[], values: (number | null)[], dash?: number[], color?: string}} Line */
/**
 * @typedef {{id: string, history: import('./data.js').History, forecast?: {timestamps: string[], mean: number[], bands: Band[]}, lines?: Line[]}} Picture
 */

const height = 340;

// How stamps stand below the axis, by the seconds between two: no 10/11 of which nobody knows the month.
const stampForms = [
  [31_536_000, '{YYYY}', null, null, null, null, null, null, 1],
  [2_419_200, '{MMM}', '\n{YYYY}', null, null, null, null, null, 1],
  [86_400, '{D} {MMM}', '\n{YYYY}', null, null, null, null, null, 1],
  [60, '{HH}:{mm}', '\n{D} {MMM} {YYYY}', null, '\n{D} {MMM}', null, null, null, 1],
  [1, '{HH}:{mm}:{ss}', '\n{D} {MMM} {YYYY}', null, '\n{D} {MMM}', null, null, null, 1],
  [0.001, ':{ss}.{fff}', '\n{D} {MMM} {YYYY} {HH}:{mm}', null, '\n{D} {MMM} {HH}:{mm}', null, '\n{HH}:{mm}', null, 1],
];

// A history that is longer is not all shown at first: the forecast would be a hair.
const shownWhole = 240;

/** A chart of one series; drag zooms, a double click shows all. */
class Chart extends HTMLElement {
  /** @type {Picture | null} */
  #picture = null;

  /** @type {any} */
  #plot = null;

  /** @type {string[]} */
  #labels = [];

  #hasTimes = false;

  /** Between the last value and the first step. @type {number | null} */
  #start = null;

  /** @type {[number, number] | null} */
  #near = null;

  /** @type {[number, number] | null} */
  #whole = null;

  #host = h('div', { class: 'chart-host' });

  #legend = h('div', { class: 'chart-legend', 'aria-hidden': 'true' });

  #zooms = h('div', { class: 'segments chart-zooms', role: 'group', 'aria-label': 'Part of the history' },
    h('button', { type: 'button', dataset: { zoom: 'near' }, onclick: () => this.#zoom(this.#near) }, 'Recent'),
    h('button', { type: 'button', dataset: { zoom: 'whole' }, onclick: () => this.#zoom(this.#whole) }, 'All'));

  connectedCallback() {
    if (this.firstChild) {
      return;
    }

    this.append(h('div', { class: 'chart-head' }, this.#legend, this.#zooms), this.#host);
    new ResizeObserver(() => this.#plot?.setSize({ width: this.#host.clientWidth, height })).observe(this.#host);
    document.addEventListener('themechange', () => this.#draw());
  }

  /** @param {Picture | null} picture */
  show(picture) {
    this.#picture = picture;
    this.#draw();
  }

  /**
   * The picture as a file.
   * @param {string} title
   * @returns {Promise<Blob | null>}
   */
  toBlob(title) {
    const source = /** @type {HTMLCanvasElement} */ (this.#plot.ctx.canvas);
    const scale = devicePixelRatio || 1;
    const head = 40 * scale;
    const canvas = h('canvas', { width: source.width, height: source.height + head });
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    pen.fillStyle = color('--surface');
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = color('--text');
    pen.font = `600 ${15 * scale}px system-ui, sans-serif`;
    pen.fillText(title, 16 * scale, 26 * scale, canvas.width - 32 * scale);
    pen.drawImage(source, 0, head);
    return new Promise(resolve => canvas.toBlob(resolve, 'image/png'));
  }

  #draw() {
    this.#plot?.destroy();
    this.#plot = null;
    const picture = this.#picture;
    if (!picture) {
      this.#host.replaceChildren();
      this.#legend.replaceChildren();
      this.#zooms.hidden = true;
      return;
    }

    const { data, series, bands } = this.#layOut(picture);
    this.#zooms.hidden = !this.#near;
    this.#host.setAttribute('role', 'img');
    this.#host.setAttribute('aria-label', describe(picture));
    this.#plot = new uPlot({
      width: this.#host.clientWidth || 600,
      height,
      series,
      bands,
      legend: { show: false },
      padding: [12, 16, 0, 4],
      cursor: { y: false, points: { size: 7 }, drag: { x: true, y: false } },
      scales: { x: { time: this.#hasTimes } },
      tzDate: (/** @type {number} */ stamp) => uPlot.tzDate(new Date(stamp * 1000), 'Etc/UTC'),
      axes: [axis({ space: 80, size: 46, ...this.#hasTimes ? { values: stampForms } : {} }), axis({ size: 64, values: (/** @type {any} */ _, /** @type {number[]} */ ticks) => ticks.map(tick => number(tick)) })],
      hooks: {
        draw: [(/** @type {any} */ plot) => this.#markStart(plot)],
        setCursor: [(/** @type {any} */ plot) => this.#tell(plot.cursor.idx)],
        setScale: [(/** @type {any} */ plot, /** @type {string} */ key) => { if (key === 'x') { this.#showZoom(plot); } }],
      },
    }, data, this.#host);
    if (this.#near) {
      this.#zoom(this.#near);
    }

    this.#tell(null);
  }

  /**
   * Puts all on one axis.
   * @param {Picture} picture
   */
  #layOut({ history, forecast, lines }) {
    const past = history.target.length;
    const steps = forecast?.mean.length ?? 0;
    this.#labels = [...history.timestamps.length ? history.timestamps : history.target.map((_, place) => String(place)), ...forecast?.timestamps ?? []];
    const times = stampsOf(this.#labels);
    this.#hasTimes = times !== null;
    const x = times ?? this.#labels.map((_, place) => place);
    this.#start = steps > 0 ? x[past - 1] + (x[past] - x[past - 1]) / 2 : null;
    this.#whole = x.length > 1 ? [x[0], x[x.length - 1]] : null;
    const near = Math.max(shownWhole / 2, steps * 5);
    this.#near = past > shownWhole && past > near ? [x[past - near], x[x.length - 1]] : null;

    /** @type {(number | null)[][]} */
    const data = [x, [...history.target, ...nothing(steps)]];
    /** @type {object[]} */
    const series = [{}, { label: 'history', stroke: color('--history'), width: 1.5, points: { show: past < 3 } }];
    const bands = [];
    if (forecast) {
      const widest = [...forecast.bands].sort((a, b) => b.level - a.level);
      for (const band of widest) {
        data.push([...nothing(past), ...band.high], [...nothing(past), ...band.low]);
        series.push(edge(), edge());
        bands.push({ series: [series.length - 2, series.length - 1], fill: color('--band') });
      }

      // The line begins where the history ends, so that it is seen to go on.
      data.push([...nothing(past - 1), history.target[past - 1] ?? null, ...forecast.mean]);
      series.push({ label: 'mean', stroke: color('--mean'), width: 2, points: { show: steps < 3 } });
    }

    for (const line of lines ?? []) {
      const places = new Map(this.#labels.map((label, place) => [label, place]));
      const values = nothing(x.length);
      line.timestamps.forEach((stamp, place) => { const at = places.get(stamp); if (at !== undefined) { values[at] = line.values[place]; } });
      data.push(values);
      series.push({ label: line.name, stroke: line.color ?? color('--mean'), width: 1.5, dash: line.dash, points: { show: false } });
    }

    return { data, series, bands };
  }

  /** @param {[number, number] | null} range */
  #zoom(range) {
    if (range) {
      this.#plot?.setScale('x', { min: range[0], max: range[1] });
    }
  }

  /** @param {any} plot */
  #showZoom(plot) {
    const { min, max } = plot.scales.x;
    for (const [name, range] of /** @type {[string, [number, number] | null][]} */ ([['near', this.#near], ['whole', this.#whole]])) {
      const isShown = range !== null && Math.abs(min - range[0]) < 1e-6 && Math.abs(max - range[1]) < 1e-6;
      this.#zooms.querySelector(`[data-zoom=${name}]`)?.setAttribute('aria-pressed', String(isShown));
    }
  }

  // A dashed line where the forecast begins.
  #markStart(/** @type {any} */ plot) {
    if (this.#start === null) {
      return;
    }

    const { ctx, bbox } = plot;
    const x = Math.round(plot.valToPos(this.#start, 'x', true)) + 0.5;
    if (x < bbox.left || x > bbox.left + bbox.width) {
      return;
    }

    ctx.save();
    ctx.strokeStyle = color('--muted');
    ctx.lineWidth = devicePixelRatio || 1;
    ctx.setLineDash([4 * ctx.lineWidth, 4 * ctx.lineWidth]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.restore();
  }

  /**
   * Says what is under the pointer; without one, what the colors mean.
   * @param {number | null | undefined} place
   */
  #tell(place) {
    const picture = this.#picture;
    if (!picture) {
      return;
    }

    const { history, forecast, lines } = picture;
    const past = history.target.length;
    const bands = [...forecast?.bands ?? []].sort((a, b) => a.level - b.level);
    if (place === null || place === undefined) {
      this.#legend.replaceChildren(
        key('is-history', 'history'),
        ...forecast ? [key('is-mean', 'forecast'), ...bands.map((band, place) => key(`is-band is-band-${bands.length - place}`, `${band.level} %`))] : [],
        ...(lines ?? []).map(line => key('is-line', line.name)));
      return;
    }

    const at = place - past;
    const parts = at < 0 || !forecast
      ? [key('is-history', number(history.target[place]) || 'missing')]
      : [key('is-mean', number(forecast.mean[at])), ...bands.map(band => h('span', null, `${band.level} %: ${number(band.low[at])} to ${number(band.high[at])}`))];
    this.#legend.replaceChildren(h('strong', null, this.#labels[place] ?? ''), ...parts);
  }
}

/**
 * @param {string} kind
 * @param {string} text
 */
function key(kind, text) {
  return h('span', { class: 'chart-key' }, h('i', { class: kind }), text);
}

/** @param {Picture} picture */
function describe({ id, history, forecast }) {
  const past = `${number(history.target.length)} values of ${id}${history.timestamps.length ? ` to ${history.timestamps[history.timestamps.length - 1]}` : ''}`;
  return forecast ? `Chart: ${past}, and ${forecast.mean.length} steps of its forecast. The numbers stand in the table below.` : `Chart: ${past}.`;
}

/**
 * Seconds for stamps, null for mere positions. Clocks are shown as they were written.
 * @param {string[]} labels
 */
function stampsOf(labels) {
  if (labels.some(label => /^-?\d+$/.test(label))) {
    return null;
  }

  const offset = /(?:[+-]\d\d:?\d\d)$/.exec(labels[labels.length - 1] ?? '')?.[0];
  const shift = offset ? (Number(offset.slice(0, 3)) * 60 + Number(offset[0] + offset.slice(-2))) * 60 : 0;
  const seconds = labels.map(label => {
    const isClock = label.includes('T') || label.includes(' ');
    return Date.parse(isClock && !/(?:Z|[+-]\d\d:?\d\d)$/.test(label) ? `${label.replace(' ', 'T')}Z` : label) / 1000 + shift;
  });
  return seconds.every((second, place) => Number.isFinite(second) && (place === 0 || second > seconds[place - 1])) ? seconds : null;
}

/**
 * @param {number} count
 * @returns {(number | null)[]}
 */
function nothing(count) {
  return new Array(Math.max(0, count)).fill(null);
}

function edge() {
  return { stroke: 'transparent', width: 0, points: { show: false } };
}

/** @param {object} more */
function axis(more) {
  return {
    stroke: color('--muted'),
    font: '12px system-ui, sans-serif',
    grid: { stroke: color('--grid'), width: 1 },
    ticks: { show: false },
    ...more,
  };
}

/** @param {string} name */
function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

customElements.define('t-chart', Chart);
export { Chart, axis, color, stampForms, stampsOf };

// Lines, bands and points over one axis: windows of a backtest, anomalies, components, rates.

import { axis, color, stampForms, stampsOf } from './chart.js';
import { h, number } from './dom.js';

/**
 * @typedef {{name: string, values: (number | null)[], color: string, width?: number, dash?: number[], isPoints?: boolean}} PlotLine
 * `color` is a variable of the style; lines without a name do not stand in the legend
 * @typedef {{labels: string[], lines: PlotLine[], band?: {name: string, low: (number | null)[], high: (number | null)[]}, about: string, height?: number,
 *   range?: [number, number], fromZero?: boolean}} Plotted `range` are the places that are shown at first; a double click shows all
 */

/** A chart; drag zooms. */
class Plot extends HTMLElement {
  /** @type {Plotted | null} */
  #picture = null;

  /** @type {any} */
  #plot = null;

  /** @type {number[]} */
  #x = [];

  #legend = h('div', { class: 'chart-legend plot-legend', 'aria-hidden': 'true' });

  #host = h('div', { class: 'chart-host' });

  connectedCallback() {
    if (this.firstChild) {
      return;
    }

    this.append(this.#legend, this.#host);
    new ResizeObserver(() => this.#plot && this.#host.clientWidth && this.#plot.setSize({ width: this.#host.clientWidth, height: this.#picture?.height ?? 320 })).observe(this.#host);
    document.addEventListener('themechange', () => this.#draw());
  }

  /** @param {Plotted | null} picture */
  show(picture) {
    this.#picture = picture;
    this.hidden = !picture;
    this.#draw();
  }

  /**
   * Brings a place into sight, and points at it.
   * @param {number} place
   */
  look(place) {
    const last = this.#x.length - 1;
    if (last > 60) {
      const from = Math.max(0, Math.min(place - 30, last - 60));
      this.#plot?.setScale('x', { min: this.#x[from], max: this.#x[Math.min(last, from + 60)] });
    }

    // Another scale counts from the next microtask on.
    queueMicrotask(() => this.#plot?.setCursor({ left: this.#plot.valToPos(this.#x[place], 'x'), top: 0 }));
  }

  #draw() {
    this.#plot?.destroy();
    this.#plot = null;
    const picture = this.#picture;
    if (!picture || picture.labels.length === 0) {
      this.#host.replaceChildren();
      this.#legend.replaceChildren();
      return;
    }

    const { labels, lines, band, height = 320, range } = picture;
    const times = stampsOf(labels);
    this.#x = times ?? labels.map((_, place) => place);
    this.#host.setAttribute('role', 'img');
    this.#host.setAttribute('aria-label', picture.about);
    const edge = { stroke: 'transparent', width: 0, points: { show: false } };
    const ink = lines.map(line => color(line.color));
    const values = (_, /** @type {number[]} */ ticks) => ticks.map(tick => number(tick));
    this.#plot = new uPlot({
      width: this.#host.clientWidth || 600,
      height,
      series: [{}, ...band ? [edge, edge] : [], ...lines.map((line, place) => line.isPoints
        ? { stroke: 'transparent', width: 0, points: { show: true, size: 9, stroke: ink[place], fill: ink[place] } }
        : { stroke: ink[place], width: line.width ?? 1.5, dash: line.dash, points: { show: line.values.length < 3 } })],
      bands: band ? [{ series: [1, 2], fill: color('--band') }] : [],
      legend: { show: false },
      padding: [10, 16, 0, 4],
      cursor: { y: false, points: { size: 7 }, drag: { x: true, y: false } },
      scales: { x: { time: times !== null }, ...picture.fromZero ? { y: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] } } : {} },
      tzDate: stamp => uPlot.tzDate(new Date(stamp * 1000), 'Etc/UTC'),
      axes: [
        axis({ space: 80, size: height < 200 ? 28 : 46, values: times ? height < 200 ? stampForms.map(form => form.map(part => typeof part === 'string' && part.startsWith('\n') ? null : part)) : stampForms : (_, /** @type {number[]} */ ticks) => ticks.map(tick => labels[tick] ?? '') }),
        axis({ size: 64, space: 34, values }),
      ],
      hooks: { setCursor: [plot => this.#tell(plot.cursor.idx)] },
    }, [this.#x, ...band ? [band.high, band.low] : [], ...lines.map(line => line.values)], this.#host);
    if (range) {
      this.#plot.setScale('x', { min: this.#x[Math.max(0, range[0])], max: this.#x[Math.min(this.#x.length - 1, range[1])] });
    }

    this.#tell(null);
  }

  /** @param {number | null | undefined} place */
  #tell(place) {
    const { labels, lines, band } = /** @type {Plotted} */ (this.#picture);
    const isAt = place !== null && place !== undefined;
    const key = (variable, text, isBand = false) => {
      const mark = h('i', { class: isBand ? 'is-band' : '' });
      if (!isBand) {
        mark.style.background = `var(${variable})`;
      }

      return h('span', { class: 'chart-key' }, mark, text);
    };
    this.#legend.replaceChildren(
      ...isAt ? [h('strong', null, labels[place] ?? '')] : [],
      ...lines.filter(line => isAt ? line.values[place] !== null && line.values[place] !== undefined : line.name).map(line =>
        key(line.color, isAt ? `${line.name} ${number(line.values[place])}` : line.name)),
      ...band && (!isAt || band.low[place] !== null) ? [key('', isAt ? `${number(band.low[place])} to ${number(band.high[place])}` : band.name, true)] : []);
  }
}

customElements.define('t-plot', Plot);
export { Plot };

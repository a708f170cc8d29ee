import { BarChart, CustomChart, LineChart, SankeyChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { element, type Markup } from './markup.js';

use([BarChart, CustomChart, LineChart, SankeyChart, GridComponent, LegendComponent, SVGRenderer]);

/** Colours are the page's, so that one picture serves light and dark. */
export const ink = 'var(--ink)';
export const faint = 'var(--line)';
export const colours = {
  baseline: 'var(--baseline)',
  compressed: 'var(--compressed)',
  bad: 'var(--bad)',
  good: 'var(--good)',
  neutral: 'var(--neutral)',
} as const;

export interface Size {
  readonly width: number;
  readonly height: number;
}

const text = { color: ink, fontSize: 12, fontFamily: 'sans-serif' };

/** What axes of all charts have in common. */
export const axis = {
  axisLabel: text,
  nameTextStyle: text,
  axisLine: { lineStyle: { color: faint } },
  splitLine: { lineStyle: { color: faint } },
  axisTick: { show: false },
};

/** The library measures texts without a screen, and short: items need room between them. */
export const legend = { textStyle: text, top: 0, left: 0, itemWidth: 14, itemHeight: 10, itemGap: 24 };

/**
 * A chart as SVG that stands in the page: no style and no script of its own, equal bytes for equal data. `told` says
 * in words what it shows, for those who don't see it. `areas` lie over the drawing and can be operated.
 */
export function chart(
  told: string,
  option: EChartsCoreOption,
  { width, height }: Size,
  areas: readonly Markup[] = [],
): Markup {
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    drawing.setOption({ animation: false, ...option });
    return figure(told, { inner: inert(drawing.renderToSVGString()), areas }, { width, height });
  } finally {
    drawing.dispose(); // an undisposed chart keeps the process alive
  }
}

function figure(
  told: string,
  { inner, areas }: { readonly inner: string; readonly areas: readonly Markup[] },
  { width, height }: Size,
): Markup {
  const frame = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width };
  const picture = { role: 'img', 'aria-label': told };
  const drawn: Markup = { html: inner };
  return areas.length === 0
    ? element('svg', { ...frame, ...picture }, drawn)
    : element('svg', frame, element('g', picture, drawn), ...areas);
}

/** Without what the library adds and the page has no use for: style sheet, classes, styles, hints for scripts, clips (nothing is drawn outside). */
function inert(svg: string): string {
  const start = svg.indexOf('>') + 1;
  return svg
    .slice(start, svg.lastIndexOf('</svg>'))
    .replace(/<style[\s\S]*?<\/style>/gu, '')
    .replace(/<defs[\s\S]*?<\/defs>/gu, '')
    .replace(/ (?:clip-path|class|style|pointer-events|ecmeta_\w+)="[^"]*"/gu, '')
    .replace(/\n/gu, '');
}

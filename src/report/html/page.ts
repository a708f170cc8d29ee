import { createHash } from 'node:crypto';
import type { Links } from '../../core/links.js';
import type { Disagreement, Report } from '../../core/report.js';
import { verdictLine } from '../tally.js';
import { inside, noises, novelties } from './beyond.js';
import type { ShownCase } from './case-card.js';
import { cells } from './cells.js';
import { client } from './client.js';
import { curves } from './curves.js';
import { checks, floors, identity, targets } from './facts.js';
import { gallery } from './gallery.js';
import { grid } from './grid.js';
import { layers } from './layers.js';
import { element, section, type Content, type Markup } from './markup.js';
import { style } from './style.js';
import { findings, verdict } from './verdict.js';

/** What a page is made from besides the report. */
export interface PageExtras {
  readonly links: Links;
  /** Every changed answer, as in disagreements.jsonl; without it the report's own list is shown. */
  readonly disagreements?: readonly Disagreement[];
  /** Changed answers with their inputs, the worst first. */
  readonly cases?: readonly ShownCase[];
}

/**
 * The report as one HTML file that needs nothing else: no network, no fonts, no scripts but its own. Names and texts
 * of others are text wherever they stand, and the content security policy lets nothing else run.
 */
export function renderHtml(report: Report, { links, disagreements, cases = [] }: PageExtras): string {
  const parts = sections(report, disagreements ?? report.disagreements, cases);
  const menu = parts.map(({ id, title }) => element('li', {}, element('a', { href: `#${id}` }, title)));
  const body = [
    element('header', {}, verdict(report, links)),
    element('nav', { 'aria-label': 'Sections' }, element('ul', {}, ...menu)),
    element('main', {}, ...parts.map(({ id, title, content }) => section(id, title, content))),
  ];
  return `<!doctype html>\n${element('html', { lang: 'en' }, head(report), element('body', {}, ...body, code('script', client))).html}\n`;
}

interface Part {
  readonly id: string;
  readonly title: string;
  readonly content: Content;
}

/** In the order a reader asks: where · why · from which noise on · how · which inputs · by which limits · on what. */
function sections(
  report: Report,
  all: readonly Disagreement[],
  shown: readonly ShownCase[],
): readonly Part[] {
  const found = findings(report);
  const part = (id: string, title: string, content: readonly Content[]): readonly Part[] =>
    content.length === 0 ? [] : [{ id, title, content }];
  return [
    ...part('notes', 'Notes', found.length === 0 ? [] : [element('ul', {}, ...found)]),
    { id: 'grid', title: 'Tasks and levels', content: grid(report) },
    ...part('layers', 'Why: layer by layer', report.diagnosis === null ? [] : layers(report.diagnosis)),
    ...part('curves', 'From level to level', curves(report)),
    ...part('noise', 'Kinds of noise', noises(report)),
    ...part('novelty', 'Inputs nobody trained on', novelties(report)),
    ...part('inside', 'Inside both models', inside(report)),
    { id: 'cells', title: 'Each task at each level', content: cells(report) },
    { id: 'changed', title: 'Inputs whose answer changed', content: gallery(report, all, shown) },
    { id: 'checks', title: 'Limits', content: checks(report) },
    { id: 'targets', title: 'Targets', content: [targets(report), floors(report)] },
    { id: 'identity', title: 'What was judged', content: identity(report) },
  ];
}

function head(report: Report): Markup {
  const allowed = `default-src 'none'; img-src data:; style-src '${digest(style)}'; script-src '${digest(client)}'; base-uri 'none'; form-action 'none'`;
  return element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: allowed }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'referrer', content: 'no-referrer' }),
    element('title', {}, verdictLine(report)),
    code('style', style),
  );
}

/** Our own text that must not be escaped. */
function code(name: 'style' | 'script', text: string): Markup {
  return { html: `<${name}>${text}</${name}>` };
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

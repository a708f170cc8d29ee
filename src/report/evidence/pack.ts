import { createHash } from 'node:crypto';
import type { Disagreement } from '../../core/report.js';
import { caseCard, type ShownCase } from '../html/case-card.js';
import { element, type Markup } from '../html/markup.js';
import { style } from '../html/style.js';
import { drawings } from './drawings.js';

/** A file of the evidence pack, below its folder. */
export interface PackFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** A case of a pack: how it was judged, where it was. */
export type PackedCase = ShownCase & { readonly disagreement: Disagreement | ShownCase['disagreement'] };

/** One page with every case, and of each its pictures and its answers as data. */
export function packFiles(cases: readonly PackedCase[]): readonly PackFile[] {
  return [{ path: 'index.html', content: page(cases) }, ...cases.flatMap((one, at) => caseFiles(one, at))];
}

function caseFiles({ disagreement, seen, command }: PackedCase, at: number): PackFile[] {
  const folder = `cases/${String(at + 1).padStart(3, '0')}`;
  const levels = seen.levels.map(({ level, draw, answers, inputs }) => ({
    level,
    draw,
    answers,
    inputs: inputs.filter((input) => input.is === 'text' || input.is === 'row'), // what is drawn is beside
  }));
  const pictures = drawings(seen).map(({ file, png }) => ({ path: `${folder}/${file}.png`, content: png }));
  const json = `${JSON.stringify({ judged: disagreement, command, levels }, null, 2)}\n`;
  return [{ path: `${folder}/case.json`, content: json }, ...pictures];
}

/** Names and texts of others are text wherever they stand, and nothing runs. */
function page(cases: readonly PackedCase[]): string {
  const digest = createHash('sha256').update(style).digest('base64');
  const allowed = `default-src 'none'; img-src data:; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: allowed }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('title', {}, 'Inputs whose answer changed'),
    sheet(),
  );
  const title = cases.length === 1 ? 'One input, looked at again' : 'Inputs whose answer changed';
  const main = element('main', {}, element('h1', {}, title), ...cases.map((one) => caseCard(one)));
  return `<!doctype html>\n${element('html', { lang: 'en' }, head, element('body', {}, main)).html}\n`;
}

function sheet(): Markup {
  return { html: `<style>${style}</style>` }; // our own text, which must not be escaped
}

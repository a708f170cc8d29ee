import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { word, type Finding } from '../core/fault.js';
import { printPlace } from '../core/place.js';
import { frame } from '../policy/frame.js';
import type { Stage } from './stage.js';

/** Findings for a terminal: place, words, the line itself, what to do. */
export async function showFindings(findings: readonly Finding[], stage: Stage): Promise<string> {
  const shown = await Promise.all(findings.map((found) => show(found, stage)));
  const count = findings.length > 1 ? `${findings.length} problems\n\n` : '';
  return `${count}${shown.join('\n')}`;
}

async function show(found: Finding, { cwd }: Stage): Promise<string> {
  const { what, todo } = word(found);
  const { place, through } = found;
  const text = place ? await readFile(resolve(cwd, place.file), 'utf8').catch(() => '') : '';
  const lines = [
    `${place ? `${printPlace(place)}: ` : ''}${what}`,
    ...(place ? [frame(text, place)] : []),
    ...(through ? [`  reached through ${printPlace(through)}`] : []),
    `  ${todo}`,
  ];
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}

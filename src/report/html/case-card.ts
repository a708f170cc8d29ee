import type { CaseFeature, CaseInput, CaseLevel, SampleCase } from '../../core/case.js';
import type { Disagreement } from '../../core/report.js';
import { groupBy } from '../../core/group.js';
import type { Answer } from '../../core/task.js';
import { drawings } from '../evidence/drawings.js';
import { changedWords } from '../evidence/words.js';
import { element, name, nameText, table, type Content, type Markup } from './markup.js';

/** A changed answer with its sample looked at again, and the command that does so once more; null where a name is no argument. */
export interface ShownCase {
  readonly disagreement: Pick<Disagreement, 'task' | 'level' | 'sample'> &
    Partial<Pick<Disagreement, 'target'>>;
  readonly seen: SampleCase;
  readonly command: string | null;
}

/** Longest text of one input that is shown. */
const longestText = 4000;

/** One case by itself. */
export function caseCard(shown: ShownCase): Markup {
  const { sample, task, level } = shown.disagreement;
  return element(
    'article',
    { class: 'case drawn' },
    element('h3', {}, name(sample), ': ', name(task), ' at ', name(level)),
    evidence(shown),
  );
}

/** Both answers at each level, the input as it can be shown, and the command that shows it again. */
export function evidence({ seen, command }: ShownCase): Markup {
  const first = seen.levels[0];
  const pictures = pictured(seen);
  const texts = seen.levels.flatMap((level, at) => told(level, at === 0 ? undefined : first));
  const label = 'Command for this case';
  return element(
    'div',
    { class: 'seen' },
    pictures.length === 0 ? null : element('div', { class: 'pictures' }, ...pictures),
    answersTable(seen),
    ...texts,
    command === null ? null : element('pre', { class: 'wide', tabindex: 0, role: 'group', 'aria-label': label }, nameText(command, 1200)),
  );
} // prettier-ignore

/** A figure for each level: what is fed, and beside it the difference that noise made. */
function pictured(seen: SampleCase): readonly Markup[] {
  const byLevel = groupBy(drawings(seen), ({ number }) => number);
  return [...byLevel.values()].map((all) =>
    element(
      'figure',
      {},
      ...all.map(({ level, told: what, png }) =>
        element('img', { class: 'pixels', alt: `${what}, ${nameText(level)}`, src: dataUri(png) }),
      ),
      element('figcaption', {}, name(all[0]?.level ?? '')),
    ),
  );
}

export function dataUri(png: Uint8Array): string {
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}

function answersTable({ levels, sample }: SampleCase): Markup {
  const rows = levels.map(({ level, draw, answers }): readonly Content[] => {
    const where = [name(level), draw === 0 ? '' : ` (draw ${draw + 1})`];
    if ('problem' in answers) return [where, nameText(answers.problem, 200), '', ''];
    const label = answers.label === null ? '–' : nameText(answers.label, 200);
    return [where, answer(answers.baseline), answer(answers.compressed), label];
  });
  return table(`Answers to ${nameText(sample)}, asked alone`, ['Level', 'Baseline', 'Compressed', 'Label'], rows); // prettier-ignore
}

function answer({ text, confidence }: Answer): string {
  return confidence === null ? nameText(text, 400) : `${nameText(text, 400)} (${confidence.toFixed(3)})`;
}

/** Texts with the words that noise changed, and rows of tables. */
function told({ level, inputs }: CaseLevel, first: CaseLevel | undefined): readonly Markup[] {
  return inputs.flatMap((input, at): Markup[] => {
    const before = first?.inputs[at];
    if (input.is === 'text') return [words(level, input.texts, before?.is === 'text' ? before.texts : input.texts)];
    return input.is === 'row' ? [row(level, input)] : [];
  }); // prettier-ignore
}

function words(level: string, texts: readonly string[], before: readonly string[]): Markup {
  const shown = texts.slice(0, 50).flatMap((text, at): Content[] => {
    const parts = changedWords((before[at] ?? '').slice(0, longestText), text.slice(0, longestText));
    return [...parts.map((part) => (part.isChanged ? element('mark', {}, nameText(part.text, longestText)) : visibleText(part.text))), ' ']; // prettier-ignore
  });
  return element('p', {}, name(level), ': ', ...shown);
}

/** Spaces between words stay as they are. */
function visibleText(text: string): string {
  return text.trim() === '' ? ' ' : nameText(text, longestText);
}

function row(level: string, { input, features }: Extract<CaseInput, { is: 'row' }>): Markup {
  const rows = features.map((feature): readonly Content[] => {
    const { name: of, value, typical } = feature;
    const [low, middle, high] = typical.map((each) => (Number.isFinite(each) ? String(Number(each.toPrecision(5))) : '–'));
    return [name(of), String(Number(value.toPrecision(6))), `${low} to ${high}, median ${middle}`, outside(feature)];
  }); // prettier-ignore
  return table(`${nameText(input)} at ${nameText(level)}, beside the 5th to 95th percentile of the data`, ['Feature', 'Value', 'Typical', 'Beside it'], rows); // prettier-ignore
}

function outside({ value, typical: [low, , high] }: CaseFeature): string {
  return value < low ? 'low' : value > high ? 'high' : '';
}

import { expect, it } from 'vitest';
import { word } from '../../src/core/fault.js';
import type { ProbeName, Work } from '../../src/core/plan.js';
import { prefillFindings } from '../../src/decide/prefill.js';
import { Totals } from '../../src/decide/totals.js';
import { languageModeling } from '../../src/tasks/language-modeling.js';
import type { Scored } from '../../src/tasks/scored.js';

const task = languageModeling.create({ options: {}, confidentAt: 0.9, names: [], label: undefined });

/** A text of two tokens whose second place is written by the token that is the likelier. */
function scored(second: readonly [number, number]): Scored {
  const scores = [1, 0, ...second];
  const logSums = [0, 2].map((at) => Math.log(Math.exp(scores[at] ?? 0) + Math.exp(scores[at + 1] ?? 0)));
  return {
    tokens: [0, 0], pieces: ['a', 'a'], written: ['a', 'a'], best: [0, second[0] >= second[1] ? 0 : 1],
    surprise: [(logSums[0] ?? 0) - 1, (logSums[1] ?? 0) - second[0]], scores, logSums, vocabulary: 2,
    begins: [1, 2, 3], text: 'aaa', first: 0,
  }; // prettier-ignore
}

function probed(slowly: Scored): { work: Work; totals: Totals } {
  const arms = [scored([1, 0]), scored([1, 0]), scored([1, 0]), slowly];
  const names: ProbeName[] = ['baseline token by token', 'compressed token by token'];
  const contrasts = names.map((target, left) => ({ is: 'drift' as const, target, left, right: left + 2 }));
  const pass = { tasks: [{ name: 'novels', slices: [], levels: [0] }], levels: [{ name: 'clean', noise: null }], units: new Uint16Array(1) }; // prettier-ignore
  const work = {
    passes: [pass],
    contrasts,
    chunks: [{ pass: 0, from: 0, to: 1 }],
    arms: [],
    seed: 0,
  } as unknown as Work; // what totals look at
  const totals = new Totals(work, [[task]], () => undefined);
  const pairs = contrasts.map(({ left, right }) => task.compare(arms[left], arms[right], undefined));
  const cell = {
    task: 0, level: 0, pairs, kept: arms.map((arm) => task.keep(arm, undefined)),
    degenerate: arms.map(() => false), evidence: pairs.map(() => null),
  }; // prettier-ignore
  totals.add({ chunk: 0, rows: [{ id: 's', slices: new Map<string, string>(), cells: [cell], armFaults: [] }], seconds: [[]] }); // prettier-ignore
  return { work, totals };
}

it('tells which model answers differently fed token by token, by how many tokens and nats', () => {
  const [found, ...others] = prefillFindings(probed(scored([0, 1])));
  expect(others).toEqual([]);
  expect(found?.data).toMatchObject({
    task: 'novels',
    rows: [
      { model: 'baseline', count: 0, n: 1, tokens: 0, nats: 0 },
      { model: 'compressed', count: 1, n: 1, tokens: 0.5, nats: 0.5 },
    ],
  });
  expect(found && word(found).what).toContain(
    'compressed 1 of 1, 50.00% of the tokens, +0.5000 nats a token',
  );
});

it('is quiet where no answer changes', () => {
  expect(prefillFindings(probed(scored([1, 0.5])))).toEqual([]);
});

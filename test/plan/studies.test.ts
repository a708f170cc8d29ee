import { describe, expect, test } from 'vitest';
import type { TaskPolicy } from '../../src/core/policy.js';
import { checksOf } from '../../src/plan/checks.js';
import { passesOf } from '../../src/plan/passes.js';
import { studiesOf } from '../../src/plan/studies.js';
import { armsOf, kindOf, known, level, limit, policy, target, task } from './kit.js';

function planned(of: TaskPolicy): object[] {
  const whole = policy([of]);
  const passes = passesOf(whole, armsOf([target('native')]), [known(of)]);
  return studiesOf(whole, passes, kindOf).map(({ level: at, similarity, occlusions, budget }) => ({ at, samples: similarity.samples, occlusions, budget })); // prettier-ignore
}

const tenth = limit('disagreement', 1, 10);
const { models } = task('fruit');
const distilled = { ...models, compressed: { ...models.compressed, methods: ['distilled'] as const } };

describe('what is looked into', () => {
  test('is nothing where nobody asks', () => {
    expect(planned(task('fruit'))).toEqual([]);
  });

  test('is a distilled model’s clean level, but not its guardrails', () => {
    expect(planned(task('fruit', { models: distilled }))).toEqual([{ at: 'clean', samples: 256, occlusions: 16, budget: 0 }]); // prettier-ignore
    expect(planned(task('fruit', { models: distilled, role: 'guardrail' }))).toEqual([]);
    expect(planned(task('fruit', { models: distilled, similarity: { samples: 0, occlusions: 0 } }))).toEqual([]); // prettier-ignore
  });

  test('is whatever a limit needs, at its level', () => {
    const of = task('fruit', {
      levels: [level('clean', tenth), level('dark', limit('similarity-loss', 1, 2))],
    });
    expect(planned(of)).toEqual([{ at: 'dark', samples: 256, occlusions: 0, budget: 0 }]);
    const sought = task('fruit', { levels: [level('dark', limit('sought-flips', 0, 1))] });
    expect(planned(sought)).toEqual([{ at: 'dark', samples: 0, occlusions: 0, budget: 200 }]);
  });

  test('is the last level of a noise kind where a search is asked for', () => {
    const levels = [level('clean', tenth), level('dark', tenth), level('darker', tenth)];
    expect(planned(task('fruit', { levels, seek: { budget: 50 } }))).toEqual([{ at: 'darker', samples: 0, occlusions: 0, budget: 50 }]); // prettier-ignore
  });
});

test('limits on it hold on the reference only, and are about these samples', () => {
  const of = task('fruit', { scope: 'population', levels: [level('clean', tenth, limit('similarity-loss', 1, 2))] }); // prettier-ignore
  const checks = checksOf(policy([of], { targets: [target('native'), target('wasm')] }), of, kindOf(of));
  expect(checks.map((check) => `${check.target} ${check.limit.name} ${check.scope}`)).toEqual([
    'native disagreement population',
    'native similarity-loss dataset',
    'wasm disagreement population',
  ]);
});

test('a search is told and judged by nobody, unless a limit names it', () => {
  const levels = [level('clean', tenth), level('dark', tenth)];
  const of = task('fruit', { levels, seek: { budget: 50 } });
  const names = (whole: TaskPolicy): string[] =>
    checksOf(policy([whole]), whole, kindOf(whole)).map((check) => `${check.level} ${check.limit.name}`);
  expect(planned(of)).toHaveLength(1);
  expect(names(of)).toEqual(['clean disagreement', 'dark disagreement']);
  const bounded = { ...of, levels: [level('dark', tenth, limit('sought-flips', 0, 1))] };
  expect(names(bounded)).toEqual(['dark disagreement', 'dark sought-flips']);
});

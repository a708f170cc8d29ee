import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderComment } from '../src/report/comment.js';
import { exampleOf, expectGolden, judge, noLinks, policyText, steady } from './examples.js';

const folder = exampleOf('voice-activity');
const fetched = existsSync(join(folder, 'models/silero_vad_v6.onnx')); // make/fetch.sh brings it

describe('models with state', () => {
  it('of two versions decide otherwise, with their golden', async () => {
    const report = await judge('update', policyText('update', folder), folder);
    expect(report.verdict).toBe('fail');
    expectGolden(folder, 'update', renderComment(steady(report), noLinks('update.yml')));
  }, 60_000);

  it('that are the same function differ in nothing, with their golden: control-v5', async () => {
    await differInNothing('control-v5');
  }, 60_000);

  it.skipIf(!fetched)(
    'that are the same function differ in nothing, with their golden: control-v6',
    async () => {
      await differInNothing('control-v6');
    },
    60_000,
  );
});

async function differInNothing(name: string): Promise<void> {
  const report = await judge(name, policyText(name, folder), folder);
  const counted = report.checks.filter(({ task }) => task !== null);
  expect(counted.map(({ measured, outcome }) => [measured, outcome])).toEqual(Array(4).fill([0, 'pass']));
  expectGolden(folder, name, renderComment(steady(report), noLinks(`${name}.yml`)));
}

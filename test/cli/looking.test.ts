import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Disagreement } from '../../src/core/report.js';
import { project } from '../gate/kit.js';
import { say } from './kit.js';

it('evidence holds every changed answer, and each of its commands asks for one again', async () => {
  const folder = project();
  const args = ['run', '--policy', 'gate.yml', '--evidence', 'seen', '--cases', '2'];
  expect((await say(folder, args)).code).toBe(0);
  const read = (path: string): string => readFileSync(join(folder, 'seen', path), 'utf8');
  const lines = read('disagreements.jsonl').trimEnd().split('\n');
  expect(lines).toHaveLength(4);
  expect(existsSync(join(folder, 'seen/cases/002/case.json'))).toBe(true);
  expect(existsSync(join(folder, 'seen/cases/003'))).toBe(false);
  const { judged, command, levels } = JSON.parse(read('cases/001/case.json')) as {
    judged: Disagreement;
    command: string;
    levels: object[];
  }; // prettier-ignore -- written by the run
  expect(levels).toMatchObject([{ level: 'clean', answers: { baseline: { text: judged.baseline.text }, compressed: { text: judged.compressed.text } } }]); // prettier-ignore
  const [, again = ''] = /^npx compression-gate@\S+ (.*)$/u.exec(command) ?? [];
  const { code, stdout } = await say(folder, again.split(' '));
  expect(stdout).toContain(`${judged.sample}, asked alone\n  clean: ${judged.baseline.text} (`);
  expect(stdout).toContain(', changed (label: ');
  const other = await say(folder, ['case', '--policy', 'gate.yml', '--task', 'kind', 's0000']);
  expect(other.stdout).toContain(', same (label: ');
  expect(code).toBe(0);
}, 60_000);

it('a case of no sample is refused, as is a folder that has something in it', async () => {
  const folder = project();
  const { code, stderr } = await say(folder, ['case', '--policy', 'gate.yml', '--task', 'kind', 'nobody']);
  expect(stderr).toContain('task `kind` has no sample `nobody`');
  expect(code).toBe(2);
  mkdirSync(join(folder, 'full'));
  writeFileSync(join(folder, 'full/mine.txt'), 'mine');
  const full = await say(folder, ['run', '--policy', 'gate.yml', '--evidence', 'full']);
  expect(full.stderr).toContain('it is not empty');
  expect(full.code).toBe(2);
}, 60_000);

it.each([['--diagnose'], ['--evidence', 'seen']])('a shard has nothing for %s', async (...option) => {
  const { code, stderr } = await say(project(), ['run', '--policy', 'gate.yml', '--shard', '1/2', '--json', 's.jsonl', ...option]); // prettier-ignore
  expect(stderr).toContain('a shard judges nothing');
  expect(code).toBe(2);
});

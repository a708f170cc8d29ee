import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { explain } from '../../src/policy/explain.js';
import { changed, read } from './arrange.js';

const whole = explain(read(readFileSync(join(import.meta.dirname, 'fixtures/whole.yml'), 'utf8')));

it.each([
  ['a check with its place', 'garment  clean  native  disagreement <= 1% (p.yml:37:36)'],
  ['a check on each target', 'garment  clean  wasm  disagreement <= 1% (p.yml:37:36)'],
  ['a slice', 'garment  every kind  native  disagreement <= 5% (p.yml:41:29), population'],
  ['the limit of a guardrail', 'negative-flips <= 0% (p.yml:49:11, by the role guardrail)'],
  ['drift', 'drift from native: disagreement <= 0.5% (p.yml:13:52)'],
  ['the size limit', 'models  size <= 30% (p.yml:9:21)'],
  ['inputs as they are made', 'inputs: image from x, rescale 0.00392156862745098'],
  ['a default that nobody wrote', 'decision.min-samples is 30'],
  ['what is inherited, and from where', 'task garment takes confident-at from defaults (p.yml:30:3)'],
])('tells %s', (_, line) => {
  expect(whole).toContain(line);
});

it('tells what a task says of a pair of its own', () => {
  const own = '    models: { baseline: { path: a.onnx }, compressed: { path: b.onnx, method: { pruned: { without: noise, reason: one lamp } }, limits: { size: 9% } } }\n';
  const boots = `  boots:\n    kind: classification\n    data: { path: boots.npz }\n${own}    levels: { clean: { disagreement: 1% } }\n`;
  const told = explain(read(changed('tasks:\n', `tasks:\n${boots}`)));
  expect(told).toContain('  method: pruned\n  limit size <= 9%');
  expect(told).toContain('pruned without noise: one lamp');
  expect(told).toContain('boots  models  size <= 9%');
}); // prettier-ignore

it('tells limits from defaults, and which defaults a task cannot use', () => {
  const text = changed('tasks:', 'defaults: { levels: { clean: { error: 4%, rank-loss: 1 } } }\ntasks:');
  const told = explain(read(text));
  expect(told).toContain('error <= 4% (p.yml:7:39, from defaults)');
  expect(told).toContain(
    'levels.clean.rank-loss from defaults does not apply to task shoes: its kind has no such limit',
  );
});

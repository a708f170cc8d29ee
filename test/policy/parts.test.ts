import { describe, expect, it } from 'vitest';
import { kinds } from '../../src/kinds.js';
import { explain } from '../../src/policy/explain.js';
import { readPolicy } from '../../src/policy/read.js';
import { codesOf } from '../tasks/arrange.js';

const text = (output: string, kind = 'detection'): string => `version: 1
models: { baseline: { path: a.onnx }, compressed: { path: b.onnx, method: quantized } }
tasks:
  street:
    kind: ${kind}
    data: { path: boxes.json, label: objects }
    output: ${output}
    levels: { clean: { disagreement: 5% } }
`;
const read = (output: string, kind?: string) =>
  readPolicy({ text: text(output, kind), path: 'gate.yml' }, kinds);
const codes = (output: string, kind?: string): string[] => [...codesOf(() => read(output, kind))];

describe('a head of several outputs', () => {
  it('names them by part, for both models or each', () => {
    const parts = { boxes: 'b', scores: 's', labels: 'l' };
    const [task] = read('{ boxes: b, scores: s, labels: l }').tasks;
    expect(task?.output).toMatchObject({ baseline: { parts }, compressed: { parts } });
    const [other] = read('{ baseline: { boxes: b, scores: s }, compressed: y }').tasks;
    expect(other?.output).toMatchObject({
      baseline: { parts: { boxes: 'b', scores: 's' } },
      compressed: { name: 'y' },
    });
  });

  it('names all that its kind can not do without', () => {
    expect(codes('{ boxes: b }')).toEqual(['MISSING_KEY']);
    expect(codes('{ baseline: { labels: l }, compressed: y }')).toEqual(['MISSING_KEY', 'MISSING_KEY']);
  });

  it('has the parts of its kind and no other', () => {
    expect(codes('{ boxes: b, scores: s, mask: m }')).toEqual(['UNKNOWN_KEY']);
    expect(codes('{ boxes: b, scores: s }', 'classification')).toEqual(['UNKNOWN_KEY', 'UNKNOWN_KEY']);
  });

  it('is explained', () => {
    expect(explain(read('{ boxes: b, scores: s }'))).toContain('output: boxes from b, scores from s');
  });
});

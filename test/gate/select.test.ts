import { beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '../../src/core/fault.js';
import type { Policy } from '../../src/core/policy.js';
import { isPartial, select } from '../../src/gate/select.js';
import { kinds } from '../../src/kinds.js';
import { readPolicy } from '../../src/policy/read.js';
import { project } from './kit.js';
import { request } from '../evaluate/kit.js';

const nothing = { tasks: [], levels: [], targets: [] };
const task = (name: string, levels: string): string => `  ${name}:
    kind: classification
    data: { path: data.jsonl, label: label }
    output: logits
    levels: { ${levels} }
`;

let policy: Policy;

beforeAll(() => {
  const tasks =
    task('kind', 'clean: { disagreement: 5% }, low: { disagreement: 5% }') +
    task('size', 'clean: { error: 9% }');
  const folder = project({
    tasks,
    target: 'runtime: native }, there: { runtime: wasm',
    extra: 'reference: here\nnoise: { low: { kind: gaussian, sigma: 0.1 } }\n',
  });
  policy = readPolicy(request(folder).policy, kinds);
});

function names(only: Parameters<typeof select>[1]): { tasks: string[]; targets: string[] } {
  const { tasks, targets } = select(policy, only);
  return {
    tasks: tasks.flatMap(({ name, levels }) => levels.map((level) => `${name} ${level.name}`)),
    targets: targets.map(({ name }) => name),
  };
}

describe('a selection', () => {
  it('of nothing keeps all, and is not partial', () => {
    expect(names(nothing)).toEqual({
      tasks: ['kind clean', 'kind low', 'size clean'],
      targets: ['here', 'there'],
    });
    expect(isPartial(nothing)).toBe(false);
  });

  it.each([
    [{ tasks: ['size'] }, ['size clean'], ['here', 'there']],
    [{ levels: ['low'] }, ['kind low'], ['here', 'there']],
    [{ tasks: ['kind', 'size'], levels: ['clean'] }, ['kind clean', 'size clean'], ['here', 'there']],
    [{ targets: ['there'] }, ['kind clean', 'kind low', 'size clean'], ['here', 'there']],
    [{ targets: ['here'] }, ['kind clean', 'kind low', 'size clean'], ['here']],
  ])('of %j keeps those, and the reference', (only, tasks, targets) => {
    expect(names({ ...nothing, ...only })).toEqual({ tasks, targets });
    expect(isPartial({ ...nothing, ...only })).toBe(true);
  });

  it.each([
    [{ tasks: ['sizes'] }, 'SELECTOR_UNKNOWN'],
    [{ tasks: ['size', 'nobody'] }, 'SELECTOR_UNKNOWN'],
    [{ levels: ['Low'] }, 'SELECTOR_UNKNOWN'],
    [{ targets: [''] }, 'SELECTOR_UNKNOWN'],
    [{ tasks: ['size'], levels: ['low'] }, 'SELECTION_EMPTY'],
  ])('of %j selects nothing and is refused', (only, code) => {
    try {
      select(policy, { ...nothing, ...only });
      expect.unreachable();
    } catch (error) {
      expect(error instanceof Fault && error.findings[0]?.code).toBe(code);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { kindTask, project, rows } from '../gate/kit.js';
import { bench } from './kit.js';

describe('an open pass', () => {
  it('reads the fields that feed the models, the label and the sliced ones, once each', async () => {
    const tasks = `${kindTask}    slices: { size: { disagreement: 50% } }\n`;
    const data = rows(8).map((row) => ({ ...row, size: 'small', unread: 1 }));
    const { open } = await bench(project({ data, tasks }));
    expect([...open.fields].sort()).toEqual(['label', 'size', 'x']);
  });

  it('feeds an input by the field of its name', async () => {
    const { open } = await bench(project({ data: rows(8) }));
    expect(open.makers.baseline.map(({ input, fields }) => ({ input, fields }))).toEqual([
      { input: 'x', fields: ['x'] },
    ]);
    expect(open.fedAlike).toBe(true);
  });
});

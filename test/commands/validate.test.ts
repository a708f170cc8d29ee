import { describe, expect, it } from 'vitest';
import { validate } from '../../src/commands/validate.js';
import { kindTask, project } from '../gate/kit.js';
import { request } from '../evaluate/kit.js';

async function lines(wanted: Parameters<typeof project>[0]): Promise<string[]> {
  return (await validate(request(project(wanted)))).text.trimEnd().split('\n');
}

describe('validate', () => {
  it('tells each check with what it allows on these samples', async () => {
    const limits = 'clean: { disagreement: 5%, score-drop: 2pp }';
    const tasks = `${kindTask.replace('clean: { disagreement: 50% }', limits)}    slices: { label: { disagreement: 9% } }\n`;
    expect(await lines({ tasks })).toEqual([
      'gate.yml: 3 checks',
      '  kind at clean on here: disagreement 5%, passes with at most 3 of 64',
      '  kind at clean on here: score-drop 2pp',
      '  kind at clean, label (each value) on here: disagreement 9%',
    ]);
  });

  it('tells tasks that cannot be evaluated, with what to do', async () => {
    const { text, possible } = await validate(request(project({ baseline: 'truncated' })));
    expect(possible).toBe(false);
    expect(text).toMatch(
      /Not possible to evaluate:\n {2}kind: baseline\.onnx is not a readable ONNX model: .*Export/,
    );
  });

  it('refuses a limit that these samples cannot resolve', async () => {
    const folder = project({ tasks: kindTask.replace('50%', '1%') });
    await expect(validate(request(folder))).rejects.toMatchObject({
      findings: [
        { code: 'LIMIT_UNRESOLVABLE', data: { n: 64, wouldDo: 100 }, place: { file: 'gate.yml', line: 11 } },
      ],
    });
  });
});

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { floorOf } from '../src/core/fraction.js';
import type { Report } from '../src/core/report.js';
import { verdictOf } from '../src/decide/verdict.js';
import { explainKey } from '../src/policy/explain-key.js';
import { readPolicy } from '../src/policy/read.js';
import { renderComment } from '../src/report/comment.js';
import { renderJunit } from '../src/report/junit.js';
import { renderText } from '../src/report/terminal.js';
import { upperBound } from '../src/stats/clopper-pearson.js';
import { unlinked } from '../src/core/links.js';
import { kinds } from '../src/kinds.js';
import { say } from './cli/kit.js';
import { kindTask, project, rows } from './gate/kit.js';
import { fixture } from './report/fixtures.js';

const gate = ['--policy', 'gate.yml'];

function policyOf(folder: string): ReturnType<typeof readPolicy> {
  return readPolicy({ text: readFileSync(join(folder, 'gate.yml'), 'utf8'), path: 'gate.yml' }, kinds);
}

async function reportOf(folder: string): Promise<{ code: number; report: Report }> {
  const { code, stdout } = await say(folder, ['run', ...gate, '--format', 'json']);
  return { code, report: JSON.parse(stdout) as Report }; // as printed
}

/** Ways in which a gate opens by itself. Each is tried here, or its test is named, and must be there under that name. */
describe('the gate does not open', () => {
  it.each(['.nan', 'NaN%', 'nan', '.inf', '-1%', '1e999%', '" %"'])('by a limit of %s', (limit) => {
    expect(() => policyOf(project({ tasks: kindTask.replace('50%', limit) }))).toThrow();
  });

  it('by measuring nothing: no checks, or none of a task', () => {
    expect(verdictOf([], 'block')).toBe('invalid');
    expect(verdictOf([], 'allow')).toBe('invalid');
  });

  it("by a selector's typo", async () => {
    for (const option of ['--task', '--level', '--target']) {
      expect((await say(project(), ['run', ...gate, option, 'typo', '--warn-only'])).code).toBe(2);
    }
  });

  it('by the kindest statistic as a default: counts are exact, undecided blocks', () => {
    const { decision } = policyOf(project());
    expect(decision).toMatchObject({ scope: 'dataset', onInconclusive: 'block' });
  });

  it('by a check that keeps later checks from being made', async () => {
    const limits = 'clean: { disagreement: 0, negative-flips: 0, score-drop: 0, error: 0 }';
    const { code, report } = await reportOf(
      project({ tasks: kindTask.replace('clean: { disagreement: 50% }', limits) }),
    );
    expect(code).toBe(1);
    expect(report.checks.map(({ outcome }) => outcome)).toEqual(['fail', 'fail', 'fail', 'fail']);
  });

  it('by an error that is logged and forgotten, or one that is no Error', async () => {
    for (const thrown of [new Error('broken'), 'text', undefined, 0]) {
      const now = (): never => {
        throw thrown as Error; // some of them are none: that is the point
      };
      expect((await say(project(), ['run', ...gate], { now })).code).toBe(3);
    }
  });

  it('by a baseline that is not there', async () => {
    const folder = project();
    rmSync(join(folder, 'baseline.onnx'));
    expect((await say(folder, ['run', ...gate, '--warn-only'])).code).toBe(2);
  });

  it('by evidence of another run: an old report is not read', async () => {
    const folder = project({ baseline: 'pointer' });
    writeFileSync(join(folder, 'report.json'), JSON.stringify(fixture('pass')));
    const { code } = await say(folder, ['run', ...gate, '--json', 'report.json']);
    const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report; // as written
    expect({ code, verdict: report.verdict }).toEqual({ code: 3, verdict: 'invalid' });
  });

  it('by a true zero that is taken for nothing', () => {
    const folder = project({ tasks: kindTask.replace('50%', '0'), extra: 'decision: { seed: 0 }\n' });
    const policy = policyOf(folder);
    expect(policy.decision.seed).toBe(0);
    expect(policy.tasks[0]?.levels[0]?.limits[0]).toMatchObject({ name: 'disagreement', value: 0 });
  });

  it('by help that promises a limit which no kind has', () => {
    for (const kind of kinds.tasks) {
      for (const limit of Object.keys(kind.limits)) expect(explainKey(limit, kinds)).toContain(limit);
    }
    expect(() => explainKey('kindness', kinds)).toThrow();
  });

  it.each(['pass', 'fail', 'inconclusive', 'invalid'] as const)(
    'by a renderer with its own opinion: the verdict is %s because the report says so',
    (verdict) => {
      const report = { ...fixture('pass'), verdict };
      expect(renderText(report).trimEnd().split('\n').at(-1)).toBe(`verdict: ${verdict}`);
      expect(renderComment(report, unlinked('gate.yml')).includes('### ✅')).toBe(verdict === 'pass');
      expect(renderJunit(fixture('fail'))).toContain('<failure');
    },
  );

  it('by an option that is wrong and becomes the default', async () => {
    for (const wrong of [['--format', 'JSON'], ['--timeout', 'soon'], ['--warn-only=no']]) {
      expect((await say(project(), ['run', ...gate, ...wrong])).code).toBe(2);
    }
    expect(() => policyOf(project({ target: 'runtime: wasm, threads: many' }))).toThrow();
  });

  it('by a direction that belongs to the tool: every measure says which way is better', () => {
    const settings = {
      options: { tolerance: 1, classes: 3 },
      confidentAt: 0.9,
      label: 'label',
    };
    for (const kind of kinds.tasks) {
      const names = kind.name === 'speech-recognition' ? ['<pad>', 'a', 'b'] : ['O', 'B-a', 'I-a'];
      for (const { better } of Object.values(kind.create({ ...settings, names }).measures))
        expect(['higher', 'lower']).toContain(better);
    }
  });

  it('by an interval without width at 0 of 20', () => {
    expect(upperBound(0, 20, 0.95)).toBeCloseTo(1 - 0.05 ** (1 / 20), 10);
  });

  it('by rounding before comparing: 5% of 1019 is 50, and 2% of 1050 is 21', () => {
    expect(floorOf({ numerator: 5, denominator: 100 }, 1019)).toBe(50);
    expect(floorOf({ numerator: 2, denominator: 100 }, 1050)).toBe(21);
  });

  it('by int64 answers and labels that equal no number', async () => {
    const tasks = kindTask.replace('output: logits', 'output: { name: label, is: labels }');
    const { report } = await reportOf(
      project({ baseline: 'labels', compressed: 'labels', tasks, data: rows(16) }),
    );
    expect(report.tasks[0]?.score).toEqual({ metric: 'accuracy', baseline: 1, compressed: 1 });
  });
});

describe('the gate does not open, as another test proves:', () => {
  it.each([
    ['pairing drops the longer tail', 'gate.test.ts', 'fewer samples than labels: invalid'],
    ['a shard that did not arrive', 'gate/shards.test.ts', 'SHARD_MISSING'],
    [
      'evidence read from another directory',
      'sources/path.test.ts',
      'that leads out is refused, whether or not it exists',
    ],
    ['a comment found on page 1 only', 'github/comment.test.ts', 'is found on the second page'],
    ['a marker planted by someone else', 'e2e/action.test.ts', "somebody else's marker is not touched"],
    ['import-time side effects', 'architecture.test.ts', 'does nothing when it is imported, shells aside'],
    [
      'degenerate output thrown instead of scored',
      'gate.test.ts',
      'NaN of the compressed model fails at any limit',
    ],
    [
      'a killed child whose status is null',
      'evaluate/child.test.ts',
      "process.kill(process.pid, 'SIGKILL');",
    ],
    ['a worker that exits 0 without its bye', 'gate.test.ts', 'exit code 0 without goodbye'],
    ['an unpaired test on paired data', 'stats/tango.test.ts', 'is z² / (n + z²) wide when nothing changed'],
    ['NaN stored as JSON null', 'core/wire.test.ts', 'NaN'],
    ['NaN between processes', 'evaluate/child.test.ts', 'NaN and infinities arrive as they are'],
    [
      'a size limit on bytes that were never read',
      'gate.test.ts',
      'a size limit on models that could not be read',
    ],
  ])('%s', (_, file, words) => {
    expect(readFileSync(join(import.meta.dirname, file), 'utf8')).toContain(words);
  });
});

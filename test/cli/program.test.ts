import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report.js';
import { kindTask, project } from '../gate/kit.js';
import { say, type Said } from './kit.js';

const gate = ['--policy', 'gate.yml'];

/** Passes; four of 64 answers change. */
let passing: string;
/** Fails: none may change. */
let failing: string;

beforeAll(() => {
  passing = project();
  failing = project({ tasks: kindTask.replace('50%', '0') });
});

describe('what is wrong with the usage ends with 2 and says so', () => {
  it.each<[string, string[], RegExp]>([
    ['no command', [], /Usage: compression-gate/],
    ['an unknown command', ['judge'], /unknown command 'judge'/],
    ['an unknown flag', ['run', '--quick'], /unknown option '--quick'/],
    ['a flag of another command', ['validate', '--warn-only'], /unknown option '--warn-only'/],
    ['a flag that misses its value', ['run', '--policy'], /argument missing/],
    ['a format that is none', ['run', '--format', 'xml'], /Allowed choices are text, github, json/],
    [
      'a duration without unit',
      ['run', '--timeout', '90'],
      /Expected a number with a unit: 500ms, 90s, 5m, 1h/,
    ],
    ['a duration of nothing', ['run', '--timeout', '0s'], /Expected a number with a unit/],
    ['a duration that is no number', ['run', '--timeout', 'NaNs'], /Expected a number with a unit/],
    ['a policy that is not there', ['run', '--policy', 'none.yml'], /policy none.yml does not exist/],
    ['no policy in the usual place', ['run'], /\.github\/compression-gate\.yml does not exist/],
    [
      'an unknown task',
      ['run', ...gate, '--task', 'kinds'],
      /`--task kinds` names nothing[^]*There are: kind\./,
    ],
    [
      'an unknown level',
      ['run', ...gate, '--level', 'noisy'],
      /`--level noisy` names nothing[^]*There are: clean\./,
    ],
    [
      'an unknown target',
      ['run', ...gate, '--target', 'wasm'],
      /`--target wasm` names nothing[^]*There are: here\./,
    ],
    [
      'a report that is not there',
      ['report', 'none.json', '--format', 'text'],
      /report none.json does not exist/,
    ],
    [
      'a report that is none',
      ['report', 'data.jsonl', '--format', 'text'],
      /data.jsonl is not a readable report/,
    ],
    ['a word that is neither key nor code', ['explain', 'disagrement'], /disagreement/],
  ])('%s', async (_, args, words) => {
    const { code, stdout, stderr } = await say(passing, args);
    expect(stderr).toMatch(words);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('a mistyped policy: place, frame, what was meant; every mistake at once', async () => {
    const folder = project({
      tasks: kindTask
        .replace('disagreement: 50%', 'disagrement: 50%')
        .replace('output: logits', 'outptu: logits'),
    });
    const { code, stderr } = await say(folder, ['run', ...gate]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/gate\.yml:10:5: `outptu`/);
    expect(stderr).toMatch(/gate\.yml:11:24: .*disagrement/);
    expect(stderr).toContain('Did you mean `disagreement`?');
    expect(stderr).toMatch(/\n.*11 \|.*levels: \{ clean: \{ disagrement: 50% \} \}\n.*\^/);
  });

  it('a model that is not there: 2, with the place in the policy', async () => {
    const folder = project();
    const text = readFileSync(join(folder, 'gate.yml'), 'utf8').replace('compressed.onnx', 'none.onnx');
    writeFileSync(join(folder, 'gate.yml'), text);
    const { code, stderr } = await say(folder, ['run', ...gate]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/gate\.yml:4:\d+: model none\.onnx does not exist/);
  });

  it('files that cannot be written, before anything is evaluated', async () => {
    mkdirSync(join(passing, 'folder'), { recursive: true });
    const args = ['run', ...gate, '--json', 'folder', '--comment', 'data.jsonl/comment.md'];
    const { code, stdout, stderr } = await say(passing, args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain("`--json folder` can't be written: it is a folder");
    expect(stderr).toContain("`--comment data.jsonl/comment.md` can't be written: ");
    expect(stderr).not.toContain('samples');
  });
});

describe('what a run of failing models says', () => {
  let ended: Said;
  const file = (name: string): string => readFileSync(join(failing, name), 'utf8');

  beforeAll(async () => {
    const outputs = ['--json', 'out/report.json', '--junit', 'out/junit.xml', '--comment', 'out/comment.md'];
    ended = await say(failing, ['run', ...gate, ...outputs]);
  });

  it('is 1, with the worst check and the verdict as its last two lines', () => {
    expect(ended.code).toBe(1);
    expect(ended.stdout.trimEnd().split('\n').slice(-2)).toEqual([
      '4 of 64 answers changed (6.25%), limit 0.00%',
      'verdict: fail',
    ]);
  });

  it('tells its progress elsewhere, in few plain lines', () => {
    expect(ended.stderr).toBe('evaluated 64 of 64 samples\n');
    expect(ended.stdout).not.toContain('evaluated');
  });

  it('has every file that was asked for, and each changed answer beside the report', () => {
    expect(file('out/disagreements.jsonl').trimEnd().split('\n')).toHaveLength(4);
    expect(file('out/junit.xml')).toContain('<failure');
    expect((JSON.parse(file('out/report.json')) as Report).verdict).toBe('fail'); // as written
  });

  it('is rendered again byte for byte, in every format', async () => {
    const again = async (format: string): Promise<string> =>
      (await say(failing, ['report', 'out/report.json', '--format', format])).stdout;
    expect(await again('github')).toBe(file('out/comment.md'));
    expect(await again('junit')).toBe(file('out/junit.xml'));
    expect(await again('json')).toBe(file('out/report.json'));
    expect(await again('text')).toBe(ended.stdout);
    const { code, stdout } = await say(failing, [
      'report',
      'out/report.json',
      '--format',
      'text',
      '--out',
      'new/text',
    ]);
    expect({ code, stdout, text: file('new/text') }).toEqual({ code: 0, stdout: '', text: ended.stdout });
  });

  it.each(['json', 'github'])('with --format %s, is that document and nothing else', async (format) => {
    const { code, stdout } = await say(failing, ['run', ...gate, '--format', format]);
    expect(code).toBe(1);
    if (format === 'github') expect(stdout).toMatch(/^<!-- compression-gate:comment [^]*$/);
    else expect((JSON.parse(stdout) as Report).verdict).toBe('fail'); // throws when there is more
  });

  it('with --warn-only is 0, and the same words', async () => {
    const { code, stdout } = await say(failing, ['run', ...gate, '--warn-only', '--json', 'warn.json']);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('verdict: fail');
    expect((JSON.parse(file('warn.json')) as Report).verdict).toBe('fail');
  });
});

it('a narrowed run is partial, and says so', async () => {
  const two = `${kindTask}${kindTask.replace('kind:', 'other:')}`;
  const folder = project({ tasks: two });
  const { code, stdout } = await say(folder, ['run', ...gate, '--task', 'other', '--json', 'report.json']);
  expect(code).toBe(0);
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('verdict: pass (partial)');
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report; // as written
  expect(report.partial).toBe(true);
  expect(report.checks.map(({ task }) => task)).toEqual(['other']);
});

describe('colour', () => {
  const tty = (text: string[]): { write(words: string): void; isTTY: true } => ({
    write: (words) => void text.push(words),
    isTTY: true,
  });

  it('is for terminals, unless NO_COLOR says no', async () => {
    const report = join(passing, 'colour.json');
    await say(passing, ['run', ...gate, '--json', report]);
    const [plain, coloured]: [string[], string[]] = [[], []];
    await say(passing, ['report', report, '--format', 'text'], {
      stdout: tty(plain),
      env: { NO_COLOR: '1' },
    });
    await say(passing, ['report', report, '--format', 'text'], { stdout: tty(coloured) });
    expect(plain.join('')).not.toContain('\u001B');
    expect(coloured.join('')).toContain('\u001B');
  });
});

describe('other commands', () => {
  it('validate tells how much each check allows, and runs nothing over the data', async () => {
    const { code, stdout, stderr } = await say(passing, ['validate', ...gate]);
    expect(code).toBe(0);
    expect(stdout).toContain('kind at clean on here: disagreement 50%, passes with at most 32 of 64');
    expect(stderr).toBe('');
  });

  it('validate is 3 when a task cannot be evaluated', async () => {
    const folder = project({ compressed: 'pointer' });
    const { code, stdout } = await say(folder, ['validate', ...gate]);
    expect(code).toBe(3);
    expect(stdout).toContain('compressed.onnx is a Git LFS pointer');
  });

  it('explain tells what the policy says, defaults too', async () => {
    const { code, stdout } = await say(passing, ['explain', ...gate]);
    expect(code).toBe(0);
    expect(stdout).toContain('disagreement');
    expect(stdout).toContain('confidence');
  });

  it.each(['disagreement', 'LFS_POINTER'])('explain tells what %s means', async (word) => {
    const { code, stdout } = await say(passing, ['explain', word]);
    expect(code).toBe(0);
    expect(stdout.length).toBeGreaterThan(word.length + 20);
  });

  it('--version and --help are 0, and every command has its help', async () => {
    expect(await say(passing, ['--version'])).toMatchObject({ code: 0, stdout: '0.1.0\n' });
    const { stdout } = await say(passing, ['--help']);
    for (const name of ['run', 'validate', 'explain', 'report']) {
      expect(stdout).toContain(name);
      expect((await say(passing, [name, '--help'])).code).toBe(0);
    }
  });
});

it('a bug of ours is told as one, with 3', async () => {
  const house = { kinds: undefined, version: '0', from: '/', workerEntry: '/', toolCache: '/' };
  // what no shell would pass
  const { code, stderr } = await say(passing, ['run', ...gate], { house: house as never });
  expect(code).toBe(3);
  expect(stderr).toContain('please report this');
});

import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'new-'));
const parts = ['src/tasks/my-kind.ts', 'test/tasks/my-kind.test.ts', 'docs/tasks/my-kind.md'];
const touched = [...parts, 'src/kinds.ts', 'docs/README.md'];
const noise = ['src/data/noise/my-noise.ts', 'test/data/noise/my-noise.test.ts', 'src/data/noise.ts'];
const format = [
  'src/data/formats/my-format.ts',
  'test/data/formats/my-format.test.ts',
  'src/data/formats.ts',
];

/** A copy of the tree: what the script and the tests may write is copied, all else is linked. */
beforeAll(() => {
  const copied = ['src', 'test', 'docs'];
  for (const name of readdirSync(root)) {
    if (copied.includes(name)) cpSync(join(root, name), join(copy, name), { recursive: true });
    else if (name !== '.git') symlinkSync(join(root, name), join(copy, name));
  }
  writeFileSync(
    join(copy, 'plain.config.mjs'),
    "export default { test: { include: ['test/**/*.test.ts'], isolate: false, testTimeout: 60_000 } };\n",
  );
});

afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

function start(...args: readonly string[]) {
  const env = { ...process.env, NEW_ROOT: copy };
  return spawnSync(process.execPath, [join(root, 'scripts/new.mjs'), ...args], { env }).status;
}

function read(path: string): string {
  return readFileSync(join(copy, path), 'utf8');
}

/** What a tool of the project says in the copy, where it has something to say. */
async function run(tool: string, ...args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [join(copy, 'node_modules', tool), ...args], { cwd: copy });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => said.push(String(text)));
  const status = await new Promise((resolve) => child.once('close', resolve));
  return status === 0 ? '' : said.join('');
}

/** Each failed test with the first line of what it says. */
async function failures(...files: readonly string[]): Promise<readonly string[]> {
  const out = join(copy, 'failed.json');
  await run('vitest/vitest.mjs', 'run', '--config', 'plain.config.mjs', '--reporter=json', `--outputFile=${out}`, ...files); // prettier-ignore
  const { testResults } = JSON.parse(readFileSync(out, 'utf8')) as Outcome; // the form of vitest's reporter
  const unread = testResults.flatMap(({ name, message }) => (message === '' ? [] : [`${name}: ${message}`]));
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status !== 'passed'),
  );
  return [...unread, ...failed.map((test) => `${test.fullName}: ${test.failureMessages.join('')}`)];
}

interface Outcome {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

function typeErrors(touched: readonly string[]): string[] {
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root, { noEmit: true });
  const files = touched.filter((file) => file.endsWith('.ts')).map((file) => join(copy, file));
  const program = ts.createProgram(files, options);
  const problems = files.flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)));
  return problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('npm run new', () => {
  it.each([[[]], [['task']], [['task', 'My Kind']], [['noise', '../x']], [['runtime', 'my-kind']]])(
    'refuses %j',
    (args) => {
      expect(start(...args)).toBe(1);
    },
  );

  it('writes a kind that fits the project, and of whose tests those fail that say what is left', async () => {
    expect(start('task', 'my-kind')).toBe(0);
    expect(start('task', 'my-kind')).toBe(1); // it is there already
    const tested = ['architecture', 'completeness', 'docs', 'tasks/contract', 'tasks/my-kind'];
    const [formatted, linted, failed] = await Promise.all([
      run('prettier/bin/prettier.cjs', '--check', ...touched),
      run('eslint/bin/eslint.js', '--max-warnings', '0', ...touched.filter((file) => file.endsWith('.ts'))),
      failures(...tested.map((file) => `test/${file}.test.ts`)),
    ]);
    expect([typeErrors(touched), formatted, linted]).toEqual([[], '', '']);
    const [unjudged = '', untried = '', unwritten = '', ...others] = failed.toSorted().toReversed();
    expect(others).toEqual([]);
    expect(unwritten).toContain("'my-kind' has nothing left to write");
    for (const part of parts) {
      const lines = read(part).split('\n');
      const left = lines.flatMap((line, at) =>
        line.includes('TODO') ? [`${part}:${at + 1}: ${line.trim()}`] : [],
      );
      expect(left.length, part).toBeGreaterThan(0);
      for (const line of left) expect(unwritten).toContain(line);
    }
    expect(unjudged).toContain("'my-kind' is judged in an example");
    expect(untried).toContain('my-kind is to be tried in test/tasks/contract.test.ts');
  }, 120_000);

  it.each([['noise', noise], ['format', format]] as const)('writes a %s likewise', async (what, files) => {
    expect(start(what, `my-${what}`)).toBe(0);
    expect(start(what, `my-${what}`)).toBe(1);
    const [formatted, linted, failed] = await Promise.all([
      run('prettier/bin/prettier.cjs', '--check', ...files),
      run('eslint/bin/eslint.js', '--max-warnings', '0', ...files),
      failures('test/architecture.test.ts', 'test/completeness.test.ts', ...files.slice(1, 2)),
    ]);
    expect([typeErrors(files), formatted, linted]).toEqual([[], '', '']);
    const told = failed.filter((line) => line.includes(`my-${what}`)); // the kind of task above is still there
    const left = `'my-${what}'`;
    expect(told.map((line) => line.slice(line.indexOf(left), line.indexOf(':')))).toEqual(
      [`${left} has nothing left to write`, `${left} is told of in the docs`],
    );
    for (const part of files.slice(0, 2)) expect(told.join()).toContain(`${part}:`);
    expect(failed.filter((line) => !/'?my-(kind|noise|format)/.test(line))).toEqual([]);
  }, 120_000);
}); // prettier-ignore

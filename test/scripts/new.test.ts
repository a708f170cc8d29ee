import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

function inCopy(...args: readonly string[]) {
  const copy = mkdtempSync(join(tmpdir(), 'new-'));
  for (const part of ['src', 'docs/README.md'])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  for (const part of ['test/tasks', 'docs/tasks']) mkdirSync(join(copy, part), { recursive: true });
  const env = { ...process.env, NEW_ROOT: copy };
  const run = () => spawnSync(process.execPath, [join(root, 'scripts/new.mjs'), ...args], { env });
  return { copy, run, read: (path: string): string => readFileSync(join(copy, path), 'utf8') };
}

describe('npm run new task', () => {
  it('writes a kind that compiles, registered, with all of its parts, each saying what is left', () => {
    const { copy, run, read } = inCopy('task', 'my-kind');
    expect(run().status).toBe(0);
    expect(run().status).toBe(1); // it is there already
    const parts = ['src/tasks/my-kind.ts', 'test/tasks/my-kind.test.ts', 'docs/tasks/my-kind.md'];
    for (const part of parts) expect(read(part), part).toContain('TODO');
    expect(read('docs/README.md')).toContain('(tasks/my-kind.md)');
    expect(read('src/kinds.ts')).toContain("import { myKind } from './tasks/my-kind.js';");
    expect(read('src/kinds.ts')).toMatch(/taskKinds: [^=]*= \[[^\]]*\bmyKind\s*\]/);
    const options = { strict: true, noEmit: true, module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, types: [] }; // prettier-ignore
    const program = ts.createProgram([join(copy, 'src/tasks/my-kind.ts')], options);
    const problems = ts.getPreEmitDiagnostics(
      program,
      program.getSourceFile(join(copy, 'src/tasks/my-kind.ts')),
    );
    expect(problems.map(({ messageText }) => messageText)).toEqual([]);
  }, 30_000);

  it.each([[[]], [['task']], [['task', 'My Kind']], [['sound', 'my-kind']]])('refuses %j', (args) => {
    const { run } = inCopy(...args);
    expect(run().status).toBe(1);
  });
});

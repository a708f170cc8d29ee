import { readFileSync, readdirSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** Who may import whom, besides `core`, which everybody may, and itself. Changing a row needs its reason in docs/decisions/. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  core: [],
  stats: [],
  sources: [],
  onnx: [],
  runtimes: ['stats'],
  data: ['stats'],
  tasks: ['stats'],
  policy: [],
  plan: ['stats'],
  evaluate: ['stats'],
  decide: ['stats'],
  diagnose: ['stats', 'onnx', 'evaluate', 'decide'],
  report: [],
  github: [],
  kinds: ['tasks', 'data', 'runtimes', 'report', 'sources'],
  gate: ['policy', 'plan', 'evaluate', 'decide', 'diagnose', 'sources', 'onnx'],
  commands: ['gate', 'exit-code', 'policy', 'plan', 'report', 'sources', 'stats'],
  'exit-code': [],
  version: [],
  house: ['commands', 'kinds', 'version'],
  page: ['report'],
  worker: ['kinds', 'evaluate', 'runtimes'],
  cli: ['commands', 'house', 'exit-code', 'policy', 'report'],
  action: ['commands', 'house', 'exit-code', 'report', 'github'],
};

/** Rooms that only compute: what they know of the machine is how to hash and how paths are written. */
const pure = ['core', 'stats', 'tasks', 'plan', 'decide', 'report', 'policy'];
const pureModules = ['node:crypto', 'node:path'];
const shells = ['cli.ts', 'action.ts', 'worker.ts', 'page.ts'];

/** What a cast must say beside it is why it holds; `as const` casts nothing. */
function unexplainedCasts(text: string): readonly number[] {
  const tree = ts.createSourceFile('file.ts', text, ts.ScriptTarget.ES2023);
  const lines = text.split('\n');
  const found: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isAsExpression(node) && node.type.getText(tree) !== 'const') {
      const line = lineAt(text, node.type.getStart(tree));
      const beside = lines.slice(Math.max(0, line - 2), line + 1).join('\n');
      if (!/\/\/|\*\//.test(beside)) found.push(line);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** Longer than a page of code on purpose. */
const longFiles = ['core/sentences.ts'];

const source = join(import.meta.dirname, '../src');

interface File {
  /** Below src/, with slashes. */
  readonly path: string;
  readonly room: string;
  readonly text: string;
}

interface Import {
  readonly line: number;
  readonly specifier: string;
}

const files: readonly File[] = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(source, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
  .map((path) => ({ path, room: roomOf(path), text: readFileSync(join(source, path), 'utf8') }));

/** A file of the top level and the folder of its name are one room: gate.ts and gate/. */
function roomOf(path: string): string {
  return path.replace(/(\/.*|\.ts)$/, '');
}

/** Every import and re-export, types included. */
function importsOf(text: string): readonly Import[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName, pos }) => ({
    specifier: fileName,
    line: lineAt(text, pos),
  }));
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

/** What is wrong with one import, in words; undefined when it is allowed. */
function wrongImport(file: Pick<File, 'path' | 'room'>, { specifier, line }: Import): string | undefined {
  if (!specifier.startsWith('.')) return wrongPackage(file, specifier, line);
  const target = posix.join(posix.dirname(file.path), specifier).replace(/\.js$/, '.ts');
  const to = roomOf(target);
  if (to === file.room || to === 'core' || rooms[file.room]?.includes(to) === true) return undefined;
  return `src/${file.path}:${line} imports ${specifier}: ${file.room} may not import ${to}`;
}

function wrongPackage(
  { path, room }: Pick<File, 'path' | 'room'>,
  specifier: string,
  line: number,
): string | undefined {
  if (!specifier.startsWith('node:') || !pure.includes(room) || pureModules.includes(specifier))
    return undefined;
  return `src/${path}:${line} imports ${specifier}: ${room} only computes`;
}

/** Lines of top-level code (not inside a function or class) that touch the process or the console. */
function touchedOnImport(text: string): readonly number[] {
  const tree = ts.createSourceFile('file.ts', text, ts.ScriptTarget.ES2023);
  const lines: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isTypeNode(node)) return;
    if (ts.isPropertyAccessExpression(node) && /^(process|console)$/.test(node.expression.getText(tree)))
      lines.push(lineAt(text, node.getStart(tree)));
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return lines;
}

describe('the rooms', () => {
  it('are all in the table', () => {
    expect(files.filter(({ room }) => !(room in rooms)).map(({ path }) => path)).toEqual([]);
  });

  it('import only whom they may', () => {
    const wrong = files.flatMap((file) => importsOf(file.text).map((found) => wrongImport(file, found)));
    expect(wrong.filter((sentence) => sentence !== undefined)).toEqual([]);
  });

  it('name only rooms in the table', () => {
    expect(
      Object.values(rooms)
        .flat()
        .filter((room) => !(room in rooms)),
    ).toEqual([]);
  });
});

describe('every file', () => {
  it('has at most 250 lines', () => {
    const long = files.filter(({ path, text }) => !longFiles.includes(path) && text.split('\n').length > 251);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('exports by name', () => {
    expect(files.filter(({ text }) => /^export (default|\*)/m.test(text)).map(({ path }) => path)).toEqual(
      [],
    );
  });

  it('gives a reason beside every cast', () => {
    const casts = files.flatMap(({ path, text }) =>
      unexplainedCasts(text).map((line) => `src/${path}:${line}`),
    );
    expect(casts).toEqual([]);
  });

  it('does nothing when it is imported, shells aside', () => {
    const touched = files
      .filter(({ path }) => !shells.includes(path))
      .flatMap(({ path, text }) => touchedOnImport(text).map((line) => `src/${path}:${line}`));
    expect(touched).toEqual([]);
  });
});

describe('these checks', () => {
  it('see each form of import, with its line', () => {
    const text =
      "import { a } from './a.js';\nimport type { B } from '../b.js';\nexport { c } from './c.js';\n";
    expect(importsOf(text)).toEqual([
      { specifier: './a.js', line: 1 },
      { specifier: '../b.js', line: 2 },
      { specifier: './c.js', line: 3 },
    ]);
  });

  it('name the import, the line and the rooms when an import is forbidden', () => {
    const stats = { path: 'stats/mean.ts', room: 'stats' };
    expect(wrongImport(stats, { specifier: '../tasks/classification.js', line: 7 })).toBe(
      'src/stats/mean.ts:7 imports ../tasks/classification.js: stats may not import tasks',
    );
    expect(wrongImport(stats, { specifier: 'node:fs', line: 2 })).toBe(
      'src/stats/mean.ts:2 imports node:fs: stats only computes',
    );
    expect(wrongImport(stats, { specifier: '../core/fraction.js', line: 1 })).toBeUndefined();
    expect(wrongImport({ path: 'gate.ts', room: 'gate' }, { specifier: './kinds.js', line: 1 })).toBe(
      'src/gate.ts:1 imports ./kinds.js: gate may not import kinds',
    );
  });

  it('see a cast without a reason', () => {
    const text =
      'const a = b as C;\n\n\nconst d = e as F; // e was checked above\n\n\nconst g = [1] as const;\n';
    expect(unexplainedCasts(text)).toEqual([1]);
  });

  it('see what runs on import, not what a function does later', () => {
    const text =
      'const a = process.env.A;\nconst later = () => process.env.B;\nfunction f() { console.log(1); }\n';
    expect(touchedOnImport(text)).toEqual([1]);
  });
});

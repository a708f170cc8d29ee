import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { engines, formats, kinds, noiseKinds, taskKinds } from '../src/kinds.js';

const root = join(import.meta.dirname, '..');

/** An extension is one file, one registry line, one test and one page (or section); here is where each is looked for. */
const registries = [
  {
    what: 'task kind',
    members: taskKinds,
    folder: 'tasks',
    type: 'TaskKind',
    pages: (name: string) => `docs/tasks/${name}.md`,
  },
  {
    what: 'noise kind',
    members: noiseKinds,
    folder: 'data/noise',
    type: 'NoiseKind',
    pages: () => 'docs/noise.md',
  },
  {
    what: 'data format',
    members: formats,
    folder: 'data/formats',
    type: 'Format',
    pages: () => 'docs/data.md',
  },
  { what: 'runtime', members: engines, folder: 'runtimes', type: 'Engine', pages: () => 'docs/runtimes.md' },
] as const;

const members = registries.flatMap(({ what, members, folder, pages }) =>
  members.map(({ name }) => ({ what, name, folder, page: pages(name) })),
);

/** What `npm run new` left to be written. */
function todosIn(path: string): string[] {
  if (!existsSync(join(root, path))) return [];
  const lines = readFileSync(join(root, path), 'utf8').split('\n');
  return lines.flatMap((line, at) => (line.includes('TODO') ? [`${path}:${at + 1}: ${line.trim()}`] : []));
}

describe.each(members)('$what $name', ({ name, folder, page }) => {
  it('has a file of its name', () => {
    expect(existsSync(join(root, 'src', folder, `${name}.ts`))).toBe(true);
  });

  it('has a test of its name', () => {
    expect(existsSync(join(root, 'test', folder, `${name}.test.ts`))).toBe(true);
  });

  it('has nothing left to write', () => {
    const parts = [`src/${folder}/${name}.ts`, `test/${folder}/${name}.test.ts`, page];
    const left = parts.flatMap((part) => todosIn(part));
    expect(left, left.join('\n')).toEqual([]);
  });

  it('is told of in the docs', () => {
    expect(existsSync(join(root, page)), page).toBe(true);
    expect(readFileSync(join(root, page), 'utf8')).toContain(name);
  });
});

describe.each(taskKinds)('task kind $name', ({ name }) => {
  it('is held to the contract of tasks', () => {
    const parts = ['contract.test.ts', 'tried-writing.ts'];
    const contract = parts.map((part) => readFileSync(join(root, 'test/tasks', part), 'utf8')).join('');
    expect(contract.includes(`/src/tasks/${name}.js'`), `${name} is to be tried in test/tasks/contract.test.ts`).toBe(true); // prettier-ignore
  });
});

const examples = join(root, 'examples');
const policies = readdirSync(examples).flatMap((name) =>
  readdirSync(join(examples, name))
    .filter((file) => file.endsWith('.yml'))
    .map((file) => readFileSync(join(examples, name, file), 'utf8')),
);

it.each(taskKinds)('task kind $name is judged in an example', ({ name }) => {
  expect(
    policies.some((text) => new RegExp(`^ +kind: ${name}( |$)`, 'm').test(text)),
    name,
  ).toBe(true);
});

describe.each(registries)('every $what', ({ members, folder, type }) => {
  it('that has a file is registered, once', () => {
    const declared = readdirSync(join(root, 'src', folder))
      .filter((file) => file.endsWith('.ts'))
      .filter((file) =>
        readFileSync(join(root, 'src', folder, file), 'utf8').match(new RegExp(`: ${type}(<\\w+>)? = {`)),
      )
      .map((file) => file.replace(/\.ts$/, ''));
    expect(members.map(({ name }) => name).sort()).toEqual(declared.sort());
  });
});

it('the worker and the policy get all of them', () => {
  expect(kinds).toMatchObject({ tasks: taskKinds, noises: noiseKinds, formats, engines });
});

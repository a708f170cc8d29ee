// `npm run new task my-kind` (or `noise`, `format`): the file, registry line and test of a new member as stubs that
// compile, and of a task kind its page. What is left to write is what the tests then say: every line with TODO is one
// that test/completeness.test.ts names.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [what, name = ''] = process.argv.slice(2);
const root = process.env.NEW_ROOT ?? join(import.meta.dirname, '..');
const variable = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
const inTask = /(import \{ probe \} from '\.\/tasks\/probe\.js';\n)/;

/** Where a member's file goes, where it is registered, and behind which lines. */
const sorts = {
  task: {
    folder: 'tasks',
    registry: 'src/kinds.ts',
    list: 'taskKinds: readonly TaskKind[]',
    from: './tasks',
    stub: taskStub,
  },
  noise: {
    folder: 'data/noise',
    registry: 'src/data/noise.ts',
    list: 'noiseKinds: readonly AnyNoise[]',
    from: './noise',
    stub: noiseStub,
  },
  format: {
    folder: 'data/formats',
    registry: 'src/data/formats.ts',
    list: 'formats: readonly Format[]',
    from: './formats',
    stub: formatStub,
  },
};
const sort = Object.hasOwn(sorts, what ?? '') ? sorts[what] : undefined;
if (sort === undefined || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
  console.error('usage: npm run new task|noise|format my-kind');
  process.exit(1);
}
const file = `src/${sort.folder}/${name}.ts`;
const tested = `test/${sort.folder}/${name}.test.ts`;
if (existsSync(join(root, file))) {
  console.error(`${file} is there already`);
  process.exit(1);
}

function taskStub() {
  return `import type { Task, TaskKind } from '../core/task.js';
import { commonLimits, flipMeasures } from './flips.js';

/** TODO: what one answer of this kind is. */
export const ${variable}: TaskKind = {
  name: '${name}',
  summary: 'TODO: one line for explain and the docs',
  options: {},
  limits: commonLimits,
  meanings: ['labels'],
  create,
};

function create(): Task {
  const todo = (part: string) => (): never => {
    throw new Error(\`${name}: \${part} is still to be written\`); // TODO
  };
  return {
    truth: todo('truth'),
    predict: todo('predict'),
    isDegenerate: todo('isDegenerate'),
    keep: todo('keep'),
    compare: todo('compare'),
    evidence: todo('evidence'),
    measures: flipMeasures,
    score: 'TODO',
  };
}
`;
}

function noiseStub() {
  return `import type { NoiseKind } from '../../core/noise.js';

/** TODO: what this noise does to an input. */
export const ${variable}: NoiseKind = {
  name: '${name}',
  options: {}, // TODO: the level's own keys, and the severities that make it milder
  on: ['picture', 'tensor'],
  needsRange: false,
  moves: [],
  apply: () => {
    throw new Error('${name}: apply is still to be written'); // TODO
  },
};
`;
}

function formatStub() {
  return `import type { Format } from '../../core/format.js';

/** TODO: what such a file holds, and what a sample of it is. */
export const ${variable}: Format = {
  name: '${name}',
  options: {},
  reads: (path, isFolder) => !isFolder && path.endsWith('.${name}'), // TODO: the ending of its files
  open: () => Promise.reject(new Error('${name}: open is still to be written')), // TODO
};
`;
}

const up = '../'.repeat(sort.folder.split('/').length + 1);
const test = `import { expect, test } from 'vitest';
import { ${variable} } from '${up}src/${sort.folder}/${name}.js';

// TODO: ${what === 'task' ? 'every measure against a reference implementation, and what a fault is' : 'what it makes, against a reference, and what a fault is'}.
test('${name} has its name', () => {
  expect(${variable}.name).toBe('${name}');
});
`;

const registry = join(root, sort.registry);
const line = `import { ${variable} } from '${sort.from}/${name}.js';\n`;
const listed = readFileSync(registry, 'utf8').replace(
  new RegExp(`(${sort.list.replace(/[[\]]/g, '\\$&')} = \\[)([^\\]]*?),?\\s*\\]`),
  `$1$2,\n  ${variable},\n]`,
);
const registered = inTask.test(listed) ? listed.replace(inTask, `${line}$1`) : listed.replace(/^(import (?!type).*\n)/m, `${line}$1`); // prettier-ignore
writeFileSync(join(root, file), sort.stub());
writeFileSync(join(root, tested), test);
writeFileSync(registry, registered);
if (what === 'task') writePage();

function writePage() {
  const title = name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
  const page = `# ${title}\n\nTODO: what the answer of a \`${name}\` task is, when it has changed, when it is right, and what its limits count.\n`;
  const readme = join(root, 'docs/README.md');
  const entries = readFileSync(readme, 'utf8').replace(
    /(- \[regression\]\(tasks\/regression\.md\)\n)/,
    `- [${name}](tasks/${name}.md)\n$1`,
  );
  writeFileSync(join(root, `docs/tasks/${name}.md`), page);
  writeFileSync(readme, entries);
}

console.log(`${file}, ${tested}${what === 'task' ? `, docs/tasks/${name}.md` : ''} and a line in ${sort.registry} are stubs.
Next: npx vitest run test/completeness.test.ts says what is left to write.`);

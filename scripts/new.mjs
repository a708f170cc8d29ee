// `npm run new task my-kind`: the file, registry line, test and page of a task kind, as stubs that compile. What is
// left to write is what the tests then say: every line with TODO is one that test/completeness.test.ts names.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [what, name = ''] = process.argv.slice(2);
const root = process.env.NEW_ROOT ?? join(import.meta.dirname, '..');
if (what !== 'task' || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
  console.error('usage: npm run new task my-kind');
  process.exit(1);
}
const variable = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
const file = `src/tasks/${name}.ts`;
if (existsSync(join(root, file))) {
  console.error(`${file} is there already`);
  process.exit(1);
}

const kind = `import type { Task, TaskKind } from '../core/task.js';
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

const test = `import { expect, test } from 'vitest';
import { ${variable} } from '../../src/tasks/${name}.js';

// TODO: every measure against a reference implementation, and what a fault is.
test('${name} has its name', () => {
  expect(${variable}.name).toBe('${name}');
});
`;

const title = name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
const page = `# ${title}\n\nTODO: what the answer of a \`${name}\` task is, when it has changed, when it is right, and what its limits count.\n`;

const readme = join(root, 'docs/README.md');
const listed = readFileSync(readme, 'utf8').replace(
  /(- \[regression\]\(tasks\/regression\.md\)\n)/,
  `- [${name}](tasks/${name}.md)\n$1`,
);
const registry = join(root, 'src/kinds.ts');
const registered = readFileSync(registry, 'utf8')
  .replace(
    /(import \{ probe \} from '\.\/tasks\/probe\.js';\n)/,
    `import { ${variable} } from './tasks/${name}.js';\n$1`,
  )
  .replace(/(taskKinds: readonly TaskKind\[\] = \[)([^\]]*?),?\s*\]/, `$1$2,\n  ${variable},\n]`);
writeFileSync(join(root, file), kind);
writeFileSync(join(root, `test/tasks/${name}.test.ts`), test);
writeFileSync(join(root, `docs/tasks/${name}.md`), page);
writeFileSync(registry, registered);
writeFileSync(readme, listed);
console.log(`${file}, test/tasks/${name}.test.ts, docs/tasks/${name}.md and a line in src/kinds.ts are stubs.
Next: npx vitest run test/completeness.test.ts says what is left to write.`);

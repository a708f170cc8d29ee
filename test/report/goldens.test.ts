import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { renderComment, renderPolicyErrors, renderSummary } from '../../src/report/comment.js';
import { renderJunit } from '../../src/report/junit.js';
import { renderText } from '../../src/report/terminal.js';
import { finding } from '../../src/core/fault.js';
import { fixture, links, names, noLinks } from './fixtures.js';

/** `UPDATE_GOLDENS=1 npx vitest run test/report` writes what is rendered; read the difference before committing it. */
function expectGolden(name: string, text: string): void {
  const file = join(dirname(fileURLToPath(import.meta.url)), 'goldens', name);
  if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(file, text);
  expect(existsSync(file), `${name} is missing`).toBe(true);
  expect(text).toBe(readFileSync(file, 'utf8'));
}

describe('goldens', () => {
  test.each(names)('the comment of %s', (name) => {
    expectGolden(`${name}.md`, renderComment(fixture(name), links));
  });

  test.each(['fail', 'pass', 'wide', 'diagnosed'] as const)('the job summary of %s', (name) => {
    expectGolden(`${name}.summary.md`, renderSummary(fixture(name), links));
  });

  test('a comment without any links', () => {
    expectGolden('fail.no-links.md', renderComment(fixture('fail'), noLinks));
  });

  test.each(['fail', 'invalid', 'partial', 'targets', 'hostile', 'nothing', 'diagnosed'] as const)(
    'the terminal text of %s',
    (name) => {
      expectGolden(`${name}.txt`, renderText(fixture(name)));
    },
  );

  test.each(['fail', 'mixed', 'hostile', 'nothing'] as const)('the JUnit file of %s', (name) => {
    expectGolden(`${name}.xml`, renderJunit(fixture(name)));
  });

  test('the comment on a policy with two errors', () => {
    const place = { file: '.github/compression-gate.yml', line: 47, column: 36 };
    const findings = [
      finding('FILE_MISSING', { path: 'data/val.npz', what: 'data' }, place),
      finding('PATH_OUTSIDE', { path: '../@octocat' }, { ...place, line: 52 }, { ...place, line: 12 }),
    ];
    expectGolden('policy-errors.md', renderPolicyErrors(findings, links));
  });
});

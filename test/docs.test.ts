import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validate } from '../src/commands/validate.js';
import { Fault } from '../src/core/fault.js';
import { printPlace } from '../src/core/place.js';
import { kinds } from '../src/kinds.js';
import { readPolicy } from '../src/policy/read.js';
import { asking, example } from './examples.js';

const root = join(import.meta.dirname, '..');

const pages = [
  'README.md',
  'bench/README.md',
  'examples/fashion-mnist/README.md',
  'examples/fashion-mnist/make/README.md',
  'examples/recording/README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
].map((page) => ({ page, text: readFileSync(join(root, page), 'utf8') }));

/** YAML blocks that are whole policies: they begin with the version, as every policy does. */
const policies = pages.flatMap(({ page, text }) =>
  [...text.matchAll(/^```yaml\n((?:#.*\n|\n)*version: 1\n[^]*?)^```$/gm)].map((found) => ({
    at: `${page}:${text.slice(0, found.index).split('\n').length}`,
    policy: found[1] ?? '',
  })),
);

/** What is wrong with a policy, as places and codes. */
function mistakes(text: string): string[] {
  try {
    readPolicy({ text, path: 'policy.yml' }, kinds);
    return [];
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return error.findings.map(({ code, place }) => `${place ? printPlace(place) : ''} ${code}`);
  }
}

describe('the policies in the pages', () => {
  it('are found', () => {
    expect(policies.map(({ at }) => at.split(':')[0])).toEqual(
      expect.arrayContaining(['README.md', join('docs', 'policy.md')]),
    );
  });

  it.each(policies)('$at is a policy without mistakes', ({ policy }) => {
    expect(mistakes(policy)).toEqual([]);
  });
});

describe('the whole policy of docs/policy.md', () => {
  const whole = readFileSync(join(example, 'whole.yml'), 'utf8');

  it('is a committed file', () => {
    expect(policies.map(({ policy }) => policy)).toContain(withoutComments(whole));
  });

  it('can be judged with the data and models of the example', async () => {
    const { text, possible } = await asking('whole', whole, example, validate);
    expect(possible, text).toBe(true);
    expect(text).toContain('garment at clean on native: disagreement 1%, passes with at most 40 of 4000');
  }, 120_000);
});

/** Without the lines on top that are for editors and for readers of the file. */
function withoutComments(text: string): string {
  return text.replace(/^(?:#.*\n)+/, '');
}

describe('the links between pages', () => {
  it.each(pages)('$page leads to files that exist', ({ page, text }) => {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((found) => found[1] ?? '');
    const files = targets
      .filter((target) => !/^[a-z]+:/.test(target) && !target.startsWith('#'))
      .map((target) => join(root, dirname(page), target.replace(/#.*$/, '')));
    expect(files.filter((file) => !existsSync(file)).map((file) => relative(root, file))).toEqual([]);
  });
});

describe('README.md', () => {
  const begin = '<!-- prettier-ignore-start -->\n';
  const end = '<!-- prettier-ignore-end -->';

  it('shows what stands unfolded in a real comment', () => {
    const path = join(root, 'README.md');
    const text = readFileSync(path, 'utf8');
    const [before, rest = ''] = text.split(begin);
    const [shown, after = ''] = rest.split(end);
    const expected = unfolded(readFileSync(join(example, 'goldens/pruned50.md'), 'utf8'));
    if (process.env['UPDATE_GOLDENS'] === '1')
      writeFileSync(path, `${before ?? ''}${begin}${expected}${end}${after}`);
    else expect(shown).toBe(expected);
  });
});

/** A comment without its marker, its folded parts and its last line. */
function unfolded(comment: string): string {
  const visible = comment.replace(/^<!--.*-->\n/, '').replaceAll(/<details>[^]*?<\/details>\n\n/g, '');
  return visible.replace(/<sub>[^]*$/, '');
}

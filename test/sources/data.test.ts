import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DataSource } from '../../src/core/policy.js';
import { locateData } from '../../src/sources/data.js';
import { findingOf, places, serve, sha256 } from './arrange.js';

const place = { file: 'gate.yml', line: 9, column: 5 };

function data(path: string, source?: DataSource['source']): DataSource {
  return { path, options: {}, place, ...(source && { source }) };
}

describe('the data of a task', () => {
  it('is found below the working directory', async () => {
    const own = places();
    writeFileSync(join(own.directory, 'val.npz'), 'x');
    expect(await locateData(own, data('val.npz'))).toMatch(/val\.npz$/);
  });

  it('throws when its path does not exist', async () => {
    expect(await findingOf(locateData(places(), data('none.npz')))).toMatchObject({
      code: 'FILE_MISSING',
      place,
    });
  });

  it('is fetched, and keeps the ending that formats go by', async () => {
    const origin = await serve((_, response) => response.end('samples'));
    const url = `${origin.url}/val.npz`;
    const path = await locateData(places(), data(url, { is: 'url', url, sha256: sha256('samples') }));
    await origin.close();
    if (typeof path !== 'string') throw new Error(`expected a path, got ${path.code}`);
    expect(path).toMatch(/val\.npz$/);
    expect(readFileSync(path, 'utf8')).toBe('samples');
  });

  it('is a finding with its place when it can not be fetched', async () => {
    const source = { is: 'git', ref: '-x', path: 'val.npz' } as const;
    expect(await locateData(places(), data('-x:val.npz', source))).toMatchObject({
      code: 'SOURCE_GIT_REF',
      place,
    });
  });
});

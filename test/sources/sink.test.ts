import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSink } from '../../src/sources/sink.js';
import { findingOf, scratch, sha256 } from './arrange.js';

const options = { what: 'm.onnx', maxBytes: 10 };

describe('a file that is digested while it is written', () => {
  it('knows its bytes, its digest and its head', async () => {
    const path = join(scratch('sink'), 'x');
    const sink = await openSink(path, options);
    await sink.write(Buffer.from('abc'));
    await sink.write(Buffer.from('def'));
    await sink.close();
    expect([sink.bytes(), sink.digest(), sink.head()]).toEqual([6, sha256('abcdef'), 'abcdef']);
    expect(readFileSync(path, 'utf8')).toBe('abcdef');
  });

  it('starts anew at its first byte', async () => {
    const path = join(scratch('sink'), 'x');
    const sink = await openSink(path, options);
    await sink.write(Buffer.from('abc'));
    await sink.restart();
    await sink.write(Buffer.from('xy'));
    await sink.close();
    expect([sink.bytes(), sink.digest(), sink.head()]).toEqual([2, sha256('xy'), 'xy']);
    expect(readFileSync(path, 'utf8')).toBe('xy');
  });

  it('takes as many bytes as it may, and not one more', async () => {
    const sink = await openSink(join(scratch('sink'), 'x'), options);
    await sink.write(Buffer.from('0123456789'));
    const found = await findingOf(sink.write(Buffer.from('x')));
    await sink.close();
    expect(found).toMatchObject({ code: 'SOURCE_TOO_LARGE', data: { what: 'm.onnx', maxBytes: 10 } });
  });

  it('does not write over a file that is there', async () => {
    const path = join(scratch('sink'), 'x');
    writeFileSync(path, 'mine');
    expect((await findingOf(openSink(path, options))).code).toBe('SOURCE_CACHE_UNUSABLE');
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });
});

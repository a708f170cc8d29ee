import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPicture, isSound } from '../../../src/core/sample.js';
import { csv } from '../../../src/data/formats/csv.js';
import { jsonl } from '../../../src/data/formats/jsonl.js';
import { columnOf, findingOf, fixture, folderOf, openWith } from '../kit.js';

const png = readFileSync(fixture('grey.png'));
const wav = readFileSync(fixture('sound-pcm_16.wav'));
const media = { photo: 'picture', truth: 'mask', speech: 'sound' };
const files = { 'p/a.png': png, 'm/a.png': png, 's/a.wav': wav };
const rows = {
  'rows.csv': 'photo,truth,speech,kind\np/a.png,m/a.png,s/a.wav,cat\np/a.png,,,dog\n',
  'rows.jsonl':
    '{"photo":"p/a.png","truth":"m/a.png","speech":"s/a.wav","kind":"cat"}\n{"photo":"p/a.png","kind":"dog"}\n',
};

describe.each([
  ['rows.csv', csv],
  ['rows.jsonl', jsonl],
] as const)('files that rows of %s name', (name, format) => {
  const open = (
    more: { readonly [path: string]: string | Uint8Array } = {},
    options: { readonly [name: string]: unknown } = { media },
  ) => openWith(format, join(folderOf({ ...files, ...rows, ...more }), name), { options, shown: name });

  it('are read as what they are said to be', async () => {
    const data = await open();
    expect(data.fields).toEqual(['photo', 'truth', 'speech', 'kind']);
    const [photo = null] = await columnOf(data, 'photo');
    const [truth = null, none] = await columnOf(data, 'truth');
    const [speech = null] = await columnOf(data, 'speech');
    expect([isPicture(photo), isPicture(truth), isSound(speech), none]).toEqual([true, true, true, null]);
    expect(await columnOf(data, 'kind')).toEqual(['cat', 'dog']);
    expect((await data.read(1, ['kind'])).fields).toEqual(new Map([['kind', 'dog']]));
  });

  it('are paths where nothing is said of them', async () => {
    expect(await columnOf(await open({}, {}), 'photo')).toEqual(['p/a.png', 'p/a.png']);
  });

  it('belong to the digest', async () => {
    const { digest } = await open();
    expect((await open()).digest).toBe(digest);
    expect((await open({ 's/a.wav': wav.subarray(0, 400) })).digest).not.toBe(digest);
    expect((await open({}, {})).digest).not.toBe(digest);
    expect((await open({}, { media: { ...media, truth: 'picture' } })).digest).not.toBe(digest);
  });

  it('are faults where they are missing, outside, damaged or no files', async () => {
    const broken = { 'rows.csv': 'photo\nq.png\n', 'rows.jsonl': '{"photo":"q.png"}\n' };
    const photo = { media: { photo: 'picture' } };
    expect(await findingOf(() => open(broken, photo))).toMatchObject({ code: 'FILE_MISSING', data: { path: 'q.png' } });
    const outside = { 'rows.csv': 'photo\n../../etc\n', 'rows.jsonl': '{"photo":"../../etc"}\n' };
    expect(await findingOf(() => open(outside, photo))).toMatchObject({ code: expect.stringMatching(/FILE_MISSING|PATH_OUTSIDE/) as string });
    const cut = await open({ 'p/a.png': png.subarray(0, 200) });
    expect(await findingOf(() => cut.read(0, ['photo']))).toMatchObject({ code: 'PICTURE_UNREADABLE', data: { path: 'p/a.png' } });
    const numbers = { 'rows.csv': 'photo\n7\n', 'rows.jsonl': '{"photo":7}\n' };
    expect(await findingOf(() => open(numbers, photo))).toMatchObject({ code: 'ROW_BROKEN' });
    expect(await findingOf(() => open({}, { media: { picture: 'picture' } }))).toMatchObject({ code: 'FIELD_MISSING' });
  }); // prettier-ignore
});

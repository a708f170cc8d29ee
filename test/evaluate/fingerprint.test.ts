import { expect, it } from 'vitest';
import { fingerprintOf } from '../../src/evaluate/fingerprint.js';
import { readySamples } from '../../src/evaluate/inputs.js';
import { project, rows } from '../gate/kit.js';
import { bench } from './kit.js';

it('samples that are fed alike have one digest, whatever their names; without being asked there is none', async () => {
  const data = rows(6).map((row, at) => ({ ...row, x: [at, 1, 2, 3] }));
  const twice = [...data, { ...(data[2] ?? rows(1)[0]), id: 'again' }] as ReturnType<typeof rows>; // both are rows
  const { open } = await bench(project({ data: twice }));
  const slots = await readySamples(open, 0, 7);
  expect(slots.map((slot) => fingerprintOf(open, slot))).toEqual(slots.map(() => ({})));
  const asked = { ...open, pass: { ...open.pass, fingerprinted: true } };
  const digests = new Map(
    slots.map((slot) => ['sample' in slot ? slot.sample.id : '', fingerprintOf(asked, slot).fed]),
  );
  expect(digests.get('again')).toBe(digests.get(data[2]?.id ?? ''));
  expect(new Set(digests.values()).size).toBe(6);
});

import { expect, it } from 'vitest';
import { kept, remembered, room } from '../../src/data/kept.js';

it('lends one array for one length, and nobody else’s', () => {
  const [lend, other] = [kept(), kept()];
  const first = lend(5);
  expect(lend(5)).toBe(first);
  expect(other(5)).not.toBe(first);
  expect(lend(6)).toHaveLength(6);
  const large = lend(3_000_000);
  expect(large.length).toBe(3_000_000);
  expect(lend(3_000_000) === large).toBe(false); // too large to be kept
});

it('makes once what the same arguments give, and forgets what is long past', () => {
  let times = 0;
  const twice = remembered((value: number, name: string) => {
    times += 1;
    return `${name} ${2 * value}`;
  });
  expect([twice(1, 'a'), twice(1, 'b'), twice(1, 'a')]).toEqual(['a 2', 'b 2', 'a 2']);
  expect(times).toBe(2);
  for (let value = 2; value < 70; value += 1) twice(value, 'c');
  twice(1, 'a');
  expect(times).toBe(71);
});

it('lends room for at least so many, and the same for fewer', () => {
  const lend = room();
  const first = lend(50);
  expect(lend(7)).toBe(first);
  expect(lend(51).length).toBeGreaterThanOrEqual(51);
});

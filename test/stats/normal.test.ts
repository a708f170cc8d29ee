import { describe, expect, it } from 'vitest';
import { normalCdf } from '../../src/stats/normal.js';
import { reference } from './fixtures/reference.js';
import { expectNear } from './near.js';

describe('normalCdf', () => {
  it('inverts the printed quantiles', () => {
    expectNear(normalCdf(1.6448536269514722), 0.95, 1e-14);
    expectNear(normalCdf(1.959963984540054), 0.975, 1e-14);
    expectNear(normalCdf(2.3263478740408408), 0.99, 1e-14);
  });

  it('agrees with scipy from the far lower tail to the upper', () => {
    for (const [z, cdf] of reference.normal) expectNear(normalCdf(z), cdf, 2e-13, `Φ(${z})`);
  });

  it('is 0 and 1 at the ends, and NaN for NaN', () => {
    expect([normalCdf(-Infinity), normalCdf(Infinity), normalCdf(NaN)]).toEqual([0, 1, NaN]);
  });
});

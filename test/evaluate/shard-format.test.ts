import { describe, expect, it } from 'vitest';
import { format, upgrade } from '../../src/evaluate/shard-format.js';

describe('the format of shard files', () => {
  it('is the first', () => {
    expect(format).toBe(1);
  });

  it('leaves a line of this version as it is', () => {
    const line = { is: 'chunk', chunk: 3 };
    expect(upgrade(line, format)).toEqual(line);
  });
});

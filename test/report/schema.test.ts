import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { reportSchema } from '../../src/report/schema.js';

test('schemas/report.schema.json is the schema that reports are read with', () => {
  const file = join(dirname(fileURLToPath(import.meta.url)), '../../schemas/report.schema.json');
  const text = `${JSON.stringify(reportSchema, null, 2)}\n`;
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('nothing but free records takes unknown keys', () => {
  const open: string[] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('properties' in value && !('additionalProperties' in value && value.additionalProperties === false))
      open.push(path);
    for (const [key, item] of Object.entries(value)) walk(item, `${path}/${key}`);
  };
  walk(reportSchema, '');
  expect(open).toEqual([]);
});

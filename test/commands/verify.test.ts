import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verify } from '../../src/commands/verify.js';
import type { Report } from '../../src/core/report.js';
import { fixture } from '../report/fixtures.js';

const models = 'examples/fashion-mnist/models';

function arrange(): { directory: string; report: Report } {
  const directory = mkdtempSync(join(tmpdir(), 'verify-'));
  copyFileSync(join(models, 'garments.student.onnx'), join(directory, 'judged.onnx'));
  copyFileSync(join(models, 'garments.int8.onnx'), join(directory, 'other.onnx'));
  writeFileSync(join(directory, 'gate.yml'), 'version: 1\n');
  const sha256 = (file: string): string =>
    createHash('sha256').update(readFileSync(join(directory, file))).digest('hex'); // prettier-ignore
  const pass = fixture('pass');
  const report = {
    ...pass,
    models: { ...pass.models, compressed: { ...pass.models.compressed, sha256: sha256('judged.onnx') } },
    policy: { ...pass.policy, path: 'gate.yml', sha256: sha256('gate.yml') },
  };
  return { directory, report };
}

const codes = async (request: Parameters<typeof verify>[0]): Promise<string[]> =>
  (await verify(request)).map(({ code }) => code);

describe('verify', () => {
  it('lets the judged artifact through', async () => {
    expect(await codes({ ...arrange(), model: 'judged.onnx', policy: undefined })).toEqual([]);
  });

  it('refuses another artifact', async () => {
    expect(await codes({ ...arrange(), model: 'other.onnx', policy: undefined })).toEqual(['VERIFY_MODEL']);
  });

  it('refuses a policy that changed since', async () => {
    const { directory, report } = arrange();
    writeFileSync(join(directory, 'gate.yml'), 'version: 1 # changed\n');
    expect(await codes({ directory, report, model: 'judged.onnx', policy: undefined })).toEqual([
      'VERIFY_POLICY',
    ]);
  });

  it('refuses a named policy that is not there', async () => {
    expect(await codes({ ...arrange(), model: 'judged.onnx', policy: 'gone.yml' })).toEqual(['FILE_MISSING']);
  });

  it.each(['fail', 'invalid', 'inconclusive'] as const)(
    'refuses the verdict %s, warn-only or not',
    async (verdict) => {
      const { directory, report } = arrange();
      const judged = { ...report, verdict };
      expect(await codes({ directory, report: judged, model: 'judged.onnx', policy: undefined })).toEqual([
        'VERIFY_VERDICT',
      ]);
    },
  );

  it('refuses a partial report', async () => {
    const { directory, report } = arrange();
    const part = { ...report, partial: true };
    expect(await codes({ directory, report: part, model: 'judged.onnx', policy: undefined })).toEqual([
      'VERIFY_PARTIAL',
    ]);
  });

  it('throws on a file that is no model', async () => {
    const { directory, report } = arrange();
    await expect(verify({ directory, report, model: 'gate.yml', policy: undefined })).rejects.toThrow(
      'not a readable',
    );
  });
});

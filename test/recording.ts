import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recording } from '../src/core/recording.js';

export const data = 'd'.repeat(64);
export const model = 'a'.repeat(64);

export interface Wanted {
  /** Lines of samples.jsonl. */
  readonly samples?: readonly object[];
  /** Lines of outputs.jsonl. */
  readonly outputs?: readonly object[];
  readonly change?: (recording: Recording) => object;
}

/** A recording as another program would write it: three samples at one level, one output of two numbers. */
export function handMade({ samples, outputs, change = (whole) => whole }: Wanted = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'recording-')));
  mkdirSync(join(folder, 'clean'));
  const three = ['a', 'b', 'c'];
  write(join(folder, 'clean/samples.jsonl'), samples ?? three.map((sample) => ({ sample, inputs: `of ${sample}` })));
  write(join(folder, 'clean/outputs.jsonl'), outputs ?? three.map((_, row) => ({ logits: [row, 0.5] })));
  const files = ['clean/samples.jsonl', 'clean/outputs.jsonl'];
  const recording: Recording = {
    is: 'recording',
    format: 1,
    model: { sha256: model, bytes: 100 },
    seed: 0,
    device: { runtime: 'a phone', version: '1', cpu: 'its CPU', arch: 'arm64' },
    inputs: [{ name: 'x', type: 'float32', dims: ['n', 4] }],
    outputs: [{ name: 'logits', type: 'float32', dims: ['n', 2] }],
    parts: [
      {
        data,
        level: 'clean',
        key: 'k',
        count: 3,
        samples: 'clean/samples.jsonl',
        outputs: [{ name: 'logits', file: 'clean/outputs.jsonl' }],
      },
    ],
    files: files.map((file) => ({ file, ...digestOf(join(folder, file)) })),
  };
  writeFileSync(join(folder, 'recording.json'), JSON.stringify(change(recording)));
  return folder;
} // prettier-ignore

function write(path: string, lines: readonly object[]): void {
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

export function digestOf(path: string): { bytes: number; sha256: string } {
  return {
    bytes: statSync(path).size,
    sha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
  };
}

import type { CaseInput, CaseLevel, SampleCase } from '../../../src/core/case.js';

export function picture(shades: readonly number[], over: Partial<Extract<CaseInput, { is: 'picture' }>> = {}): CaseInput {
  return { is: 'picture', input: 'image', height: 2, width: 2, channels: 1, pixels: Uint8Array.from(shades), step: 1, ...over };
} // prettier-ignore

export function level(over: Partial<CaseLevel> = {}): CaseLevel {
  const answers = {
    baseline: { text: 'Coat', confidence: 0.98 },
    compressed: { text: 'Shirt', confidence: 0.61 },
    label: 'Coat',
    changed: true,
  };
  return { level: 'clean', draw: 0, answers, inputs: [picture([0, 50, 100, 200])], ...over };
}

export function sampleCase(over: Partial<SampleCase> = {}): SampleCase {
  const noisy = level({ level: 'high', inputs: [picture([0, 60, 100, 100])] });
  return { task: 'garment', sample: 'val/1', levels: [level(), noisy], ...over };
}

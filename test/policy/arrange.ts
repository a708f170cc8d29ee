import { Fault, type Finding } from '../../src/core/fault.js';
import { readPolicy } from '../../src/policy/read.js';
import { kinds } from './kinds.js';

/** The smallest policy that uses most of the language; rows of the tables change a part of it. */
export const base = `version: 1
models:
  baseline: { path: base.onnx }
  compressed: { path: small.onnx, method: quantized }
noise:
  dim: { kind: gaussian, sigma: 0.1 }
tasks:
  shoes:
    kind: classification
    data: { path: shoes.npz, label: kind }
    levels:
      clean: { disagreement: 1% }
      dim: { disagreement: 2% }
`;

/** The base policy with one part replaced; the part must be there. */
export function changed(from: string, to: string): string {
  if (!base.includes(from)) throw new Error(`the base policy has no ${from}`);
  return base.replace(from, () => to);
}

export function read(text: string) {
  return readPolicy({ text, path: 'p.yml' }, kinds);
}

/** The findings of a policy that is wrong. */
export function findingsOf(text: string): readonly Finding[] {
  try {
    read(text);
  } catch (error) {
    if (error instanceof Fault) return error.findings;
    throw error;
  }
  return [];
}

/** `CODE line:column`, in the order in which they are told. */
export function told(text: string): readonly string[] {
  return findingsOf(text).map(({ code, place }) => `${code} ${place?.line}:${place?.column}`);
}

import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';

/** Instruction sets that change the bits or the saturation of integer and half-precision arithmetic. */
const telling = new Set([
  'sse4_1', 'avx', 'avx2', 'fma', 'f16c', 'avx512f', 'avx512bw', 'avx512_vnni', 'avx_vnni', 'amx_int8', 'amx_bf16',
  'asimd', 'asimdhp', 'asimddp', 'i8mm', 'bf16', 'sve', 'sve2',
]); // prettier-ignore

/** Where an evaluation ran. */
export interface Machine {
  readonly cpu: string;
  /** Telling instruction sets; empty where the system does not say. */
  readonly isa: readonly string[];
  readonly node: string;
  readonly platform: string;
  readonly arch: string;
}

export function describeMachine(): Machine {
  const { version: node, platform, arch } = process;
  return { cpu: cpus()[0]?.model.trim() ?? 'unknown', isa: instructionSets(), node, platform, arch };
}

function instructionSets(): string[] {
  try {
    const line = /^(?:flags|Features)\s*:(.*)$/mu.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? '';
    return line
      .split(' ')
      .filter((flag) => telling.has(flag))
      .sort();
  } catch {
    return []; // macOS and Windows have no such file
  }
}

/** As many workers as there are cores for their threads, and memory for their models (three times their bytes each). */
export function workerCount(threads: number, modelBytes: number): number {
  const byCores = Math.floor(availableParallelism() / threads);
  const byMemory = Math.floor(totalmem() / 2 / (3 * Math.max(modelBytes, 1)));
  return Math.max(1, Math.min(byCores, byMemory));
}

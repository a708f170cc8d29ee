import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Fault, finding, type Finding } from '../core/fault.js';

/** Files that a command was asked to write, by option. */
export type Wanted = readonly (readonly [option: string, path: string | undefined])[];

/** Throws a Fault for every file that can't be written, before hours go into what it should hold. */
export function refuseUnwritable(directory: string, wanted: Wanted): void {
  const findings = wanted.flatMap(([option, path]): Finding[] => {
    const reason = path === undefined ? undefined : whyNot(resolve(directory, path));
    return path === undefined || reason === undefined
      ? []
      : [finding('OUTPUT_FILE', { option, path, reason })];
  });
  if (findings.length > 0) throw new Fault(findings);
}

function whyNot(file: string): string | undefined {
  try {
    const status = statSync(file, { throwIfNoEntry: false });
    if (status?.isDirectory() === true) return 'it is a folder';
    if (status === undefined) mkdirSync(dirname(file), { recursive: true });
    accessSync(status === undefined ? dirname(file) : file, constants.W_OK);
    return undefined;
  } catch (error) {
    // `EACCES: permission denied, access '…'`: the path is told already
    return error instanceof Error ? (error.message.split(', ')[0] ?? error.message) : String(error);
  }
}

import { accessSync, constants, mkdirSync, readdirSync, statSync } from 'node:fs';
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

/** Throws a Fault for a folder that has something in it: what is written there must not mix with it. */
export function refuseFull(directory: string, option: string, path: string | undefined): void {
  if (path === undefined) return;
  const folder = resolve(directory, path);
  const status = statSync(folder, { throwIfNoEntry: false });
  if (status === undefined) return;
  const reason = !status.isDirectory()
    ? 'it is a file'
    : readdirSync(folder).length > 0
      ? 'it is not empty'
      : null;
  if (reason !== null) throw new Fault([finding('OUTPUT_FILE', { option, path, reason })]);
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

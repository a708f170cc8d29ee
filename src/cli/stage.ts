import type { House } from '../commands/house.js';

/** What the command line takes from its process. */
export interface Stage {
  readonly argv: readonly string[];
  readonly env: { readonly [name: string]: string | undefined };
  readonly cwd: string;
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly now: () => Date;
  /** Aborted when the user or the system wants an end. */
  readonly signal?: AbortSignal;
  readonly house: House;
}

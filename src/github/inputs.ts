import { Fault, finding, type Finding } from '../core/fault.js';
import type { Environment } from './context.js';

export const commentModes = ['always', 'changes', 'on-failure', 'never'] as const;

/** When a comment is written: `changes` only when the verdict or the set of failing checks is another than before. */
export type CommentMode = (typeof commentModes)[number];

/** The action's inputs, each read once; null where the workflow says nothing and something else decides. */
export interface Inputs {
  readonly command: 'run' | 'report';
  readonly policy: string;
  readonly workingDirectory: string;
  readonly token: string | null;
  readonly comment: CommentMode;
  /** null: the policy's path. */
  readonly commentKey: string | null;
  /** A report.json, for `command: report`. */
  readonly report: string | null;
  readonly nativeDir: string | null;
  readonly warnOnly: boolean;
}

/** Where the policy lies unless somebody says otherwise. */
export const usualPolicy = '.github/compression-gate.yml';

/** Every input that action.yml describes. */
export const inputNames = [
  'command', 'policy', 'working-directory', 'github-token', 'comment', 'comment-key', 'report', 'native-dir', 'warn-only',
] as const; // prettier-ignore

type InputName = (typeof inputNames)[number];

const laterInputs = ['policy-base', 'shard', 'shards', 'model', 'target', 'out'];
const laterCommands = ['merge', 'record', 'verify'];
const yes = ['true', 'True', 'TRUE'];
const no = ['false', 'False', 'FALSE'];

/** Reads the inputs from `INPUT_…`; throws one Fault with everything that is wrong with them. */
export function readInputs(env: Environment): Inputs {
  const findings: Finding[] = checkNames(env);
  const command = readCommand(env, findings);
  const inputs: Inputs = {
    command,
    policy: given(env, 'policy') ?? usualPolicy,
    workingDirectory: given(env, 'working-directory') ?? '.',
    token: given(env, 'github-token'),
    comment: readMode(env, findings),
    commentKey: readKey(env, findings),
    report: given(env, 'report'),
    nativeDir: given(env, 'native-dir'),
    warnOnly: readSwitch(env, 'warn-only', findings),
  };
  findings.push(...checkTogether(env, command));
  if (findings.length > 0) throw new Fault(findings);
  return inputs;
}

/** Empty is the same as absent: the runner sets every declared input, to '' without a value. */
function given(env: Environment, name: string): string | null {
  const value = env[variable(name)]?.trim();
  return value === undefined || value === '' ? null : value;
}

function variable(name: string): string {
  return `INPUT_${name.toUpperCase()}`;
}

/** A mistyped name would leave its default in force, so it is an error and not a warning. */
function checkNames(env: Environment): Finding[] {
  const known = new Set<string>(inputNames.map(variable));
  const later = new Set(laterInputs.map(variable));
  return Object.keys(env)
    .filter((name) => name.startsWith('INPUT_') && !known.has(name))
    .filter((name) => env[name]?.trim() !== '')
    .map((name) => {
      const shown = name.slice('INPUT_'.length).toLowerCase();
      if (later.has(name)) return finding('INPUT_NOT_YET', { name: shown });
      return finding('INPUT_UNKNOWN', { name: shown, known: inputNames.join(', ') });
    });
}

function readCommand(env: Environment, findings: Finding[]): Inputs['command'] {
  const command = given(env, 'command') ?? 'run';
  if (command === 'run' || command === 'report') return command;
  if (laterCommands.includes(command))
    findings.push(finding('INPUT_NOT_YET', { name: `command: ${command}` }));
  else findings.push(invalid('command', command, 'one of run, report'));
  return 'run';
}

function readMode(env: Environment, findings: Finding[]): CommentMode {
  const written = given(env, 'comment') ?? 'always';
  const mode = commentModes.find((known) => known === written);
  if (mode === undefined) findings.push(invalid('comment', written, `one of ${commentModes.join(', ')}`));
  return mode ?? 'always';
}

function readKey(env: Environment, findings: Finding[]): string | null {
  const key = given(env, 'comment-key');
  const fits = key === null || (key.length <= 200 && !/\p{Cc}/u.test(key));
  if (!fits) findings.push(invalid('comment-key', key, 'one line of at most 200 characters'));
  return key;
}

function readSwitch(env: Environment, name: InputName, findings: Finding[]): boolean {
  const written = given(env, name) ?? 'false';
  if (!yes.includes(written) && !no.includes(written)) findings.push(invalid(name, written, 'true or false'));
  return yes.includes(written);
}

function checkTogether(env: Environment, command: Inputs['command']): Finding[] {
  const unused: readonly InputName[] = command === 'report' ? ['policy', 'native-dir'] : ['report'];
  const findings: Finding[] = unused
    .filter((name) => given(env, name) !== null)
    .map((name) => finding('INPUT_UNUSED', { name, command }));
  if (command === 'report' && given(env, 'report') === null) {
    findings.push(finding('INPUT_NEEDED', { name: 'report', command }));
  }
  return findings;
}

function invalid(name: string, value: string, expected: string): Finding {
  return finding('INPUT_INVALID', { name, value: value.slice(0, 80), expected });
}

import { Fault, finding, type Finding } from '../core/fault.js';
import { parseShard, type ShardNumber } from '../core/plan.js';
import type { Environment } from './context.js';

export const commentModes = ['always', 'changes', 'on-failure', 'never'] as const;

/** When a comment is written: `changes` only when the verdict or the set of failing checks is another than before. */
export type CommentMode = (typeof commentModes)[number];

const commands = ['run', 'merge', 'report', 'record', 'verify'] as const;

type Command = (typeof commands)[number];

/** The action's inputs, each read once; null where the workflow says nothing and something else decides. */
export interface Inputs {
  readonly command: Command;
  /** null: the usual policy; for `verify` the one that the report names. */
  readonly policy: string | null;
  readonly workingDirectory: string;
  readonly token: string | null;
  readonly comment: CommentMode;
  /** null: the policy's path. */
  readonly commentKey: string | null;
  /** The part of the policy that `run` evaluates into a file, for `merge`; null: all of it, and judge. */
  readonly shard: ShardNumber | null;
  /** A folder of shard files, for `merge`. */
  readonly shards: string | null;
  /** A report.json, for `report` and `verify`. */
  readonly report: string | null;
  /** The artifact that is about to be deployed, for `verify`; what is run, for `record`. */
  readonly model: string | null;
  /** The target whose engine and options `record` uses. */
  readonly target: string | null;
  /** The folder that `record` writes into. */
  readonly out: string | null;
  readonly nativeDir: string | null;
  /** Whether a failing check is explained by its layers. */
  readonly diagnose: boolean;
  readonly warnOnly: boolean;
}

/** Where the policy lies unless somebody says otherwise. */
export const usualPolicy = '.github/compression-gate.yml';

/** Every input that action.yml describes. */
export const inputNames = [
  'command', 'policy', 'working-directory', 'github-token', 'comment', 'comment-key', 'shard', 'shards', 'report', 'model',
  'target', 'out', 'native-dir', 'diagnose', 'warn-only',
] as const; // prettier-ignore

type InputName = (typeof inputNames)[number];

/** What a command can't do without. */
const needed: { readonly [C in Command]: readonly InputName[] } = {
  run: [],
  merge: ['shards'],
  report: ['report'],
  record: ['model', 'target', 'out'],
  verify: ['report', 'model'],
};

/** What a command does not read; `github-token` has a default and is always there. */
const unused: { readonly [C in Command]: readonly InputName[] } = {
  run: ['shards', 'report', 'model', 'target', 'out'],
  merge: ['policy', 'shard', 'report', 'model', 'target', 'out', 'native-dir', 'diagnose'],
  report: ['policy', 'shard', 'shards', 'model', 'target', 'out', 'native-dir', 'diagnose'],
  record: ['comment', 'comment-key', 'shard', 'shards', 'report', 'warn-only', 'diagnose'],
  verify: [
    'comment',
    'comment-key',
    'shard',
    'shards',
    'target',
    'out',
    'native-dir',
    'warn-only',
    'diagnose',
  ],
};

const laterInputs = ['policy-base'];
const yes = ['true', 'True', 'TRUE'];
const no = ['false', 'False', 'FALSE'];

/** Reads the inputs from `INPUT_…`; throws one Fault with everything that is wrong with them. */
export function readInputs(env: Environment): Inputs {
  const findings: Finding[] = checkNames(env);
  const command = readCommand(env, findings);
  const inputs: Inputs = {
    command,
    policy: given(env, 'policy'),
    workingDirectory: given(env, 'working-directory') ?? '.',
    token: given(env, 'github-token'),
    comment: readMode(env, findings),
    commentKey: readKey(env, findings),
    shard: readShard(env, findings),
    shards: given(env, 'shards'),
    report: given(env, 'report'),
    model: given(env, 'model'),
    target: given(env, 'target'),
    out: given(env, 'out'),
    nativeDir: given(env, 'native-dir'),
    diagnose: readSwitch(env, 'diagnose', findings),
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

function readCommand(env: Environment, findings: Finding[]): Command {
  const written = given(env, 'command') ?? 'run';
  const command = commands.find((known) => known === written);
  if (command !== undefined) return command;
  findings.push(invalid('command', written, `one of ${commands.join(', ')}`));
  return 'run';
}

function readShard(env: Environment, findings: Finding[]): ShardNumber | null {
  const written = given(env, 'shard');
  if (written === null) return null;
  const shard = parseShard(written);
  if (shard === undefined)
    findings.push(invalid('shard', written, 'I/N, such as 2/5 for the second of five'));
  return shard ?? null;
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

function checkTogether(env: Environment, command: Command): Finding[] {
  const isGiven = (name: InputName): boolean => given(env, name) !== null;
  const idle = (name: InputName, of: string): Finding => finding('INPUT_UNUSED', { name, command: of });
  const silent: readonly InputName[] =
    command === 'run' && isGiven('shard') ? ['comment', 'comment-key', 'diagnose'] : [];
  return [
    ...unused[command].filter(isGiven).map((name) => idle(name, command)),
    ...silent.filter(isGiven).map((name) => idle(name, 'run` with `shard')),
    ...needed[command]
      .filter((name) => !isGiven(name))
      .map((name) => finding('INPUT_NEEDED', { name, command })),
  ];
}

function invalid(name: string, value: string, expected: string): Finding {
  return finding('INPUT_INVALID', { name, value: value.slice(0, 80), expected });
}

import { word, type Finding } from '../core/fault.js';
import { printNoise } from '../core/noise.js';
import { printPlace } from '../core/place.js';
import {
  sharesModels,
  type CompressedSource,
  type InputSpec,
  type Limit,
  type Models,
  type OutputSpec,
  type Policy,
  type Target,
  type TaskPolicy,
} from '../core/policy.js';
import type { SequenceSpec } from '../core/way.js';
import { printLimit } from './quantity.js';

/** What a policy says once defaults are filled in: every value, every check, and where it comes from. */
export function explain(policy: Policy): string {
  const blocks = [
    [`policy ${policy.path}`, `sha256 ${policy.sha256}`],
    section('models', modelLines(policy.models)),
    section(
      'targets',
      policy.targets.flatMap((target) => targetLines(target, policy.reference)),
    ),
    section('decision', decisionLines(policy)),
    section(
      'noise',
      policy.noise.map((level) => `${level.name}: ${printNoise(level)}`),
    ),
    ...policy.tasks.map((task) =>
      section(`task ${task.name}`, [...taskLines(task), ...ownLines(task, policy)]),
    ),
    section('checks', checkLines(policy)),
    ...noteBlocks(policy.notes),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

function modelLines({ baseline, compressed }: Models): readonly string[] {
  const ignored = [
    ...new Set([...baseline.ignoreOutputs, ...compressed.ignoreOutputs].map(({ value }) => value)),
  ];
  return [
    `baseline: ${baseline.path}`,
    `compressed: ${compressed.path} (${compressed.methods.join(', ')})`,
    ...askedOf(compressed),
    ...(ignored.length > 0 ? [`outputs that no task evaluates: ${ignored.join(', ')}`] : []),
  ];
}

function askedOf({ limits, exemptions }: CompressedSource): readonly string[] {
  return [
    ...limits.map((limit) => `limit ${printOne(limit)}`),
    ...exemptions.map(({ method, without, reason }) => `${method} without ${without}: ${reason}`),
  ];
}

/** What a task says of a pair of its own. */
function ownLines(task: TaskPolicy, policy: Policy): readonly string[] {
  if (sharesModels(task, policy)) return [];
  const { compressed } = task.models;
  return [`method: ${compressed.methods.join(', ')}`, ...askedOf(compressed)];
}

function targetLines(target: Target, reference: string): readonly string[] {
  const { name, runtime, path, batch, threads, graphOptimization, session, required, tasks, limits } = target;
  const engine = [
    batch === undefined ? 'batch derived from the graph' : `batch ${batch}`,
    `threads ${threads}`,
    `graph-optimization ${graphOptimization}`,
    ...Object.entries(session).map(([entry, value]) => `${entry}=${value}`),
  ];
  const facts = [
    runtime,
    ...(path === undefined ? engine : [path]),
    ...(required ? [] : ['not required']),
    ...(tasks ? [`tasks ${tasks.join(', ')}`] : []),
  ];
  const title = `${name}${name === reference ? ' (reference)' : ''}: ${facts.join(', ')}`;
  return [title, ...limits.map((limit) => `  drift from ${reference}: ${printOne(limit)}`)];
}

function decisionLines({ decision }: Policy): readonly string[] {
  return [
    `scope: ${decision.scope}`,
    `confidence: ${percent(decision.confidence)}`,
    `on-inconclusive: ${decision.onInconclusive}`,
    `seed: ${decision.seed}`,
    `min-samples: ${decision.minSamples}`,
  ];
}

function taskLines(task: TaskPolicy): readonly string[] {
  const { data, models, inputs, output, options, sequence } = task;
  return [
    `kind: ${task.kind}, role: ${task.role}, scope: ${task.scope}, confidence: ${percent(task.confidence)}`,
    `models: ${models.baseline.path} against ${models.compressed.path}`,
    `data: ${data.path}${data.label === undefined ? ', no labels' : `, label ${data.label}`}${data.take === undefined ? '' : `, take ${data.take}`}`,
    ...perArm(
      'inputs',
      inputs.baseline.map(printInput).join('; '),
      inputs.compressed.map(printInput).join('; '),
    ),
    ...perArm('output', printOutput(output.baseline), printOutput(output.compressed)),
    ...(sequence
      ? perArm('sequence', printSequence(sequence.baseline), printSequence(sequence.compressed))
      : []),
    `confident-at: ${percent(task.confidentAt)}`,
    ...(task.similarity === undefined ? [] : [`similarity: ${JSON.stringify(task.similarity)}`]),
    ...(task.seek === undefined ? [] : [`seek: budget ${task.seek.budget}`]),
    ...Object.entries(options).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
  ];
}

function perArm(what: string, baseline: string, compressed: string): readonly string[] {
  const said = (text: string): string => text || 'by the names of the fields';
  if (baseline === compressed) return [`${what}: ${said(baseline)}`];
  return [`${what} of baseline: ${said(baseline)}`, `${what} of compressed: ${said(compressed)}`];
}

function printInput({ input, from, steps }: InputSpec): string {
  const source = 'fields' in from ? from.fields.join(' + ') : `all fields but ${from.allBut.join(', ')}`;
  const made = Object.entries(steps).map(([step, value]) => `${step} ${JSON.stringify(value)}`);
  return [`${input} from ${source}`, ...made].join(', ');
}

function printSequence({ state, constants, window, read }: SequenceSpec): string {
  return [
    window ? `windows of ${window.size}, ${window.hop} apart` : 'step by step',
    ...state.map(({ output, input }) => `${output} feeds ${input}`),
    ...constants.map(({ input, value }) => `${input} is ${value}`),
    `${read === 'every' ? 'every step is' : 'the last step is'} read`,
  ].join(', ');
}

function printOutput({ name, meaning, parts }: OutputSpec): string {
  if (parts !== undefined)
    return Object.entries(parts)
      .map(([part, output]) => `${part} from ${output}`)
      .join(', ');
  return `${name ?? 'the only one'}, read as ${meaning ?? 'its first rows suggest'}`;
}

/** One line per check that the policy declares; slices add one for every value of their field. */
function checkLines(policy: Policy): readonly string[] {
  return [
    ...policy.models.compressed.limits.map((limit) => `models  ${printOne(limit)}`),
    ...policy.tasks
      .filter((task) => !sharesModels(task, policy))
      .flatMap(({ name, models }) =>
        models.compressed.limits.map((limit) => `${name}  models  ${printOne(limit)}`),
      ),
    ...policy.targets.flatMap((target) =>
      policy.tasks
        .filter(({ name }) => target.tasks?.includes(name) ?? true)
        .flatMap((task) => checksOn(task, target)),
    ),
  ];
}

function checksOn(task: TaskPolicy, target: Target): readonly string[] {
  const levels = task.levels.flatMap(({ name, limits }) =>
    limits.map((limit) => `${task.name}  ${name}  ${target.name}  ${printOne(limit)}`),
  );
  const slices = task.slices.flatMap(({ field, limits, scope }) =>
    limits.map((limit) => `${task.name}  every ${field}  ${target.name}  ${printOne(limit)}, ${scope}`),
  );
  const over = (task.robustness ?? []).map(
    (limit) => `${task.name}  over its noise  ${target.name}  ${printOne(limit)}`,
  );
  return [...levels, ...slices, ...over];
}

const origins = { head: '', default: ', from defaults', role: ', by the role guardrail' } as const;

function printOne(limit: Limit): string {
  const label = limit.label === undefined ? '' : ` of ${limit.label}`;
  return `${limit.name}${label} <= ${printLimit(limit)} (${printPlace(limit.place)}${origins[limit.from]})`;
}

function noteBlocks(notes: readonly Finding[]): readonly (readonly string[])[] {
  const isDefault = ({ code }: Finding): boolean => code === 'DEFAULT_USED';
  const line = (note: Finding): string => {
    const { what } = word(note);
    return note.place ? `${what} (${printPlace(note.place)})` : what;
  };
  return [
    section('not written, so by default', notes.filter(isDefault).map(line)),
    section('notes', notes.filter((note) => !isDefault(note)).map(line)),
  ];
}

function percent(share: number): string {
  return printLimit({ value: share, unit: 'share' });
}

import type {
  DataSource,
  Decision,
  LevelPolicy,
  Limit,
  Models,
  NoiseLevel,
  SlicePolicy,
  TaskPolicy,
} from '../../core/policy.js';
import type { TaskKind, Unit } from '../../core/task.js';
import { roleLimit } from '../applies.js';
import { sliceKeys, taskOf, type TaskDraft } from '../draft.js';
import { fieldsOf, limitOf, type PolicyKinds } from '../kinds.js';
import { sourceKeys } from '../schema-sources.js';
import { at, entriesOf, plain, textAt, type Entry, type Written } from '../written.js';
import { optionsOf, scopeOf } from './decision.js';
import type { Defaults } from './defaults.js';
import { inputsOf, outputOf } from './inputs.js';
import { limitsOf } from './limits.js';
import { modelsOf } from './models.js';
import { sequenceOf } from './sequence.js';
import { namedFile } from './sources.js';
import { studyOf } from './study.js';
import { numberAt, optional, recordOf, shareAt } from './values.js';

/** What a task takes from the rest of the policy. */
export interface Surroundings {
  readonly models: Models;
  readonly decision: Decision;
  readonly noise: readonly NoiseLevel[];
  readonly kinds: PolicyKinds;
  readonly defaults: Defaults;
}

export function taskPolicy(entry: Entry, around: Surroundings): TaskPolicy {
  const draft = taskOf(entry, around.kinds);
  const { node, kind } = draft;
  if (!kind) throw new Error(`task ${entry.key} has no kind`);
  const { decision, defaults } = around;
  const name = (of: string): string => `tasks.${entry.key}.${of}`;
  const own = at(node, 'models');
  if (textAt(node, 'role') === undefined) defaults.use(name('role'), undefined, 'primary');
  return {
    name: entry.key,
    kind: kind.name,
    role: draft.role,
    models: own ? modelsOf(own) : around.models,
    data: dataOf(at(node, 'data') ?? node),
    inputs: inputsOf(node),
    output: outputOf(node),
    ...optional('sequence', sequenceOf(node)),
    ...studyOf(node),
    confidentAt: defaults.use(name('confident-at'), shareAt(node, 'confident-at'), 0.9, '90%'),
    options: kindOptions(node, kind),
    levels: draft.levels.flatMap((level) => levelPolicies(level, draft, around)),
    slices: draft.slices.map((slice) => slicePolicy(slice, draft, around)),
    ...optional('robustness', robustnessOf(at(node, 'robustness'))),
    scope: scopeOf(textAt(node, 'scope')) ?? decision.scope,
    confidence: shareAt(node, 'confidence') ?? decision.confidence,
    place: entry.at.place,
  };
}

/** The kind's own keys; a threshold may also stand beside the output it is for. */
function kindOptions(node: Written, kind: TaskKind): TaskPolicy['options'] {
  const { properties } = fieldsOf(kind.options);
  const own = entriesOf(node).filter(({ key }) => properties[key] !== undefined);
  const beside = entriesOf(at(node, 'output')).filter(({ key }) => key === 'threshold');
  return optionsOf([...own, ...beside], kind.options);
}

const dataKeys: ReadonlySet<string> = new Set([
  ...sourceKeys,
  ...['label', 'id', 'group', 'names', 'take', 'sha256'],
]);

function dataOf(node: Written): DataSource {
  const others = entriesOf(node).filter(({ key }) => !dataKeys.has(key));
  return {
    ...namedFile(node),
    ...optional('label', textAt(node, 'label')),
    ...optional('id', textAt(node, 'id')),
    ...optional('group', textAt(node, 'group')),
    ...optional('names', textAt(node, 'names')),
    ...optional('take', numberAt(node, 'take')),
    options: recordOf(others.map(({ key, node: value }) => [key, plain(value)])),
  };
}

function unitOf(name: string, kind: TaskKind | undefined): Unit {
  const limit = kind && limitOf(kind, name);
  if (!limit) throw new Error(`no limit ${name}`);
  return limit.unit;
}

/** Of the noise levels that are written as one entry, each with the same limits. */
function levelPolicies(
  { key, at: spot, node }: Entry,
  draft: TaskDraft,
  { noise }: Surroundings,
): readonly LevelPolicy[] {
  const written = limitsOf(entriesOf(node), (limit) => unitOf(limit, draft.kind));
  const limits = draft.role === 'guardrail' ? withRole(written, draft) : written;
  const { place } = spot;
  if (key === 'clean') return [{ name: key, noise: null, limits, place }];
  const levels = noise.filter(({ entry }) => entry === key);
  return levels.map((level) => ({ name: level.name, noise: level, limits, place }));
}

/** A guardrail's answers may not flip, unless the task itself says how many may. */
function withRole(written: readonly Limit[], draft: TaskDraft): readonly Limit[] {
  const name = roleLimit(draft);
  if (name === undefined || written.some((limit) => limit.name === name)) return written;
  const { place } = at(draft.node, 'role') ?? draft.at;
  const exact = { numerator: 0, denominator: 1 };
  return [{ name, unit: unitOf(name, draft.kind), value: 0, exact, place, from: 'role' }, ...written];
}

function robustnessOf(node: Written | undefined): readonly Limit[] | undefined {
  return node && limitsOf(entriesOf(node), () => 'ratio');
}

function slicePolicy({ key, at: spot, node }: Entry, draft: TaskDraft, around: Surroundings): SlicePolicy {
  const { decision, defaults } = around;
  const name = `tasks.${draft.name}.slices.${key}`;
  const limits = entriesOf(node).filter((entry) => !sliceKeys.has(entry.key));
  return {
    field: key,
    limits: limitsOf(limits, (limit) => unitOf(limit, draft.kind)),
    scope: defaults.use(`${name}.scope`, scopeOf(textAt(node, 'scope')), 'population'),
    minSamples: numberAt(node, 'min-samples') ?? decision.minSamples,
    place: spot.place,
  };
}

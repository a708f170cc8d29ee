import { posix } from 'node:path';
import { finding, type Finding } from '../../core/fault.js';
import { tasksOf, type Draft } from '../draft.js';
import { isPerArm } from '../merge.js';
import { notBuiltPath } from '../not-built.js';
import { isQuantity, readQuantity } from '../quantity.js';
import { at, entriesOf, entryAt, type Written } from '../written.js';

/** Values that have the right form and still can't be meant: paths that lead out, confidences that decide nothing. */
export function valueFindings(draft: Draft): readonly Finding[] {
  const tasks = tasksOf(draft.root, draft.kinds);
  const nodes = tasks.map(({ node }) => node);
  const confidences = [at(draft.root, 'decision'), ...nodes].map((node) => at(node, 'confidence'));
  return [
    ...emptyTasks(draft.root),
    ...[...modelPaths(draft.root), ...nodes.flatMap(taskPaths)].flatMap(outside),
    ...confidences.flatMap(confidenceRange),
    ...tasks.flatMap(({ name, node }) => thresholdTwice(name, node)),
  ];
}

function emptyTasks(root: Written): readonly Finding[] {
  const tasks = entryAt(root, 'tasks');
  const isEmpty = tasks?.node.is === 'map' && tasks.node.entries.length === 0 && !tasks.node.isPartial;
  return isEmpty ? [finding('NO_TASKS', {}, tasks.at.place, tasks.at.through)] : [];
}

/** An address in place of a source's path is a matter of sources.ts. */
function localPath(node: Written | undefined): Written | undefined {
  return node?.is === 'scalar' && typeof node.value === 'string' && notBuiltPath(node.value)
    ? undefined
    : node;
}

function modelPaths(node: Written): readonly (Written | undefined)[] {
  return ['baseline', 'compressed'].map((arm) => localPath(at(node, 'models', arm, 'path')));
}

function taskPaths(task: Written): readonly (Written | undefined)[] {
  const inputs = at(task, 'inputs');
  const specs = isPerArm(inputs)
    ? entriesOf(inputs).flatMap(({ node }) => entriesOf(node))
    : entriesOf(inputs);
  return [
    ...modelPaths(task),
    localPath(at(task, 'data', 'path')),
    at(task, 'data', 'names'),
    ...specs.flatMap(({ node }) => [at(node, 'reference'), at(node, 'tokenizer')]),
  ];
}

function outside(node: Written | undefined): readonly Finding[] {
  if (node?.is !== 'scalar' || typeof node.value !== 'string') return [];
  const planned = notBuiltPath(node.value);
  if (planned) return [finding('NOT_BUILT', { ...planned }, node.place, node.through)];
  return leadsOut(node.value)
    ? [finding('PATH_OUTSIDE', { path: node.value }, node.place, node.through)]
    : [];
}

/** By its text alone; links are looked at where files are opened. */
function leadsOut(path: string): boolean {
  const normal = posix.normalize(path.replaceAll('\\', '/'));
  return normal === '..' || normal.startsWith('../') || posix.isAbsolute(normal) || /^[A-Za-z]:/.test(normal);
}

function confidenceRange(node: Written | undefined): readonly Finding[] {
  if (node?.is !== 'scalar') return [];
  const read = readQuantity(node.value, 'share');
  if (!isQuantity(read) || (read.value > 0.5 && read.value < 1)) return [];
  return [finding('CONFIDENCE_RANGE', { value: node.text }, node.place, node.through)];
}

function thresholdTwice(task: string, node: Written): readonly Finding[] {
  const second = at(node, 'output', 'threshold');
  if (!second || !at(node, 'threshold')) return [];
  return [finding('THRESHOLD_TWICE', { task }, second.place, second.through)];
}

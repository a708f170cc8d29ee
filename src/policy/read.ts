import { createHash } from 'node:crypto';
import { Fault, type Finding } from '../core/fault.js';
import type { Place } from '../core/place.js';
import type { Policy } from '../core/policy.js';
import { check } from './check.js';
import { tasksOf } from './draft.js';
import { inheritDefaults } from './inherit.js';
import type { PolicyKinds } from './kinds.js';
import { decisionOf } from './normalise/decision.js';
import { collectDefaults } from './normalise/defaults.js';
import { modelsOf } from './normalise/models.js';
import { noiseOf } from './normalise/noise.js';
import { skippedLimits, targetsOf } from './normalise/targets.js';
import { taskPolicy } from './normalise/tasks.js';
import { parsePolicy } from './parse.js';
import { referenceOf } from './rules/targets.js';
import { at, entriesOf, textAt, type WrittenMap } from './written.js';

/** A policy's text, and its path as the user gave it. */
export interface PolicySource {
  readonly text: string;
  readonly path: string;
}

/** Text to Policy; throws one Fault with every mistake in it, in the order of the file. */
export function readPolicy(source: PolicySource, kinds: PolicyKinds): Policy {
  const parsed = parsePolicy(source.text, source.path);
  const { root, notes } = inheritDefaults(parsed.root, kinds);
  const isRead = ({ place }: Finding): boolean =>
    !parsed.findings.some((found) => isSamePlace(found.place, place));
  const findings = inOrder([...parsed.findings, ...check(root, kinds).filter(isRead)]);
  if (findings.length > 0) throw new Fault(findings);
  return normalise(source, root, { kinds, notes });
}

interface Reading {
  readonly kinds: PolicyKinds;
  readonly notes: readonly Finding[];
}

function normalise(source: PolicySource, root: WrittenMap, { kinds, notes }: Reading): Policy {
  const defaults = collectDefaults();
  const models = modelsOf(at(root, 'models') ?? root);
  const targets = targetsOf(root, kinds, defaults);
  const decision = decisionOf(root, defaults);
  const noise = noiseOf(root, kinds);
  const around = { models, decision, noise, kinds, defaults };
  const tasks = entriesOf(at(root, 'tasks')).map((entry) => taskPolicy(entry, around));
  const names = targets.map(({ name }) => name);
  const reference = referenceOf(textAt(root, 'reference'), names);
  defaults.use('reference', textAt(root, 'reference'), reference);
  const skipped = skippedLimits(targets, tasksOf(root, kinds));
  return {
    path: source.path,
    sha256: createHash('sha256').update(source.text, 'utf8').digest('hex'),
    models,
    targets,
    reference,
    decision,
    noise,
    tasks,
    notes: [...defaults.notes, ...notes, ...skipped],
  };
}

/** What could not be read is no second mistake. */
function isSamePlace(a: Place | undefined, b: Place | undefined): boolean {
  return a?.line === b?.line && a?.column === b?.column;
}

/** Sorted by place; one mistake that is reached in several ways (defaults, aliases) is told once. */
function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const told = new Map<string, Finding>();
  for (const found of findings) {
    const key = keyOf(found);
    if (!told.has(key)) told.set(key, found);
  }
  return [...told.values()].sort(byPlace);
}

function keyOf({ code, data, place }: Finding): string {
  const about = data['key'] ?? data['limit'] ?? '';
  const what = code === 'UNKNOWN_KIND' ? 'WRONG_VALUE' : code; // of defaults it is a wrong value, of the tasks an unknown kind
  return JSON.stringify([what, about, place?.line ?? 0, place?.column ?? 0]);
}

function byPlace(a: Finding, b: Finding): number {
  const lines = (a.place?.line ?? 0) - (b.place?.line ?? 0);
  return lines === 0 ? (a.place?.column ?? 0) - (b.place?.column ?? 0) : lines;
}

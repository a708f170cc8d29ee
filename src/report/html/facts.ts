import type { Check, Report, ReportedModel } from '../../core/report.js';
import { amounts, samples } from '../amounts.js';
import { bytes, count, figure } from '../numbers.js';
import { worstFirst } from '../order.js';
import { subject } from '../subject.js';
import { icons } from '../tally.js';
import { element, name, nameText, table, type Content, type Markup } from './markup.js';

/** Every limit with what was measured, its place in the policy and where it comes from, worst first. */
export function checks(report: Report): Markup {
  const all = [...worstFirst(report.checks), ...report.checks.filter((check) => !check.judged)];
  const head = ['Check', 'Limit on', 'Measured', 'Limit', 'n', 'Result', 'Place'];
  return table(`${count(all.length)} checks, worst first`, head, all.map(checkRow));
}

function checkRow(check: Check): readonly Content[] {
  const { measured, limit, interval } = amounts(check);
  const hits = check.count === null ? '' : ` (${count(check.count)})`;
  const range = interval === null ? '' : `, ${interval[0]} to ${interval[1]}`;
  const result = check.judged ? `${icons[check.outcome]} ${check.outcome}` : 'not judged';
  const { place, from } = check.limit;
  return [
    subject(check),
    name(check.limit.name),
    `${measured}${hits}${range}`,
    limit,
    samples(check),
    element('span', { class: check.judged ? check.outcome : 'quiet' }, result),
    [name(place), from === 'head' ? '' : ` (${from})`],
  ];
}

/** Where models ran, and how each target's judgement came out. */
export function targets(report: Report): Markup {
  const head = ['Target', 'Engine', 'Optimization', 'Threads', 'Batch', 'Processor', 'Speed', 'Result'];
  const rows = Object.entries(report.targets).map(([target, one]): readonly Content[] => {
    const own = report.checks.filter((check) => check.judged && check.target === target);
    const open = own.filter((check) => check.outcome !== 'pass').length;
    const latency = report.cost.latency[target];
    return [
      name(target),
      `${one.runtime} ${one.version}`,
      one.graphOptimization,
      one.threads,
      one.batch,
      `${one.cpu} ${one.isa.join(' ')}`.trim(),
      latency === undefined ? '–' : `${figure(latency, 'ratio')} of baseline’s time`,
      own.length === 0 ? 'no checks' : `${count(own.length - open)} of ${count(own.length)} checks pass`,
    ];
  });
  return table('Targets', head, rows);
}

/** Both models against themselves: what differs without any compression. */
export function floors(report: Report): Markup | null {
  if (report.noiseFloor.length === 0) return null;
  const rows = report.noiseFloor.map((one): readonly Content[] => [
    name(one.task),
    one.model,
    `${count(one.count)} of ${count(one.n)}`,
    figure(one.rate, 'share'),
  ]);
  return table(
    'Noise floor: a model against itself, in other batches',
    ['Task', 'Model', 'Differ', 'Share'],
    rows,
  );
}

/** What was judged, by what, from what: enough to run it again. */
export function identity(report: Report): Markup {
  const { models, policy, tool, environment, today } = report;
  const entries: readonly (readonly [string, Content])[] = [
    ['Baseline', modelOf(models.baseline)],
    ['Compressed', modelOf(models.compressed)],
    ...report.taskModels.flatMap(({ task, baseline, compressed }) => [
      [`${nameText(task)}, baseline`, modelOf(baseline)] as const,
      [`${nameText(task)}, compressed`, modelOf(compressed)] as const,
    ]),
    ...(report.judges ?? []).map(({ task, model }) => [`${nameText(task)}, judged by`, modelOf(model)] as const),
    ['Policy', [name(policy.path), ` sha256 ${policy.sha256}, seed ${policy.seed}`]],
    ...report.readings.map(
      ({ task, baseline, compressed }) =>
        [`${nameText(task)}, outputs`, baseline === compressed ? nameText(baseline) : `${nameText(baseline)}; ${nameText(compressed)}`] as const,
    ),
    ['Coverage', `${count(report.coverage.measured)} of ${count(report.coverage.planned)} answers measured, ${count(report.coverage.faulty)} samples faulty`],
    ['Made by', `${tool.name} ${tool.version} on ${today}, node ${environment.node}, ${environment.platform} ${environment.arch}`],
  ]; // prettier-ignore
  return element(
    'dl',
    {},
    ...entries.flatMap(([term, value]) => [element('dt', {}, term), element('dd', {}, value)]),
  );
}

function modelOf({ source, sha256, bytes: size, methods }: ReportedModel): Content {
  const how = methods.length === 0 ? '' : `, ${methods.join(', ')}`;
  return [name(source, 200), ` ${bytes(size)}${how}, sha256 ${sha256}`];
}

import type { Report } from '../core/report.js';
import type { ReportedAttribution, ReportedSeek, ReportedSimilarity, ReportedStudy } from '../core/study.js';
import { departure } from './departure.js';
import type { Name } from './novelty.js';
import { count, figure, plural } from './numbers.js';

/** One line per task and level whose models were looked into. */
export function studyLines({ studies = [] }: Report, name: Name): readonly string[] {
  return studies.flatMap((study) => {
    const facts = factsOf(study, name);
    return facts.length === 0 ? [] : [`${name(study.task)} at ${name(study.level)}: ${facts.join(' · ')}`];
  });
}

function factsOf({ similarity, attribution, seek, walk }: ReportedStudy, name: Name): readonly string[] {
  return [
    ...(similarity === null ? [] : [alike(similarity, name)]),
    ...(walk === undefined ? [] : [departure(walk, name)]),
    ...(attribution === null ? [] : [reasons(attribution)]),
    ...(seek === null ? [] : [mildest(seek, name)]),
  ];
}

/** The pair that departs most; the others are in the report. */
function alike({ n, pairs }: ReportedSimilarity, name: Name): string {
  const [worst] = pairs.toSorted((one, other) => (one.cka ?? -Infinity) - (other.cka ?? -Infinity));
  if (worst === undefined) return 'no inner tensors were compared';
  const { baseline, compressed, cka } = worst;
  const names = baseline === compressed ? name(baseline) : `${name(baseline)} and ${name(compressed)}`;
  const others = pairs.length === 1 ? '' : `, the lowest of ${count(pairs.length)} pairs`;
  const value = cka === null ? 'undefined (one of them does not vary)' : figure(cka, 'number');
  return `CKA ${value} between ${names} (${count(n)} samples${others})`;
}

function reasons({ n, parts, rank, overlap }: ReportedAttribution): string {
  if (rank === null || overlap === null)
    return `hiding any of ${count(parts)} parts moves no answer of the baseline`;
  return `what hiding parts does to both: rank correlation ${figure(rank, 'number')}, strongest parts shared ${figure(overlap, 'share')} (${count(n)} samples, ${count(parts)} parts)`;
}

function mildest({ budget, samples, flips, mildest: found }: ReportedSeek, name: Name): string {
  const tried = `${count(budget)} inputs tried from ${count(samples)} samples`;
  if (found === null) return `no confident and right answer lost to noise (${tried})`;
  const { kind, options, share, sample, baseline, compressed } = found;
  const strength = Object.entries(options).map(([key, value]) => `${key} ${printed(value)}`).join(', '); // prettier-ignore
  return `mildest failing noise: ${name(`${kind} ${strength}`)} (${figure(share, 'share')} of the level’s) turns ${name(sample)} from ${name(baseline.text)} to ${name(compressed.text)} · ${count(flips)} ${plural(flips, 'sample loses', 'samples lose')} a confident and right answer (${tried})`;
}

function printed(value: unknown): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(4))) : JSON.stringify(value);
}

import { ngramsOf, shared } from './words.js';

/** Longest run of tokens that counts. */
const most = 4;

/**
 * What a corpus adds up for BLEU: tokens of the answer, tokens of the reference nearest to it in length, then runs of
 * 1 … 4 tokens that are in a reference too, then all runs of the answer.
 */
export function bleuSums(
  answer: readonly string[],
  references: readonly (readonly string[])[],
): readonly number[] {
  const lengths = references.map(({ length }) => length);
  const apart = (length: number): number => Math.abs(length - answer.length);
  const nearest = lengths.toSorted((one, other) => apart(one) - apart(other) || one - other)[0] ?? 0;
  const [hits, all]: [number[], number[]] = [[], []];
  for (let n = 1; n <= most; n += 1) {
    const due = new Map<string, number>();
    for (const reference of references)
      for (const [run, count] of ngramsOf(reference, n, '\n'))
        due.set(run, Math.max(count, due.get(run) ?? 0));
    hits.push(shared(ngramsOf(answer, n, '\n'), due));
    all.push(Math.max(0, answer.length - n + 1));
  }
  return [answer.length, nearest, ...hits, ...all];
}

/**
 * BLEU 0…1 of added sums (Papineni 2002; sacreBLEU 2.6.0, smoothing `exp`: the k-th order without a hit counts
 * 1 ÷ (2ᵏ · runs)). `effective`: only orders that the answer is long enough for, as is usual for single sentences.
 * NaN where nothing was due and nothing was said.
 */
export function bleu(sums: readonly number[], effective = false): number {
  const [length = NaN, due = NaN] = sums;
  if (Number.isNaN(length + due) || (length === 0 && due === 0)) return NaN;
  const hits = sums.slice(2, 2 + most);
  const all = sums.slice(2 + most);
  if (hits.every((count) => count === 0)) return 0;
  const used = all.findIndex((count) => count === 0);
  if (used >= 0 && !effective) return 0;
  const orders = used < 0 ? most : used;
  let [logs, smoothing] = [0, 1];
  for (let n = 0; n < orders; n += 1) {
    const hit = hits[n] ?? NaN;
    if (hit === 0) smoothing *= 2;
    logs += Math.log((hit === 0 ? 1 / smoothing : hit) / (all[n] ?? NaN));
  }
  const brevity = length < due ? 1 - due / length : 0;
  return Math.exp(brevity + logs / orders);
}

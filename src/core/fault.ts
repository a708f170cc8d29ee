import type { Json } from './json.js';
import type { Place } from './place.js';
import { sentences } from './sentences.js';

type Sentences = typeof sentences;

/** The name of something that can be wrong; `sentences.ts` holds the words for each. */
export type Code = keyof Sentences;

/** The facts that a code's sentence is made of. */
export type DataOf<C extends Code> = Parameters<Sentences[C]>[0];

/** A problem as data: it is stored in reports, sent between processes, and worded only when shown. */
export interface Finding {
  readonly code: Code;
  readonly data: { readonly [name: string]: Json };
  readonly place?: Place;
  /** A second place: the alias or the inherited file through which the first was reached. */
  readonly through?: Place;
}

/** The words for a finding: what happened, and what to do about it. */
export interface Sentence {
  readonly what: string;
  readonly todo: string;
}

/** A finding with its data checked against its code. */
export function finding<C extends Code>(code: C, data: DataOf<C>, place?: Place, through?: Place): Finding {
  return { code, data: data, ...(place && { place }), ...(through && { through }) };
}

/** A finding in words. */
export function word(found: Finding): Sentence {
  const sentence = sentences[found.code] as (data: Finding['data']) => Sentence; // the code was checked against its data in finding()
  return sentence(withoutEnd(found.data));
}

/** Reasons of libraries end with a full stop or a colon, and stand inside our sentences. */
function withoutEnd(data: Finding['data']): Finding['data'] {
  const { reason } = data;
  return typeof reason === 'string' ? { ...data, reason: reason.replace(/[.:\s]+$/u, '') } : data;
}

/** A problem in the user's world (policy, files, machine), thrown; our own bugs are plain Errors. */
export class Fault extends Error {
  readonly findings: readonly Finding[];

  constructor(findings: Finding | readonly Finding[]) {
    const list = Array.isArray(findings) ? (findings as readonly Finding[]) : [findings as Finding]; // isArray does not narrow readonly arrays
    super(list.map((found) => word(found).what).join('; '));
    this.name = 'Fault';
    this.findings = list;
  }
}

/** Shorthand for throwing one finding. */
export function fault<C extends Code>(code: C, data: DataOf<C>, place?: Place): Fault {
  return new Fault(finding(code, data, place));
}

/** What is wrong in the user's world, from a catch; anything else is a bug of ours and thrown on. */
export function findingOf(error: unknown): Finding {
  const found = error instanceof Fault ? error.findings[0] : undefined;
  if (found === undefined) throw error;
  return found;
}

/** The result, or as data what is wrong in the user's world. */
export async function orFinding<T>(work: Promise<T>): Promise<T | Finding> {
  try {
    return await work;
  } catch (error) {
    return findingOf(error);
  }
}

import type { Check } from '../core/report.js';
import { capped, code, visible } from './escape.js';

/** Where a check stands, for plain text: "garment, Coat, at sensor-high on wasm". */
export function subject(check: Check): string {
  return named(check, (name) => visible(capped(name, 80)));
}

/** The same in Markdown, every name escaped. */
export function markdownSubject(check: Check): string {
  return named(check, (name) => code(name));
}

/** Policies with a single target don't have it named: `native` says nothing then. */
function named(check: Check, name: (text: string) => string): string {
  const slice = check.slice === null ? '' : `, ${name(check.slice.value)},`;
  const target =
    check.target === 'native' && check.contrast === 'compression' ? '' : ` on ${name(check.target)}`;
  const drift = check.contrast === 'drift' ? ' (drift)' : '';
  if (check.level === null)
    return check.task === null ? 'the compressed model' : `the model of ${name(check.task)}`;
  return `${name(check.task ?? '')}${slice} at ${name(check.level)}${target}${drift}`;
}

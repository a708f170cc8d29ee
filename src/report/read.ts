import { Ajv, type ValidateFunction } from 'ajv';
import { fault, type Finding } from '../core/fault.js';
import type { Report } from '../core/report.js';
import { sentences } from '../core/sentences.js';
import { capped, visible } from './escape.js';
import { reportSchema } from './schema.js';

/** The format that this version writes and reads. */
const format = 1;

/**
 * The report that a file's text holds; `path` is for messages. Throws a Fault: REPORT_FORMAT for another format
 * version, REPORT_UNREADABLE for anything else that is not a whole, well-formed report.
 */
export function readReport(text: string, path: string): Report {
  const value = parsed(text, path);
  const found = formatOf(value);
  if (found !== format) {
    throw fault('REPORT_FORMAT', {
      path,
      format: capped(visible(typeof found === 'number' ? String(found) : 'none'), 40),
      expected: String(format),
    });
  }
  const problem = schemaProblem(value);
  if (problem !== null) throw fault('REPORT_UNREADABLE', { path, reason: problem });
  const report = value as Report; // the schema says the same as the type
  refuseUnknownCodes(report, path);
  return report;
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw fault('REPORT_UNREADABLE', { path, reason: `it is not JSON: ${capped(visible(reason), 200)}` });
  }
}

function formatOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
}

/** Compiled when first needed: it takes longer than reading. */
let compiled: ValidateFunction | undefined;

function schemaProblem(value: unknown): string | null {
  compiled ??= new Ajv({ allowUnionTypes: true }).compile(reportSchema);
  const validate = compiled;
  if (validate(value)) return null;
  const [error] = validate.errors ?? [];
  const extra: unknown = error?.params['additionalProperty'];
  const key = typeof extra === 'string' ? ` (${capped(visible(extra), 80)})` : '';
  const where = error?.instancePath === '' ? 'the report' : (error?.instancePath ?? '');
  return `${capped(visible(where), 200)} ${error?.message ?? 'is wrong'}${key}`;
}

/** A code without a sentence could not be shown. */
function refuseUnknownCodes(report: Report, path: string): void {
  const all: readonly Finding[] = [...report.findings, ...report.checks.map((check) => check.finding)];
  const unknown = all.find(({ code }) => !Object.hasOwn(sentences, code));
  if (unknown === undefined) return;
  throw fault('REPORT_UNREADABLE', {
    path,
    reason: `its finding ${unknown.code} is not known to this version`,
  });
}

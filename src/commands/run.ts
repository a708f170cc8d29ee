import { copyFileSync, createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { fault } from '../core/fault.js';
import type { Links } from '../core/links.js';
import type { Disagreement, Report } from '../core/report.js';
import { gate } from '../gate.js';
import type { FoundCase } from '../gate/cases.js';
import type { GateRequest, Selection } from '../gate/request.js';
import { renderComment } from '../report/comment.js';
import { packFiles, type PackedCase } from '../report/evidence/pack.js';
import type { ShownCase } from '../report/html/case-card.js';
import { pageCards, pageCases } from '../report/page-cases.js';
import { renderJson } from '../report/json.js';
import { renderJunit } from '../report/junit.js';
import { caseCommand } from '../report/shell.js';
import { renderStatement } from '../report/statement.js';
import { findEngine, renderPage, type House } from './house.js';

export interface RunRequest {
  /** Relative to `directory`, as the user gave it. */
  readonly policy: string;
  readonly directory: string;
  /** An empty folder of this run, removed by the caller. */
  readonly scratch: string;
  /** Folder for report.json, disagreements.jsonl, comment.md, junit.xml and report.html. */
  readonly out: string;
  /** Whether the HTML report is wanted: drawing it takes a second. */
  readonly html: boolean;
  readonly only: Selection;
  readonly timeoutMs: number;
  readonly nativeDir?: string;
  /** Where fetched files and answers of the baseline are kept; by default in the tool cache. */
  readonly cacheDir?: string;
  /** false: nothing is kept. */
  readonly cache?: boolean;
  readonly today: string;
  readonly progress: (line: string) => void;
  /** Aborted: the workers are killed and the run is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly links: Links;
  /** Given: a folder, new or empty, for the changed answers and so many of the worst with their inputs. */
  readonly evidence?: { readonly folder: string; readonly most: number };
  /** The worst failing check is explained by its layers. */
  readonly diagnose?: boolean;
}

export interface RunResult {
  readonly report: Report;
  readonly files: RunFiles;
}

export interface RunFiles {
  readonly json: string;
  readonly comment: string;
  readonly junit: string;
  readonly disagreements: string;
  /** null: not asked for. */
  readonly html: string | null;
  /** The report as an in-toto statement; null where no model could be read that it would speak of. */
  readonly statement: string | null;
}

/** Judges a policy and writes its reports; throws a Fault when the policy or the usage is wrong. */
export async function run(request: RunRequest, house: House): Promise<RunResult> {
  const text = await readPolicyText(request);
  const { out, html, links } = request;
  const destination = { out, html, house, links: () => links, evidence: request.evidence };
  const explain = request.diagnose === true && { diagnose: { corrected: () => undefined } };
  return writeReports(destination, (watch) =>
    gate({ ...gateRequest(request, house, text), ...watch, ...explain }),
  );
}

/** Where reports are written to, and what they link to once their policy is known. */
export type Destination = Pick<RunRequest, 'out' | 'html'> & {
  readonly evidence?: RunRequest['evidence'] | undefined;
  readonly house: Pick<House, 'pageEntry'>;
  readonly links: (policy: string) => Links;
};

/** Writes a report in every form, and each changed answer as soon as it is seen. */
export async function writeReports(
  { links, evidence, ...where }: Destination,
  judge: (watch: Pick<GateRequest, 'witness' | 'cases'>) => Promise<Report>,
): Promise<RunResult> {
  mkdirSync(where.out, { recursive: true });
  const files = filesIn(where.out);
  const lines = createWriteStream(files.disagreements);
  const worst = new Worst();
  const found: FoundCase[] = [];
  const most = evidence?.most ?? (where.html ? pageCards : 0);
  try {
    const report = await judge({
      witness: (disagreement: Disagreement) => {
        lines.write(`${JSON.stringify(disagreement)}\n`);
        worst.add(disagreement);
      },
      ...(most > 0 && { cases: { most, take: (one) => found.push(one) } }),
    });
    const cases = found.map((one) => ({ ...one, command: caseCommand(report, one.disagreement) }));
    writeFileSync(files.json, renderJson(report));
    if (evidence !== undefined) writePack(evidence.folder, cases);
    const forms = { ...where, links: links(report.policy.path), disagreements: worst.list(), cases };
    return { report, files: { ...files, ...(await writeForms(report, forms)) } };
  } finally {
    lines.end();
    await finished(lines);
    if (evidence !== undefined) {
      mkdirSync(evidence.folder, { recursive: true });
      copyFileSync(files.disagreements, join(evidence.folder, 'disagreements.jsonl'));
    }
  }
}

/** Writes cases and their page into a folder. */
export function writePack(folder: string, cases: readonly PackedCase[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { path, content } of packFiles(cases)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function filesIn(out: string): Pick<RunFiles, 'json' | 'disagreements'> {
  return { json: join(out, 'report.json'), disagreements: join(out, 'disagreements.jsonl') };
}

/** As many changed answers as a page carries, the worst; memory stays bounded however many there are. */
class Worst {
  private kept: Disagreement[] = [];

  add(disagreement: Disagreement): void {
    this.kept.push(disagreement);
    if (this.kept.length >= 2 * pageCases) this.kept = [...this.list()];
  }

  list(): readonly Disagreement[] {
    return this.kept.toSorted((one, other) => other.severity - one.severity).slice(0, pageCases);
  }
}

type Forms = Pick<RunRequest, 'out' | 'html' | 'links'> & {
  readonly house: Pick<House, 'pageEntry'>;
  /** Absent: those that the report lists. */
  readonly disagreements?: readonly Disagreement[];
  /** Absent: no case is shown with its input. */
  readonly cases?: readonly ShownCase[];
};

/** Writes what others read instead of the report. */
export async function writeForms(
  report: Report,
  { out, html, house, ...extras }: Forms,
): Promise<Omit<RunFiles, 'json' | 'disagreements'>> {
  const { links } = extras;
  const write = (name: string, text: string): string => {
    const file = join(out, name);
    writeFileSync(file, text);
    return file;
  };
  const statement = renderStatement(report, links);
  return {
    comment: write('comment.md', renderComment(report, links)),
    junit: write('junit.xml', renderJunit(report)),
    html: html ? write('report.html', await renderPage(house, report, extras)) : null,
    statement: statement === null ? null : write('report.intoto.json', statement),
  };
}

/** The gate's request without its witness: also what `validate` works with. */
export function gateRequest(
  request: Omit<RunRequest, 'out' | 'html' | 'links'>,
  house: House,
  text: string,
): Omit<GateRequest, 'witness'> {
  const { policy, directory, scratch, only, timeoutMs, today, progress, nativeDir, signal } = request;
  return {
    kinds: house.kinds,
    policy: { text, path: policy },
    directory,
    scratch,
    only,
    workerEntry: house.workerEntry,
    findEngine: (runtime) => findEngine(runtime, { house, nativeDir, progress }),
    ...cachesOf(request, house),
    env: house.env,
    timeoutMs,
    version: house.version,
    today,
    progress,
    ...(signal !== undefined && { signal }),
  };
}

/** What is fetched is kept in any case: for this run alone where nothing else is to be kept. */
function cachesOf(
  { scratch, cacheDir, cache = true }: Pick<RunRequest, 'scratch' | 'cacheDir' | 'cache'>,
  { toolCache }: House,
): Pick<GateRequest, 'cacheDir' | 'answersDir'> {
  if (!cache) return { cacheDir: join(scratch, 'sources') };
  const root = cacheDir ?? join(toolCache, 'compression-gate');
  return { cacheDir: join(root, 'sources'), answersDir: join(root, 'answers') };
}

/** The policy's text; a Fault when there is no such file. */
export async function readPolicyText({
  policy,
  directory,
}: Pick<RunRequest, 'policy' | 'directory'>): Promise<string> {
  try {
    return await readFile(resolve(directory, policy), 'utf8');
  } catch {
    throw fault('FILE_MISSING', { path: policy, what: 'policy' });
  }
}

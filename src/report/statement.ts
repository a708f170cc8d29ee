import type { Links } from '../core/links.js';
import type { Check, Report, ReportedModel } from '../core/report.js';
import { subject } from './subject.js';

/**
 * The report as an in-toto Statement v1 with a test-result predicate v0.1 (in-toto attestation framework),
 * for `actions/attest` and the like. Its subjects are the compressed models; null where none has a digest, because
 * a statement without a subject says nothing.
 */
export function renderStatement(report: Report, { runUrl }: Pick<Links, 'runUrl'>): string | null {
  const pairs = [report.models, ...report.taskModels];
  const subjects = artifacts(pairs.map(({ compressed }) => compressed));
  if (subjects.length === 0) return null;
  const { path, sha256 } = report.policy;
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: subjects,
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: {
      result: resultOf(report),
      configuration: [
        { name: path, digest: { sha256 } },
        ...artifacts([
          ...pairs.map(({ baseline }) => baseline),
          ...(report.judges ?? []).map(({ model }) => model),
        ]),
      ],
      ...(runUrl !== null && { url: runUrl }),
      ...testsOf(report),
    },
  };
  return `${JSON.stringify(statement, null, 2)}\n`;
}

interface Artifact {
  readonly name: string;
  readonly digest: { readonly sha256: string };
}

/** Each model once; one that could not be read has no digest. */
function artifacts(models: readonly ReportedModel[]): Artifact[] {
  const known = models.filter(({ sha256 }) => sha256 !== '');
  const unique = new Map(known.map((model) => [JSON.stringify([model.source, model.sha256]), model]));
  return [...unique.values()].map(({ source, sha256 }) => ({ name: source, digest: { sha256 } }));
}

/** A pass with undecided checks, which the policy allows, is one with warnings. */
function resultOf({ verdict, partial, checks }: Report): 'PASSED' | 'WARNED' | 'FAILED' {
  if (verdict !== 'pass' || partial) return 'FAILED';
  return checks.some((check) => check.judged && check.outcome !== 'pass') ? 'WARNED' : 'PASSED';
}

function testsOf({ checks, policy }: Report): {
  readonly [list in 'passedTests' | 'warnedTests' | 'failedTests']: readonly string[];
} {
  const isAllowed = ({ outcome }: Check): boolean =>
    outcome === 'inconclusive' && policy.onInconclusive === 'allow';
  const named = (test: (check: Check) => boolean): string[] =>
    checks.filter(test).map((check) => `${subject(check)}: ${check.limit.name}`);
  return {
    passedTests: named((check) => check.judged && check.outcome === 'pass'),
    warnedTests: named((check) => !check.judged || isAllowed(check)),
    failedTests: named((check) => check.judged && check.outcome !== 'pass' && !isAllowed(check)),
  };
}

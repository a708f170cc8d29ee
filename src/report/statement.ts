import type { Check, Report } from '../core/report.js';
import { subject } from './subject.js';

/**
 * The report as an in-toto Statement v1 with a test-result predicate v0.1 (in-toto attestation framework),
 * for `actions/attest` and the like. The subject is the compressed model.
 */
export function renderStatement(report: Report): string {
  const { models, policy } = report;
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: models.compressed.source, digest: { sha256: models.compressed.sha256 } }],
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: {
      result: report.verdict === 'pass' && !report.partial ? 'PASSED' : 'FAILED',
      configuration: [
        { name: policy.path, digest: { sha256: policy.sha256 } },
        { name: models.baseline.source, digest: { sha256: models.baseline.sha256 } },
      ],
      passedTests: named(report, (check) => check.judged && check.outcome === 'pass'),
      warnedTests: named(report, (check) => !check.judged),
      failedTests: named(report, (check) => check.judged && check.outcome !== 'pass'),
    },
  };
  return `${JSON.stringify(statement, null, 2)}\n`;
}

function named(report: Report, test: (check: Check) => boolean): string[] {
  return report.checks.filter(test).map((check) => `${subject(check)}: ${check.limit.name}`);
}

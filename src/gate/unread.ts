import type { Finding } from '../core/fault.js';
import type { Report } from '../core/report.js';
import { describeMachine } from './machine.js';
import type { GateRequest } from './request.js';

const unknownModel = { sha256: '', bytes: 0, source: 'unknown', methods: [] };

/** The report where nothing is known of the evaluation, not even its policy: invalid, with the reasons. */
export function unread(
  { version, today }: Pick<GateRequest, 'version' | 'today'>,
  findings: readonly Finding[],
): Report {
  const { node, platform, arch } = describeMachine();
  return {
    format: 1,
    tool: { name: 'compression-gate', version },
    verdict: 'invalid',
    partial: false,
    coverage: { planned: 0, measured: 0, spared: 0, faulty: 0 },
    checks: [],
    tasks: [],
    disagreements: [],
    models: { baseline: unknownModel, compressed: unknownModel },
    taskModels: [],
    cost: { size: 0, latency: {} },
    targets: {},
    noiseFloor: [],
    policy: {
      sha256: '',
      path: '',
      seed: 0,
      onInconclusive: 'block',
      loosened: [],
      waivers: [],
      exemptions: [],
    },
    readings: [],
    findings,
    diagnosis: null,
    today,
    environment: { node, platform, arch },
  };
}

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Fault } from '../src/core/fault.js';
import { parseShard } from '../src/core/plan.js';
import { readInputs } from '../src/github/inputs.js';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'examples/workflows');

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string | boolean>>;
}

interface Job {
  readonly needs?: string;
  readonly 'timeout-minutes'?: number;
  readonly strategy?: {
    readonly 'fail-fast': boolean;
    readonly matrix: {
      readonly shard: readonly string[];
      readonly include?: readonly { readonly target: string; readonly machine: string }[];
    };
  };
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

function read(path: string): unknown {
  return parse(readFileSync(path, 'utf8'), { strict: true, uniqueKeys: true });
}

const action = read(join(root, 'action.yml')) as { inputs: object; outputs: object }; // the file of this repository
const workflows = readdirSync(folder).map((name) => ({
  name,
  workflow: read(join(folder, name)) as Workflow, // every use below is an assertion on it
}));

const isOurs = ({ uses }: Step): boolean => uses?.startsWith('OWNER/compression-gate@') === true;

function ours({ jobs }: Workflow): readonly Step[] {
  return Object.values(jobs).flatMap((job) => job.steps.filter(isOurs));
}

/** The inputs as the runner would set them, with the first value of a matrix. */
function environment(step: Step): Record<string, string> {
  const given = Object.entries(step.with ?? {});
  return Object.fromEntries(
    given.map(([name, value]) => [
      `INPUT_${name.toUpperCase()}`,
      String(value).replace(/\$\{\{.*\}\}/, '1/4'),
    ]),
  );
}

function refusals(step: Step): readonly string[] {
  try {
    readInputs(environment(step));
    return [];
  } catch (error) {
    if (error instanceof Fault) return error.findings.map(({ code }) => code);
    throw error;
  }
}

describe.each(workflows)('the workflow $name', ({ workflow }) => {
  it('uses the action with inputs that it has and takes together', () => {
    expect(ours(workflow).length).toBeGreaterThan(1);
    for (const step of ours(workflow)) {
      expect(Object.keys(step.with ?? {}).filter((name) => !(name in action.inputs))).toEqual([]);
      expect(refusals(step)).toEqual([]);
    }
  });

  it('reads only outputs that the action has', () => {
    const found = [...JSON.stringify(workflow).matchAll(/steps\.gate\.outputs\.([\w-]+)/g)];
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(([, name]) => name === undefined || !(name in action.outputs))).toEqual([]);
  });

  it('says when it runs, what it may do and how long', () => {
    expect(workflow.on).toBeTruthy();
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeTypeOf('number');
  });

  it('waits for jobs that it has', () => {
    const needs = Object.values(workflow.jobs).flatMap((job) => job.needs ?? []);
    expect(needs.length).toBeGreaterThan(0);
    expect(needs.filter((name) => !(name in workflow.jobs))).toEqual([]);
  });
});

describe('the sharded workflow', () => {
  const { jobs } = read(join(folder, 'sharded.yml')) as Workflow; // as above

  it('evaluates every shard of one division, whatever becomes of the others', () => {
    const strategy = jobs['shard']?.strategy;
    expect(strategy?.['fail-fast']).toBe(false);
    const shards = strategy?.matrix.shard.map((text) => parseShard(text)) ?? [];
    expect(shards).toEqual([1, 2, 3, 4].map((index) => ({ index, of: 4 })));
  });

  it('merges the folder that the artifacts are downloaded to', () => {
    const [download, merge] = jobs['gate']?.steps ?? [];
    expect(download?.uses).toMatch(/^actions\/download-artifact@/);
    expect(merge?.with).toMatchObject({ command: 'merge', shards: download?.with?.['path'] });
    const upload = jobs['shard']?.steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
    const pattern = String(download?.with?.['pattern']).replace('*', '');
    expect(String(upload?.with?.['name']).startsWith(pattern)).toBe(true);
    expect(upload?.with?.['name']).toContain('${{'); // one artifact for each shard
  });
});

describe('the workflow of several targets', () => {
  const text = readFileSync(join(folder, 'targets.yml'), 'utf8');
  const { jobs } = read(join(folder, 'targets.yml')) as Workflow; // as above
  const targets = (jobs['record']?.strategy?.matrix.include ?? []).map(({ target }) => target);

  it('has every target that it records in the policy it shows, and no other', () => {
    const shown = [...text.matchAll(/^# +([\w-]+): \{ runtime: recording, path: recordings\/([\w-]+),/gm)];
    expect(shown.map(([, name]) => name)).toEqual(targets);
    expect(shown.map(([, , path]) => path)).toEqual(targets);
    expect(targets).toHaveLength(3);
  });

  it('records into the folders that the gate downloads', () => {
    const steps = jobs['record']?.steps ?? [];
    expect(steps.find(isOurs)?.with?.['out']).toBe('recordings/${{ matrix.target }}');
    const upload = steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'))?.with;
    const download = jobs['gate']?.steps.find(({ uses }) =>
      uses?.startsWith('actions/download-artifact@'),
    )?.with;
    expect([upload?.['path'], download?.['path'], download?.['merge-multiple']]).toEqual([
      'recordings',
      'recordings',
      true,
    ]);
    expect(String(upload?.['name']).startsWith(String(download?.['pattern']).replace('*', ''))).toBe(true);
  });
});

describe('the deploy workflow', () => {
  const { jobs } = read(join(folder, 'deploy.yml')) as Workflow; // as above
  const steps = jobs['deploy']?.steps ?? [];
  const attest = steps.findIndex(({ uses }) => uses?.startsWith('actions/attest@'));

  it('verifies the very file that it attests, before', () => {
    const verify = steps.findIndex(isOurs);
    expect(verify).toBeGreaterThan(-1);
    expect(verify).toBeLessThan(attest);
    expect(steps[verify]?.with?.['command']).toBe('verify');
    expect(steps[attest]?.with?.['subject-path']).toBe(steps[verify]?.with?.['model']);
  });

  it('attests the predicate of the statement, by its type', () => {
    expect(steps[attest]?.with).toMatchObject({
      'predicate-type': 'https://in-toto.io/attestation/test-result/v0.1',
      'predicate-path': 'gate/predicate.json',
    });
    const made = steps.slice(0, attest).map(({ run }) => run);
    expect(made).toContain('jq .predicate gate/report.intoto.json > gate/predicate.json');
    expect(jobs['deploy']?.permissions).toMatchObject({ 'id-token': 'write', attestations: 'write' });
  });
});

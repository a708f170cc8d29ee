import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
}

interface Workflow {
  readonly on: unknown;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { 'runs-on'?: string; 'timeout-minutes'?: number; steps: readonly Step[] }>
  >;
}

interface Action {
  readonly inputs: Readonly<Record<string, { description?: string; required?: boolean }>>;
  readonly outputs: Readonly<Record<string, { description?: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
}

function read(path: string): unknown {
  return parse(readFileSync(join(root, path), 'utf8'), { strict: true, uniqueKeys: true });
}

const action = read('action.yml') as Action; // every use below is an assertion on it
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>; // our own file
};
const workflows = readdirSync(join(root, '.github/workflows')).map((name) => ({
  name,
  workflow: read(`.github/workflows/${name}`) as Workflow, // every use below is an assertion on it
}));

function stepsOf({ jobs }: Workflow): readonly Step[] {
  return Object.values(jobs).flatMap((job) => job.steps);
}

describe.each(workflows)('workflow $name', ({ workflow }) => {
  it('says when it runs and what it may do', () => {
    expect(workflow.on).toBeTruthy();
    expect(workflow.permissions?.contents).toBe('read');
  });

  it('bounds every job, and every step does one thing', () => {
    for (const job of Object.values(workflow.jobs)) {
      expect(job['runs-on']).toBeTypeOf('string');
      expect(job['timeout-minutes']).toBeTypeOf('number');
      expect(job.steps.filter((step) => (step.uses === undefined) === (step.run === undefined))).toEqual([]);
    }
  });

  it('calls only scripts that exist', () => {
    const called = stepsOf(workflow).flatMap(({ run }) => [...(run ?? '').matchAll(/npm run ([\w:-]+)/g)]);
    expect(called.map(([, name]) => name).filter((name) => name === undefined || !(name in scripts))).toEqual(
      [],
    );
  });

  it('gives the action only inputs it has, and files that exist', () => {
    for (const step of stepsOf(workflow).filter(({ uses }) => uses === './')) {
      expect(Object.keys(step.with ?? {}).filter((name) => !(name in action.inputs))).toEqual([]);
      const directory = String(step.with?.['working-directory'] ?? '.');
      expect(existsSync(join(root, directory, String(step.with?.policy)))).toBe(true);
    }
  });

  it('reads only outputs that the action has', () => {
    const read = JSON.stringify(workflow).matchAll(/steps\.gate\.outputs\.([\w-]+)/g);
    expect(
      [...read].map(([, name]) => name).filter((name) => name === undefined || !(name in action.outputs)),
    ).toEqual([]);
  });
});

describe('action.yml', () => {
  it('starts a committed bundle on the runtime it was tested on', () => {
    expect(action.runs).toMatchObject({ using: 'node24', main: 'dist/action/index.js' });
    expect(existsSync(join(root, action.runs.main))).toBe(true);
  });

  it('describes every input and output, and requires none', () => {
    const all = [...Object.entries(action.inputs), ...Object.entries(action.outputs)];
    expect(all.filter(([, { description }]) => (description ?? '') === '').map(([name]) => name)).toEqual([]);
    expect(Object.values(action.inputs).filter(({ required }) => required === true)).toEqual([]);
  });
});

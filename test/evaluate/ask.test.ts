import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { takeCensus, timeWork } from '../../src/evaluate/ask.js';
import type { ChildOptions } from '../../src/evaluate/child.js';
import { Crew } from '../../src/evaluate/crew.js';
import type { InspectRequest } from '../../src/evaluate/protocol.js';
import { locate, plannedModel } from '../../src/gate/locate.js';
import { kinds } from '../../src/kinds.js';
import { readPolicy } from '../../src/policy/read.js';
import { dyingWorker, kindTask, modelPath, project, rows } from '../gate/kit.js';
import { prepared, request } from './kit.js';
import type { SourcePlaces } from '../../src/sources/places.js';

function placesIn(directory: string): SourcePlaces {
  return { directory, cacheDir: join(directory, '.cache'), env: {}, progress: () => undefined };
}

const root = join(import.meta.dirname, '../..');

async function inspection(folder: string): Promise<InspectRequest> {
  const policy = readPolicy(request(folder).policy, kinds);
  const [reference] = policy.targets;
  const files = await locate(policy, placesIn(folder), kinds);
  if (reference === undefined) throw new Error('one target');
  const tasks = files.flatMap((each) =>
    'models' in each
      ? [
          {
            task: each.task,
            path: each.path,
            names: each.names,
            models: {
              baseline: plannedModel(each.models.baseline),
              compressed: plannedModel(each.models.compressed),
            },
          },
        ]
      : [],
  );
  return { tasks, targets: policy.targets, reference };
}

function options(folder: string, entry = request(folder).workerEntry): ChildOptions {
  const engines = { native: root, wasm: root };
  return {
    entry,
    timeoutMs: 20_000,
    surroundings: { scratch: request(folder).scratch, directory: folder, engines },
  };
}

function crewOf(options: ChildOptions): Crew {
  const crew = new Crew(options);
  onTestFinished(() => {
    crew.dismiss();
  });
  return crew;
}

describe('a census', () => {
  it('tells size, fields, outputs and how they are read', async () => {
    const folder = project({
      compressed: 'heads',
      tasks: kindTask.replace('logits', '{ baseline: logits, compressed: kind }'),
    });
    const census = await takeCensus(crewOf(options(folder)), await inspection(folder));
    expect(census.tasks).toMatchObject([
      {
        task: 'kind',
        size: 64,
        fields: ['id', 'x', 'label'],
        groups: null,
        outputs: { baseline: ['logits'], compressed: ['kind', 'size'] },
        readings: {
          baseline: { output: 'logits', meaning: 'logits' },
          compressed: { output: 'kind', meaning: 'logits' },
        },
      },
    ]);
    expect(census.engines).toMatchObject([{ target: 'here', identity: { runtime: 'onnxruntime-node' } }]);
  });

  it.each([
    ['an output that is not there', 'output: logits', 'output: probabilities', 'OUTPUT_UNKNOWN'],
    ['a label that is not there', 'label: label', 'label: kind', 'FIELD_UNKNOWN'],
  ])('finds %s', async (_, from, to, code) => {
    const folder = project({ tasks: kindTask.replace(from, to) });
    const census = await takeCensus(crewOf(options(folder)), await inspection(folder));
    expect(census.tasks).toMatchObject([{ task: 'kind', problem: { code } }]);
  });

  it('finds data without samples', async () => {
    const folder = project({ data: [], tasks: kindTask.replace(', id: id', '') });
    const census = await takeCensus(crewOf(options(folder)), await inspection(folder));
    expect(census.tasks).toMatchObject([{ problem: { code: 'DATA_EMPTY' } }]);
  });

  it('that dies over one task says over which model, and looks at the next', async () => {
    const second = kindTask
      .replace('kind:', 'other:')
      .replace(
        'data:',
        'models: { baseline: { path: other.onnx }, compressed: { path: other.onnx, method: other } }\n    data:',
      );
    const folder = project({
      compressed: 'hang',
      data: rows(16).map((row) => ({ ...row, x: [1, 0, 0, 200] })),
      tasks: `${kindTask}${second}`,
    });
    copyFileSync(modelPath('linear'), join(folder, 'other.onnx'));
    const census = await takeCensus(
      crewOf({ ...options(folder), timeoutMs: 4000 }),
      await inspection(folder),
    );
    expect(census.tasks).toMatchObject([
      { task: 'kind', problem: { code: 'OPENING_TIMEOUT', data: { arm: 'compressed', seconds: 4 } } },
      { task: 'other', size: 16 },
    ]);
  });

  it('whose worker is killed while it opens a model names the model', async () => {
    const folder = project();
    const entry = dyingWorker(folder, { arm: 0, position: null, how: 'SIGSEGV' });
    const census = await takeCensus(crewOf(options(folder, entry)), await inspection(folder));
    expect(census.tasks).toMatchObject([
      { task: 'kind', problem: { code: 'OPENING_CRASHED', data: { arm: 'baseline', signal: 'SIGSEGV' } } },
    ]);
  });

  it('without a worker or an engine makes every task impossible, and does not throw', async () => {
    const folder = project();
    const [missing, empty] = [options(folder, join(folder, 'none.js')), options(folder)];
    const without = { ...empty, surroundings: { ...empty.surroundings, engines: { native: '/' } } };
    expect((await takeCensus(crewOf(missing), await inspection(folder))).tasks).toMatchObject([
      { task: 'kind', problem: { code: 'OPENING_CRASHED' } },
    ]);
    expect((await takeCensus(crewOf(without), await inspection(folder))).tasks).toMatchObject([
      { task: 'kind', problem: { code: 'ENGINE_UNUSABLE', data: { runtime: 'native' } } },
    ]);
  });
});

describe('the time of runs', () => {
  it('is one positive median per arm', async () => {
    const { crew, plan } = await prepared(project(), 8);
    onTestFinished(() => {
      crew.dismiss();
    });
    const medians = await timeWork(crew, plan.work);
    expect(medians).toHaveLength(2);
    expect(medians.every((median) => median > 0)).toBe(true);
  });

  it('is none when the worker dies, or the model does not run', async () => {
    const folder = project();
    const { crew, plan } = await prepared(folder, 8);
    onTestFinished(() => {
      crew.dismiss();
    });
    const entry = dyingWorker(folder, { arm: 1, position: null, how: 'SIGKILL' });
    expect(await timeWork(crewOf({ ...crew.options, entry }), plan.work)).toEqual([]);
    const [pass] = plan.work.passes;
    if (pass === undefined) throw new Error('one pass');
    const broken = { ...pass.models.compressed, file: { path: modelPath('fixed4'), external: [] } };
    const odd = { ...pass, batches: [4, 3], models: { ...pass.models, compressed: broken } };
    expect(await timeWork(crew, { ...plan.work, passes: [odd] })).toEqual([]);
  });
});

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepSessions, reasonOf } from '../../src/evaluate/sessions.js';
import { kinds } from '../../src/kinds.js';
import { modelPath, project } from '../gate/kit.js';
import { prepared } from './kit.js';

const root = join(import.meta.dirname, '../..');

async function arrange(engines: { native?: string } = { native: root }) {
  const { plan } = await prepared(project(), 8);
  const [arm, other] = plan.work.arms;
  const [pass] = plan.work.passes;
  if (arm === undefined || other === undefined || pass === undefined) throw new Error('two arms, one pass');
  const sessions = keepSessions(kinds, { scratch: root, directory: root, engines });
  return { arm, other, model: pass.models.baseline, sessions };
}

describe('sessions', () => {
  it('are opened once for each model on a target, and said to be', async () => {
    const { arm, model, sessions } = await arrange();
    const opened: string[] = [];
    const first = await sessions.open(arm, model, () => opened.push('first'));
    const second = await sessions.open(arm, model, () => opened.push('second'));
    expect(second).toBe(first);
    expect(opened).toEqual(['first']);
  });

  it('of a model that is refused are a fault without paths of this machine', async () => {
    const { arm, model, sessions } = await arrange();
    const refused = {
      ...model,
      source: 'models/new.onnx',
      file: { path: modelPath('opset99'), external: [] },
    };
    const thrown = await sessions.open(arm, refused, () => undefined).catch((error: unknown) => error);
    expect(thrown).toMatchObject({
      findings: [{ code: 'MODEL_REFUSED', data: { path: 'models/new.onnx', target: 'here' } }],
    });
    expect(JSON.stringify(thrown)).not.toContain(root);
  });

  it('of a folder know every file, its settings and its tokenizer', async () => {
    const { arm, model, sessions } = await arrange();
    const [linear, near] = ['linear', 'near'].map((name) => ({ path: modelPath(name), external: [] }));
    if (linear === undefined || near === undefined) throw new Error('two files');
    const parts = [
      { name: 'decoder', file: linear },
      { name: 'decoder-with-past', file: near },
    ] as const;
    const folder = { parts, config: { layers: 2 }, generation: {}, preprocessor: {}, tokenizer: null };
    const session = await sessions.open(arm, { ...model, file: { ...linear, folder } }, () => undefined);
    expect(session.outputs.map(({ name }) => name)).toEqual(['logits']);
    expect([...(session.folder?.parts.keys() ?? [])]).toEqual(['decoder', 'decoder-with-past']);
    expect(session.folder?.config).toEqual({ layers: 2 });
    await session.close();
  });

  it('of a folder name the file that is refused', async () => {
    const { arm, model, sessions } = await arrange();
    const file = { path: modelPath('opset99'), external: [] };
    const parts = [{ name: 'model', file }] as const;
    const folder = { parts, config: {}, generation: {}, preprocessor: {}, tokenizer: null };
    const thrown = sessions.open(
      arm,
      { ...model, source: 'models/gpt', file: { ...file, folder } },
      () => undefined,
    );
    await expect(thrown).rejects.toMatchObject({
      findings: [{ code: 'MODEL_REFUSED', data: { path: 'models/gpt/opset99.onnx' } }],
    });
  });

  it('of an engine that is not there are a fault', async () => {
    const { arm, model, sessions } = await arrange({ native: '/' });
    const thrown = await Promise.resolve()
      .then(() => sessions.open(arm, model, () => undefined))
      .catch((error: unknown) => error);
    expect(thrown).toMatchObject({ findings: [{ code: 'ENGINE_UNUSABLE', data: { runtime: 'native' } }] });
  });
});

it('words are had from whatever was thrown', () => {
  expect([reasonOf(new Error('a')), reasonOf('b'), reasonOf(3), reasonOf(undefined)]).toEqual([
    'a',
    'b',
    '3',
    'undefined',
  ]);
});

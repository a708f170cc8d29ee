import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Fault } from '../../src/core/fault.js';
import { inputNames, readInputs } from '../../src/github/inputs.js';

function codes(env: Record<string, string>): readonly string[] {
  try {
    readInputs(env);
  } catch (error) {
    if (error instanceof Fault) return error.findings.map(({ code }) => code);
    throw error;
  }
  return [];
}

/** Codes with the names of the inputs they are about. */
function refusals(env: Record<string, string>): readonly string[] {
  try {
    readInputs(env);
  } catch (error) {
    if (error instanceof Fault)
      return error.findings.map(({ code, data }) => `${code} ${data['name'] as string}`);
    throw error;
  }
  return [];
}

describe('inputs', () => {
  it('have defaults where the workflow says nothing', () => {
    expect(readInputs({ PATH: '/bin' })).toEqual({
      command: 'run',
      policy: null,
      workingDirectory: '.',
      token: null,
      comment: 'always',
      commentKey: null,
      shard: null,
      shards: null,
      report: null,
      model: null,
      target: null,
      out: null,
      nativeDir: null,
      diagnose: false,
      warnOnly: false,
    });
  });

  it('are read as the runner writes them', () => {
    const env = {
      INPUT_POLICY: ' gate.yml ',
      'INPUT_WORKING-DIRECTORY': 'models',
      'INPUT_GITHUB-TOKEN': 'ghs_secret',
      INPUT_COMMENT: 'on-failure',
      'INPUT_COMMENT-KEY': 'arm64',
      'INPUT_NATIVE-DIR': '/opt/ort',
      'INPUT_WARN-ONLY': 'true',
      INPUT_REPORT: '',
    };
    expect(readInputs(env)).toEqual({
      command: 'run',
      policy: 'gate.yml',
      workingDirectory: 'models',
      token: 'ghs_secret',
      comment: 'on-failure',
      commentKey: 'arm64',
      shard: null,
      shards: null,
      report: null,
      model: null,
      target: null,
      out: null,
      nativeDir: '/opt/ort',
      diagnose: false,
      warnOnly: true,
    });
  });

  it.each([
    ['True', true],
    ['TRUE', true],
    ['false', false],
    ['FALSE', false],
    ['', false],
  ])('warn-only: %j is %j', (written, expected) => {
    expect(readInputs({ 'INPUT_WARN-ONLY': written }).warnOnly).toBe(expected);
  });

  it.each(['yes', '1', 'on', 'tRue', 'null'])('warn-only: %s is refused', (written) => {
    expect(codes({ 'INPUT_WARN-ONLY': written })).toEqual(['INPUT_INVALID']);
  });

  it.each([
    ['INPUT_COMMENT', 'alway'],
    ['INPUT_COMMENT', 'Always'],
    ['INPUT_COMMAND', 'runn'],
    ['INPUT_COMMENT-KEY', 'x'.repeat(201)],
    ['INPUT_COMMENT-KEY', 'a\nb'],
  ])('%s: %j is refused', (name, value) => {
    expect(codes({ [name]: value })).toEqual(['INPUT_INVALID']);
  });

  it('policy-base is not available yet', () => {
    expect(codes({ 'INPUT_POLICY-BASE': 'x' })).toEqual(['INPUT_NOT_YET']);
    expect(codes({ 'INPUT_POLICY-BASE': '' })).toEqual([]);
  });

  it('record needs to know what, where and how', () => {
    const all = { INPUT_COMMAND: 'record', INPUT_MODEL: 'm', INPUT_TARGET: 't', INPUT_OUT: 'o' };
    expect(codes(all)).toEqual([]);
    expect(codes({ ...all, INPUT_OUT: '' })).toEqual(['INPUT_NEEDED']);
    expect(codes({ ...all, INPUT_COMMENT: 'never' })).toEqual(['INPUT_UNUSED']);
    expect(codes({ INPUT_TARGET: 't' })).toEqual(['INPUT_UNUSED']);
  });

  it('a mistyped name is refused', () => {
    expect(codes({ INPUT_POLCY: 'gate.yml' })).toEqual(['INPUT_UNKNOWN']);
  });

  it.each([
    ['report', { INPUT_REPORT: 'r.json' }],
    ['merge', { INPUT_SHARDS: 'shards', INPUT_COMMENT: 'never', 'INPUT_COMMENT-KEY': 'k', 'INPUT_WARN-ONLY': 'true' }],
    ['verify', { INPUT_REPORT: 'r.json', INPUT_MODEL: 'm.onnx', INPUT_POLICY: 'p.yml' }],
    ['run', { INPUT_SHARD: '2/5', INPUT_POLICY: 'p.yml', 'INPUT_NATIVE-DIR': 'ort', 'INPUT_WARN-ONLY': 'true' }],
  ])('command: %s takes %j', (command, given) => {
    expect(readInputs({ INPUT_COMMAND: command, ...given }).command).toBe(command);
  }); // prettier-ignore

  it.each([
    ['report', ['report']],
    ['merge', ['shards']],
    ['verify', ['report', 'model']],
  ])('command: %s needs %j', (command, names) => {
    expect(refusals({ INPUT_COMMAND: command })).toEqual(names.map((name) => `INPUT_NEEDED ${name}`));
  });

  it.each([
    ['run', {}, ['shards', 'report', 'model']],
    ['report', { INPUT_REPORT: 'r' }, ['policy', 'shard', 'shards', 'model', 'native-dir', 'diagnose']],
    ['merge', { INPUT_SHARDS: 's' }, ['policy', 'shard', 'report', 'model', 'native-dir', 'diagnose']],
    [
      'verify',
      { INPUT_REPORT: 'r', INPUT_MODEL: 'm' },
      ['comment', 'comment-key', 'shard', 'shards', 'native-dir', 'warn-only'],
    ],
    ['run', { INPUT_SHARD: '1/2' }, ['comment', 'comment-key', 'diagnose']],
  ])('command: %s with %j does not take %j', (command, given, names) => {
    const values: Record<string, string> = {
      comment: 'never',
      shard: '1/2',
      'warn-only': 'true',
      diagnose: 'true',
    };
    const each = names.map((name) =>
      refusals({ INPUT_COMMAND: command, ...given, [`INPUT_${name.toUpperCase()}`]: values[name] ?? 'x' }),
    );
    expect(each).toEqual(names.map((name) => [`INPUT_UNUSED ${name}`]));
  });

  it.each([
    ['1/1', { index: 1, of: 1 }],
    ['2/5', { index: 2, of: 5 }],
    ['1000/1000', { index: 1000, of: 1000 }],
  ])('shard: %s is %j', (written, expected) => {
    expect(readInputs({ INPUT_SHARD: written }).shard).toEqual(expected);
  });

  it.each(['0/5', '6/5', '1/0', '5', '1/5/2', '-1/5', '1.5/2', 'a/b', '1 / 5', '1/1001', '１/２'])(
    'shard: %s is refused',
    (written) => {
      expect(codes({ INPUT_SHARD: written })).toEqual(['INPUT_INVALID']);
    },
  );

  it('everything wrong is said at once', () => {
    expect(
      codes({ INPUT_COMMENT: 'x', 'INPUT_WARN-ONLY': 'x', 'INPUT_POLICY-BASE': 'x', INPUT_FOO: 'x' }),
    ).toEqual(['INPUT_NOT_YET', 'INPUT_UNKNOWN', 'INPUT_INVALID', 'INPUT_INVALID']);
  });

  it('are those that action.yml describes', () => {
    const action = parse(readFileSync('action.yml', 'utf8')) as { inputs: object }; // the file of this repository
    expect(Object.keys(action.inputs).sort()).toEqual([...inputNames].sort());
  });
});

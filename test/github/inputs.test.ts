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

describe('inputs', () => {
  it('have defaults where the workflow says nothing', () => {
    expect(readInputs({ PATH: '/bin' })).toEqual({
      command: 'run',
      policy: '.github/compression-gate.yml',
      workingDirectory: '.',
      token: null,
      comment: 'always',
      commentKey: null,
      report: null,
      nativeDir: null,
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
      report: null,
      nativeDir: '/opt/ort',
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

  it.each(['POLICY-BASE', 'SHARD', 'SHARDS', 'MODEL', 'TARGET', 'OUT'])('%s is not available yet', (name) => {
    expect(codes({ [`INPUT_${name}`]: 'x' })).toEqual(['INPUT_NOT_YET']);
    expect(codes({ [`INPUT_${name}`]: '' })).toEqual([]);
  });

  it.each(['merge', 'record', 'verify'])('command: %s is not available yet', (command) => {
    expect(codes({ INPUT_COMMAND: command })).toEqual(['INPUT_NOT_YET']);
  });

  it('a mistyped name is refused', () => {
    expect(codes({ INPUT_POLCY: 'gate.yml' })).toEqual(['INPUT_UNKNOWN']);
  });

  it('command: report needs a report, and takes no policy', () => {
    expect(codes({ INPUT_COMMAND: 'report' })).toEqual(['INPUT_NEEDED']);
    expect(codes({ INPUT_COMMAND: 'report', INPUT_REPORT: 'r.json', INPUT_POLICY: 'p.yml' })).toEqual([
      'INPUT_UNUSED',
    ]);
    expect(readInputs({ INPUT_COMMAND: 'report', INPUT_REPORT: 'r.json' }).report).toBe('r.json');
  });

  it('command: run takes no report', () => {
    expect(codes({ INPUT_REPORT: 'r.json' })).toEqual(['INPUT_UNUSED']);
  });

  it('everything wrong is said at once', () => {
    expect(codes({ INPUT_COMMENT: 'x', 'INPUT_WARN-ONLY': 'x', INPUT_SHARD: '1/2', INPUT_FOO: 'x' })).toEqual(
      ['INPUT_NOT_YET', 'INPUT_UNKNOWN', 'INPUT_INVALID', 'INPUT_INVALID'],
    );
  });

  it('are those that action.yml describes', () => {
    const action = parse(readFileSync('action.yml', 'utf8')) as { inputs: object }; // the file of this repository
    expect(Object.keys(action.inputs).sort()).toEqual([...inputNames].sort());
  });
});

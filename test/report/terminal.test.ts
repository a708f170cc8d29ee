import { describe, expect, test } from 'vitest';
import { renderText } from '../../src/report/terminal.js';
import { fixture, names } from './fixtures.js';
import { check, passing, report } from './make.js';

const last = (text: string): readonly string[] => text.trimEnd().split('\n').slice(-2);

describe('the last two lines', () => {
  test('are the worst check’s sentence and the verdict', () => {
    expect(last(renderText(fixture('fail')))).toEqual([
      '212 of 4000 answers changed (5.30%), limit 5.00%',
      'verdict: fail',
    ]);
  });

  test('say when the run was narrowed', () => {
    expect(last(renderText(fixture('partial')))).toEqual([
      '56 of 4000 answers changed (1.40%), limit 2.00%',
      'verdict: pass (partial)',
    ]);
  });

  test('are there without any check', () => {
    expect(last(renderText(fixture('nothing')))).toEqual(['no check was made', 'verdict: invalid']);
  });

  test.each(names)('of %s are two lines and no more', (name) => {
    const [sentence = '', verdict] = last(renderText(fixture(name)));
    expect(sentence).not.toBe('');
    expect(verdict).toBe(`verdict: ${fixture(name).verdict}${fixture(name).partial ? ' (partial)' : ''}`);
  });
});

describe('the table', () => {
  test('has a line for every check, judged or not', () => {
    const checks = [
      check(),
      passing({ level: 'clean' }),
      passing({ slice: { field: 'kind', value: 'Hat' }, judged: false }),
    ];
    const lines = renderText(report({ checks })).split('\n');
    expect(lines.filter((line) => /^(FAIL|pass|not judged) /.test(line))).toEqual([
      'FAIL        garment  high             native  disagreement  5.30%     5.00%  4,000',
      'pass        garment  clean            native  disagreement  1.00%     5.00%  4,000',
      'not judged  garment  high   kind=Hat  native  disagreement  1.00%     5.00%  4,000'.replace(
        'high   kind',
        'high   kind',
      ),
    ]);
  });

  test('is coloured only when asked, without moving a column', () => {
    const plain = renderText(fixture('fail'));
    const coloured = renderText(fixture('fail'), { colour: true });
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(plain);
    expect(coloured).not.toBe(plain);
  });

  test('lets no name move the cursor', () => {
    expect(renderText(report({ checks: [check({ task: '\u001b[2Jx' })] }))).not.toMatch(/\u001b/);
  });
});

test('outputs, exemptions and findings are told', () => {
  const text = renderText(fixture('targets'));
  expect(text).toContain('garment: answers are read from logits');
  expect(text).toContain(
    'exemption: pruned is accepted without noise: the sensor is simulated; see docs/sensor.md',
  );
  expect(renderText(fixture('invalid'))).toContain('the compressed model was given up after 3 crashes');
});

test('each check that does not pass is told with its place, and what to do where no limit can mend it', () => {
  const dead = check({
    level: 'low',
    outcome: 'invalid',
    measured: null,
    finding: { code: 'NOT_MEASURED', data: { reason: 'no data' } },
  });
  const text = renderText(report({ checks: [check(), passing({ level: 'clean' }), dead] }));
  expect(text.split('\n').filter((line) => line.startsWith('gate.yml:'))).toEqual([
    'gate.yml:47:36: garment at high: 212 of 4000 answers changed (5.30%), limit 5.00%',
    'gate.yml:47:36: garment at low: could not be measured: no result: no data. Mend the cause and run again: a check without a result never counts as passed.',
  ]);
});

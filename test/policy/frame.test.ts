import { describe, expect, it } from 'vitest';
import { frame } from '../../src/policy/frame.js';

const text = 'tasks:\n  shoes:\n    kind: x\n';

describe('frame', () => {
  it('shows the line, the one before, and a mark under the column', () => {
    expect(frame(text, { file: 'p', line: 3, column: 11 })).toBe(
      ['  2 |   shoes:', '  3 |     kind: x', '    |           ^'].join('\n'),
    );
  });

  it('shows a first line alone', () => {
    expect(frame(text, { file: 'p', line: 1, column: 1 })).toBe('  1 | tasks:\n    | ^');
  });

  it('keeps tabs, so that the mark stands under its column', () => {
    expect(frame('\ta: b', { file: 'p', line: 1, column: 5 })).toBe('  1 | \ta: b\n    | \t   ^');
  });

  it('cuts long lines around the column', () => {
    const [shown = '', mark = ''] = frame(`${'x'.repeat(500)}!${'x'.repeat(500)}`, {
      file: 'p',
      line: 1,
      column: 501,
    }).split('\n');
    expect(shown.length).toBeLessThan(110);
    expect(shown[mark.indexOf('^')]).toBe('!');
  });

  it('shows control characters as dots', () => {
    expect(frame('a\u001b[31m', { file: 'p', line: 1, column: 1 })).toBe('  1 | a·[31m\n    | ^');
  });

  it('is empty for a line that is not there', () => {
    expect(frame(text, { file: 'p', line: 9, column: 1 })).toBe('');
  });
});

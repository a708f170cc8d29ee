import { describe, expect, it } from 'vitest';
import { progressTo } from '../../src/cli/progress.js';

function told(isTTY: boolean, lines: readonly string[]): string {
  let text = '';
  const progress = progressTo({ write: (words) => (text += words), isTTY });
  for (const line of lines) progress.tell(line);
  progress.end();
  progress.end();
  return text;
}

describe('progress', () => {
  it('in a log is plain lines', () => {
    expect(told(false, ['one', 'two'])).toBe('one\ntwo\n');
  });

  it('on a terminal is one line, which ends once', () => {
    expect(told(true, ['one', 'two'])).toBe('\r\u001B[2Kone\r\u001B[2Ktwo\n');
  });

  it('that never began ends with nothing', () => {
    expect(told(true, [])).toBe('');
    expect(told(false, [])).toBe('');
  });
});

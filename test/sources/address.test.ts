import { describe, expect, it } from 'vitest';
import { parseAddress, printAddress, refusal } from '../../src/sources/address.js';

describe('addresses that may be asked', () => {
  it.each([
    'https://example.org/a',
    'http://127.0.0.1:80/a',
    'http://127.200.3.4/a',
    'http://localhost/a',
    'http://[::1]:8080/a',
    'http://2130706433/a', // 127.0.0.1 as one number, which URL normalizes
  ])('%s', (text) => {
    expect(refusal(new URL(text))).toBeUndefined();
  });

  it.each([
    'http://example.org/a',
    'http://127.0.0.1.example.org/a',
    'http://localhost.example.org/a',
    'http://[::2]/a',
    'ftp://127.0.0.1/a',
    'file:///etc/passwd',
    'data:,x',
    'https://me@example.org/a',
    'https://:secret@example.org/a',
  ])('not %s', (text) => {
    expect(refusal(new URL(text))).toBeDefined();
  });
});

describe('redirects', () => {
  it('from https lead to https only, not even to the loopback', () => {
    const from = new URL('https://example.org/');
    expect(refusal(new URL('http://127.0.0.1/a'), from)).toBe('is not https');
    expect(refusal(new URL('https://127.0.0.1/a'), from)).toBeUndefined();
  });

  it('from the loopback may lead to it again', () => {
    expect(refusal(new URL('http://127.0.0.1/a'), new URL('http://localhost/'))).toBeUndefined();
  });
});

describe('addresses in messages', () => {
  it('are shown without their query, which may hold a signature', () => {
    expect(printAddress(new URL('https://a.org/b/c?sig=secret#x'))).toBe('https://a.org/b/c');
  });

  it('are read relative to another one', () => {
    expect(parseAddress('../c', new URL('https://a.org/b/d/e'))?.href).toBe('https://a.org/b/c');
    expect(parseAddress('no address')).toBeUndefined();
  });
});

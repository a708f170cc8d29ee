import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capped, code, entities, link, plain, prose, visible } from '../../src/report/escape.js';

describe('code', () => {
  test('turns every ASCII punctuation mark into a numeric entity', () => {
    expect(code('a|b`c<d>&@#')).toBe('<code>a&#124;b&#96;c&#60;d&#62;&#38;&#64;&#35;</code>');
  });

  test('shows characters that reorder or hide text', () => {
    expect(code('\u202Eexe')).toBe('<code>⟨U&#43;202E⟩exe</code>');
  });

  test('shows a name of nothing but spaces in quotes', () => {
    expect(code(' ')).toBe('<code>&#34; &#34;</code>');
  });

  test('lets no name hold a mark, a line break or a hidden character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        const inside = code(name).slice('<code>'.length, -'</code>'.length);
        expect(inside.replace(/&#\d+;/g, '')).not.toMatch(/[!-/:-@[-`{-~\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });
});

describe('capped', () => {
  test('keeps what is short enough', () => {
    expect(capped('abc', 3)).toBe('abc');
  });

  test('never cuts a surrogate pair', () => {
    expect(capped('😀😀😀😀', 3)).toBe('😀😀…');
  });

  test('counts code points, not code units', () => {
    expect(capped('😀😀😀', 3)).toBe('😀😀😀');
  });
});

describe('prose', () => {
  test('makes code of mentions, references and addresses, which escaping alone leaves alive', () => {
    expect(prose('ask @octocat, fixes #1 at https://x.example')).toBe(
      'ask <code>&#64;octocat&#44;</code> fixes <code>&#35;1</code> at <code>https&#58;&#47;&#47;x&#46;example</code>',
    );
  });

  test('makes code of back-ticked spans and reads plainly otherwise', () => {
    expect(prose('set `lfs: true` (or not), 5.00%')).toBe('set <code>lfs&#58; true</code> (or not), 5.00%');
  });

  test('leaves no HTML and no table cell open', () => {
    expect(prose('</td> | *x*')).toBe('&#60;/td&#62; &#124; &#42;x&#42;');
  });
});

describe('link', () => {
  test('links to http and https', () => {
    expect(link('run', 'https://github.com/a/b')).toBe('[run](https://github.com/a/b)');
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'https:// x', `https://x/${'y'.repeat(3000)}`, null])(
    'leaves the bare text for %s',
    (url) => {
      expect(link('run', url)).toBe('run');
    },
  );

  test('encodes what would end the address', () => {
    expect(link('run', 'https://x.example/a(b)|c d<e>`')).toBe(
      '[run](https://x.example/a%28b%29%7Cc%20d%3Ce%3E%60)',
    );
  });
});

test('plain leaves versions and features as they are and makes code of anything else', () => {
  expect(['1.30.0', 'x64', 'onnxruntime-node', 'GH-1', 'www.x', '@a'].map(plain)).toEqual([
    '1.30.0',
    'x64',
    'onnxruntime-node',
    '<code>GH&#45;1</code>',
    '<code>www&#46;x</code>',
    '<code>&#64;a</code>',
  ]);
});

test('visible writes out control, bidi, zero-width and lone surrogate characters', () => {
  expect(visible('a\nb\u200Bc\uD800')).toBe('a⟨U+000A⟩b⟨U+200B⟩c⟨U+D800⟩');
});

test('entities leaves letters of any script', () => {
  expect(entities('é-日')).toBe('é&#45;日');
});

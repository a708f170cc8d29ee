import { capped, visible } from '../escape.js';

/** Finished HTML; plain strings are text and get escaped. */
export interface Markup {
  readonly html: string;
}

export type Content = Markup | string | number | null | readonly Content[];

/** Names of attributes are ours; their values are text. `true` is an attribute without a value, `null` is none. */
export type Attributes = { readonly [name: string]: string | number | boolean | null };

const voids = new Set(['meta', 'input', 'br', 'img']);

/** An element; every string in it is text, whoever wrote it. */
export function element(name: string, attributes: Attributes, ...content: readonly Content[]): Markup {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === null || value === false
      ? []
      : [value === true ? ` ${key}` : ` ${key}="${escaped(String(value))}"`],
  );
  const open = `<${name}${written.join('')}>`;
  return { html: voids.has(name) ? open : `${open}${render(content)}</${name}>` };
}

export function render(content: Content): string {
  if (content === null) return '';
  if (typeof content === 'string') return escaped(content);
  if (typeof content === 'number') return String(content);
  return 'html' in content ? content.html : content.map(render).join('');
}

/** A name that others chose (model, task, label, file, sample), visible and short. */
export function name(text: string, length = 80): Markup {
  return element('code', {}, nameText(text, length));
}

/** The same as text, for charts and attributes. */
export function nameText(text: string, length = 80): string {
  const shown = visible(capped(text, length));
  return shown.trim() === '' ? `"${shown}"` : shown;
}

/** A sentence of ours with names in back-ticks. */
export function sentenceOf(text: string): Content {
  const parts = visible(capped(text, 1200)).split(/`([^`]+)`/u);
  return parts.map((part, index) => (index % 2 === 1 ? element('code', {}, part) : part));
}

export function table(
  caption: Content,
  head: readonly Content[],
  rows: readonly (readonly Content[])[],
  attributes: Attributes = {},
): Markup {
  return element(
    'div',
    { class: 'wide', tabindex: 0, role: 'group', 'aria-label': textOf(caption) },
    element(
      'table',
      attributes,
      element('caption', {}, caption),
      element('thead', {}, element('tr', {}, ...head.map((cell) => element('th', { scope: 'col' }, cell)))),
      element(
        'tbody',
        {},
        ...rows.map(([first = '', ...rest]) =>
          element(
            'tr',
            {},
            element('th', { scope: 'row' }, first),
            ...rest.map((cell) => element('td', {}, cell)),
          ),
        ),
      ),
    ),
  );
}

/** A part of the page with a heading that can be linked to; null where it has nothing to show. */
export function section(id: string, title: string, content: Content): Markup {
  return element(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    element('h2', { id: `${id}-title` }, title),
    content,
  );
}

function textOf(content: Content): string {
  return render(content)
    .replace(/<[^>]*>/gu, '')
    .replace(/&(lt|gt|amp|quot|#39);/gu, (_, entity: string) => entities[entity] ?? '');
}

const entities: { readonly [entity: string]: string } = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

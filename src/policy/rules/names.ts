import { finding, type Finding } from '../../core/fault.js';
import type { Draft } from '../draft.js';
import { at, entriesOf, type Entry } from '../written.js';

const maxLength = 100;

/** Names of tasks and noise levels: they are printed in tables and file names, and `clean` is taken. */
export function nameFindings({ root }: Draft): readonly Finding[] {
  const noise = entriesOf(at(root, 'noise'));
  const reserved = noise.filter(({ key }) => key === 'clean');
  return [
    ...entriesOf(at(root, 'tasks')).flatMap((entry) => badName(entry, 'a task')),
    ...noise.flatMap((entry) => badName(entry, 'a noise level')),
    ...noise
      .filter(({ key }) => key.startsWith('every '))
      .map(({ key, at: spot }) =>
        finding(
          'BAD_NAME',
          {
            name: key.slice(0, maxLength),
            what: 'a noise level',
            expected: 'a name that does not begin with `every `: limits over several levels are called so',
          },
          spot.place,
          spot.through,
        ),
      ),
    ...reserved.map(({ at: spot }) => finding('NOISE_RESERVED', {}, spot.place, spot.through)),
  ];
}

function badName({ key, at: spot }: Entry, what: string): readonly Finding[] {
  const isPrintable = !/\p{Cc}/u.test(key) && key.trim() === key && key !== '';
  if (isPrintable && key.length <= maxLength && key !== '__proto__') return [];
  const expected = `1 to ${maxLength} printable characters without spaces at the ends, and not \`__proto__\``;
  return [finding('BAD_NAME', { name: key.slice(0, maxLength), what, expected }, spot.place, spot.through)];
}

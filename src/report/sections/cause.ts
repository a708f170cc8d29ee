import { caseSentences, causeOf, conspicuous, fall, growth } from '../diagnosis.js';
import { code } from '../escape.js';
import { details, fence } from '../markdown.js';
import { plural } from '../numbers.js';
import { markdownSubject } from '../subject.js';
import type { Section } from '../view.js';

/** Names shown of a remedy of many layers. */
const most = 8;

/** The layers whose putting back to float was measured to help; without such a measurement nothing is said. */
export const cause: Section = ({ report }) => {
  const { diagnosis } = report;
  const found = diagnosis && causeOf(diagnosis);
  if (diagnosis === null || found === null) return null;
  const names = found.layers.slice(0, most).map((name) => code(name));
  const more = found.layers.length - names.length;
  const list = `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const these = found.layers.length === 1 ? 'this one layer' : `these ${found.layers.length} layers`;
  const enough = diagnosis.remedy === null ? ', which is still over the limit,' : '';
  const measured = `With ${these} put back to float, ${markdownSubject(diagnosis.check)} ${fall(diagnosis, found)}${enough} and the file ${growth(found)} (measured on the same inputs in this run).`;
  const why = found.layers.flatMap((name) => {
    const layer = diagnosis.layers.find((each) => each.name === name);
    const said = layer === undefined ? '' : conspicuous(layer);
    return said === '' ? [] : [`- ${code(name)}: ${said}`];
  });
  const exclude =
    diagnosis.nodesToExclude.length === 0
      ? []
      : [fence('python', `nodes_to_exclude = ${listed(diagnosis.nodesToExclude)}`)];
  const summary = `Likely ${plural(found.layers.length, 'cause', 'causes')}: ${list}`;
  return details(
    summary,
    [measured, why.slice(0, most).join('\n'), caseSentences(diagnosis, code).join(' '), ...exclude]
      .filter((part) => part !== '')
      .join('\n\n'),
  );
};

/** In a code block: whatever could mean something to Markdown or HTML is written by its number. */
function listed(names: readonly string[]): string {
  const number = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(names).replace(/[^\w "\\[\],./:;()-]/gu, number);
}

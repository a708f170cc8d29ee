import { LineCounter, parseDocument, type Document } from 'yaml';
import { Fault, finding, type Finding } from '../core/fault.js';
import type { Place } from '../core/place.js';
import { readTree } from './tree.js';
import type { WrittenMap } from './written.js';

export interface Parsed {
  readonly root: WrittenMap;
  /** Problems that leave the rest readable (a key written twice). */
  readonly findings: readonly Finding[];
}

/** Far above any policy; keeps hostile files from the YAML parser's recursion, which ends the process. */
const maxBytes = 262_144;
const maxOpen = 200;

/** Text of a policy to its tree; throws a Fault with every syntax error when there is no tree to speak of. */
export function parsePolicy(text: string, file: string): Parsed {
  const start: Place = { file, line: 1, column: 1 };
  if (text.length > maxBytes || isTooDeep(text)) throw new Fault(finding('POLICY_TOO_LARGE', {}, start));
  const counter = new LineCounter();
  const placeOf = (offset: number): Place => {
    const { line, col } = counter.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const document = parse(text, counter, start);
  const broken = syntaxFindings(document, placeOf);
  if (broken.length > 0) throw new Fault(broken);
  const { root, findings } = readTree(document, placeOf);
  if (root?.is !== 'map') throw new Fault([...findings, finding('POLICY_EMPTY', {}, root?.place ?? start)]);
  return { root, findings };
}

function isTooDeep(text: string): boolean {
  let open = 0;
  for (const character of text) {
    if (character === '[' || character === '{') open += 1;
    if ((character === ']' || character === '}') && open > 0) open -= 1;
    if (open > maxOpen) return true;
  }
  return false;
}

function parse(text: string, lineCounter: LineCounter, start: Place): Document.Parsed {
  try {
    // Merge keys are YAML 1.1; twice written keys are found in the tree, where both places are known.
    return parseDocument(text, {
      version: '1.2',
      merge: false,
      uniqueKeys: false,
      prettyErrors: false,
      lineCounter,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Fault(finding('YAML_SYNTAX', { reason }, start));
  }
}

function syntaxFindings(document: Document.Parsed, placeOf: (offset: number) => Place): readonly Finding[] {
  const wrong = [...document.errors, ...document.warnings].map((error) =>
    error.code === 'MULTIPLE_DOCS'
      ? finding('YAML_DOCUMENTS', {}, placeOf(error.pos[0]))
      : finding('YAML_SYNTAX', { reason: error.message }, placeOf(error.pos[0])),
  );
  const version = document.directives.yaml.version;
  if (version !== '1.2') wrong.push(finding('YAML_VERSION', { version }, placeOf(0)));
  return wrong;
}

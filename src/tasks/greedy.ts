import type { Session } from '../core/engine.js';
import { fault } from '../core/fault.js';
import type { Config, Tokenizer } from '../core/folder.js';
import type { Json } from '../core/json.js';
import type { Tensor } from '../core/tensor.js';
import type { Running } from '../core/way.js';
import { readScores, topOf } from '../stats/scores.js';
import { contextOf, decoderOf, nothingDecoded, type Decoder } from './decoder.js';

/** How many of a step's likeliest tokens are kept: the other model's choice is mostly among them. */
export const rivals = 5;

/** One token that was chosen, and the likeliest ones at its place with their probabilities, itself first. */
interface Step {
  readonly token: number;
  readonly rivals: readonly number[];
  readonly chances: readonly number[];
}

/**
 * A session that takes a prompt and gives what the model writes after it, the likeliest token each time (the first on
 * ties), until it ends by itself or `most` tokens are written.
 */
export function greedy(most: number): Running {
  return (session, alive) => {
    const decoder = decoderOf(session, alive);
    const tokenizer = session.folder?.tokenizer;
    if (!tokenizer) throw fault('DECODER_INVALID', { reason: 'its folder has no tokenizer.json' });
    const ends = endsOf(session.folder);
    const room = contextOf(session);
    const write = async (prompt: string): Promise<Map<string, Tensor>> => {
      const asked = tokenizer.encode(prompt, true);
      if (asked.length === 0) throw fault('TEXT_TOO_SHORT', { tokens: 0 });
      if (asked.length > room) throw fault('PROMPT_TOO_LONG', { tokens: asked.length, most: room });
      const count = Math.min(most, room + 1 - asked.length);
      return writtenOf(asked, await stepsOf(decoder, asked, { count, ends }), { tokenizer, ends });
    };
    return { inputs: [{ name: 'prompt', type: 'string', dims: ['batch'] }], outputs, close: () => session.close(),
      run: async (feeds) => {
        const prompts = feeds.get('prompt')?.data ?? [];
        if (prompts.length !== 1) throw new Error('prompts are answered one at a time');
        return write(String(prompts[0]));
      },
    }; // prettier-ignore
  };
}

const outputs: Session['outputs'] = [
  { name: 'tokens', type: 'int64', dims: ['batch', 'tokens'] },
  { name: 'pieces', type: 'string', dims: ['batch', 'tokens'] },
  { name: 'rivals', type: 'int64', dims: ['batch', 'tokens', rivals] },
  { name: 'chances', type: 'float64', dims: ['batch', 'tokens', rivals] },
  { name: 'asked', type: 'int64', dims: ['batch', 'prompt'] },
  { name: 'text', type: 'string', dims: ['batch', 1] },
  { name: 'ended', type: 'bool', dims: ['batch', 1] },
];

/** The tokens that end a text, of which a model may have several. */
function endsOf({ config, generation }: { readonly config: Config; readonly generation: Config }): readonly number[] {
  const listed: Json = generation['eos_token_id'] ?? config['eos_token_id'] ?? null;
  const all: readonly Json[] = Array.isArray(listed) ? listed : [listed]; // isArray does not narrow readonly lists
  return all.filter((id) => typeof id === 'number');
} // prettier-ignore

/** Scores that are no answer end a text with the token −1. */
async function stepsOf(
  decoder: Decoder,
  asked: readonly number[],
  { count, ends }: { readonly count: number; readonly ends: readonly number[] },
): Promise<readonly Step[]> {
  const steps: Step[] = [];
  let at = nothingDecoded;
  let next = asked;
  while (steps.length < count) {
    const { scores, to } = await decoder.run(at, next);
    const row = scores.at(scores.count - 1);
    const { best, logSum } = readScores(row, 0, row.length);
    const top = best < 0 ? [] : topOf(row, rivals);
    steps.push({ token: best, rivals: top, chances: top.map((id) => Math.exp((row[id] ?? NaN) - logSum)) });
    if (best < 0 || ends.includes(best)) break;
    at = to;
    next = [best];
  }
  return steps;
}

function writtenOf(
  asked: readonly number[],
  steps: readonly Step[],
  { tokenizer, ends }: { readonly tokenizer: Tokenizer; readonly ends: readonly number[] },
): Map<string, Tensor> {
  const tokens = steps.map(({ token }) => token);
  const real = tokens.filter((token) => token >= 0);
  const filled = (values: readonly number[], by: number): readonly number[] =>
    Array.from({ length: rivals }, (_, place) => values[place] ?? by);
  const whole = (dims: readonly number[], values: readonly number[]): Tensor => ({
    type: 'int64', dims: [1, ...dims], data: BigInt64Array.from(values, BigInt),
  }); // prettier-ignore
  const chances = Float64Array.from(steps.flatMap((step) => filled(step.chances, NaN)));
  const known = new Map([...new Set(real)].map((token) => [token, tokenizer.decode([token])]));
  const pieces = tokens.map((token) => known.get(token) ?? '');
  const ended = Uint8Array.of(ends.includes(tokens.at(-1) ?? -1) ? 1 : 0);
  return new Map<string, Tensor>([
    ['tokens', whole([tokens.length], tokens)],
    ['pieces', { type: 'string', dims: [1, tokens.length], data: pieces }],
    ['rivals', whole([tokens.length, rivals], steps.flatMap((step) => filled(step.rivals, -1)))],
    ['chances', { type: 'float64', dims: [1, tokens.length, rivals], data: chances }],
    ['asked', whole([asked.length], asked)],
    ['text', { type: 'string', dims: [1, 1], data: [tokenizer.decode(real)] }],
    ['ended', { type: 'bool', dims: [1, 1], data: ended }],
  ]); // prettier-ignore
}

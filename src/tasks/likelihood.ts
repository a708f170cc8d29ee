import { fault } from '../core/fault.js';
import type { Tokenizer } from '../core/folder.js';
import type { Tensor } from '../core/tensor.js';
import type { Running } from '../core/way.js';
import { readScores } from '../stats/scores.js';
import { contextOf, decoderOf, nothingDecoded, type Decoder } from './decoder.js';

/**
 * A session that takes a prompt and the choices after it, and gives the natural logarithm of the likelihood of each
 * choice: the sum over its tokens, as they are when prompt, `between` and choice are cut as one text.
 */
export function likelihoods(between: string): Running {
  return (session, alive) => {
    const decoder = decoderOf(session, alive);
    const tokenizer = session.folder?.tokenizer;
    if (!tokenizer) throw fault('DECODER_INVALID', { reason: 'its folder has no tokenizer.json' });
    const room = contextOf(session);
    const answer = async (prompt: string, choices: readonly string[]): Promise<Map<string, Tensor>> => {
      const logs: number[] = [];
      for (const choice of choices) {
        const ids = tokensOf(prompt, `${between}${choice}`, tokenizer);
        const tokens = ids.asked.length + ids.rest.length;
        if (tokens > room + 1) throw fault('PROMPT_TOO_LONG', { tokens, most: room });
        logs.push(await likelihoodOf(decoder, ids));
      }
      const data = Float64Array.from(logs);
      return new Map([['likelihoods', { type: 'float64', dims: [1, logs.length], data }]]);
    };
    return {
      inputs: [
        { name: 'prompt', type: 'string', dims: ['batch'] },
        { name: 'choices', type: 'string', dims: ['batch', 'choices'] },
      ],
      outputs: [{ name: 'likelihoods', type: 'float64', dims: ['batch', 'choices'] }],
      run: async (feeds) => {
        const [prompts, choices] = [feeds.get('prompt'), feeds.get('choices')];
        if (prompts?.data.length !== 1) throw new Error('prompts are answered one at a time');
        return answer(String(prompts.data[0]), Array.from(choices?.data ?? [], String));
      },
      close: () => session.close(),
    };
  };
}

interface Ids {
  readonly asked: readonly number[];
  readonly rest: readonly number[];
}

/** White space at the end of a prompt belongs to what follows: tokens begin with it. */
function tokensOf(prompt: string, rest: string, tokenizer: Tokenizer): Ids {
  const trimmed = prompt.trimEnd();
  const asked = tokenizer.encode(trimmed, true);
  const all = tokenizer.encode(`${prompt}${rest}`, true);
  if (asked.length === 0 || all.length <= asked.length) throw fault('TEXT_TOO_SHORT', { tokens: all.length });
  return { asked: all.slice(0, asked.length), rest: all.slice(asked.length) };
}

/** NaN where scores are no answer. */
async function likelihoodOf(decoder: Decoder, { asked, rest }: Ids): Promise<number> {
  const { scores } = await decoder.run(nothingDecoded, [...asked, ...rest.slice(0, -1)]);
  let sum = 0;
  for (const [at, id] of rest.entries()) {
    const row = scores.at(asked.length - 1 + at);
    sum += (row[id] ?? NaN) - readScores(row, 0, row.length).logSum;
  }
  return sum;
}

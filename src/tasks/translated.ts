import type { Session } from '../core/engine.js';
import { fault, type Fault } from '../core/fault.js';
import type { Tensor } from '../core/tensor.js';
import type { Running } from '../core/way.js';
import { choose } from './beams.js';
import { choosingOf, type Written } from './choosing.js';
import { type Around, decoderOf } from './decoder.js';
import { noAnswer } from './said.js';

/**
 * An encoder and a decoder as a session that takes a text and gives the text that is made of it, by the tokenizer of the
 * folder; a session that is no folder is left as it is. Fault DECODER_INVALID for a folder that has not all of this.
 */
export function translated(written: Written): Running {
  return (session, alive) => {
    const { folder } = session;
    if (folder === undefined) return session;
    const encoder = folder.parts.get('encoder');
    if (encoder === undefined) throw invalid('it has no encoder_model.onnx');
    const { tokenizer } = folder;
    if (tokenizer === null) throw invalid('its folder has no tokenizer.json');
    const choosing = choosingOf(folder, written);
    const answer = async (text: string): Promise<string> => {
      const around = await encoded(encoder, tokenizer.encode(text, true), alive);
      const chosen = await choose(decoderOf(session, alive, around), choosing);
      return chosen === null ? noAnswer : tokenizer.decode(chosen);
    };
    return {
      inputs: [{ name: 'text', type: 'string', dims: ['batch'] }],
      outputs: [{ name: 'text', type: 'string', dims: ['batch'] }],
      run: async (feeds) => {
        const texts = feeds.get('text')?.data ?? [];
        const answers: string[] = [];
        for (const text of texts) answers.push(await answer(String(text)));
        return new Map<string, Tensor>([['text', { type: 'string', dims: [answers.length], data: answers }]]);
      },
      close: () => session.close(),
    };
  };
}

function invalid(reason: string): Fault {
  return fault('DECODER_INVALID', { reason });
}

/** What a decoder is fed of an encoder that has read these tokens. */
export async function encoded(
  encoder: Session,
  ids: readonly number[],
  alive: () => void,
): Promise<Around> {
  const dims = [1, ids.length];
  const row = (values: readonly number[]): Tensor => ({ type: 'int64', dims, data: BigInt64Array.from(values, BigInt) });
  const given = new Map([
    ['input_ids', row(ids)],
    ['attention_mask', row(ids.map(() => 1))],
  ]);
  const feeds = encoder.inputs.map(({ name }) => {
    const tensor = given.get(name);
    if (tensor === undefined) throw invalid(`its encoder has an input ${name} that is not known`);
    return [name, tensor] as const;
  });
  return new Map([
    ['encoder_hidden_states', await statesOf(encoder, new Map(feeds), alive)],
    ['encoder_attention_mask', row(ids.map(() => 1))],
  ]);
} // prettier-ignore

/** What an encoder makes of what it is fed. */
export async function statesOf(
  encoder: Session,
  feeds: ReadonlyMap<string, Tensor>,
  alive: () => void,
): Promise<Tensor> {
  alive();
  const states = (await encoder.run(feeds)).get('last_hidden_state');
  if (states === undefined) throw invalid('its encoder has no output last_hidden_state');
  return states;
}

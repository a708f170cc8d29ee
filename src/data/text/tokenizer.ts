import { basename, dirname } from 'node:path';
import type { Tokenizer } from '../../core/folder.js';
import { loadTokenizer } from './load.js';

/** A model's own tokenizer.json; Fault TOKENIZER_UNREADABLE when it is none. */
export function openTokenizer(path: string): Tokenizer {
  const { library, sha256 } = loadTokenizer(dirname(path), basename(path));
  return {
    sha256,
    encode: (text, special) => library.encode(text, { add_special_tokens: special }).ids,
    decode: (ids) =>
      ids.length === 0
        ? ''
        : library.decode([...ids], { skip_special_tokens: true, clean_up_tokenization_spaces: false }),
    tokenOf: (id) => library.id_to_token(id),
    idOf: (token) => library.token_to_id(token),
  };
}

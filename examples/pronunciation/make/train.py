"""A small encoder-decoder that pronounces English words, and 150 words that it has not seen.

npm install --ignore-scripts cmu-pronouncing-dictionary@3.0.0
python train.py --dictionary node_modules/cmu-pronouncing-dictionary/index.js --model /tmp/bart --out ..

A BART of 2 + 2 layers learns from 60,000 words of the CMU dictionary for three minutes on one core; export.py does the
rest. Python 3.11 with torch 2.15, transformers 4.55.4, tokenizers 0.21.
"""

import argparse
import json
import pathlib
import re

import numpy as np
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
from transformers import BartConfig, BartForConditionalGeneration, GenerationConfig, PreTrainedTokenizerFast

parser = argparse.ArgumentParser()
parser.add_argument("--dictionary", required=True)
parser.add_argument("--model", required=True)
parser.add_argument("--out", required=True)
parser.add_argument("--steps", type=int, default=1400)
arguments = parser.parse_args()
out = pathlib.Path(arguments.out)
torch.manual_seed(1)
torch.set_num_threads(1)
random = np.random.default_rng(2)

found = re.findall(r"""^\s*["']?([a-z]+)["']?: ["']([A-Z0-9 ]+)["']""", pathlib.Path(arguments.dictionary).read_text(), re.M)
words = [(word, sounds) for word, sounds in found if 3 <= len(word) <= 10 and len(sounds.split()) <= 10]
random.shuffle(words)
letters = "abcdefghijklmnopqrstuvwxyz"
sounds = sorted({sound for _, text in words for sound in text.split()})
special = ["<pad>", "<s>", "</s>", "<unk>"]
vocabulary = [*special, *letters, *(f"##{letter}" for letter in letters), *sounds]

tokenizer = Tokenizer(models.WordPiece({token: at for at, token in enumerate(vocabulary)}, unk_token="<unk>"))
tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 2)])
tokenizer.decoder = decoders.WordPiece(prefix="##", cleanup=False)
tokenizer.add_special_tokens(special)


def padded(texts, length):
    rows = [tokenizer.encode(text).ids for text in texts]
    return torch.tensor([row + [0] * (length - len(row)) for row in rows])


taught, held = words[2000:62000], words[:2000]
sources = padded([word for word, _ in taught], 11)
targets = padded([text for _, text in taught], 11)
config = BartConfig(
    vocab_size=len(vocabulary), d_model=64, encoder_layers=2, decoder_layers=2, encoder_attention_heads=4,
    decoder_attention_heads=4, encoder_ffn_dim=128, decoder_ffn_dim=128, max_position_embeddings=24, dropout=0.0, init_std=0.1, scale_embedding=True,
    pad_token_id=0, bos_token_id=1, eos_token_id=2, decoder_start_token_id=2, forced_eos_token_id=None, num_labels=1,
)  # fmt: skip
net = BartForConditionalGeneration(config)
print(len(words), "words,", sum(p.numel() for p in net.parameters()), "weights", flush=True)
optimizer = torch.optim.AdamW(net.parameters(), 3e-3, weight_decay=0.01)
schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=arguments.steps, pct_start=0.1)
net.train()
for step in range(arguments.steps):
    chosen = torch.randint(len(taught), (128,))
    x, y = sources[chosen], targets[chosen]
    start = torch.cat([torch.full((len(y), 1), 2), y[:, :-1]], 1)
    logits = net(input_ids=x, attention_mask=(x != 0).long(), decoder_input_ids=start).logits
    loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), torch.where(y == 0, -100, y).flatten())
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 1)
    optimizer.step()
    schedule.step()
    if step % 200 == 199:
        print(step + 1, round(loss.item(), 3), flush=True)
net.eval()
net.generation_config = GenerationConfig(
    pad_token_id=0, bos_token_id=1, eos_token_id=2, decoder_start_token_id=2, max_length=20, num_beams=1
)
with torch.no_grad():
    x = padded([word for word, _ in held[:500]], 11)
    made = net.generate(input_ids=x, attention_mask=(x != 0).long())
said = tokenizer.decode_batch(made.tolist())
print("held-out words right:", sum(text == answer for (_, text), answer in zip(held, said)), "of 500")

net.save_pretrained(arguments.model)
fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="<pad>", bos_token="<s>", eos_token="</s>", unk_token="<unk>")
fast.save_pretrained(arguments.model)
(out / "data").mkdir(exist_ok=True)
rows = [json.dumps({"word": word, "sounds": text}) for word, text in held[:150]]
(out / "data/words.jsonl").write_text("\n".join(rows) + "\n")

"""A student with a vocabulary of its own: it reads bytes, where the baseline reads pieces of words.

python student.py --austen austen --out ..

Trained as train.py trains the baseline, on the same novels; the packages are those of train.py, about two minutes on one core.
"""

import argparse
import pathlib

import numpy as np
import onnx
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors

from austen import HELD, novels
from gpt import Gpt, Shape, exported
from training import saved, trained

parser = argparse.ArgumentParser()
parser.add_argument("--austen", required=True)
parser.add_argument("--out", required=True)
parser.add_argument("--seconds", type=float, default=110)
arguments = parser.parse_args()
torch.manual_seed(7)
torch.set_num_threads(1)
LENGTH, ROWS = 192, 16

alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
vocabulary = {"<s>": 0, "</s>": 1} | {letter: at + 2 for at, letter in enumerate(alphabet)}
tokenizer = Tokenizer(models.BPE(vocabulary, []))
tokenizer.add_special_tokens(["<s>", "</s>"])
tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
tokenizer.decoder = decoders.ByteLevel()
tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", 0)])

books = novels(arguments.austen)
texts = [text for name, parts in books.items() if name != HELD for text in parts]
order = np.random.default_rng(3).permutation(len(texts))
stream = np.concatenate([row.ids + [1] for row in tokenizer.encode_batch([texts[at] for at in order])])
stream = torch.tensor(stream[: len(stream) // LENGTH * LENGTH].reshape(-1, LENGTH), dtype=torch.long)

model = Gpt(Shape(len(vocabulary), width=64, heads=4, shared=2, layers=2, hidden=160))
print(sum(weights.numel() for weights in model.parameters()), "weights,", stream.numel(), "tokens")
trained(model, stream, ROWS, arguments.seconds)
saved(pathlib.Path(arguments.out) / "models/student", (model, tokenizer), lambda path: onnx.save(exported(model), path))

"""The decoder and its compressed copies, trained on five novels of Jane Austen from the Debian package r-cran-janeaustenr.

apt-get download r-cran-janeaustenr && dpkg-deb -x r-cran-janeaustenr_*.deb austen
python train.py --austen austen --out ..

Persuasion is kept back: the documents and prompts that the models are compared on are from it. Python 3.11 with torch 2.15,
onnx 1.23, onnxruntime 1.30, tokenizers 0.23, numpy 2.4; about four minutes on one core.
"""

import argparse
import json
import pathlib

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers

from austen import HELD, novels
from gpt import Gpt, Shape, exported
from training import saved, trained

parser = argparse.ArgumentParser()
parser.add_argument("--austen", required=True)
parser.add_argument("--out", required=True)
parser.add_argument("--seconds", type=float, default=200)
arguments = parser.parse_args()
out = pathlib.Path(arguments.out)
torch.manual_seed(7)
torch.set_num_threads(1)
VOCABULARY, LENGTH, ROWS = 512, 128, 16

books = novels(arguments.austen)
texts = [text for name, parts in books.items() if name != HELD for text in parts]
held = books[HELD]
print(len(texts), "paragraphs,", sum(map(len, texts)), "characters; held back", len(held))

tokenizer = Tokenizer(models.BPE())
tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
tokenizer.decoder = decoders.ByteLevel()
special = ["<s>", "</s>"]
trainer = trainers.BpeTrainer(
    vocab_size=VOCABULARY, special_tokens=special, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
)  # fmt: skip
tokenizer.train_from_iterator(texts, trainer)
tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", 0)])

order = np.random.default_rng(3).permutation(len(texts))
stream = np.concatenate([row.ids + [1] for row in tokenizer.encode_batch([texts[at] for at in order])])
stream = torch.tensor(stream[: len(stream) // LENGTH * LENGTH].reshape(-1, LENGTH), dtype=torch.long)
print(stream.numel(), "tokens")

model = Gpt(Shape(VOCABULARY))
print(sum(weights.numel() for weights in model.parameters()), "weights")
trained(model, stream, ROWS, arguments.seconds)


def int8(path):
    quantize_dynamic(out / "models/fp32/model.onnx", path, weight_type=QuantType.QUInt8, op_types_to_quantize=["MatMul"])


def int4(path):
    quantizer = MatMulNBitsQuantizer(onnx.load(out / "models/fp32/model.onnx"), block_size=32, is_symmetric=True)
    quantizer.process()
    onnx.save(quantizer.model.model, path)


saved(out / "models/fp32", (model, tokenizer), lambda path: onnx.save(exported(model), path))
saved(out / "models/int8", (model, tokenizer), int8)
saved(out / "models/int4", (model, tokenizer), int4)

(out / "data").mkdir(exist_ok=True)
fitting = [text for text in held if 200 <= len(text) <= 500]
chosen = fitting[:: 4 * (len(fitting) // 120)][:30]
with open(out / "data/passages.jsonl", "w") as file:
    for number, text in enumerate(chosen):
        dialogue = "speech" if text.startswith('"') else "telling"
        prompt = " ".join(text.split()[:8])
        line = {"id": f"p{number:02}", "form": dialogue, "prompt": prompt, "text": text}
        file.write(json.dumps(line, ensure_ascii=False) + "\n")

total, count = 0.0, 0
for text in chosen:
    ids = torch.tensor([tokenizer.encode(text).ids])
    with torch.no_grad():
        total += float(torch.nn.functional.cross_entropy(model(ids)[0, :-1], ids[0, 1:], reduction="sum"))
    count += ids.shape[1] - 1
print("perplexity of the passages", np.exp(total / count), count, "tokens")
print(tokenizer.decode(model.greedy(tokenizer.encode(chosen[0][:60]).ids, 60, 1)))

"""The decoder and its compressed copies, trained on five novels of Jane Austen from the Debian package r-cran-janeaustenr.

apt-get download r-cran-janeaustenr && dpkg-deb -x r-cran-janeaustenr_*.deb austen
python train.py --austen austen --out ..

Persuasion is kept back: the documents and prompts that the models are compared on are from it. Python 3.11 with torch 2.15,
onnx 1.23, onnxruntime 1.30, tokenizers 0.23, numpy 2.4; about four minutes on one core.
"""

import argparse
import json
import pathlib
import struct
import tempfile
import time
import zlib

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers

from gpt import Gpt, Shape, exported

parser = argparse.ArgumentParser()
parser.add_argument("--austen", required=True)
parser.add_argument("--out", required=True)
parser.add_argument("--seconds", type=float, default=200)
arguments = parser.parse_args()
out = pathlib.Path(arguments.out)
torch.manual_seed(7)
torch.set_num_threads(1)
VOCABULARY, LENGTH, ROWS = 512, 128, 16
BOOKS = ["emma", "mansfieldpark", "northangerabbey", "persuasion", "prideprejudice", "sensesensibility"]


def lines_of(data):
    """The texts of a character vector in R's serialized form: a flag word, a length and bytes for each."""
    at = 14 + 4 + struct.unpack(">i", data[14:18])[0]
    count, lines = struct.unpack(">i", data[at + 4 : at + 8])[0], []
    at += 8
    for _ in range(count):
        length = struct.unpack(">i", data[at + 4 : at + 8])[0]
        lines.append(data[at + 8 : at + 8 + length].decode("utf-8"))
        at += 8 + length
    return lines


def paragraphs(lines):
    joined = "\n".join(lines).replace("_", "").split("\n\n")
    return [text for text in (" ".join(part.split()) for part in joined) if len(text) > 80 and not text.isupper()]


packed = (pathlib.Path(arguments.austen) / "usr/lib/R/site-library/janeaustenr/data/Rdata.rdb").read_bytes()
books, at = {}, 0
for name in BOOKS:
    unpacker = zlib.decompressobj()
    books[name] = paragraphs(lines_of(unpacker.decompress(packed[at + 4 :])))
    at = len(packed) - len(unpacker.unused_data)
texts = [text for name, parts in books.items() if name != "persuasion" for text in parts]
held = books["persuasion"]
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
optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, betas=(0.9, 0.98), weight_decay=0.05)
start, step, losses = time.time(), 0, []
rng = np.random.default_rng(11)
while (done := (time.time() - start) / arguments.seconds) < 1:
    for group in optimizer.param_groups:
        group["lr"] = 3e-3 * min(1, (step + 1) / 100) * (1 - 0.98 * done)
    rows = stream[torch.from_numpy(rng.integers(0, len(stream), ROWS))]
    scores = model(rows[:, :-1])
    loss = torch.nn.functional.cross_entropy(scores.reshape(-1, VOCABULARY), rows[:, 1:].reshape(-1))
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    losses.append(loss.item())
    step += 1
    if step % 200 == 0:
        print(step, round(float(np.mean(losses[-200:])), 3), round(time.time() - start), "s", flush=True)
model.eval()


def settled(file):
    """Nothing in the file of when and with what it was written."""
    file.producer_name, file.producer_version, file.doc_string = "", "", ""
    return file


def folder(name, write):
    path = out / "models" / name
    path.mkdir(parents=True, exist_ok=True)
    write(path / "model.onnx")
    onnx.save(settled(onnx.load(path / "model.onnx")), path / "model.onnx")
    (path / "config.json").write_text(json.dumps(model.shape.config(), indent=2) + "\n")
    (path / "generation_config.json").write_text(json.dumps({"bos_token_id": 0, "eos_token_id": 1}, indent=2) + "\n")
    tokenizer.save(str(path / "tokenizer.json"), pretty=False)


def int8(path):
    quantize_dynamic(out / "models/fp32/model.onnx", path, weight_type=QuantType.QUInt8, op_types_to_quantize=["MatMul"])


def int4(path):
    quantizer = MatMulNBitsQuantizer(onnx.load(out / "models/fp32/model.onnx"), block_size=32, is_symmetric=True)
    quantizer.process()
    onnx.save(quantizer.model.model, path)


folder("fp32", lambda path: onnx.save(exported(model), path))
folder("int8", int8)
folder("int4", int4)

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

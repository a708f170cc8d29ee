"""A judge of what the models write: whether somebody speaks or it is told.

python judge.py --austen austen --out ..

What stands between quotation marks in five novels is speech, what stands outside of them is told; Persuasion is kept back.
The judge adds up a weight for each piece of a text: logistic regression, fitted with numpy. Python 3.11 with onnx 1.23,
onnxruntime 1.30, tokenizers 0.23, numpy 2.4; a minute on one core.
"""

import argparse
import json
import pathlib

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

from austen import HELD, novels

parser = argparse.ArgumentParser()
parser.add_argument("--austen", required=True)
parser.add_argument("--out", required=True)
arguments = parser.parse_args()
out = pathlib.Path(arguments.out) / "models/judge"
VOCABULARY, LENGTH, WORDS = 1200, 64, 20
CLASSES = ["speech", "telling"]


def spans(paragraphs):
    """Stretches of twenty words with their class; paragraphs whose quotation marks don't pair are left out."""
    found = []
    for text in paragraphs:
        parts = text.split('"')
        if len(parts) % 2 == 0:
            continue
        for at, part in enumerate(parts):
            words = part.split()
            for start in range(0, len(words) - 7, WORDS):
                found.append((" ".join(words[start : start + WORDS]), 1 - at % 2))
    return found


books = novels(arguments.austen)
training = spans([text for name, parts in books.items() if name != HELD for text in parts])
held = spans(books[HELD])

tokenizer = Tokenizer(models.BPE())
tokenizer.normalizer = normalizers.Lowercase()
tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
tokenizer.decoder = decoders.ByteLevel()
trainer = trainers.BpeTrainer(
    vocab_size=VOCABULARY, special_tokens=["<pad>"], initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
)  # fmt: skip
tokenizer.train_from_iterator([text for text, _ in training], trainer)


def counted(rows):
    """How often each piece is in a text, over the number of its pieces."""
    table = np.zeros((len(rows), VOCABULARY), np.float32)
    for row, (text, _) in enumerate(rows):
        ids = tokenizer.encode(text).ids[:LENGTH]
        np.add.at(table[row], ids, 1 / max(1, len(ids)))
    return table


def chances(table, weights, bias):
    return 1 / (1 + np.exp(-(table @ weights + bias)))


table, truth = counted(training), np.array([label for _, label in training], np.float32)
weights, bias = np.zeros(VOCABULARY, np.float32), 0.0
rng, step = np.random.default_rng(7), 0
mean, square = np.zeros(VOCABULARY + 1), np.zeros(VOCABULARY + 1)
for epoch in range(40):
    for rows in np.array_split(rng.permutation(len(table)), len(table) // 256):
        step += 1
        error = chances(table[rows], weights, bias) - truth[rows]
        slope = np.append(table[rows].T @ error / len(rows) + 1e-6 * weights, error.mean())
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        change = 0.05 * (1 - epoch / 40) * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        weights, bias = (weights - change[:-1]).astype(np.float32), bias - change[-1]
for name, rows in (("training", training), ("held back", held)):
    right = (chances(counted(rows), weights, bias) > 0.5) == np.array([label for _, label in rows])
    print(name, len(rows), "told rightly", round(float(right.mean()), 4), "told, not spoken", round(np.mean([l for _, l in rows]), 3))

# −w/2 and +w/2 for the two classes: their difference is the logit
pairs = np.stack([-weights / 2, weights / 2], 1).astype(np.float32)
initial = [
    numpy_helper.from_array(pairs, "weights"),
    numpy_helper.from_array(np.array([-bias / 2, bias / 2], np.float32), "bias"),
    numpy_helper.from_array(np.array([1], np.int64), "tokens"),
    numpy_helper.from_array(np.array([2], np.int64), "last"),
    numpy_helper.from_array(np.float32(1), "one"),
]
nodes = [
    helper.make_node("Gather", ["weights", "input_ids"], ["each"]),
    helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
    helper.make_node("Unsqueeze", ["mask", "last"], ["wide"]),
    helper.make_node("Mul", ["each", "wide"], ["real"]),
    helper.make_node("ReduceSum", ["real", "tokens"], ["sum"], keepdims=0),
    helper.make_node("ReduceSum", ["mask", "tokens"], ["count"], keepdims=1),
    helper.make_node("Max", ["count", "one"], ["some"]),
    helper.make_node("Div", ["sum", "some"], ["mean"]),
    helper.make_node("Add", ["mean", "bias"], ["logits"]),
]
whole = lambda name: helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", LENGTH])
scores = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", 2])
graph = helper.make_graph(nodes, "judge", [whole("input_ids"), whole("attention_mask")], [scores], initial)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
model.producer_name, model.producer_version = "", ""
onnx.checker.check_model(model)
out.mkdir(parents=True, exist_ok=True)
onnx.save(model, out / "model.onnx")
tokenizer.save(str(out / "tokenizer.json"), pretty=False)
config = {"model_type": "speech-or-telling", "id2label": dict(enumerate(CLASSES))}
(out / "config.json").write_text(json.dumps(config, indent=2) + "\n")

session = onnxruntime.InferenceSession(str(out / "model.onnx"), providers=["CPUExecutionProvider"])
for text, label in held[:400]:
    ids = tokenizer.encode(text).ids[:LENGTH]
    fed = np.zeros((1, LENGTH), np.int64)
    fed[0, : len(ids)] = ids
    mask = (np.arange(LENGTH)[None] < len(ids)).astype(np.int64)
    found = session.run(None, {"input_ids": fed, "attention_mask": mask})[0][0]
    expected = float((counted([(text, label)]) @ weights)[0]) + bias
    assert abs(found[1] - found[0] - expected) < 1e-4, (text, found, expected)

"""The trained model in ONNX as Hugging Face Optimum lays it out, copies with coarser weights, and what torch makes of words.

python export.py --model /tmp/bart --out .. --decoded ../../../test/tasks/fixtures/decoded.json

Python 3.11 with torch 2.15, transformers 4.55.4, optimum-onnx 0.1.0, onnx 1.23.
"""

import argparse
import json
import pathlib
import shutil
import tempfile

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from optimum.exporters.onnx import main_export
from transformers import AutoTokenizer, BartForConditionalGeneration

parser = argparse.ArgumentParser()
parser.add_argument("--model", required=True)
parser.add_argument("--out", required=True)
parser.add_argument("--decoded", required=True)
arguments = parser.parse_args()
out = pathlib.Path(arguments.out)
torch.set_num_threads(1)

exported = pathlib.Path(tempfile.mkdtemp())
main_export(arguments.model, output=exported, task="text2text-generation-with-past", opset=17)
FILES = ["encoder_model.onnx", "decoder_model_merged.onnx"]
BESIDE = ["config.json", "generation_config.json", "tokenizer.json"]


def products(graph):
    """The second inputs of all matrix products, those in branches included."""
    for node in graph.node:
        if node.op_type == "MatMul":
            yield node.input[1]
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                yield from products(attribute.g)


def rounded(path, bits):
    """Weights of matrix products in so many bits, one scale per output channel, behind DequantizeLinear."""
    model = onnx.load(path)
    graph, top = model.graph, 2 ** (bits - 1) - 1
    weights, kept, nodes = set(products(graph)), [], []
    for tensor in graph.initializer:
        value = numpy_helper.to_array(tensor)
        if tensor.name not in weights or value.ndim != 2:
            kept.append(tensor)
            continue
        scale = (np.abs(value).max(axis=0) / top).astype(np.float32) + np.float32(1e-12)
        whole = np.clip(np.round(value / scale), -top, top).astype(np.int8)
        kept += [numpy_helper.from_array(whole, f"{tensor.name}_q"), numpy_helper.from_array(scale, f"{tensor.name}_scale")]
        nodes.append(helper.make_node("DequantizeLinear", [f"{tensor.name}_q", f"{tensor.name}_scale"], [tensor.name], axis=1))
    old = list(graph.node)
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes + old)
    onnx.checker.check_model(model)
    return model


for name, bits in (("fp32", None), ("int8", 8), ("int4", 4)):
    folder = out / "models" / name
    folder.mkdir(parents=True, exist_ok=True)
    for file in FILES:
        if bits is None:
            shutil.copy(exported / file, folder / file)
        else:
            onnx.save(rounded(exported / file, bits), folder / file)
    for file in BESIDE:
        shutil.copy(exported / file, folder / file)

net = BartForConditionalGeneration.from_pretrained(arguments.model).eval()
tokenizer = AutoTokenizer.from_pretrained(arguments.model)
words = [json.loads(line)["word"] for line in (out / "data/words.jsonl").read_text().splitlines()[:60]]
ways = [
    {},
    {"num_beams": 4},
    {"num_beams": 3, "length_penalty": 2.0, "early_stopping": True},
    {"num_beams": 4, "length_penalty": 0.5, "early_stopping": "never"},
    {"num_beams": 4, "no_repeat_ngram_size": 2, "min_length": 8},
    {"num_beams": 2, "max_length": 6, "forced_eos_token_id": 2},
    {"max_length": 7, "forced_bos_token_id": 70, "suppress_tokens": [60, 61, 65], "begin_suppress_tokens": [72, 73], "bad_words_ids": [[80]]},
    {"no_repeat_ngram_size": 1, "min_new_tokens": 5},
]
rows = []
with torch.no_grad():
    for way in ways:
        made = []
        for word in words:
            ids = tokenizer(word, return_tensors="pt")
            told = {"decoder_start_token_id": 2, "eos_token_id": 2, "max_length": 20, **way}
            made.append(net.generate(input_ids=ids.input_ids, attention_mask=ids.attention_mask, **told)[0, 1:].tolist())
        rows.append({"settings": {"decoder_start_token_id": 2, "eos_token_id": 2, **way}, "tokens": made})
text = [tokenizer.decode(ids, skip_special_tokens=True, clean_up_tokenization_spaces=False) for ids in rows[0]["tokens"]]
pathlib.Path(arguments.decoded).write_text(json.dumps({"words": words, "ways": rows, "greedy": text}, separators=(",", ":")) + "\n")

"""Trains one trunk with three heads on scikit-learn's 8 x 8 digits and writes it in float and with 3-bit weights.

    python3 make/heads.py

Heads: which digit, whether it is odd, and whether its shape has a hole (0, 6, 8, 9). The first 1,197 images train, the
last 600 are data/digits.npz. The compressed model has the same graph; each weight matrix takes at most 7 values, one scale
per matrix, no tuning, kept as float32: what is shown is what it answers, not its size. trunk.*.onnx are the trunks alone,
whose output is an embedding.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from sklearn.datasets import load_digits

here = Path(__file__).parent.parent
torch.manual_seed(3)
torch.set_num_threads(1)
images, digit = load_digits(return_X_y=True)
x = torch.tensor(images / 16, dtype=torch.float32)
labels = {"digit": digit, "odd": digit % 2, "hole": np.isin(digit, [0, 6, 8, 9]).astype(np.int64)}
sizes = {"digit": 10, "odd": 2, "hole": 2}
train, test = slice(0, 1197), slice(1197, 1797)

trunk = torch.nn.Sequential(torch.nn.Linear(64, 48), torch.nn.ReLU(), torch.nn.Linear(48, 32), torch.nn.ReLU())
heads = {name: torch.nn.Linear(32, size) for name, size in sizes.items()}
weights = [*trunk.parameters(), *(w for head in heads.values() for w in head.parameters())]
optimizer = torch.optim.Adam(weights, lr=0.003)
targets = {name: torch.tensor(label) for name, label in labels.items()}
for epoch in range(60):
    for rows in torch.randperm(1197).split(64):
        seen = trunk(x[train][rows])
        loss = sum(torch.nn.functional.cross_entropy(head(seen), targets[name][train][rows]) for name, head in heads.items())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def coarse(values: np.ndarray) -> np.ndarray:
    scale = np.abs(values).max() / 3
    return (np.clip(np.round(values / scale), -3, 3) * scale).astype(np.float32)


def write(path: Path, change, outputs: dict, last: str = "d") -> None:
    tops = [(n, heads[n], last, n) for n in outputs if n in heads]
    layers = [("trunk1", trunk[0], "x", "a"), ("trunk2", trunk[2], "b", "c"), *tops]
    nodes, values = [], []
    for name, layer, source, target in layers:
        nodes.append(helper.make_node("Gemm", [source, f"{name}.weight", f"{name}.bias"], [target], transB=1))
        values.append(numpy_helper.from_array(change(layer.weight.detach().numpy()), f"{name}.weight"))
        values.append(numpy_helper.from_array(layer.bias.detach().numpy(), f"{name}.bias"))
    nodes.insert(1, helper.make_node("Relu", ["a"], ["b"]))
    nodes.insert(3, helper.make_node("Relu", ["c"], [last]))
    shape = lambda name, size: helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", size])
    graph = helper.make_graph(nodes, "heads", [shape("x", 64)], [shape(n, s) for n, s in outputs.items()], values)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


(here / "models").mkdir(exist_ok=True)
(here / "data").mkdir(exist_ok=True)
for bits, change in (("fp32", lambda values: values), ("3bit", coarse)):
    write(here / "models" / f"digits.{bits}.onnx", change, sizes)
    write(here / "models" / f"trunk.{bits}.onnx", change, {"embedding": 32}, "embedding")
np.savez_compressed(here / "data" / "digits.npz", x=images[test].astype(np.uint8), **{n: l[test] for n, l in labels.items()})

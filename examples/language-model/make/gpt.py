"""A small decoder (rotary positions, grouped-query heads) as a torch module and as an ONNX graph with its cache.

The graph is written node by node, under the names that Hugging Face Optimum gives to inputs and outputs.
"""

import dataclasses

import numpy as np
import torch
from onnx import TensorProto, helper, numpy_helper


@dataclasses.dataclass
class Shape:
    vocabulary: int
    width: int = 96
    heads: int = 6
    shared: int = 2  # heads of keys and values
    layers: int = 3
    hidden: int = 256

    @property
    def head(self):
        return self.width // self.heads

    def config(self):
        return {
            "model_type": "tiny-gpt",
            "vocab_size": self.vocabulary,
            "hidden_size": self.width,
            "num_attention_heads": self.heads,
            "num_key_value_heads": self.shared,
            "num_hidden_layers": self.layers,
            "max_position_embeddings": 4096,
        }


def inverse(shape):
    return 10000.0 ** -(torch.arange(0, shape.head, 2) / shape.head)


def rotated(states, cos, sin):
    one, two = states.chunk(2, -1)
    return torch.cat([one * cos - two * sin, two * cos + one * sin], -1)


class Layer(torch.nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        narrow = shape.shared * shape.head
        self.before = torch.nn.LayerNorm(shape.width)
        self.q = torch.nn.Linear(shape.width, shape.width, bias=False)
        self.k = torch.nn.Linear(shape.width, narrow, bias=False)
        self.v = torch.nn.Linear(shape.width, narrow, bias=False)
        self.o = torch.nn.Linear(shape.width, shape.width, bias=False)
        self.between = torch.nn.LayerNorm(shape.width)
        self.up = torch.nn.Linear(shape.width, shape.hidden, bias=False)
        self.down = torch.nn.Linear(shape.hidden, shape.width, bias=False)

    def forward(self, states, cos, sin):
        rows, length, _ = states.shape
        shape = self.shape
        each = shape.heads // shape.shared
        inside = self.before(states)
        q = self.q(inside).view(rows, length, shape.heads, shape.head).transpose(1, 2)
        k, v = (part(inside).view(rows, length, shape.shared, shape.head).transpose(1, 2) for part in (self.k, self.v))
        q, k = rotated(q, cos, sin), rotated(k, cos, sin)
        k, v = k.repeat_interleave(each, 1), v.repeat_interleave(each, 1)
        seen = torch.nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True)
        states = states + self.o(seen.transpose(1, 2).reshape(rows, length, shape.width))
        return states + self.down(torch.nn.functional.silu(self.up(self.between(states))))


class Gpt(torch.nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        self.words = torch.nn.Embedding(shape.vocabulary, shape.width)
        self.layers = torch.nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.last = torch.nn.LayerNorm(shape.width)
        self.out = torch.nn.Linear(shape.width, shape.vocabulary, bias=False)
        for weights in self.parameters():
            if weights.dim() > 1:
                torch.nn.init.normal_(weights, std=weights.shape[1] ** -0.5)

    def forward(self, ids):
        angles = torch.arange(ids.shape[1])[:, None] * inverse(self.shape)[None]
        states = self.words(ids)
        for layer in self.layers:
            states = layer(states, angles.cos(), angles.sin())
        return self.out(self.last(states))

    @torch.no_grad()
    def greedy(self, ids, count, end=None):
        """New tokens, all of the text computed again for each."""
        made = []
        while len(made) < count:
            token = int(self(torch.tensor([ids + made]))[0, -1].argmax())
            made.append(token)
            if token == end:
                break
        return made


class Graph:
    """Nodes and weights, collected."""

    def __init__(self, prefix=""):
        self.nodes, self.weights, self.prefix = [], {}, prefix

    def op(self, kind, *inputs, out=None, **attributes):
        name = out or f"{self.prefix}{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def weight(self, name, values):
        self.weights[name] = np.asarray(values)
        return name

    def whole(self, *values):
        return self.weight("whole_" + "_".join(map(str, values)).replace("-", "m"), np.array(values, np.int64))


def body(model, graph, past, cache=TensorProto.FLOAT, out=""):
    """The decoder's nodes; `past`: whether it is fed keys and values of earlier tokens."""
    shape = model.shape
    each = shape.heads // shape.shared
    weights = {name: values.detach().numpy() for name, values in model.state_dict().items()}
    op, whole = graph.op, graph.whole
    tensor = lambda name, values: graph.weight(name, np.asarray(values, np.float32))
    matrix = lambda name: tensor(name, weights[f"{name}.weight"].T.copy())
    scaled = lambda name, states: op(
        "LayerNormalization", states, tensor(f"{name}.w", weights[f"{name}.weight"]),
        tensor(f"{name}.b", weights[f"{name}.bias"]), epsilon=1e-5)  # fmt: skip
    place = op("Cast", "position_ids", to=TensorProto.FLOAT)
    angles = op("Mul", op("Unsqueeze", place, whole(-1)), tensor("inverse", inverse(shape).numpy()))
    cos, sin = (op("Unsqueeze", op(kind, angles), whole(1)) for kind in ("Cos", "Sin"))

    def turned(states):
        one = op("Slice", states, whole(0), whole(shape.head // 2), whole(3))
        two = op("Slice", states, whole(shape.head // 2), whole(shape.head), whole(3))
        left = op("Sub", op("Mul", one, cos), op("Mul", two, sin))
        return op("Concat", left, op("Add", op("Mul", two, cos), op("Mul", one, sin)), axis=3)

    def split(states, heads):
        return op("Transpose", op("Reshape", states, whole(0, 0, heads, shape.head)), perm=[0, 2, 1, 3])

    total = op("Gather", op("Shape", "attention_mask"), graph.weight("one", np.int64(1)))
    keys = op("Range", graph.weight("zero", np.int64(0)), total, graph.weight("one", np.int64(1)))
    causal = op("LessOrEqual", op("Unsqueeze", keys, whole(0, 1)), op("Unsqueeze", "position_ids", whole(2)))
    real = op("Unsqueeze", op("Cast", "attention_mask", to=TensorProto.BOOL), whole(1))
    nothing, never = tensor("nothing", np.float32(0)), tensor("never", np.float32(-1e9))
    bias = op("Unsqueeze", op("Where", op("And", causal, real), nothing, never), whole(1, 2))
    states = op("Gather", tensor("words", weights["words.weight"]), "input_ids")
    kept = []
    for number in range(shape.layers):
        name = f"layers.{number}"
        inside = scaled(f"{name}.before", states)
        q = turned(split(op("MatMul", inside, matrix(f"{name}.q")), shape.heads))
        now = {
            "key": turned(split(op("MatMul", inside, matrix(f"{name}.k")), shape.shared)),
            "value": split(op("MatMul", inside, matrix(f"{name}.v")), shape.shared),
        }
        for part, values in now.items():
            if past:
                before = f"past_key_values.{number}.{part}"
                if cache != TensorProto.FLOAT:
                    before = op("Cast", before, to=TensorProto.FLOAT)
                values = op("Concat", before, values, axis=2)
            present = f"{out}present.{number}.{part}"
            kept.append(op("Cast", values, to=cache, out=present))
            now[part] = op("Unsqueeze", values, whole(2))
        q = op("Reshape", q, whole(0, shape.shared, each, -1, shape.head))
        scores = op("MatMul", q, op("Transpose", now["key"], perm=[0, 1, 2, 4, 3]))
        scores = op("Add", op("Mul", scores, tensor("scale", np.float32(shape.head**-0.5))), bias)
        seen = op("MatMul", op("Softmax", scores, axis=-1), now["value"])
        seen = op("Reshape", op("Transpose", seen, perm=[0, 3, 1, 2, 4]), whole(0, 0, shape.width))
        states = op("Add", states, op("MatMul", seen, matrix(f"{name}.o")))
        up = op("MatMul", scaled(f"{name}.between", states), matrix(f"{name}.up"))
        down = op("MatMul", op("Mul", up, op("Sigmoid", up)), matrix(f"{name}.down"))
        states = op("Add", states, down)
    return [op("MatMul", scaled("last", states), matrix("out"), out=f"{out}logits"), *kept]


def value(name, kind, *dims):
    return helper.make_tensor_value_info(name, kind, dims)


def inputs_of(shape, past, cache):
    tokens = [
        value("input_ids", TensorProto.INT64, "batch_size", "sequence_length"),
        value("attention_mask", TensorProto.INT64, "batch_size", "total_sequence_length"),
        value("position_ids", TensorProto.INT64, "batch_size", "sequence_length"),
    ]
    caches = [
        value(f"past_key_values.{number}.{part}", cache, "batch_size", shape.shared, "past_sequence_length", shape.head)
        for number in range(shape.layers) for part in ("key", "value")
    ]  # fmt: skip
    return tokens + (caches if past else [])


def outputs_of(shape, cache, out=""):
    return [value(f"{out}logits", TensorProto.FLOAT, "batch_size", "sequence_length", shape.vocabulary)] + [
        value(f"{out}present.{number}.{part}", cache, "batch_size", shape.shared, "total_sequence_length", shape.head)
        for number in range(shape.layers) for part in ("key", "value")
    ]  # fmt: skip


def model_of(nodes, inputs, outputs, weights):
    initial = [numpy_helper.from_array(values, name) for name, values in weights.items()]
    graph = helper.make_graph(nodes, "gpt", inputs, outputs, initial)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def exported(model, past=True, cache=TensorProto.FLOAT):
    """One file: with a cache that may be empty, or (`past` false) without one that is fed."""
    graph = Graph()
    body(model, graph, past, cache)
    shape = model.shape
    return model_of(graph.nodes, inputs_of(shape, past, cache), outputs_of(shape, cache), graph.weights)


def merged(model):
    """Both decoders in one file, and `use_cache_branch` to choose."""
    shape, cache, weights, branches = model.shape, TensorProto.FLOAT, {}, {}
    for branch, past in (("then_branch", True), ("else_branch", False)):
        graph = Graph(f"{branch}_")
        body(model, graph, past, cache, out=f"{branch}_")
        weights |= graph.weights
        branches[branch] = helper.make_graph(graph.nodes, branch, [], outputs_of(shape, cache, f"{branch}_"))
    outputs = outputs_of(shape, cache)
    node = helper.make_node("If", ["use_cache_branch"], [output.name for output in outputs], **branches)
    inputs = inputs_of(shape, True, cache) + [value("use_cache_branch", TensorProto.BOOL, 1)]
    return model_of([node], inputs, outputs, weights)

"""Weights of matrix products in a few bits."""

import numpy as np
import onnx
from onnx import helper, numpy_helper


def products(graph):
    """The second inputs of all matrix products, those in branches included."""
    for node in graph.node:
        if node.op_type == "MatMul":
            yield node.input[1]
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                yield from products(attribute.g)


def rounded(path, bits):
    """One scale per output channel, the weights as bytes behind DequantizeLinear."""
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

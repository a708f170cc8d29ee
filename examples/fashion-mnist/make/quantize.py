"""The quantized variants of the baseline, with onnxruntime's own static quantizer and, for int4, by hand."""
import argparse
import os
import tempfile

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from garments import load, model_input

p = argparse.ArgumentParser()
p.add_argument("--fashion", required=True, help="folder of the four Fashion-MNIST idx.gz files")
p.add_argument("--models", required=True, help="folder with garments.fp32.onnx, and to write to")
a = p.parse_args()
fp32 = os.path.join(a.models, "garments.fp32.onnx")


class TrainImages(CalibrationDataReader):
    """The first 512 TRAIN images, in batches of 64."""

    def __init__(self):
        x = model_input(load(a.fashion, "train")[0][:512])
        self.rows = iter([{"image": x[i : i + 64]} for i in range(0, len(x), 64)])

    def get_next(self):
        return next(self.rows, None)


def int8(path, seven_bit):
    with tempfile.TemporaryDirectory() as t:
        ready = os.path.join(t, "ready.onnx")
        quant_pre_process(fp32, ready, skip_optimization=True, skip_symbolic_shape=True)
        quantize_static(
            ready, path, TrainImages(), quant_format=QuantFormat.QDQ, per_channel=True, reduce_range=seven_bit,
            activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8, calibrate_method=CalibrationMethod.MinMax,
        )


def per_tensor(path, levels, exclude=()):
    """Weights only: one scale for each tensor, at most `levels` values of it, kept as int8 behind a
    DequantizeLinear (a real INT4 tensor needs opset 21). Biases, activations and the nodes to exclude stay float."""
    top = levels // 2 - 1
    model = onnx.load(fp32)
    graph, added = model.graph, []
    kept = {name for node in graph.node if node.name in exclude for name in node.input}
    for w in [t for t in graph.initializer if t.name.endswith(".weight") and t.name not in kept]:
        value = numpy_helper.to_array(w)
        scale = np.float32(np.abs(value).max() / top)
        q = np.clip(np.round(value / scale), -top - 1, top).astype(np.int8)
        graph.initializer.remove(w)
        graph.initializer.extend([
            numpy_helper.from_array(q, w.name + "_quantized"),
            helper.make_tensor(w.name + "_scale", TensorProto.FLOAT, [], [scale]),
            helper.make_tensor(w.name + "_zero", TensorProto.INT8, [], [0]),
        ])
        parts = [w.name + "_quantized", w.name + "_scale", w.name + "_zero"]
        added.append(helper.make_node("DequantizeLinear", parts, [w.name], name=w.name + "_DequantizeLinear"))
    nodes = added + list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, path)


int8(os.path.join(a.models, "garments.int8.onnx"), seven_bit=False)
int8(os.path.join(a.models, "garments.int8-7bit.onnx"), seven_bit=True)
per_tensor(os.path.join(a.models, "garments.int4.onnx"), levels=16)
# what `diagnose` says of the model above, followed: test/diagnose/example.test.ts
per_tensor(os.path.join(a.models, "garments.int4-conv1.onnx"), levels=16, exclude=["/conv1/Conv"])

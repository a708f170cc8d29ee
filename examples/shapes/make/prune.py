"""Cuts the smallest 30 % of each convolution's weights of the detector, without tuning."""
import sys

import numpy as np
import onnx
from onnx import numpy_helper

folder = sys.argv[1]
model = onnx.load(f"{folder}/detector.fp32.onnx")
for weight in model.graph.initializer:
    values = numpy_helper.to_array(weight)
    if values.ndim == 4:
        cut = np.quantile(np.abs(values), 0.3)
        weight.CopyFrom(numpy_helper.from_array(np.where(np.abs(values) < cut, 0, values).astype(np.float32), weight.name))
onnx.save(model, f"{folder}/detector.pruned.onnx")

"""Static int8: 7-bit weights per channel, so that no product saturates on any processor; scales from 100 drawn pictures.
The last convolution of detector.int8.onnx stays in float: its numbers are places, sizes and logits, and one scale for all of them
is too coarse."""
import sys

import onnx
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from scenes import model_input, scenes


class Pictures(CalibrationDataReader):
    def __init__(self):
        drawn = [picture for picture, _, _ in scenes(100, seed=3)]
        self.rows = iter({"image": model_input([picture])} for picture in drawn)

    def get_next(self):
        return next(self.rows, None)


folder = sys.argv[1]
for name in ("detector", "segmenter"):
    source, ready = f"{folder}/{name}.fp32.onnx", f"/tmp/{name}.ready.onnx"
    quant_pre_process(source, ready, skip_symbolic_shape=True)
    convolutions = [node.name for node in onnx.load(ready).graph.node if node.op_type == "Conv"]
    kept = convolutions[-1:] if name == "detector" else []
    quantize_static(ready, f"{folder}/{name}.int8.onnx", Pictures(), quant_format=QuantFormat.QDQ, per_channel=True, reduce_range=True,
                    activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8, op_types_to_quantize=["Conv"],
                    nodes_to_exclude=kept)

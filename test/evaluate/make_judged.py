"""What the judge of examples/language-model makes of texts: its weights added up by numpy, tokens by the tokenizers library.

python make_judged.py > judged.json

Python 3.11 with onnx 1.23, tokenizers 0.23, numpy 2.4.
"""

import json
import pathlib

import numpy as np
import onnx
from onnx import numpy_helper
from tokenizers import Tokenizer

judge = pathlib.Path(__file__).parents[2] / "examples/language-model/models/judge"
tokenizer = Tokenizer.from_file(str(judge / "tokenizer.json"))
initial = {each.name: numpy_helper.to_array(each) for each in onnx.load(judge / "model.onnx").graph.initializer}
texts = ["I am sure you will be very happy, my dear.", "She had been a little out of spirits; and the room was silent.", ""]
rows = []
for text in texts:
    ids = tokenizer.encode(text).ids[:64]
    mean = initial["weights"][ids].astype(np.float64).sum(0) / max(1, len(ids)) + initial["bias"]
    rows.append({"text": text, "scores": [round(float(score), 6) for score in mean]})
print(json.dumps(rows, indent=2))

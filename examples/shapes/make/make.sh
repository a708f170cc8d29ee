#!/usr/bin/env bash
# Makes data/ and models/ of this example. Python with numpy, pillow, torch, onnx and onnxruntime; two minutes.
set -e
cd "$(dirname "$0")"
mkdir -p ../data ../models
"${PYTHON:-python3}" data.py ../data
"${PYTHON:-python3}" train.py --out ../models
"${PYTHON:-python3}" quantize.py ../models
"${PYTHON:-python3}" prune.py ../models

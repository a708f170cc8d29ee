"""The baseline: garments.fp32.onnx, and its weights for prune.py and distill.py."""
import argparse

import torch

from fit import fit, start, train_images
from nets import Teacher, export, fold

p = argparse.ArgumentParser()
p.add_argument("--fashion", required=True, help="folder of the four Fashion-MNIST idx.gz files")
p.add_argument("--onnx", required=True, help="model to write")
p.add_argument("--weights", required=True, help="torch weights to write (not committed)")
a = p.parse_args()

start(seed=1, threads=2)
x, y = train_images(a.fashion)
net = fold(fit(Teacher(), x, y, epochs=9, rate=4e-3, augment=True))
torch.save(net.state_dict(), a.weights)
export(net, a.onnx)

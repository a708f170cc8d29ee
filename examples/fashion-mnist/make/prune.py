"""Magnitude pruning of the baseline, layer by layer: the smallest weights of every layer become zero.
With --tune, the remaining weights are trained on for one epoch on the clean training images."""
import argparse

import torch

from fit import fit, start, train_images
from nets import Teacher, export, fold

p = argparse.ArgumentParser()
p.add_argument("--weights", required=True, help="torch weights of train.py")
p.add_argument("--share", type=float, required=True, help="share of the weights to remove")
p.add_argument("--tune", metavar="FASHION", help="folder of the four Fashion-MNIST idx.gz files")
p.add_argument("--onnx", required=True, help="model to write")
a = p.parse_args()

start(seed=2)
net = fold(Teacher())
net.load_state_dict(torch.load(a.weights))
masks = []
for name, w in net.named_parameters():
    if name.endswith(".weight"):
        limit = w.detach().abs().flatten().kthvalue(int(w.numel() * a.share)).values
        masks.append((w, (w.detach().abs() > limit).float()))


def cut():
    with torch.no_grad():
        for w, mask in masks:
            w.mul_(mask)


cut()
if a.tune:
    fit(net, *train_images(a.tune), epochs=1, rate=1e-3, augment=False, after_step=cut)
export(net, a.onnx)

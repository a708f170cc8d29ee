"""Magnitude pruning of the baseline, over all layers together: the smallest weights become zero.
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

start(seed=2, threads=1)
net = fold(Teacher())
net.load_state_dict(torch.load(a.weights))
weights = [w for name, w in net.named_parameters() if name.endswith(".weight")]
size = torch.cat([w.detach().abs().flatten() for w in weights])
limit = size.kthvalue(int(len(size) * a.share)).values
masks = [(w, (w.detach().abs() > limit).float()) for w in weights]


def cut():
    with torch.no_grad():
        for w, mask in masks:
            w.mul_(mask)


cut()
if a.tune:
    fit(net, *train_images(a.tune), epochs=1, rate=4e-3, augment=False, after_step=cut)
export(net, a.onnx)

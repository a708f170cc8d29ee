"""The student: a smaller network that learns the baseline's answers on the clean training images."""
import argparse

import torch
import torch.nn.functional as F

from fit import fit, start, train_images
from nets import Student, Teacher, export, fold

p = argparse.ArgumentParser()
p.add_argument("--fashion", required=True, help="folder of the four Fashion-MNIST idx.gz files")
p.add_argument("--weights", required=True, help="torch weights of train.py")
p.add_argument("--onnx", required=True, help="model to write")
a = p.parse_args()

start(seed=3, threads=1)
teacher = fold(Teacher())
teacher.load_state_dict(torch.load(a.weights))
HEAT = 3.0


def loss(image, logits, kind):
    with torch.no_grad():
        aim = F.softmax(teacher(image) / HEAT, 1)
    soft = F.kl_div(F.log_softmax(logits / HEAT, 1), aim, reduction="batchmean") * HEAT * HEAT
    return 0.8 * soft + 0.2 * F.cross_entropy(logits, kind)


x, y = train_images(a.fashion)
export(fold(fit(Student(), x, y, epochs=4, rate=8e-3, augment=False, loss=loss)), a.onnx)

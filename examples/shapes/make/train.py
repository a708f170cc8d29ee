"""The two baselines: a detector with a raw head (as yolov8's: [N, 4 + 3, 64 places]) and a segmenter ([N, 4, 64, 64]).
Seeds are fixed; another torch version or machine gives other digits."""
import argparse
import sys
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from scenes import SIDE, model_input, scenes

CELL = 8
GRID = SIDE // CELL


def block(given, made, stride=1):
    return nn.Sequential(nn.Conv2d(given, made, 3, stride, 1, bias=False), nn.BatchNorm2d(made), nn.ReLU())


class Trunk(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.a = block(3, width)
        self.b = block(width, 2 * width, 2)
        self.c = block(2 * width, 3 * width, 2)
        self.d = nn.Sequential(block(3 * width, 4 * width, 2), block(4 * width, 4 * width))

    def forward(self, image):
        a = self.a(image)
        b = self.b(a)
        c = self.c(b)
        return a, b, c, self.d(c)


class Detector(nn.Module):
    """Centre, size (pixels) and a probability for each kind, for each of 8 x 8 places."""

    def __init__(self, width=16):
        super().__init__()
        self.trunk = Trunk(width)
        self.head = nn.Conv2d(4 * width, 4 + 3, 1)
        y, x = torch.meshgrid(torch.arange(GRID), torch.arange(GRID), indexing="ij")
        self.register_buffer("middle", (torch.stack([x, y]).float() + 0.5) * CELL)

    def raw(self, image):
        return self.head(self.trunk(image)[3])

    def forward(self, image):
        raw = self.raw(image)
        centre = self.middle + raw[:, :2] * CELL
        size = F.softplus(raw[:, 2:4]) * CELL
        return torch.cat([centre, size, torch.sigmoid(raw[:, 4:])], 1).flatten(2)


class Segmenter(nn.Module):
    def __init__(self, width=8):
        super().__init__()
        self.trunk = Trunk(width)
        self.up = nn.ModuleList([block(7 * width, 3 * width), block(5 * width, 2 * width), block(3 * width, width)])
        self.head = nn.Conv2d(width, 4, 1)

    def forward(self, image):
        *skips, x = self.trunk(image)
        for up, skip in zip(self.up, reversed(skips)):
            x = up(torch.cat([F.interpolate(x, scale_factor=2.0, mode="nearest"), skip], 1))
        return self.head(x)


def grids(boxes):
    """Per picture: for each place the box whose centre lies there, and its kind (3: none)."""
    aim = np.zeros((len(boxes), 4, GRID, GRID), np.float32)
    kind = np.full((len(boxes), GRID, GRID), 3, np.int64)
    for at, own in enumerate(boxes):
        for left, top, width, height, shape, _ in own:
            x, y = left + width / 2, top + height / 2
            column, row = min(GRID - 1, int(x // CELL)), min(GRID - 1, int(y // CELL))
            aim[at, :, row, column] = x, y, width, height
            kind[at, row, column] = shape
    return torch.from_numpy(aim), torch.from_numpy(kind)


def detect_loss(net, image, aim, kind):
    raw = net.raw(image)
    there = kind < 3
    hot = F.one_hot(kind, 4)[..., :3].permute(0, 3, 1, 2).float()
    seen = F.binary_cross_entropy_with_logits(raw[:, 4:], hot, reduction="sum")
    centre, size = net.middle + raw[:, :2] * CELL, F.softplus(raw[:, 2:4]) * CELL
    off = (torch.cat([centre, size], 1) - aim).abs() / CELL * there[:, None]
    return (seen + 2 * off.sum()) / len(image)


def fit(net, tensors, loss, steps, rate, batch=32):
    opt = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.01)
    plan = torch.optim.lr_scheduler.OneCycleLR(opt, max_lr=rate, total_steps=steps)
    began = time.time()
    net.train()
    for step in range(steps):
        rows = torch.randint(len(tensors[0]), (batch,))
        image, *rest = [tensor[rows] for tensor in tensors]
        image = (image + torch.randn_like(image) * torch.rand(()) * 0.05).clamp(0, 1)
        value = loss(net, image, *rest)
        opt.zero_grad()
        value.backward()
        opt.step()
        plan.step()
        if step % 100 == 0:
            print(f"step {step}/{steps}: {value.item():.4f}, {time.time() - began:.0f} s", flush=True)
    return net.eval()


def export(net, path, output):
    torch.onnx.export(net, (torch.zeros(1, 3, SIDE, SIDE),), path, input_names=["image"], output_names=[output],
                      dynamic_axes={"image": {0: "n"}, output: {0: "n"}}, opset_version=17, dynamo=False)


p = argparse.ArgumentParser()
p.add_argument("--out", required=True)
p.add_argument("--steps", type=int, default=700)
a = p.parse_args()
torch.manual_seed(1)
torch.set_num_threads(1)
drawn = scenes(2500, seed=1)
pictures = torch.from_numpy(model_input([picture for picture, _, _ in drawn]))
masks = torch.from_numpy(np.stack([mask for _, _, mask in drawn]).astype(np.int64))
detector = fit(Detector(), [pictures, *grids([boxes for _, boxes, _ in drawn])], detect_loss, a.steps, 4e-3)
export(detector, f"{a.out}/detector.fp32.onnx", "boxes")
segmenter = fit(Segmenter(), [pictures, masks], lambda net, image, mask: F.cross_entropy(net(image), mask), a.steps // 2, 6e-3)
export(segmenter, f"{a.out}/segmenter.fp32.onnx", "scores")

"""The two networks, in torch."""
import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval


class Teacher(nn.Module):
    """Three 3x3 convolutions and two dense layers: 56 thousand weights."""

    def __init__(self):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(1, 16, 3, padding=1), nn.BatchNorm2d(16)
        self.conv2, self.bn2 = nn.Conv2d(16, 32, 3, padding=1), nn.BatchNorm2d(32)
        self.conv3, self.bn3 = nn.Conv2d(32, 64, 3, padding=1), nn.BatchNorm2d(64)
        self.relu, self.pool = nn.ReLU(), nn.MaxPool2d(2)
        self.dense1, self.dense2 = nn.Linear(64 * 3 * 3, 56), nn.Linear(56, 10)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x):
        x = self.pool(self.relu(self.bn1(self.conv1(x))))
        x = self.pool(self.relu(self.bn2(self.conv2(x))))
        x = self.pool(self.relu(self.bn3(self.conv3(x))))
        x = self.dropout(torch.flatten(x, 1))
        return self.dense2(self.relu(self.dense1(x)))


class Student(nn.Module):
    """Two 3x3 convolutions and one dense layer: 9 thousand weights."""

    def __init__(self):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(1, 8, 3, padding=1, stride=2), nn.BatchNorm2d(8)
        self.conv2, self.bn2 = nn.Conv2d(8, 16, 3, padding=1), nn.BatchNorm2d(16)
        self.relu, self.pool = nn.ReLU(), nn.MaxPool2d(2)
        self.dense1 = nn.Linear(16 * 7 * 7, 10)

    def forward(self, x):
        x = self.relu(self.bn1(self.conv1(x)))
        x = self.pool(self.relu(self.bn2(self.conv2(x))))
        return self.dense1(torch.flatten(x, 1))


def fold(net):
    """BatchNorm folded into the convolution before it; the network computes the same."""
    net.eval()
    for name in [n for n in net._modules if n.startswith("bn")]:
        conv = "conv" + name[2:]
        setattr(net, conv, fuse_conv_bn_eval(getattr(net, conv), getattr(net, name)))
        setattr(net, name, nn.Identity())
    return net


def export(net, path):
    torch.onnx.export(
        net.eval(), torch.zeros(1, 1, 28, 28), path, opset_version=13,
        input_names=["image"], output_names=["logits"],
        dynamic_axes={"image": {0: "batch"}, "logits": {0: "batch"}},
    )

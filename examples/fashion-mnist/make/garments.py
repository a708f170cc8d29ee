"""What all scripts here share: reading the images, and what is done to them before a model sees them."""
import gzip
import os

import numpy as np

KINDS = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]
MEAN, STD = 0.286, 0.353


def _idx(path):
    """An IDX file: magic (last byte: number of axes), the axes as big-endian int32, then the bytes."""
    with gzip.open(path, "rb") as f:
        raw = f.read()
    axes = raw[3]
    shape = np.frombuffer(raw, ">i4", axes, 4)
    return np.frombuffer(raw, np.uint8, offset=4 + 4 * axes).reshape(shape)


def load(folder, part):
    """part: 'train' (60,000) or 't10k' (10,000). Images uint8 [n,28,28], kinds int64 [n]."""
    x = _idx(os.path.join(folder, part + "-images-idx3-ubyte.gz"))
    y = _idx(os.path.join(folder, part + "-labels-idx1-ubyte.gz"))
    return x, y.astype(np.int64)


def model_input(x, noise=0.0, seed=0):
    """uint8 [n,28,28] -> float32 [n,1,28,28]: rescale to 0..1, optional gaussian noise, clip, normalise."""
    z = x.astype(np.float32) / np.float32(255)
    if noise:
        z = z + np.random.default_rng(seed).standard_normal(z.shape, dtype=np.float32) * np.float32(noise)
        z = np.clip(z, 0, 1)
    return ((z - np.float32(MEAN)) / np.float32(STD))[:, None].astype(np.float32)

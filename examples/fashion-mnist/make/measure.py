"""measured.json: every variant against the baseline, on this machine."""
import argparse
import gzip
import json
import os
import platform

import numpy as np
import onnxruntime as ort

from garments import KINDS, model_input

p = argparse.ArgumentParser()
p.add_argument("--models", required=True)
p.add_argument("--data", required=True)
p.add_argument("--out", required=True, help="measured.json to write")
a = p.parse_args()

NOISE = [0.04, 0.08, 0.12]
MODES = {
    "all": (ort.GraphOptimizationLevel.ORT_ENABLE_ALL, {}),
    "disabled": (ort.GraphOptimizationLevel.ORT_DISABLE_ALL, {}),
    "all+x64quantprecision": (ort.GraphOptimizationLevel.ORT_ENABLE_ALL, {"session.x64quantprecision": "1"}),
}


def run(path, mode, x):
    level, entries = MODES[mode]
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.graph_optimization_level = level
    for k, v in entries.items():
        options.add_session_config_entry(k, v)
    session = ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    return np.concatenate([session.run(["logits"], {"image": x[i : i + 1]})[0] for i in range(len(x))]).astype(np.float64)


def log_softmax(z):
    z = z - z.max(1, keepdims=True)
    return z - np.log(np.exp(z).sum(1, keepdims=True))


def ece(logp, kind):
    """15 equal bins (low, high] of the top probability; |accuracy - mean confidence| weighted by the bin's share."""
    top, right = np.exp(logp.max(1)), logp.argmax(1) == kind
    bins = np.clip(np.ceil(top * 15).astype(int) - 1, 0, 14)
    return sum(abs(right[bins == b].sum() - top[bins == b].sum()) for b in range(15)) / len(top)


def compare(base, comp, kind=None):
    b, c = base.argmax(1), comp.argmax(1)
    lb, lc = log_softmax(base), log_softmax(comp)
    out = {"n": len(b), "disagree": int((b != c).sum()), "kl_nats": float((np.exp(lb) * (lb - lc)).sum(1).mean())}
    if kind is None:
        return out
    b_right, c_right, changed = b == kind, c == kind, b != c
    out |= {
        "baseline_correct": int(b_right.sum()), "compressed_correct": int(c_right.sum()),
        "baseline_accuracy": float(b_right.mean()), "compressed_accuracy": float(c_right.mean()),
        "negative_flips": int((b_right & ~c_right).sum()), "positive_flips": int((~b_right & c_right).sum()),
        "wrong_to_other": int((~b_right & ~c_right & changed).sum()),
        "confident_flips": int((b_right & ~c_right & (np.exp(lb.max(1)) >= 0.9)).sum()),
        "baseline_ece15": float(ece(lb, kind)), "compressed_ece15": float(ece(lc, kind)),
        "per_class": {
            name: {
                "n": int((kind == k).sum()), "disagree": int((changed & (kind == k)).sum()),
                "baseline_correct": int((b_right & (kind == k)).sum()),
                "compressed_correct": int((c_right & (kind == k)).sum()),
            }
            for k, name in enumerate(KINDS) if (kind == k).any()
        },
    }
    return out


data = {n: dict(np.load(os.path.join(a.data, n + ".npz"))) for n in ("val", "novel", "guardrail")}
sets = {"clean": (model_input(data["val"]["x"]), data["val"]["kind"])}
for s in NOISE:
    sets[f"noise {s}"] = (model_input(data["val"]["x"], s), data["val"]["kind"])
sets["novel"] = (model_input(data["novel"]["x"]), None)
sets["guardrail"] = (model_input(data["guardrail"]["x"]), data["guardrail"]["kind"])

names = sorted(f for f in os.listdir(a.models) if f.endswith(".onnx"))
baseline = "garments.fp32.onnx"
files, result = {}, {}
for name in names:
    with open(os.path.join(a.models, name), "rb") as f:
        raw = f.read()
    files[name] = {"bytes": len(raw), "gzip_bytes": len(gzip.compress(raw, 9, mtime=0))}
base = {m: {s: run(os.path.join(a.models, baseline), m, x) for s, (x, _) in sets.items()} for m in ("all", "disabled")}
for name in names:
    if name == baseline:
        continue
    path, result[name] = os.path.join(a.models, name), {}
    for mode in MODES:
        if "+" in mode and "int8" not in name:
            continue
        ref = base[mode.split("+")[0]]
        result[name][mode] = {s: compare(ref[s], run(path, mode, x), kind) for s, (x, kind) in sets.items()}
        got = result[name][mode]
        print(f"{name}, {mode}")
        for s, r in got.items():
            print(f"  {s:11} changed {r['disagree']:4} of {r['n']}, accuracy {r.get('compressed_accuracy', float('nan')):.4f}", flush=True)

flags = set()
if os.path.exists("/proc/cpuinfo"):
    with open("/proc/cpuinfo") as f:
        flags = set(next((l for l in f if l.startswith("flags")), "").split())
report = {
    "how": {
        "runtime": "onnxruntime " + ort.__version__ + " CPU", "intra_op_threads": 1, "batch": 1,
        "machine": platform.machine(),
        "avx2": "avx2" in flags, "vnni": bool(flags & {"avx512_vnni", "avx_vnni"}),
        "numpy": np.__version__, "noise": "numpy default_rng(0), gaussian on the 0..1 image, clipped to 0..1",
        "same_optimization_level_for_both_models": True,
    },
    "files": files,
    "variants": result,
}
with open(a.out, "w") as f:
    json.dump(report, f, indent=1)
    f.write("\n")

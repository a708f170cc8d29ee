"""How the decoders are trained, and how a graph is written."""

import json
import time

import numpy as np
import onnx
import torch


def trained(model, stream, rows, seconds):
    """The model after so many seconds on random rows of the stream; the clock decides, so weights are never the same twice."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, betas=(0.9, 0.98), weight_decay=0.05)
    start, step, losses = time.time(), 0, []
    rng = np.random.default_rng(11)
    while (done := (time.time() - start) / seconds) < 1:
        for group in optimizer.param_groups:
            group["lr"] = 3e-3 * min(1, (step + 1) / 100) * (1 - 0.98 * done)
        batch = stream[torch.from_numpy(rng.integers(0, len(stream), rows))]
        scores = model(batch[:, :-1])
        loss = torch.nn.functional.cross_entropy(scores.flatten(0, 1), batch[:, 1:].reshape(-1))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        step += 1
        if step % 200 == 0:
            print(step, round(float(np.mean(losses[-200:])), 3), round(time.time() - start), "s", flush=True)
    return model.eval()


def settled(file):
    """Nothing in the file of when and with what it was written."""
    file.producer_name, file.producer_version, file.doc_string = "", "", ""
    return file


def saved(path, parts, write):
    """A folder in the layout of Hugging Face Optimum."""
    model, tokenizer = parts
    path.mkdir(parents=True, exist_ok=True)
    write(path / "model.onnx")
    onnx.save(settled(onnx.load(path / "model.onnx")), path / "model.onnx")
    (path / "config.json").write_text(json.dumps(model.shape.config(), indent=2) + "\n")
    (path / "generation_config.json").write_text(json.dumps({"bos_token_id": 0, "eos_token_id": 1}, indent=2) + "\n")
    tokenizer.save(str(path / "tokenizer.json"), pretty=False)

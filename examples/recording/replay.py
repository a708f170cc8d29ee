"""Runs a model on exported inputs and writes what it answers as a recording: numpy and onnxruntime are all it takes.

    python replay.py INPUTS MODEL OUT [--provider NAME] [--batch N]

INPUTS is what `compression-gate record --export-inputs INPUTS` wrote; OUT must not exist. The same few lines can be
written in any language: read inputs.json, run, write an array for each output, copy samples.jsonl, write recording.json.
"""

import argparse
import base64
import hashlib
import json
import pathlib
import platform
import shutil

import numpy as np
import onnxruntime as ort

TYPES = {
    "float16": "<f2", "float32": "<f4", "float64": "<f8", "bool": "|b1", "int8": "|i1", "int16": "<i2", "int32": "<i4",
    "int64": "<i8", "uint8": "|u1", "uint16": "<u2", "uint32": "<u4", "uint64": "<u8",
}  # fmt: skip


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("inputs", type=pathlib.Path)
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--provider", default="CPUExecutionProvider")
    parser.add_argument("--batch", type=int, default=16)
    given = parser.parse_args()

    exported = json.loads((given.inputs / "inputs.json").read_text())
    refuse_other_model(exported["model"], given.model)
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    if given.provider != "CPUExecutionProvider":
        # what the device can't run must fail, not be run somewhere else
        options.add_session_config_entry("session.disable_cpu_ep_fallback", "1")
    session = ort.InferenceSession(str(given.model), options, providers=[given.provider])

    given.out.mkdir(parents=True)
    parts, files = [], []
    for number, part in enumerate(exported["parts"]):
        part, made = replay(part, number, session, given)
        parts.append(part)
        files += made
    recording = {
        **exported,
        "is": "recording",
        "device": {
            "runtime": "onnxruntime (Python)",
            "version": ort.__version__,
            "cpu": processor(),
            "arch": {"x86_64": "x64", "AMD64": "x64", "aarch64": "arm64"}.get(platform.machine(), platform.machine()),
            "providers": session.get_providers(),
            "threads": 1,
            "batch": given.batch,
        },
        "parts": parts,
        "files": files,
    }
    # last, and under its own name only when it is whole: without it nothing was recorded
    (given.out / "recording.json.part").write_text(json.dumps(recording, indent=2) + "\n")
    (given.out / "recording.json.part").rename(given.out / "recording.json")


def replay(part, number, session, given):
    """One part: every sample of one data set at one level."""
    columns = {tensor["name"]: column(given.inputs, tensor, session) for tensor in part["inputs"]}
    names = [output.name for output in session.get_outputs()]
    answers = {name: [] for name in names}
    for start in range(0, part["count"], given.batch):
        feeds = {name: np.stack(rows[start : start + given.batch]) for name, rows in columns.items()}
        for name, values in zip(names, session.run(None, feeds)):
            answers[name].extend(values)

    folder = f"part-{number}"
    (given.out / folder).mkdir()
    arrays = {f"output-{position}": np.stack(answers[name]) for position, name in enumerate(names)}
    np.savez(given.out / folder / "outputs.npz", **arrays)
    shutil.copyfile(given.inputs / part["samples"], given.out / folder / "samples.jsonl")
    outputs = [
        {"name": name, "file": f"{folder}/outputs.npz", "field": f"output-{position}"}
        for position, name in enumerate(names)
    ]
    written = [f"{folder}/samples.jsonl", f"{folder}/outputs.npz"]
    head = {key: part[key] for key in ("data", "level", "key", "count")}
    return {**head, "samples": written[0], "outputs": outputs}, [digest(given.out, file) for file in written]


def column(folder, tensor, session):
    """The rows of one input: an array, or lines where their shapes differ."""
    path = folder / tensor["file"]
    if path.suffix == ".npy":
        return np.load(path, mmap_mode="r")
    declared = next(each.type for each in session.get_inputs() if each.name == tensor["name"])
    return [row(json.loads(line), declared) for line in path.read_text().splitlines()]


def row(line, declared):
    if "value shape" not in line:
        return np.array(line["value"], dtype=object)  # text
    kind = {"tensor(float)": "float32", "tensor(double)": "float64"}.get(declared, declared[len("tensor(") : -1])
    return np.frombuffer(base64.b64decode(line["value"]), dtype=TYPES[kind]).reshape(line["value shape"])


def refuse_other_model(wanted, path):
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != wanted["sha256"]:
        raise SystemExit(f"{path} has sha256 {found}, the inputs were exported for {wanted['sha256']}")


def processor():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def digest(folder, file):
    bytes_ = (folder / file).read_bytes()
    return {"file": file, "bytes": len(bytes_), "sha256": hashlib.sha256(bytes_).hexdigest()}


if __name__ == "__main__":
    main()

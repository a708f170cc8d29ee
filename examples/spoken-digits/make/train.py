"""A recognizer of spoken digits, its compressed copies, and 64 utterances in four voices.

apt-get install asterisk-core-sounds-en-wav flite espeak-ng
python train.py --out ..

Strings of three to five digits: Allison Smith's recordings one after the other, as Asterisk itself speaks numbers, and
sentences of the synthesizers flite and espeak-ng; sped up or slowed down, louder or quieter, with some noise, all as a
telephone has it (8 kHz, µ-law). Python 3.11 with torch 2.15, numpy 2.4, scipy 1.17, onnx 1.23, onnxruntime 1.30; three
minutes on one core.
"""

import argparse
import pathlib

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from scipy.signal import resample_poly

from voices import RATE, linear, read_wav, synthesized, trimmed, ulaw, write_ulaw

parser = argparse.ArgumentParser()
parser.add_argument("--out", required=True)
parser.add_argument("--sounds", default="/usr/share/asterisk/sounds/en_US_f_Allison/digits")
arguments = parser.parse_args()
out = pathlib.Path(arguments.out)
torch.manual_seed(3)
torch.set_num_threads(1)
random = np.random.default_rng(11)

WORDS = "zero one two three four five six seven eight nine".split()
TOKENS = ["<pad>", "|", *sorted(set("".join(WORDS)))]
SECONDS, MELS = 3, 40
VOICES = ["allison", "slt", "rms", "espeak"]
SPARE = ["kal16", "awb", "espeak-f2", "espeak-m3"]  # heard in training only


recorded = [trimmed(read_wav(pathlib.Path(arguments.sounds) / f"{digit}.wav")) for digit in range(10)]


def spoken(voice, digits):
    if voice == "allison":
        parts = []
        for digit in digits:
            parts += [recorded[digit], np.zeros(random.integers(100, 900))]
        return np.concatenate(parts)
    text = " ".join(WORDS[digit] for digit in digits)
    if not voice.startswith("espeak"):
        return synthesized(voice, text, None)
    variant = voice.partition("-")[2]
    return synthesized(f"en-us+{variant}" if variant else "en-us", text, random.integers(140, 190))


def heard(samples, noisy):
    """An utterance at another speed and loudness, with noise, through a telephone."""
    speed = random.integers(88, 113)
    samples = resample_poly(samples, speed, 100) * random.uniform(0.3, 0.9) / np.abs(samples).max()
    samples = np.concatenate([np.zeros(random.integers(200, 1200)), samples, np.zeros(random.integers(400, 1200))])
    ratio = random.uniform(8, 40) if noisy else random.uniform(25, 40)
    level = np.sqrt(np.mean(samples**2)) * 10 ** (-ratio / 20)
    return ulaw(samples + level * random.standard_normal(len(samples)))


def mel_filters(bins):
    def hz(mel):
        return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((mel - 15) * np.log(6.4) / 27))

    edges = hz(np.linspace(0, 15 + 27 * np.log(8) / np.log(6.4), MELS + 2))
    at = np.linspace(0, 8000, bins)[None, :]
    low, middle, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    slopes = np.maximum(0, np.minimum((at - low) / (middle - low), (high - at) / (high - middle)))
    return slopes * 2 / (high - low)


FILTERS = mel_filters(201)
WINDOW = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(400) / 400)


def features(codes):
    """Whisper's log-mel features of what the gate makes of a file: 16 kHz, filled up to three seconds."""
    samples = resample_poly(linear(codes), 2, 1)[: 2 * RATE * SECONDS]
    samples = np.pad(np.concatenate([samples, np.zeros(2 * RATE * SECONDS - len(samples))]), 200, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(samples, 400)[::160][: 100 * SECONDS]
    power = np.abs(np.fft.rfft(frames * WINDOW)) ** 2
    logs = np.log10(np.maximum(power @ FILTERS.T, 1e-10)).T
    return ((np.maximum(logs, logs.max() - 8) + 4) / 4).astype(np.float32)


def utterance(voice, most, noisy):
    while True:
        digits = list(random.integers(0, 10, random.integers(3, most + 1)))
        codes = heard(spoken(voice, digits), noisy)
        if len(codes) <= RATE * SECONDS:
            return codes, " ".join(WORDS[digit] for digit in digits)


tests = [(voice, *utterance(voice, 4, False)) for voice in VOICES for _ in range(16)]
made = [utterance(voice, 5, True) for voice in VOICES + SPARE for _ in range(150)]
inputs = torch.tensor(np.stack([features(codes) for codes, _ in made]))
targets = [torch.tensor([TOKENS.index("|" if letter == " " else letter) for letter in text]) for _, text in made]
print(len(made), "utterances to learn from")


class Block(torch.nn.Module):
    """Each channel by itself over time, then all channels at each moment."""

    def __init__(self, width):
        super().__init__()
        self.time = torch.nn.Conv1d(width, width, 7, padding=3, groups=width)
        self.first, self.last = torch.nn.LayerNorm(width), torch.nn.LayerNorm(width)
        self.wide, self.narrow = torch.nn.Linear(width, 2 * width), torch.nn.Linear(2 * width, width)

    def forward(self, x):
        x = x + torch.relu(self.time(self.first(x).transpose(1, 2)).transpose(1, 2))
        return x + self.narrow(torch.relu(self.wide(self.last(x))))


class Recognizer(torch.nn.Module):
    """Four frames of features become one, 40 ms."""

    def __init__(self, width=80):
        super().__init__()
        self.register_buffer("middle", inputs.mean((0, 2))[:, None])
        self.register_buffer("spread", 1 / inputs.std((0, 2))[:, None])
        self.front = torch.nn.Conv1d(MELS, width, 5, stride=2, padding=2)
        self.second = torch.nn.Conv1d(width, width, 5, stride=2, padding=2)
        self.blocks = torch.nn.ModuleList(Block(width) for _ in range(4))
        self.last = torch.nn.LayerNorm(width)
        self.letters = torch.nn.Linear(width, len(TOKENS))

    def forward(self, x):
        x = torch.relu(self.front((x - self.middle) * self.spread))
        x = torch.relu(self.second(x)).transpose(1, 2)
        for block in self.blocks:
            x = block(x)
        return self.letters(self.last(x))


net = Recognizer()
steps = 1500
optimizer = torch.optim.AdamW(net.parameters(), 3e-3, weight_decay=0.01)
schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=steps, pct_start=0.15)
for step in range(steps):
    chosen = torch.randint(len(made), (24,))
    x = inputs[chosen] + 0.05 * torch.randn(24, MELS, 1)
    logs = net(x).log_softmax(2).transpose(0, 1)
    wanted = [targets[at] for at in chosen]
    lengths = torch.full((24,), logs.shape[0])
    loss = torch.nn.functional.ctc_loss(logs, torch.cat(wanted), lengths, torch.tensor([len(t) for t in wanted]), zero_infinity=True)
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 1)
    optimizer.step()
    schedule.step()
    if step % 100 == 99:
        print(step + 1, round(loss.item(), 3), flush=True)
net.eval()


def text_of(ids):
    kept = [now for before, now in zip([-1, *ids], ids) if now != before and now != 0]
    return "".join(TOKENS[at] for at in kept).replace("|", " ").strip()


with torch.no_grad():
    said = [text_of(net(torch.tensor(features(codes))[None])[0].argmax(1).tolist()) for _, codes, _ in tests]
for voice in VOICES:
    right = [text == answer for (who, _, text), answer in zip(tests, said) if who == voice]
    print(voice, sum(right), "of", len(right), "utterances right")

(out / "models").mkdir(exist_ok=True)
fp32 = out / "models/recognizer.fp32.onnx"
torch.onnx.export(
    net, (torch.zeros(1, MELS, 100 * SECONDS),), str(fp32), input_names=["features"], output_names=["logits"],
    dynamic_axes={"features": {0: "batch"}, "logits": {0: "batch"}}, opset_version=17, dynamo=False,
)  # fmt: skip
quantize_dynamic(fp32, out / "models/recognizer.int8.onnx", per_channel=True, weight_type=QuantType.QInt8)


def rounded(bits):
    """Weights of the matrix products in so many bits, one scale per output channel, behind DequantizeLinear."""
    model = onnx.load(fp32)
    graph, top = model.graph, 2 ** (bits - 1) - 1
    weights = {node.input[1] for node in graph.node if node.op_type == "MatMul"}
    kept, nodes = [], []
    for tensor in graph.initializer:
        if tensor.name not in weights:
            kept.append(tensor)
            continue
        value = numpy_helper.to_array(tensor)
        scale = (np.abs(value).max(axis=0) / top).astype(np.float32)
        whole = np.clip(np.round(value / scale), -top, top).astype(np.int8)
        kept += [numpy_helper.from_array(whole, f"{tensor.name}_q"), numpy_helper.from_array(scale, f"{tensor.name}_scale")]
        nodes.append(helper.make_node("DequantizeLinear", [f"{tensor.name}_q", f"{tensor.name}_scale"], [tensor.name], axis=1))
    del graph.initializer[:]
    graph.initializer.extend(kept)
    found = list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes + found)
    onnx.checker.check_model(model)
    return model


onnx.save(rounded(3), out / "models/recognizer.int3.onnx")

import json  # noqa: E402

(out / "models/vocab.json").write_text(json.dumps({token: at for at, token in enumerate(TOKENS)}) + "\n")
(out / "data/sound").mkdir(parents=True, exist_ok=True)
rows = ["path,voice,text"]
for number, (voice, codes, text) in enumerate(tests):
    name = f"{voice}-{number % 16:02}.wav"
    write_ulaw(out / "data/sound" / name, codes)
    rows.append(f"{name},{voice},{text}")
(out / "data/texts.csv").write_text("\n".join(rows) + "\n")

"""The trained Whisper in ONNX as Hugging Face Optimum lays it out, coarser copies, and what transformers hears with it.

python export.py --model MODEL --out .. --tests ../../../test   (MODEL: where whisper.py wrote)

A second one, tiny and with random weights, is exported with its decoder in one file and in two. The tokens are those of
`generate()` with features in float64, of sounds at 16 kHz as the gate resamples them. Python 3.11 with torch 2.15,
transformers 4.55.4, optimum-onnx 0.1.0, onnx 1.23, numpy 2.4; five minutes on one core.
"""

import argparse
import json
import math
import pathlib
import shutil
import tempfile

import numpy as np
import onnx
import torch
from optimum.exporters.onnx import main_export
from transformers import GenerationConfig, WhisperConfig, WhisperFeatureExtractor, WhisperForConditionalGeneration

from coarse import rounded
from voices import linear, read_ulaw

parser = argparse.ArgumentParser()
parser.add_argument("--model", required=True)
parser.add_argument("--out", required=True)
parser.add_argument("--tests", required=True)
arguments = parser.parse_args()
out, tests, trained = (pathlib.Path(path) for path in (arguments.out, arguments.tests, arguments.model))
torch.set_num_threads(1)
torch.manual_seed(8)
SECONDS, MELS = 3, 40
BESIDE = ["config.json", "generation_config.json", "preprocessor_config.json", "tokenizer.json"]
extractor = WhisperFeatureExtractor.from_pretrained(trained)


def exported(model, merged=True):
    """With what lies beside it as it was, whatever the export makes of it."""
    folder = pathlib.Path(tempfile.mkdtemp())
    main_export(str(model), output=folder, task="automatic-speech-recognition-with-past", opset=17, no_post_process=not merged,
                nb_max_frames=100 * SECONDS, feature_size=MELS)  # fmt: skip
    for file in BESIDE:
        shutil.copy(model / file, folder / file)
    return folder


def written(source, folder, names, bits=None):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        if bits is None:
            shutil.copy(source / name, folder / name)
        else:
            onnx.save(rounded(source / name, bits), folder / name)
    for file in BESIDE:
        shutil.copy(source / file, folder / file)


whole = exported(trained)
for name, bits in (("fp32", None), ("int8", 8), ("int3", 3)):
    written(whole, out / f"models/whisper-{name}", ["encoder_model.onnx", "decoder_model_merged.onnx"], bits)

net = WhisperForConditionalGeneration.from_pretrained(trained).eval()
said = json.loads((trained / "generation_config.json").read_text())
small_config = WhisperConfig(**{
    **json.loads((trained / "config.json").read_text()), "d_model": 16, "encoder_layers": 1, "decoder_layers": 1,
    "encoder_attention_heads": 2, "decoder_attention_heads": 2, "encoder_ffn_dim": 16, "decoder_ffn_dim": 16,
})  # fmt: skip
small = WhisperForConditionalGeneration(small_config).eval()
with torch.no_grad():
    for weights in small.parameters():
        if weights.dim() > 1 and weights.shape != small.model.encoder.embed_positions.weight.shape:
            weights.copy_(0.5 * torch.randn_like(weights))
small.generation_config = GenerationConfig(**said)
tiny = pathlib.Path(tempfile.mkdtemp())
small.save_pretrained(tiny)
for file in BESIDE[2:]:
    shutil.copy(trained / file, tiny / file)
written(exported(tiny), tests / "fixtures/whisper/merged", ["encoder_model.onnx", "decoder_model_merged.onnx"])
parts = ["encoder_model.onnx", "decoder_model.onnx", "decoder_with_past_model.onnx"]
written(exported(tiny, merged=False), tests / "fixtures/whisper/pair", parts)


def resampled(x, before=1, after=2, width=6, rolloff=0.99):
    """torchaudio.functional.resample, sinc_interp_hann, in float64."""
    base = min(before, after) * rolloff
    w = math.ceil(width * before / base)
    t = np.clip((np.arange(0, -after, -1)[:, None] / after + np.arange(-w, w + before) / before) * base, -width, width)
    kernel = np.sinc(t) * np.cos(t * np.pi / width / 2) ** 2 * base / before
    padded = np.pad(x.astype(np.float64), (w, w + before))
    rows = [padded[i : i + 2 * w + before] for i in range(0, padded.size - 2 * w - before + 1, before)]
    return (np.array(rows) @ kernel.T).reshape(-1)[: math.ceil(after * x.size / before)].astype(np.float32)


def features(files):
    """Of several sounds one after the other; filled up to one window."""
    sound = np.concatenate([resampled(linear(read_ulaw(out / "data" / file))) for file in files])
    sound = np.pad(sound, (0, max(0, 16000 * SECONDS - len(sound))))
    return torch.tensor(extractor._np_extract_fbank_features(sound[None], "cpu").astype(np.float32))


english = [[f"sound/{path.name}"] for path in sorted((out / "data/sound").glob("*.wav"))]
german = [[f"german/{path.name}"] for path in sorted((out / "data/german").glob("*.wav"))]
long = [[english[(at + 7 * k) % 64][0] for k in range(count)] for at, count in zip(range(0, 64, 4), [2, 3, 4, 5] * 4)]
short = english[::4]
ID = json.loads((trained / "tokenizer.json").read_text())["added_tokens"]
ID = {token["content"]: token["id"] for token in ID}
start, notimes = said["decoder_start_token_id"], said["no_timestamps_token_id"]
plain = {"suppress_tokens": None, "begin_suppress_tokens": None}
only = {"is_multilingual": False, "lang_to_id": None, "task_to_id": None}
EN, DE, DO = ID["<|en|>"], ID["<|de|>"], ID["<|transcribe|>"]
asked = {"language": "en", "task": "transcribe"}
cases = [  # model, sounds, settings on top of the model's own (null: without), what is asked for
    ("net", english, {}, asked),
    ("net", english, plain, asked),
    ("net", english, {}, {}),
    ("net", english, {"forced_decoder_ids": [[1, EN], [2, DO], [3, notimes]]}, {}),
    ("net", english, {"forced_decoder_ids": [[1, None], [2, DO]]}, {}),
    ("net", english, {**only, "forced_decoder_ids": [[1, notimes]]}, {}),
    ("net", english, {"suppress_tokens": [*said["suppress_tokens"], 20, 40, 60], "begin_suppress_tokens": [50, 55, 60, 65, 70]}, asked),
    ("net", english, {}, {**asked, "return_timestamps": True}),
    ("net", english, {"return_timestamps": True, "max_initial_timestamp_index": 2, **plain}, {"language": "en"}),
    ("net", english, {}, {**asked, "num_beams": 3}),
    ("net", short, {"num_beams": 2, "length_penalty": 0.5}, {**asked, "return_timestamps": True}),
    ("net", short, {"max_new_tokens": 4}, asked),
    ("net", short, {"max_length": 20}, {"task": "translate"}),
    ("net", short, {"max_length": None}, {**asked, "max_new_tokens": 3}),
    ("net", short, {"min_new_tokens": 9, "no_repeat_ngram_size": 2}, asked),
    ("net", german, {}, {"language": "de"}),
    ("net", german, {"language": "de", "task": "translate"}, {}),
    ("net", german, {}, {}),
    ("net", long, {}, asked),
    ("net", long, {"return_timestamps": None}, {}),
    ("net", long, plain, {"language": "en"}),
    ("net", long, {"max_new_tokens": 7, "num_beams": 2}, asked),
    ("small", short, {"max_length": 24}, asked),
    ("small", short, {"max_length": 24, **plain}, {}),
    ("small", short, {"max_length": 24, **plain}, {"return_timestamps": True}),
    ("small", long, {"max_length": 24}, {}),
    ("small", long[:6], {"max_length": 16, "num_beams": 3, **plain}, asked),
]
models, rows = {"net": net, "small": small}, []
for model, sounds, settings, wish in cases:
    told = {key: value for key, value in {**said, **settings}.items() if value is not None}
    made = []
    for files in sounds:
        heard = features(files)
        ways = {key: value for key, value in wish.items()}
        if heard.shape[2] > 100 * SECONDS:
            ways["return_timestamps"] = True
        models[model].generation_config = GenerationConfig(**told)
        with torch.no_grad():
            segments = models[model].generate(input_features=heard, return_segments=True, **ways)["segments"][0]
        made.append([token for segment in segments for token in segment["tokens"].tolist()])
    rows.append({"model": model, "settings": settings, "asked": wish, "sounds": sounds, "tokens": made})
    print(model, settings, wish, made[0], flush=True)
from tokenizers import Tokenizer  # noqa: E402

pieces = Tokenizer.from_file(str(trained / "tokenizer.json"))
text = [pieces.decode([id for id in ids if id < notimes]) for ids in rows[0]["tokens"]]
print(text[:4])
lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
(tests / "tasks/fixtures/whisper.json").write_text(f'{{"texts":{json.dumps(text)},"cases":[\n{lines}\n]}}\n')

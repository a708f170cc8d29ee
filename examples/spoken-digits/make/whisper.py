"""A small Whisper that hears spoken digits in English and German, trained; export.py writes it down for the gate.

apt-get install asterisk-core-sounds-en-wav flite espeak-ng
python whisper.py --model MODEL --out ..   (then export.py)

The architecture is transformers' Whisper with a window of 3 seconds instead of 30: two layers in the encoder, two in the
decoder, prompts of language and task, times. It learns from windows of phrases (one to four digits) by one voice, half of
them with times; the German ones are written down in German or translated. A second head on the encoder (CTC over the same
tokens) helps it to begin, and is thrown away. Python 3.11 with torch 2.15, transformers 4.55.4, numpy 2.4, scipy 1.17;
a quarter of an hour on a shared core.
"""

import argparse
import json
import pathlib

import numpy as np
import torch
from scipy.signal import resample_poly
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import GenerationConfig, WhisperConfig, WhisperFeatureExtractor, WhisperForConditionalGeneration

from voices import RATE, linear, read_wav, synthesized, trimmed, ulaw, write_ulaw

parser = argparse.ArgumentParser()
parser.add_argument("--model", required=True)
parser.add_argument("--out", required=True)
parser.add_argument("--sounds", default="/usr/share/asterisk/sounds/en_US_f_Allison/digits")
parser.add_argument("--windows", type=int, default=5000)
parser.add_argument("--steps", type=int, default=2600)
arguments = parser.parse_args()
out = pathlib.Path(arguments.out)
torch.manual_seed(5)
torch.set_num_threads(1)
random = np.random.default_rng(17)

WORDS = {
    "en": "zero one two three four five six seven eight nine".split(),
    "de": "null eins zwei drei vier fünf sechs sieben acht neun".split(),
}
VOICES = {
    "en": ["allison", "slt", "rms", "en-us", "kal16", "awb", "en-us+f2", "en-us+m3"],
    "de": ["de", "de+f2", "de+m3", "de+f4"],
}
SECONDS, MELS, WIDTH = 3, 40, 64

# tokens: pieces of words, then what Whisper has, in its order
pieces = Tokenizer(models.BPE())
pieces.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
pieces.decoder = decoders.ByteLevel()
texts = [f" {one} {other}" for words in WORDS.values() for one in words for other in words]
pieces.train_from_iterator(texts, trainers.BpeTrainer(vocab_size=76, show_progress=False))
SPECIAL = ["endoftext", "startoftranscript", "en", "de", "translate", "transcribe", "startoflm", "startofprev", "nospeech", "notimestamps"]  # fmt: skip
pieces.add_special_tokens([f"<|{name}|>" for name in SPECIAL])
pieces.add_tokens([AddedToken(f"<|{at / 50:.2f}|>", normalized=False) for at in range(50 * SECONDS + 1)])
ID = {name: pieces.token_to_id(f"<|{name}|>") for name in SPECIAL}
FIRST = ID["notimestamps"] + 1  # <|0.00|>
ids_of = {language: [pieces.encode(f" {word}").ids for word in words] for language, words in WORDS.items()}
print(pieces.get_vocab_size(), "tokens", {word: pieces.encode(f" {word}").tokens for word in WORDS["de"]})

recorded = [trimmed(read_wav(pathlib.Path(arguments.sounds) / f"{digit}.wav")) for digit in range(10)]


def phrase(voice, language):
    digits = list(random.integers(0, 10, random.integers(1, 5)))
    if voice == "allison":
        parts = [part for digit in digits for part in (recorded[digit], np.zeros(random.integers(100, 900)))]
        return digits, np.concatenate(parts)
    text = " ".join(WORDS[language][digit] for digit in digits)
    return digits, synthesized(voice, text, random.integers(140, 190))


bank = {(language, voice): [phrase(voice, language) for _ in range(140)] for language, voices in VOICES.items() for voice in voices}


def window(language, voice, whole):
    """Sound of three seconds, and its phrases with their times; the last one may be cut off where `whole` is false."""
    parts, spans, at = [], [], 0
    speed = int(random.integers(88, 113))
    while at < RATE * SECONDS:
        gap = int(random.integers(200, 1200) if not spans or whole else random.integers(600, 4000))
        digits, samples = bank[language, voice][random.integers(140)]
        samples = resample_poly(samples, speed, 100)
        if whole and at + gap + len(samples) > RATE * SECONDS:
            if spans:
                break
            continue
        parts += [np.zeros(gap), samples * random.uniform(0.3, 0.9) / np.abs(samples).max()]
        spans.append((digits, at + gap, at + gap + len(samples)))
        at += gap + len(samples)
        if random.random() < (0.7 if whole else 0.2):
            break
    samples = np.concatenate([*parts, np.zeros(RATE * SECONDS)])[: RATE * SECONDS]
    level = np.sqrt(np.mean(samples**2)) * 10 ** (-random.uniform(10, 40) / 20)
    noisy = samples + level * random.standard_normal(len(samples)) * (random.random() < 0.8)
    return linear(ulaw(noisy)), spans


def wanted(language, task, spans, timed):
    """The tokens of a window: language, task, and phrases with their times or without."""
    spelled = ids_of["en" if task == "translate" else language]
    tokens = [ID["startoftranscript"], ID[language], ID[task]] + ([] if timed else [ID["notimestamps"]])
    for digits, start, end in spans:
        if start >= RATE * SECONDS:
            break
        if timed:
            tokens.append(FIRST + round(start / RATE * 50))
        if end > RATE * SECONDS:
            break
        tokens += [id for digit in digits for id in spelled[digit]]
        if timed:
            tokens.append(FIRST + round(end / RATE * 50))
    return [*tokens, ID["endoftext"]]


extractor = WhisperFeatureExtractor(feature_size=MELS, chunk_length=SECONDS)
made, targets, heard = [], [], []
for number in range(arguments.windows):
    language = "en" if random.random() < 0.65 else "de"
    task = "translate" if language == "de" and random.random() < 0.5 else "transcribe"
    timed = random.random() < 0.5
    voice = VOICES[language][random.integers(len(VOICES[language]))]
    samples, spans = window(language, voice, not timed)
    made.append(extractor._np_extract_fbank_features(resample_poly(samples, 2, 1)[None], "cpu")[0].astype(np.float16))
    targets.append(wanted(language, task, spans, timed))
    heard.append([id for digits, _, end in spans if end <= RATE * SECONDS for digit in digits for id in ids_of[language][digit]])
inputs = torch.tensor(np.stack(made))
print(len(made), "windows to learn from", inputs.shape, max(map(len, targets)), flush=True)

config = WhisperConfig(
    vocab_size=pieces.get_vocab_size(), num_mel_bins=MELS, d_model=WIDTH, encoder_layers=2, decoder_layers=2,
    encoder_attention_heads=4, decoder_attention_heads=4, encoder_ffn_dim=4 * WIDTH, decoder_ffn_dim=4 * WIDTH,
    max_source_positions=50 * SECONDS, max_target_positions=64, dropout=0.0, attention_dropout=0.0,
    pad_token_id=ID["endoftext"], bos_token_id=ID["endoftext"], eos_token_id=ID["endoftext"],
    decoder_start_token_id=ID["startoftranscript"], suppress_tokens=None, begin_suppress_tokens=None,
)  # fmt: skip
net = WhisperForConditionalGeneration(config)
guide = torch.nn.Linear(WIDTH, FIRST)
print(sum(p.numel() for p in net.parameters()), "weights")
parameters = [*net.parameters(), *guide.parameters()]
optimizer = torch.optim.AdamW(parameters, 3e-3, weight_decay=0.01)
schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=arguments.steps, pct_start=0.15)
free = {ID["translate"], ID["transcribe"], ID["notimestamps"]}  # nobody hears what is asked for
for step in range(arguments.steps):
    chosen = torch.randint(len(made), (24,))
    longest = max(len(targets[at]) for at in chosen)
    tokens = torch.full((24, longest), -100)
    for row, at in enumerate(chosen):
        tokens[row, : len(targets[at])] = torch.tensor(targets[at])
    fed = torch.where(tokens < 0, ID["endoftext"], tokens)[:, :-1]
    due = torch.where(torch.isin(tokens, torch.tensor(list(free))), -100, tokens)[:, 1:]
    states = net.model.encoder(inputs[chosen].float() + 0.05 * torch.randn(24, MELS, 1)).last_hidden_state
    scores = net(encoder_outputs=(states,), decoder_input_ids=fed).logits
    loss = torch.nn.functional.cross_entropy(scores.transpose(1, 2), due, label_smoothing=0.02)
    logs = guide(states).log_softmax(2).transpose(0, 1)
    said = [heard[at] for at in chosen]
    lengths = torch.tensor([len(ids) for ids in said])
    every = torch.tensor([id for ids in said for id in ids])
    aside = torch.nn.functional.ctc_loss(logs, every, torch.full((24,), len(logs)), lengths, blank=FIRST - 1, zero_infinity=True)
    optimizer.zero_grad()
    (loss + 0.3 * aside).backward()
    torch.nn.utils.clip_grad_norm_(parameters, 1)
    optimizer.step()
    schedule.step()
    if step % 100 == 99:
        print(step + 1, round(loss.item(), 3), round(aside.item(), 3), flush=True)
net.eval()

net.generation_config = GenerationConfig(
    decoder_start_token_id=ID["startoftranscript"], bos_token_id=ID["endoftext"], eos_token_id=ID["endoftext"],
    pad_token_id=ID["endoftext"], max_length=64, is_multilingual=True, no_timestamps_token_id=ID["notimestamps"],
    lang_to_id={f"<|{name}|>": ID[name] for name in WORDS}, task_to_id={name: ID[name] for name in ("translate", "transcribe")},
    suppress_tokens=[ID[name] for name in SPECIAL[1:9]], begin_suppress_tokens=[pieces.token_to_id("Ġ"), ID["endoftext"]],
    max_initial_timestamp_index=50, return_timestamps=False, prev_sot_token_id=ID["startofprev"],
)  # fmt: skip
trained = pathlib.Path(arguments.model)
net.save_pretrained(trained)
extractor.save_pretrained(trained)
pieces.save(str(trained / "tokenizer.json"))

(out / "data/german").mkdir(parents=True, exist_ok=True)
rows = ["path,text,english"]
for number in range(12):
    digits = list(random.integers(0, 10, 3))
    said, english = (" ".join(WORDS[language][digit] for digit in digits) for language in ("de", "en"))
    voice = VOICES["de"][number % 3]
    samples = np.concatenate([np.zeros(600), synthesized(voice, said, 165), np.zeros(800)])
    codes = ulaw(samples * 0.6 / np.abs(samples).max() + 0.002 * random.standard_normal(len(samples)))
    write_ulaw(out / f"data/german/{number:02}.wav", codes)
    rows.append(f"{number:02}.wav,{said},{english}")
(out / "data/german.csv").write_text("\n".join(rows) + "\n")

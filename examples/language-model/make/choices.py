"""Sentences of Persuasion, and of four ways to end each the one that the book has.

python choices.py --austen austen --out ..

Two are its words in another order, one is the end of another sentence; which, and in what order they stand, is drawn by a seed.
"""

import argparse
import json
import pathlib
import re

import numpy as np

from austen import HELD, novels

parser = argparse.ArgumentParser()
parser.add_argument("--austen", required=True)
parser.add_argument("--out", required=True)
arguments = parser.parse_args()
ITEMS, BEGIN, SEED = 200, 12, 5

sentences = []
for text in novels(arguments.austen)[HELD]:
    for sentence in re.split(r"(?<=[.!?;]) ", text):
        words = sentence.split()
        if len(words) in range(BEGIN + 4, BEGIN + 10) and '"' not in sentence:
            sentences.append((" ".join(words[:BEGIN]), " ".join(words[BEGIN:])))
rng = np.random.default_rng(SEED)
sentences = [sentences[at] for at in rng.permutation(len(sentences))]
with open(pathlib.Path(arguments.out) / "data/endings.jsonl", "w") as file:
    for number, (prompt, end) in enumerate(sentences[:ITEMS]):
        ends = {end}
        while len(ends) < 3:
            ends.add(" ".join(rng.permutation(end.split())))
        while len(ends) < 4:
            ends.add(sentences[int(rng.integers(len(sentences)))][1])
        choices = [str(choice) for choice in rng.permutation(sorted(ends))]
        line = {"id": f"e{number:03}", "prompt": prompt, "choices": choices, "answer": choices.index(end)}
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
print(len(sentences), "sentences,", ITEMS, "items")

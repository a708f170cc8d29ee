"""300 sentences with their parts of speech, made of our own words and patterns: ../data/sentences.jsonl. python sentences.py"""

import json
import random

random.seed(29)
WORDS = {
    "DET": "the a this every some that".split(),
    "ADJ": "old young quiet heavy bright small careful tired early narrow".split(),
    "NOUN": "captain harbor teacher garden letter engine river doctor window market bridge station question meeting".split(),
    "NAME": "Anna Bergen Miriam Oslo Jonas Lisbon Clara".split(),
    "VERB": "found sold opened painted watched repaired followed carried".split(),
    "BASE": "find sell open paint watch repair follow carry leave".split(),
    "AUX": "will can must would should".split(),
    "ADV": "quickly often slowly never again already".split(),
    "PRON": "she he they we it".split(),
    "OBJECT": "him them us it".split(),
    "ADP": "in near behind with under before".split(),
    "CONJ": "and but or".split(),
    "NUM": "two three seven 12 1950".split(),
    "PLURAL": "boats houses books children roads letters".split(),
}
TAG = {"NAME": "NOUN", "PLURAL": "NOUN", "BASE": "VERB", "AUX": "VERB", "OBJECT": "PRON", ".": "PUNCT", ",": "PUNCT", "?": "PUNCT"}
PATTERNS = [
    "DET ADJ NOUN VERB NUM PLURAL ADP NAME .",
    "PRON ADV VERB DET NOUN ADP DET ADJ NOUN .",
    "NAME CONJ NAME VERB DET NOUN , CONJ PRON VERB OBJECT ADV .",
    "PRON AUX ADV BASE DET ADJ NOUN ADP DET NOUN .",
    "ADP DET NOUN , DET NOUN VERB OBJECT .",
    "NUM ADJ PLURAL AUX BASE ADP DET NOUN .",
    "AUX PRON BASE DET NOUN ADP NAME ?",
    "DET NOUN ADP DET ADJ NOUN VERB DET PLURAL ADV .",
]


def sentence(pattern):
    slots = pattern.split()
    words = [random.choice(WORDS[slot]) if slot in WORDS else slot for slot in slots]
    words[0] = words[0][0].upper() + words[0][1:]
    return {"words": words, "tags": [TAG.get(slot, slot) for slot in slots], "form": "question" if slots[-1] == "?" else "statement"}


with open("../data/sentences.jsonl", "w", encoding="utf-8") as lines:
    for number in range(300):
        made = {"id": f"sentence-{number:03}", **sentence(PATTERNS[number % len(PATTERNS)])}
        lines.write(json.dumps(made) + "\n")

"""Sounds of the two scripts beside this one: read from files, spoken by a synthesizer, through a telephone."""

import struct
import subprocess
import tempfile
import wave

import numpy as np
from scipy.signal import resample_poly

RATE = 8000


def read_wav(path):
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float64) / 32768
        rate = file.getframerate()
    return resample_poly(samples, RATE, rate) if rate != RATE else samples


def trimmed(samples):
    loud = np.flatnonzero(np.abs(samples) > 0.02)
    return samples[max(0, loud[0] - 300) : loud[-1] + 500] if len(loud) else samples


def synthesized(voice, text, speed):
    """A sentence by flite, or by espeak-ng where the voice is LANGUAGE or LANGUAGE+VARIANT."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        if voice.startswith(("en-", "de")):
            command = ["espeak-ng", "-v", voice, "-s", str(speed), "-w", file.name, text]
        else:
            command = ["flite", "-voice", voice, "-t", text, "-o", file.name]
        subprocess.run(command, check=True, capture_output=True)
        return trimmed(read_wav(file.name))


def ulaw(samples):
    """G.711: a sign, three bits of exponent, four of mantissa, all inverted."""
    value = np.clip(np.round(samples * 32768), -32635, 32635).astype(np.int64)
    size = np.abs(value) + 132
    exponent = np.clip(np.floor(np.log2(size)).astype(np.int64) - 7, 0, 7)
    mantissa = (size >> (exponent + 3)) & 15
    return (~(((value < 0) << 7) | (exponent << 4) | mantissa) & 255).astype(np.uint8)


def linear(codes):
    code = ~codes.astype(np.int64) & 255
    size = ((((code & 15) << 3) + 132) << ((code >> 4) & 7)) - 132
    return np.where(code & 128, -size, size) / 32768


def write_ulaw(path, codes):
    head = struct.pack("<HHIIHHH", 7, 1, RATE, RATE, 1, 8, 0)
    data = codes.tobytes() + b"\0" * (len(codes) % 2)
    body = b"WAVEfmt " + struct.pack("<I", len(head)) + head + b"fact" + struct.pack("<II", 4, len(codes))
    body += b"data" + struct.pack("<I", len(codes)) + data
    path.write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)


def read_ulaw(path):
    """Written by `write_ulaw`."""
    data = path.read_bytes()
    (count,) = struct.unpack("<I", data[46:50])
    return np.frombuffer(data[58 : 58 + count], np.uint8)

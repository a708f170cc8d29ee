"""Makes data/voice.npz: short stretches of spoken English at 16 kHz from Debian's asterisk-core-sounds-en-wav.

    python3 make/voice.py FOLDER_WITH_WAVS

The recordings (8 kHz, 16 bit, one channel) follow one another in the order of their names. They are resampled by
scipy.signal.resample_poly(x, 2, 1) and cut into clips of 16 windows of 512 samples, each preceded by the 64 samples
before it: 64 + 16 * 512 samples a clip.
"""

import sys
import wave
from pathlib import Path

import numpy as np
from scipy.signal import resample_poly

CLIPS, WINDOWS = 24, 16
LENGTH = 64 + WINDOWS * 512
EVERY = 40  # one recording of forty, so that the clips are of many sentences


def recording(path: Path) -> np.ndarray:
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (8000, 1, 2), path
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")


def main() -> None:
    folder = Path(sys.argv[1])
    files = sorted(folder.rglob("*.wav"))[::EVERY]
    speech = np.concatenate([recording(path) for path in files]).astype(np.float64)
    wide = np.clip(np.round(resample_poly(speech, 2, 1)), -32768, 32767).astype(np.int16)
    assert len(wide) >= CLIPS * LENGTH
    clips = wide[: CLIPS * LENGTH].reshape(CLIPS, LENGTH)
    target = Path(__file__).parent.parent / "data" / "voice.npz"
    np.savez_compressed(target, signal=clips)


main()

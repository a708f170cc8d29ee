"""The novels of Jane Austen from the Debian package r-cran-janeaustenr, paragraph by paragraph.

apt-get download r-cran-janeaustenr && dpkg-deb -x r-cran-janeaustenr_*.deb austen
"""

import pathlib
import struct
import zlib

BOOKS = ["emma", "mansfieldpark", "northangerabbey", "persuasion", "prideprejudice", "sensesensibility"]
HELD = "persuasion"  # kept back: nothing is trained on it


def lines_of(data):
    """The texts of a character vector in R's serialized form: a flag word, a length and bytes for each."""
    at = 14 + 4 + struct.unpack(">i", data[14:18])[0]
    count, lines = struct.unpack(">i", data[at + 4 : at + 8])[0], []
    at += 8
    for _ in range(count):
        length = struct.unpack(">i", data[at + 4 : at + 8])[0]
        lines.append(data[at + 8 : at + 8 + length].decode("utf-8"))
        at += 8 + length
    return lines


def paragraphs(lines):
    joined = "\n".join(lines).replace("_", "").split("\n\n")
    return [text for text in (" ".join(part.split()) for part in joined) if len(text) > 80 and not text.isupper()]


def novels(austen):
    """Their paragraphs by name, from the folder that the package was unpacked to."""
    packed = (pathlib.Path(austen) / "usr/lib/R/site-library/janeaustenr/data/Rdata.rdb").read_bytes()
    books, at = {}, 0
    for name in BOOKS:
        unpacker = zlib.decompressobj()
        books[name] = paragraphs(lines_of(unpacker.decompress(packed[at + 4 :])))
        at = len(packed) - len(unpacker.unused_data)
    return books

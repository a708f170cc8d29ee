"""The Ames houses from Debian's r-cran-modeldata, as a table of numbers.

    python houses.py FOLDER    # …/modeldata/data, with Rdata.rdb and Rdata.rdx

writes houses.npz beside this file: numeric columns, their names, price (thousands of dollars) and style of each house.
R keeps the data of a package in one file, object after object: four bytes of length, a letter, then a raw LZMA2 stream
that holds a serialized object; the index says where each lies.
"""
import lzma
import sys
from pathlib import Path

import numpy as np
import rdata

here = Path(__file__).parent


def parsed(data):
    return rdata.conversion.convert(rdata.parser.parse_data(data))


def main(folder):
    index = parsed((folder / 'Rdata.rdx').read_bytes())
    offset, length = (int(value) for value in index['variables']['ames'])
    stored = (folder / 'Rdata.rdb').read_bytes()[offset : offset + length]
    filters = [{'id': lzma.FILTER_LZMA2, 'preset': 6 | lzma.PRESET_EXTREME}]
    table = parsed(lzma.decompress(stored[5:], format=lzma.FORMAT_RAW, filters=filters))
    numeric = [
        name for name in table.columns
        if table[name].dtype.kind in 'if' and name not in ('Sale_Price', 'Longitude', 'Latitude')
    ]
    np.savez_compressed(
        here / 'houses.npz',
        values=table[numeric].to_numpy(np.float64),
        columns=np.array([name.lower() for name in numeric]),
        price=table['Sale_Price'].to_numpy(np.float64) / 1000,
        style=np.array([str(style).replace('_', ' ').lower() for style in table['House_Style']]),
    )


main(Path(sys.argv[1]))

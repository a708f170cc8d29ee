import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { kinds } from '../build/kinds.js';

/** A copy of the example whose validation images are repeated, in order, to `size` rows. */
export async function repeatRows({ from, to, size }) {
  for (const part of ['compression-gate.yml', 'models', 'data'])
    cpSync(join(from, part), join(to, part), { recursive: true });
  const { images, labels } = await read(join(from, 'data/val.npz'));
  const whole = (parts) => Buffer.concat(Array.from({ length: size }, (_, row) => parts[row % parts.length]));
  const files = {
    'x.npy': npy('|u1', [size, 28, 28], whole(images)),
    'kind.npy': npy('<i8', [size], whole(labels)),
  };
  mkdirSync(join(to, 'data'), { recursive: true });
  writeFileSync(join(to, 'data/val.npz'), zip(files));
}

async function read(path) {
  const scratch = mkdtempSync(join(tmpdir(), 'gate-bench-rows-'));
  const data = await kinds.openDataset({ path, shown: path, scratch, options: {} });
  const rows = await Promise.all(
    Array.from({ length: data.size }, (_, row) => data.read(row, ['x', 'kind'])),
  );
  await data.close();
  const label = (value) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(value));
    return bytes;
  };
  return {
    images: rows.map(({ fields }) => Buffer.from(fields.get('x').data)),
    labels: rows.map(({ fields }) => label(fields.get('kind'))),
  };
}

/** NumPy's format 1.0. */
function npy(descr, shape, data) {
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${tuple}), }`;
  const length = Math.ceil((10 + text.length + 1) / 64) * 64 - 10;
  const head = Buffer.from(`\x93NUMPY\x01\x00\x00\x00${text.padEnd(length - 1)}\n`, 'latin1');
  head.writeUInt16LE(length, 8);
  return Buffer.concat([head, data]);
}

/** A ZIP archive with deflated members. */
function zip(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, data] of Object.entries(files)) {
    const packed = deflateRawSync(data, { level: 1 });
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(0x00210000, 6); // 1 January 1980
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(data.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, rest, Buffer.from(name));
    parts.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  const count = Object.keys(files).length;
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listing, end]);
}

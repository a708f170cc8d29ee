import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 253:
/***/ ((module) => {

const widthMap = new WeakMap()
const heightMap = new WeakMap()

class ImageData {
  constructor (width, height, ...args) {
    if (arguments.length < 2) {
      throw new TypeError(`Failed to construct 'ImageData': 2 arguments required, but only ${arguments.length} present.`)
    }

    if (typeof width === 'object') {
      if (!(width instanceof Uint8ClampedArray)) {
        throw new TypeError("Failed to construct 'ImageData': parameter 1 is not of type 'Uint8ClampedArray'.")
      }

      if (typeof height !== 'number' || height === 0) {
        throw new Error("Failed to construct 'ImageData': The source width is zero or not a number.")
      }

      height = height >>> 0

      if ((height * 4) > width.length) {
        throw new Error("Failed to construct 'ImageData': The requested image size exceeds the supported range.")
      }

      if ((width.length % 4) !== 0) {
        throw new Error("Failed to construct 'ImageData': The input data length is not a multiple of 4.")
      }

      if ((width.length % (4 * height)) !== 0) {
        throw new Error("Failed to construct 'ImageData': The input data length is not a multiple of (4 * width).")
      }

      if (typeof args[0] !== 'undefined') {
        if (typeof args[0] !== 'number' || args[0] === 0) {
          throw new Error("Failed to construct 'ImageData': The source height is zero or not a number.")
        }

        args[0] = args[0] >>> 0

        if ((width.length % (4 * height * args[0])) !== 0) {
          throw new Error("Failed to construct 'ImageData': The input data length is not equal to (4 * width * height).")
        }
      }

      widthMap.set(this, height)
      heightMap.set(this, typeof args[0] !== 'undefined' ? args[0] : (width.byteLength / height / 4))
      Object.defineProperty(this, 'data', { configurable: true, enumerable: true, value: width, writable: false })
    } else {
      if (typeof width !== 'number' || width === 0) {
        throw new Error("Failed to construct 'ImageData': The source width is zero or not a number.")
      }

      width = width >>> 0

      if (typeof height !== 'number' || height === 0) {
        throw new Error("Failed to construct 'ImageData': The source height is zero or not a number.")
      }

      height = height >>> 0

      if ((width * height) >= (1 << 30)) {
        throw new Error("Failed to construct 'ImageData': The requested image size exceeds the supported range.")
      }

      widthMap.set(this, width)
      heightMap.set(this, height)
      Object.defineProperty(this, 'data', { configurable: true, enumerable: true, value: new Uint8ClampedArray(width * height * 4), writable: false })
    }
  }
}

Object.defineProperty(ImageData.prototype, 'width', {
  enumerable: true,
  configurable: true,
  get () { return widthMap.get(this) }
})

Object.defineProperty(ImageData.prototype, 'height', {
  enumerable: true,
  configurable: true,
  get () { return heightMap.get(this) }
})

module.exports = ImageData


/***/ }),

/***/ 137:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

/* global WebAssembly */

const fs = __nccwpck_require__(896)
const path = __nccwpck_require__(928)

const ImageData = __nccwpck_require__(253)

const TJPF_RGBA = 7

const env = {
  setjmp () { return 0 },
  longjmp () { throw new Error('Not implemented') }
}

const stubs = {
  environ_sizes_get () { return 0 },
  environ_get () { throw new Error('Syscall environ_get not implemented') },
  proc_exit () { throw new Error('Syscall proc_exit not implemented') },
  fd_close () { throw new Error('Syscall fd_close not implemented') },
  fd_seek () { throw new Error('Syscall fd_seek not implemented') },
  fd_write () { throw new Error('Syscall fd_write not implemented') }
}

const code = fs.readFileSync(__nccwpck_require__.ab + "jpeg-turbo.wasm")
const wasmModule = new WebAssembly.Module(code)
const instance = new WebAssembly.Instance(wasmModule, { env, wasi_snapshot_preview1: stubs })

exports.D = function (input) {
  // Allocate memory to hand over the input data to WASM
  const inputPointer = instance.exports.malloc(input.byteLength)
  const targetView = new Uint8Array(instance.exports.memory.buffer, inputPointer, input.byteLength)

  // Copy input data into WASM readable memory
  targetView.set(input)

  // Allocate decompressor
  const decompressorPointer = instance.exports.tjInitDecompress()

  if (decompressorPointer === 0) {
    instance.exports.free(inputPointer)
    throw new Error('Failed to allocate decompressor')
  }

  // Allocate metadata (width, height, subsampling, and colorspace)
  const metadataPointer = instance.exports.malloc(16)

  // Decode input header
  const headerStatus = instance.exports.tjDecompressHeader3(decompressorPointer, inputPointer, input.byteLength, metadataPointer, metadataPointer + 4, metadataPointer + 8, metadataPointer + 12)

  // Guard return value for error
  if (headerStatus !== 0) {
    instance.exports.free(inputPointer)
    instance.exports.free(metadataPointer)
    instance.exports.tjDestroy(decompressorPointer)
    throw new Error('Failed to decode JPEG header')
  }

  // Read returned metadata
  const metadata = new Uint32Array(instance.exports.memory.buffer, metadataPointer, 4)
  const [width, height] = metadata

  // Free the metadata in WASM land
  instance.exports.free(metadataPointer)

  // Allocate output data
  const outputSize = (width * height * 4)
  const outputPointer = instance.exports.malloc(outputSize)

  // Decode input data
  const dataStatus = instance.exports.tjDecompress2(decompressorPointer, inputPointer, input.byteLength, outputPointer, width, width * 4, height, TJPF_RGBA, 0)

  // Free the input data in WASM land
  instance.exports.free(inputPointer)

  // Destroy the decompressor
  instance.exports.tjDestroy(decompressorPointer)

  // Guard return value for error
  if (dataStatus !== 0) {
    instance.exports.free(outputPointer)
    throw new Error('Failed to decode JPEG data')
  }

  // Create an empty buffer for the resulting data
  const output = new Uint8ClampedArray(outputSize)

  // Copy decoded data from WASM memory to JS
  output.set(new Uint8Array(instance.exports.memory.buffer, outputPointer, outputSize))

  // Free WASM copy of decoded data
  instance.exports.free(outputPointer)

  // Return decoded image as raw data
  return new ImageData(output, width, height)
}


/***/ }),

/***/ 168:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

/* global WebAssembly */

const fs = __nccwpck_require__(896)
const path = __nccwpck_require__(928)

const ImageData = __nccwpck_require__(253)

const stubs = {
  fd_close () { throw new Error('Syscall fd_close not implemented') },
  fd_seek () { throw new Error('Syscall fd_seek not implemented') },
  fd_write () { throw new Error('Syscall fd_write not implemented') }
}

const code = fs.readFileSync(__nccwpck_require__.ab + "webp.wasm")
const wasmModule = new WebAssembly.Module(code)
const instance = new WebAssembly.Instance(wasmModule, { wasi_snapshot_preview1: stubs })

exports.D = function (input) {
  // Allocate memory to hand over the input data to WASM
  const inputPointer = instance.exports.malloc(input.byteLength)
  const targetView = new Uint8Array(instance.exports.memory.buffer, inputPointer, input.byteLength)

  // Copy input data into WASM readable memory
  targetView.set(input)

  // Allocate metadata (width & height)
  const metadataPointer = instance.exports.malloc(8)

  // Decode input data
  const outputPointer = instance.exports.WebPDecodeRGBA(inputPointer, input.byteLength, metadataPointer, metadataPointer + 4)

  // Free the input data in WASM land
  instance.exports.free(inputPointer)

  // Guard return value for NULL pointer
  if (outputPointer === 0) {
    instance.exports.free(metadataPointer)
    throw new Error('Failed to decode WebP image')
  }

  // Read returned metadata
  const metadata = new Uint32Array(instance.exports.memory.buffer, metadataPointer, 2)
  const [width, height] = metadata

  // Free the metadata in WASM land
  instance.exports.free(metadataPointer)

  // Create an empty buffer for the resulting data
  const outputSize = (width * height * 4)
  const output = new Uint8ClampedArray(outputSize)

  // Copy decoded data from WASM memory to JS
  output.set(new Uint8Array(instance.exports.memory.buffer, outputPointer, outputSize))

  // Free WASM copy of decoded data
  instance.exports.free(outputPointer)

  // Return decoded image as raw data
  return new ImageData(output, width, height)
}


/***/ }),

/***/ 313:
/***/ ((module) => {

module.exports = Pend;

function Pend() {
  this.pending = 0;
  this.max = Infinity;
  this.listeners = [];
  this.waiting = [];
  this.error = null;
}

Pend.prototype.go = function(fn) {
  if (this.pending < this.max) {
    pendGo(this, fn);
  } else {
    this.waiting.push(fn);
  }
};

Pend.prototype.wait = function(cb) {
  if (this.pending === 0) {
    cb(this.error);
  } else {
    this.listeners.push(cb);
  }
};

Pend.prototype.hold = function() {
  return pendHold(this);
};

function pendHold(self) {
  self.pending += 1;
  var called = false;
  return onCb;
  function onCb(err) {
    if (called) throw new Error("callback called twice");
    called = true;
    self.error = self.error || err;
    self.pending -= 1;
    if (self.waiting.length > 0 && self.pending < self.max) {
      pendGo(self, self.waiting.shift());
    } else if (self.pending === 0) {
      var listeners = self.listeners;
      self.listeners = [];
      listeners.forEach(cbListener);
    }
  }
  function cbListener(listener) {
    listener(self.error);
  }
}

function pendGo(self, fn) {
  fn(pendHold(self));
}


/***/ }),

/***/ 248:
/***/ ((module) => {

// Adapted from https://github.com/brianloveswords/buffer-crc32/blob/v0.2.13/index.js
const CRC_TABLE = new Int32Array([
  0x00000000, 0x77073096, 0xee0e612c, 0x990951ba, 0x076dc419, 0x706af48f, 0xe963a535, 0x9e6495a3,
  0x0edb8832, 0x79dcb8a4, 0xe0d5e91e, 0x97d2d988, 0x09b64c2b, 0x7eb17cbd, 0xe7b82d07, 0x90bf1d91,
  0x1db71064, 0x6ab020f2, 0xf3b97148, 0x84be41de, 0x1adad47d, 0x6ddde4eb, 0xf4d4b551, 0x83d385c7,
  0x136c9856, 0x646ba8c0, 0xfd62f97a, 0x8a65c9ec, 0x14015c4f, 0x63066cd9, 0xfa0f3d63, 0x8d080df5,
  0x3b6e20c8, 0x4c69105e, 0xd56041e4, 0xa2677172, 0x3c03e4d1, 0x4b04d447, 0xd20d85fd, 0xa50ab56b,
  0x35b5a8fa, 0x42b2986c, 0xdbbbc9d6, 0xacbcf940, 0x32d86ce3, 0x45df5c75, 0xdcd60dcf, 0xabd13d59,
  0x26d930ac, 0x51de003a, 0xc8d75180, 0xbfd06116, 0x21b4f4b5, 0x56b3c423, 0xcfba9599, 0xb8bda50f,
  0x2802b89e, 0x5f058808, 0xc60cd9b2, 0xb10be924, 0x2f6f7c87, 0x58684c11, 0xc1611dab, 0xb6662d3d,
  0x76dc4190, 0x01db7106, 0x98d220bc, 0xefd5102a, 0x71b18589, 0x06b6b51f, 0x9fbfe4a5, 0xe8b8d433,
  0x7807c9a2, 0x0f00f934, 0x9609a88e, 0xe10e9818, 0x7f6a0dbb, 0x086d3d2d, 0x91646c97, 0xe6635c01,
  0x6b6b51f4, 0x1c6c6162, 0x856530d8, 0xf262004e, 0x6c0695ed, 0x1b01a57b, 0x8208f4c1, 0xf50fc457,
  0x65b0d9c6, 0x12b7e950, 0x8bbeb8ea, 0xfcb9887c, 0x62dd1ddf, 0x15da2d49, 0x8cd37cf3, 0xfbd44c65,
  0x4db26158, 0x3ab551ce, 0xa3bc0074, 0xd4bb30e2, 0x4adfa541, 0x3dd895d7, 0xa4d1c46d, 0xd3d6f4fb,
  0x4369e96a, 0x346ed9fc, 0xad678846, 0xda60b8d0, 0x44042d73, 0x33031de5, 0xaa0a4c5f, 0xdd0d7cc9,
  0x5005713c, 0x270241aa, 0xbe0b1010, 0xc90c2086, 0x5768b525, 0x206f85b3, 0xb966d409, 0xce61e49f,
  0x5edef90e, 0x29d9c998, 0xb0d09822, 0xc7d7a8b4, 0x59b33d17, 0x2eb40d81, 0xb7bd5c3b, 0xc0ba6cad,
  0xedb88320, 0x9abfb3b6, 0x03b6e20c, 0x74b1d29a, 0xead54739, 0x9dd277af, 0x04db2615, 0x73dc1683,
  0xe3630b12, 0x94643b84, 0x0d6d6a3e, 0x7a6a5aa8, 0xe40ecf0b, 0x9309ff9d, 0x0a00ae27, 0x7d079eb1,
  0xf00f9344, 0x8708a3d2, 0x1e01f268, 0x6906c2fe, 0xf762575d, 0x806567cb, 0x196c3671, 0x6e6b06e7,
  0xfed41b76, 0x89d32be0, 0x10da7a5a, 0x67dd4acc, 0xf9b9df6f, 0x8ebeeff9, 0x17b7be43, 0x60b08ed5,
  0xd6d6a3e8, 0xa1d1937e, 0x38d8c2c4, 0x4fdff252, 0xd1bb67f1, 0xa6bc5767, 0x3fb506dd, 0x48b2364b,
  0xd80d2bda, 0xaf0a1b4c, 0x36034af6, 0x41047a60, 0xdf60efc3, 0xa867df55, 0x316e8eef, 0x4669be79,
  0xcb61b38c, 0xbc66831a, 0x256fd2a0, 0x5268e236, 0xcc0c7795, 0xbb0b4703, 0x220216b9, 0x5505262f,
  0xc5ba3bbe, 0xb2bd0b28, 0x2bb45a92, 0x5cb36a04, 0xc2d7ffa7, 0xb5d0cf31, 0x2cd99e8b, 0x5bdeae1d,
  0x9b64c2b0, 0xec63f226, 0x756aa39c, 0x026d930a, 0x9c0906a9, 0xeb0e363f, 0x72076785, 0x05005713,
  0x95bf4a82, 0xe2b87a14, 0x7bb12bae, 0x0cb61b38, 0x92d28e9b, 0xe5d5be0d, 0x7cdcefb7, 0x0bdbdf21,
  0x86d3d2d4, 0xf1d4e242, 0x68ddb3f8, 0x1fda836e, 0x81be16cd, 0xf6b9265b, 0x6fb077e1, 0x18b74777,
  0x88085ae6, 0xff0f6a70, 0x66063bca, 0x11010b5c, 0x8f659eff, 0xf862ae69, 0x616bffd3, 0x166ccf45,
  0xa00ae278, 0xd70dd2ee, 0x4e048354, 0x3903b3c2, 0xa7672661, 0xd06016f7, 0x4969474d, 0x3e6e77db,
  0xaed16a4a, 0xd9d65adc, 0x40df0b66, 0x37d83bf0, 0xa9bcae53, 0xdebb9ec5, 0x47b2cf7f, 0x30b5ffe9,
  0xbdbdf21c, 0xcabac28a, 0x53b39330, 0x24b4a3a6, 0xbad03605, 0xcdd70693, 0x54de5729, 0x23d967bf,
  0xb3667a2e, 0xc4614ab8, 0x5d681b02, 0x2a6f2b94, 0xb40bbe37, 0xc30c8ea1, 0x5a05df1b, 0x2d02ef8d,
]);

function crc32(buf) {
  let crc = -1;
  for (let x of buf) {
    crc = CRC_TABLE[(crc ^ x) & 0xff] ^ (crc >>> 8);
  }
  return (crc ^ -1) >>> 0;
}

module.exports = crc32;


/***/ }),

/***/ 502:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

// This was adapted from https://github.com/andrewrk/node-fd-slicer by Andrew Kelley under the MIT License.
var fs = __nccwpck_require__(896);
var util = __nccwpck_require__(23);
var stream = __nccwpck_require__(203);
var Readable = stream.Readable;
var PassThrough = stream.PassThrough;
var Pend = __nccwpck_require__(313);
var EventEmitter = (__nccwpck_require__(434).EventEmitter);

exports.BufferSlicer = BufferSlicer;
exports.FdSlicer = FdSlicer;

util.inherits(FdSlicer, EventEmitter);
function FdSlicer(fd) {
  EventEmitter.call(this);

  this.fd = fd;
  this.pend = new Pend();
  this.pend.max = 1;
  this.refCount = 0;
}

FdSlicer.prototype.read = function(buffer, offset, length, position, callback) {
  var self = this;
  self.pend.go(function(cb) {
    fs.read(self.fd, buffer, offset, length, position, function(err, bytesRead, buffer) {
      cb();
      callback(err, bytesRead, buffer);
    });
  });
};

FdSlicer.prototype.createReadStream = function(options) {
  return new ReadStream(this, options);
};

FdSlicer.prototype.ref = function() {
  this.refCount += 1;
};

FdSlicer.prototype.unref = function() {
  var self = this;
  self.refCount -= 1;
  if (self.refCount < 0) throw new Error("invalid unref");
  if (self.refCount > 0) return;

  fs.close(self.fd, onCloseDone);

  function onCloseDone(err) {
    if (err) {
      self.emit('error', err);
    } else {
      self.emit('close');
    }
  }
};

util.inherits(ReadStream, Readable);
function ReadStream(context, options) {
  options = options || {};
  Readable.call(this, options);

  this.context = context;
  this.context.ref();

  this.start = options.start || 0;
  this.endOffset = options.end;
  this.pos = this.start;
}

ReadStream.prototype._read = function(n) {
  var self = this;

  var toRead = Math.min(self._readableState.highWaterMark, n);
  if (self.endOffset != null) {
    toRead = Math.min(toRead, self.endOffset - self.pos);
  }
  if (toRead <= 0) {
    self.push(null);
    this._cleanup();
    return;
  }
  self.context.pend.go(function(cb) {
    var buffer = Buffer.allocUnsafe(toRead);
    fs.read(self.context.fd, buffer, 0, toRead, self.pos, function(err, bytesRead) {
      if (err) {
        self.destroy(err);
      } else if (bytesRead === 0) {
        self.push(null);
        self._cleanup();
      } else {
        self.pos += bytesRead;
        self.push(buffer.slice(0, bytesRead));
      }
      cb();
    });
  });
};

ReadStream.prototype._destroy = function(err, cb) {
  // Node 14+ calls this automatically at EOF.
  this._cleanup();
  cb(err);
};

ReadStream.prototype._cleanup = function() {
  if (this.context != null) {
    this.context.unref();
    this.context = null;
  }
};

util.inherits(BufferSlicer, EventEmitter);
function BufferSlicer(buffer) {
  EventEmitter.call(this);

  this.refCount = 0;
  this.buffer = buffer;
}

BufferSlicer.prototype.read = function(buffer, offset, length, position, callback) {
  if (!(0 <= offset && offset <= buffer.length)) throw new RangeError("offset outside buffer: 0 <= " + offset + " <= " + buffer.length);
  if (position < 0) throw new RangeError("position is negative: " + position);
  if (offset + length > buffer.length) {
    // The caller's buffer can't hold all the bytes they're trying to read.
    // Clamp the length instead of giving an error.
    // The callback will be informed of fewer than expected bytes written.
    length = buffer.length - offset;
  }
  if (position + length > this.buffer.length) {
    // Clamp any attempt to read past the end of the source buffer.
    length = this.buffer.length - position;
  }
  if (length <= 0) {
    // After any clamping, we're fully out of bounds or otherwise have nothing to do.
    // This isn't an error; it's just zero bytes written.
    setImmediate(function() {
      callback(null, 0);
    });
    return;
  }
  this.buffer.copy(buffer, offset, position, position + length);
  setImmediate(function() {
    callback(null, length);
  });
};

BufferSlicer.prototype.createReadStream = function(options) {
  options = options || {};
  var readStream = new PassThrough(options);
  readStream.start = options.start || 0;
  readStream.endOffset = options.end;
  // by the time this function returns, we'll be done.
  readStream.pos = readStream.endOffset || this.buffer.length;

  var entireSlice = this.buffer.slice(readStream.start, readStream.pos);
  // Cut the buffer into smaller slices for better memory usage when streaming into a zlib inflate stream.
  // See https://github.com/thejoshwolfe/yauzl/issues/87
  var maxChunkSize = 0x10000;
  var offset = 0;
  while (true) {
    var nextOffset = offset + maxChunkSize;
    if (nextOffset >= entireSlice.length) {
      // last chunk
      if (offset < entireSlice.length) {
        readStream.write(entireSlice.slice(offset, entireSlice.length));
      }
      break;
    }
    readStream.write(entireSlice.slice(offset, nextOffset));
    offset = nextOffset;
  }

  readStream.end();
  return readStream;
};

BufferSlicer.prototype.ref = function() {
  this.refCount += 1;
};

BufferSlicer.prototype.unref = function() {
  this.refCount -= 1;

  if (this.refCount < 0) {
    throw new Error("invalid unref");
  }
};


/***/ }),

/***/ 663:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

var __webpack_unused_export__;
var fs = __nccwpck_require__(896);
var zlib = __nccwpck_require__(106);
var fd_slicer = __nccwpck_require__(502);
var util = __nccwpck_require__(23);
var EventEmitter = (__nccwpck_require__(434).EventEmitter);
var Transform = (__nccwpck_require__(203).Transform);
var PassThrough = (__nccwpck_require__(203).PassThrough);
var Writable = (__nccwpck_require__(203).Writable);

// Node 20 added zlib.crc32.
const crc32 = typeof zlib.crc32 === "function" ? zlib.crc32 : __nccwpck_require__(248);

__webpack_unused_export__ = open;
__webpack_unused_export__ = fromFd;
__webpack_unused_export__ = fromBuffer;
__webpack_unused_export__ = fromRandomAccessReader;
exports.sO = openPromise;
__webpack_unused_export__ = fromFdPromise;
__webpack_unused_export__ = fromBufferPromise;
__webpack_unused_export__ = fromRandomAccessReaderPromise;

__webpack_unused_export__ = dosDateTimeToDate;
__webpack_unused_export__ = getFileNameLowLevel;
__webpack_unused_export__ = validateFileName;
__webpack_unused_export__ = parseExtraFields;
__webpack_unused_export__ = ZipFile;
__webpack_unused_export__ = Entry;
__webpack_unused_export__ = LocalFileHeader;
__webpack_unused_export__ = RandomAccessReader;

function openPromise(path, options) {
  return new Promise((resolve, reject) => {
    open(path, {...options, lazyEntries: true}, function(err, zipfile) {
      if (err) return reject(err);
      resolve(zipfile);
    });
  });
}
function fromFdPromise(fd, options) {
  return new Promise((resolve, reject) => {
    fromFd(fd, {...options, lazyEntries: true}, function(err, zipfile) {
      if (err) return reject(err);
      resolve(zipfile);
    });
  });
}
function fromBufferPromise(buffer, options) {
  return new Promise((resolve, reject) => {
    fromBuffer(buffer, {...options, lazyEntries: true}, function(err, zipfile) {
      if (err) return reject(err);
      resolve(zipfile);
    });
  });
}
function fromRandomAccessReaderPromise(reader, totalSize, options) {
  return new Promise((resolve, reject) => {
    fromRandomAccessReader(reader, totalSize, {...options, lazyEntries: true}, function(err, zipfile) {
      if (err) return reject(err);
      resolve(zipfile);
    });
  });
}

function open(path, options, callback) {
  if (typeof options === "function") {
    callback = options;
    options = null;
  }
  if (options == null) options = {};
  if (options.autoClose == null) options.autoClose = true;
  if (options.lazyEntries == null) options.lazyEntries = false;
  if (options.decodeStrings == null) options.decodeStrings = true;
  if (options.validateEntrySizes == null) options.validateEntrySizes = true;
  if (options.strictFileNames == null) options.strictFileNames = false;
  if (callback == null) callback = defaultCallback;
  fs.open(path, "r", function(err, fd) {
    if (err) return callback(err);
    fromFd(fd, options, function(err, zipfile) {
      if (err) fs.close(fd, defaultCallback);
      callback(err, zipfile);
    });
  });
}

function fromFd(fd, options, callback) {
  if (typeof options === "function") {
    callback = options;
    options = null;
  }
  if (options == null) options = {};
  if (options.autoClose == null) options.autoClose = false;
  if (options.lazyEntries == null) options.lazyEntries = false;
  if (options.decodeStrings == null) options.decodeStrings = true;
  if (options.validateEntrySizes == null) options.validateEntrySizes = true;
  if (options.strictFileNames == null) options.strictFileNames = false;
  if (callback == null) callback = defaultCallback;
  fs.fstat(fd, function(err, stats) {
    if (err) return callback(err);
    var reader = new fd_slicer.FdSlicer(fd);
    fromRandomAccessReader(reader, stats.size, options, callback);
  });
}

function fromBuffer(buffer, options, callback) {
  if (typeof options === "function") {
    callback = options;
    options = null;
  }
  if (options == null) options = {};
  options.autoClose = false;
  if (options.lazyEntries == null) options.lazyEntries = false;
  if (options.decodeStrings == null) options.decodeStrings = true;
  if (options.validateEntrySizes == null) options.validateEntrySizes = true;
  if (options.strictFileNames == null) options.strictFileNames = false;
  var reader = new fd_slicer.BufferSlicer(buffer);
  fromRandomAccessReader(reader, buffer.length, options, callback);
}

function fromRandomAccessReader(reader, totalSize, options, callback) {
  if (typeof options === "function") {
    callback = options;
    options = null;
  }
  if (options == null) options = {};
  if (options.autoClose == null) options.autoClose = true;
  if (options.lazyEntries == null) options.lazyEntries = false;
  if (options.decodeStrings == null) options.decodeStrings = true;
  var decodeStrings = !!options.decodeStrings;
  if (options.validateEntrySizes == null) options.validateEntrySizes = true;
  if (options.strictFileNames == null) options.strictFileNames = false;
  if (callback == null) callback = defaultCallback;
  if (typeof totalSize !== "number") throw new Error("expected totalSize parameter to be a number");
  if (totalSize > Number.MAX_SAFE_INTEGER) {
    throw new Error("zip file too large. only file sizes up to 2^52 are supported due to JavaScript's Number type being an IEEE 754 double.");
  }

  // the matching unref() call is in zipfile.close()
  reader.ref();

  // eocdr means End of Central Directory Record.
  // search backwards for the eocdr signature.
  // the last field of the eocdr is a variable-length comment.
  // the comment size is encoded in a 2-byte field in the eocdr, which we can't find without trudging backwards through the comment to find it.
  // as a consequence of this design decision, it's possible to have ambiguous zip file metadata if a coherent eocdr was in the comment.
  // we search backwards for a eocdr signature, and hope that whoever made the zip file was smart enough to forbid the eocdr signature in the comment.
  var eocdrWithoutCommentSize = 22;
  var zip64EocdlSize = 20; // Zip64 end of central directory locator
  var maxCommentSize = 0xffff; // 2-byte size
  var bufferSize = Math.min(zip64EocdlSize + eocdrWithoutCommentSize + maxCommentSize, totalSize);
  var buffer = newBuffer(bufferSize);
  var bufferReadStart = totalSize - buffer.length;
  readAndAssertNoEof(reader, buffer, 0, bufferSize, bufferReadStart, function(err) {
    if (err) return callback(err);
    for (var i = bufferSize - eocdrWithoutCommentSize; i >= 0; i -= 1) {
      if (buffer.readUInt32LE(i) !== 0x06054b50) continue;
      // found eocdr
      var eocdrBuffer = buffer.subarray(i);

      // 0 - End of central directory signature = 0x06054b50
      // 4 - Number of this disk
      var diskNumber = eocdrBuffer.readUInt16LE(4);
      // 6 - Disk where central directory starts
      // 8 - Number of central directory records on this disk
      // 10 - Total number of central directory records
      var entryCount = eocdrBuffer.readUInt16LE(10);
      // 12 - Size of central directory (bytes)
      // 16 - Offset of start of central directory, relative to start of archive
      var centralDirectoryOffset = eocdrBuffer.readUInt32LE(16);
      // 20 - Comment length
      var commentLength = eocdrBuffer.readUInt16LE(20);
      var expectedCommentLength = eocdrBuffer.length - eocdrWithoutCommentSize;
      if (commentLength !== expectedCommentLength) {
        return callback(new Error("Invalid comment length. Expected: " + expectedCommentLength + ". Found: " + commentLength + ". Are there extra bytes at the end of the file? Or is the end of central dir signature `PK☺☻` in the comment?"));
      }
      // 22 - Comment
      // the encoding is always cp437.
      var comment = decodeStrings ? decodeBuffer(eocdrBuffer.subarray(22), false)
                                  : eocdrBuffer.subarray(22);

      // Look for a Zip64 end of central directory locator
      if (i - zip64EocdlSize >= 0 && buffer.readUInt32LE(i - zip64EocdlSize) === 0x07064b50) {
        // ZIP64 format
        var zip64EocdlBuffer = buffer.subarray(i - zip64EocdlSize, i - zip64EocdlSize + zip64EocdlSize);
        // 0 - zip64 end of central dir locator signature = 0x07064b50
        // 4 - number of the disk with the start of the zip64 end of central directory
        // 8 - relative offset of the zip64 end of central directory record
        var zip64EocdrOffset = readUInt64LE(zip64EocdlBuffer, 8);
        // 16 - total number of disks

        // ZIP64 end of central directory record
        var zip64EocdrBuffer = newBuffer(56);
        return readAndAssertNoEof(reader, zip64EocdrBuffer, 0, zip64EocdrBuffer.length, zip64EocdrOffset, function(err) {
          if (err) return callback(err);

          // 0 - zip64 end of central dir signature                           4 bytes  (0x06064b50)
          if (zip64EocdrBuffer.readUInt32LE(0) !== 0x06064b50) {
            return callback(new Error("invalid zip64 end of central directory record signature"));
          }
          // 4 - size of zip64 end of central directory record                8 bytes
          // 12 - version made by                                             2 bytes
          // 14 - version needed to extract                                   2 bytes
          // 16 - number of this disk                                         4 bytes
          diskNumber = zip64EocdrBuffer.readUInt32LE(16);
          if (diskNumber !== 0) {
            // Check this only after zip64 overrides. See #118.
            return callback(new Error("multi-disk zip files are not supported: found disk number: " + diskNumber));
          }
          // 20 - number of the disk with the start of the central directory  4 bytes
          // 24 - total number of entries in the central directory on this disk         8 bytes
          // 32 - total number of entries in the central directory            8 bytes
          entryCount = readUInt64LE(zip64EocdrBuffer, 32);
          // 40 - size of the central directory                               8 bytes
          // 48 - offset of start of central directory with respect to the starting disk number     8 bytes
          centralDirectoryOffset = readUInt64LE(zip64EocdrBuffer, 48);
          // 56 - zip64 extensible data sector                                (variable size)
          return callback(null, new ZipFile(reader, centralDirectoryOffset, totalSize, entryCount, comment, options.autoClose, options.lazyEntries, decodeStrings, options.validateEntrySizes, options.strictFileNames));
        });
      }

      // Not ZIP64 format
      if (diskNumber !== 0) {
        return callback(new Error("multi-disk zip files are not supported: found disk number: " + diskNumber));
      }
      return callback(null, new ZipFile(reader, centralDirectoryOffset, totalSize, entryCount, comment, options.autoClose, options.lazyEntries, decodeStrings, options.validateEntrySizes, options.strictFileNames));

    }

    // Not a zip file.
    callback(new Error("End of central directory record signature not found. Either not a zip file, or file is truncated."));
  });
}

util.inherits(ZipFile, EventEmitter);
function ZipFile(reader, centralDirectoryOffset, fileSize, entryCount, comment, autoClose, lazyEntries, decodeStrings, validateEntrySizes, strictFileNames) {
  var self = this;
  EventEmitter.call(self);
  self.reader = reader;
  // forward close events
  self.reader.on("error", function(err) {
    // error closing the fd
    emitError(self, err);
  });
  self.reader.once("close", function() {
    self.emit("close");
  });
  self.readEntryCursor = centralDirectoryOffset;
  self.fileSize = fileSize;
  self.entryCount = entryCount;
  self.comment = comment;
  self.entriesRead = 0;
  self.autoClose = !!autoClose;
  self.lazyEntries = !!lazyEntries;
  self.decodeStrings = !!decodeStrings;
  self.validateEntrySizes = !!validateEntrySizes;
  self.strictFileNames = !!strictFileNames;
  self.isOpen = true;
  self.emittedError = false;
  self.hasEachEntryBeenCalled = false;

  if (!self.lazyEntries) self._readEntry();
}
ZipFile.prototype.close = function() {
  if (!this.isOpen) return;
  this.isOpen = false;
  this.reader.unref();
};

function emitErrorAndAutoClose(self, err) {
  if (self.autoClose) self.close();
  emitError(self, err);
}
function emitError(self, err) {
  if (self.emittedError) return;
  self.emittedError = true;
  self.emit("error", err);
}

ZipFile.prototype.readEntry = function() {
  if (!this.lazyEntries) throw new Error("readEntry() called without lazyEntries:true");
  this._readEntry();
};
ZipFile.prototype._readEntry = function() {
  var self = this;
  if (self.entryCount === self.entriesRead) {
    // done with metadata
    setImmediate(function() {
      if (self.autoClose) self.close();
      if (self.emittedError) return;
      self.emit("end");
    });
    return;
  }
  if (self.emittedError) return;
  var buffer = newBuffer(46);
  readAndAssertNoEof(self.reader, buffer, 0, buffer.length, self.readEntryCursor, function(err) {
    if (err) return emitErrorAndAutoClose(self, err);
    if (self.emittedError) return;
    var entry = new Entry();
    // 0 - Central directory file header signature
    var signature = buffer.readUInt32LE(0);
    if (signature !== 0x02014b50) return emitErrorAndAutoClose(self, new Error("invalid central directory file header signature: 0x" + signature.toString(16)));
    // 4 - Version made by
    entry.versionMadeBy = buffer.readUInt16LE(4);
    // 6 - Version needed to extract (minimum)
    entry.versionNeededToExtract = buffer.readUInt16LE(6);
    // 8 - General purpose bit flag
    entry.generalPurposeBitFlag = buffer.readUInt16LE(8);
    // 10 - Compression method
    entry.compressionMethod = buffer.readUInt16LE(10);
    // 12 - File last modification time
    entry.lastModFileTime = buffer.readUInt16LE(12);
    // 14 - File last modification date
    entry.lastModFileDate = buffer.readUInt16LE(14);
    // 16 - CRC-32
    entry.crc32 = buffer.readUInt32LE(16);
    // 20 - Compressed size
    entry.compressedSize = buffer.readUInt32LE(20);
    // 24 - Uncompressed size
    entry.uncompressedSize = buffer.readUInt32LE(24);
    // 28 - File name length (n)
    entry.fileNameLength = buffer.readUInt16LE(28);
    // 30 - Extra field length (m)
    entry.extraFieldLength = buffer.readUInt16LE(30);
    // 32 - File comment length (k)
    entry.fileCommentLength = buffer.readUInt16LE(32);
    // 34 - Disk number where file starts
    // 36 - Internal file attributes
    entry.internalFileAttributes = buffer.readUInt16LE(36);
    // 38 - External file attributes
    entry.externalFileAttributes = buffer.readUInt32LE(38);
    // 42 - Relative offset of local file header
    entry.relativeOffsetOfLocalHeader = buffer.readUInt32LE(42);

    if (entry.generalPurposeBitFlag & 0x40) return emitErrorAndAutoClose(self, new Error("strong encryption is not supported"));

    self.readEntryCursor += 46;

    buffer = newBuffer(entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength);
    readAndAssertNoEof(self.reader, buffer, 0, buffer.length, self.readEntryCursor, function(err) {
      if (err) return emitErrorAndAutoClose(self, err);
      if (self.emittedError) return;
      // 46 - File name
      entry.fileNameRaw = buffer.subarray(0, entry.fileNameLength);
      // 46+n - Extra field
      var fileCommentStart = entry.fileNameLength + entry.extraFieldLength;
      entry.extraFieldRaw = buffer.subarray(entry.fileNameLength, fileCommentStart);
      // 46+n+m - File comment
      entry.fileCommentRaw = buffer.subarray(fileCommentStart, fileCommentStart + entry.fileCommentLength);

      // Parse the extra fields, which we need for processing other fields.
      try {
        entry.extraFields = parseExtraFields(entry.extraFieldRaw);
      } catch (err) {
        return emitErrorAndAutoClose(self, err);
      }

      // Interpret strings according to bit flags, extra fields, and options.
      if (self.decodeStrings) {
        var isUtf8 = (entry.generalPurposeBitFlag & 0x800) !== 0;
        entry.fileComment = decodeBuffer(entry.fileCommentRaw, isUtf8);
        entry.fileName = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, self.strictFileNames);
        var errorMessage = validateFileName(entry.fileName);
        if (errorMessage != null) return emitErrorAndAutoClose(self, new Error(errorMessage));
      } else {
        entry.fileComment = entry.fileCommentRaw;
        entry.fileName = entry.fileNameRaw;
      }
      // Maintain API compatibility. See https://github.com/thejoshwolfe/yauzl/issues/47
      entry.comment = entry.fileComment;

      self.readEntryCursor += buffer.length;
      self.entriesRead += 1;

      // Check for the Zip64 Extended Information Extra Field.
      for (var i = 0; i < entry.extraFields.length; i++) {
        var extraField = entry.extraFields[i];
        if (extraField.id !== 0x0001) continue;
        // Found it.

        var zip64EiefBuffer = extraField.data;
        var index = 0;
        // 0 - Original Size          8 bytes
        if (entry.uncompressedSize === 0xffffffff) {
          if (index + 8 > zip64EiefBuffer.length) {
            return emitErrorAndAutoClose(self, new Error("zip64 extended information extra field does not include uncompressed size"));
          }
          entry.uncompressedSize = readUInt64LE(zip64EiefBuffer, index);
          index += 8;
        }
        // 8 - Compressed Size        8 bytes
        if (entry.compressedSize === 0xffffffff) {
          if (index + 8 > zip64EiefBuffer.length) {
            return emitErrorAndAutoClose(self, new Error("zip64 extended information extra field does not include compressed size"));
          }
          entry.compressedSize = readUInt64LE(zip64EiefBuffer, index);
          index += 8;
        }
        // 16 - Relative Header Offset 8 bytes
        if (entry.relativeOffsetOfLocalHeader === 0xffffffff) {
          if (index + 8 > zip64EiefBuffer.length) {
            return emitErrorAndAutoClose(self, new Error("zip64 extended information extra field does not include relative header offset"));
          }
          entry.relativeOffsetOfLocalHeader = readUInt64LE(zip64EiefBuffer, index);
          index += 8;
        }
        // 24 - Disk Start Number      4 bytes

        break;
      }

      // validate file size
      if (self.validateEntrySizes && entry.compressionMethod === 0) {
        var expectedCompressedSize = entry.uncompressedSize;
        if (entry.isEncrypted()) {
          // traditional encryption prefixes the file data with a header
          expectedCompressedSize += 12;
        }
        if (entry.compressedSize !== expectedCompressedSize) {
          var msg = "compressed/uncompressed size mismatch for stored file: " + entry.compressedSize + " != " + entry.uncompressedSize;
          return emitErrorAndAutoClose(self, new Error(msg));
        }
      }

      self.emit("entry", entry);

      if (!self.lazyEntries) self._readEntry();
    });
  });
};

ZipFile.prototype.eachEntry = function() {
  const self = this;
  if (!self.lazyEntries) throw new Error("eachEntry() requires lazyEntries: true");
  if (self.hasEachEntryBeenCalled) throw new Error("eachEntry() must only be called once per ZipFile");
  self.hasEachEntryBeenCalled = true;

  let pendingResolveReject = null;
  self.on("entry", onEntry);
  self.on("end", onEnd);
  self.on("error", onError);
  function cleanup() {
    self.removeListener("entry", onEntry);
    self.removeListener("end", onEnd);
    self.removeListener("error", onError);
    if (self.autoClose) self.close();
  }

  function onEntry(entry) {
    let {resolve} = pendingResolveReject;
    pendingResolveReject = null;
    resolve({value: entry});
  }
  function onEnd() {
    let {resolve} = pendingResolveReject;
    pendingResolveReject = null;
    cleanup();
    resolve({done: true});
  }
  function onError(err) {
    let {reject} = pendingResolveReject;
    pendingResolveReject = null;
    cleanup();
    reject(err);
  }

  return {
    [Symbol.asyncIterator]() {
      // Called once by `for await...of`.
      return this;
    },
    next() {
      // Called on each iteration in a `for await...of`.
      const promise = new Promise((resolve, reject) => {
        if (pendingResolveReject != null) throw new Error("next() called before previous Promise was resolved.");
        pendingResolveReject = {resolve, reject};
      });
      self.readEntry();
      return promise;
    },
    return(value) {
      // Called when breaking, returning, throwing out of a `for await...of`.
      cleanup();
      return Promise.resolve({done: true, value});
    },
    throw(value) {
      // Almost never called. Something about `yield*` maybe?
      cleanup();
      return Promise.reject(value);
    },
  };
};

ZipFile.prototype.openReadStream = function(entry, options, callback) {
  var self = this;
  // parameter validation
  var relativeStart = 0;
  var relativeEnd = entry.compressedSize;
  if (callback == null) {
    callback = options;
    options = null;
  }
  if (options == null) {
    options = {};
  } else {
    if (options.decodeFileData === false) {
      // new, simple option
      if (options.decrypt != null) {
        throw new Error("cannot use options.decrypt when options.decodeFileData === false");
      }
      if (options.decompress != null) {
        throw new Error("cannot use options.decompress when options.decodeFileData === false");
      }
      // start and end are allowed
    } else {
      // old, complicated options
      if (options.decrypt != null) {
        if (!entry.isEncrypted()) {
          throw new Error("options.decrypt can only be specified for encrypted entries. See also option decodeFileData.");
        }
        if (options.decrypt !== false) throw new Error("invalid options.decrypt value: " + options.decrypt);
        if (entry.isCompressed()) {
          if (options.decompress !== false) throw new Error("entry is encrypted and compressed, and options.decompress !== false. See also option decodeFileData.");
        }
      }
      if (options.decompress != null) {
        if (!entry.isCompressed()) {
          throw new Error("options.decompress can only be specified for compressed entries. See also option decodeFileData.");
        }
        if (!(options.decompress === false || options.decompress === true)) {
          throw new Error("invalid options.decompress value: " + options.decompress);
        }
        decompress = options.decompress;
      }
    }
    if (options.start != null) {
      relativeStart = options.start;
      if (relativeStart < 0) throw new Error("options.start < 0");
      if (relativeStart > entry.compressedSize) throw new Error("options.start > entry.compressedSize");
    }
    if (options.end != null) {
      relativeEnd = options.end;
      if (relativeEnd < 0) throw new Error("options.end < 0");
      if (relativeEnd > entry.compressedSize) throw new Error("options.end > entry.compressedSize");
      if (relativeEnd < relativeStart) throw new Error("options.end < options.start");
    }
  }
  var rawMode = (
    options.decodeFileData === false || // Explicitly requested raw.
    (
      (entry.compressionMethod === 0 || // Naturally without compression.
        (entry.compressionMethod === 8 && options.decompress === false) // Deprecated compression bypass option.
      ) &&
      (!entry.isEncrypted() || // Naturally without encryption.
        options.decrypt === false // Deprecated encryption bypass option.
      )
    )
  );
  if (options.start != null || options.end != null) {
    // Ensure slicing deals with raw data.
    if (!rawMode) throw new Error("start/end range require options.decodeFileData === false for non-trivial encoded entries.");
  }

  // any further errors can either be caused by the zipfile,
  // or were introduced in a minor version of yauzl,
  // so should be passed to the client rather than thrown.
  if (!self.isOpen) return callback(new Error("closed"));
  if (entry.isEncrypted() && !rawMode) {
    if (options.decrypt !== false) return callback(new Error("entry is encrypted, and options.decodeFileData !== false"));
  }
  var decompress;
  if (rawMode) {
    decompress = false;
  } else if (entry.compressionMethod === 8) {
    // 8 - The file is Deflated
    decompress = options.decodeFileData !== true;
  } else {
    return callback(new Error("unsupported compression method: " + entry.compressionMethod));
  }

  self.readLocalFileHeader(entry, {minimal: true}, function(err, localFileHeader) {
    if (err) return callback(err);
    self.openReadStreamLowLevel(
      localFileHeader.fileDataStart, entry.compressedSize,
      relativeStart, relativeEnd,
      decompress, entry.uncompressedSize,
      callback);
  });
};

ZipFile.prototype.openReadStreamLowLevel = function(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize, callback) {
  var self = this;

  var fileDataEnd = fileDataStart + compressedSize;
  var readStream = self.reader.createReadStream({
    start: fileDataStart + relativeStart,
    end: fileDataStart + relativeEnd,
  });
  var endpointStream = readStream;
  if (decompress) {
    var destroyed = false;
    var inflateFilter = zlib.createInflateRaw();
    readStream.on("error", function(err) {
      // setImmediate here because errors can be emitted during the first call to pipe()
      setImmediate(function() {
        if (!destroyed) inflateFilter.emit("error", err);
      });
    });
    readStream.pipe(inflateFilter);

    if (self.validateEntrySizes) {
      endpointStream = new AssertByteCountStream(uncompressedSize);
      inflateFilter.on("error", function(err) {
        // forward zlib errors to the client-visible stream
        setImmediate(function() {
          if (!destroyed) endpointStream.emit("error", err);
        });
      });
      inflateFilter.pipe(endpointStream);
    } else {
      // the zlib filter is the client-visible stream
      endpointStream = inflateFilter;
    }
    // this is part of yauzl's API, so implement this function on the client-visible stream
    installDestroyFn(endpointStream, function() {
      destroyed = true;
      if (inflateFilter !== endpointStream) inflateFilter.unpipe(endpointStream);
      readStream.unpipe(inflateFilter);
      // TODO: the inflateFilter may cause a memory leak. see Issue #27.
      readStream.destroy();
    });
  }
  callback(null, endpointStream);
};

ZipFile.prototype.readLocalFileHeader = function(entry, options, callback) {
  var self = this;
  if (callback == null) {
    callback = options;
    options = null;
  }
  if (options == null) options = {};

  self.reader.ref();
  var buffer = newBuffer(30);
  readAndAssertNoEof(self.reader, buffer, 0, buffer.length, entry.relativeOffsetOfLocalHeader, function(err) {
    try {
      if (err) return callback(err);
      // 0 - Local file header signature = 0x04034b50
      var signature = buffer.readUInt32LE(0);
      if (signature !== 0x04034b50) {
        return callback(new Error("invalid local file header signature: 0x" + signature.toString(16)));
      }

      var fileNameLength = buffer.readUInt16LE(26);
      var extraFieldLength = buffer.readUInt16LE(28);
      var fileDataStart = entry.relativeOffsetOfLocalHeader + 30 + fileNameLength + extraFieldLength;
      // We now have enough information to do this bounds check.
      if (fileDataStart + entry.compressedSize > self.fileSize) {
        return callback(new Error("file data overflows file bounds: " +
            fileDataStart + " + " + entry.compressedSize + " > " + self.fileSize));
      }

      if (options.minimal) {
        return callback(null, {fileDataStart: fileDataStart});
      }

      var localFileHeader = new LocalFileHeader();
      localFileHeader.fileDataStart = fileDataStart;

      // 4 - Version needed to extract (minimum)
      localFileHeader.versionNeededToExtract = buffer.readUInt16LE(4);
      // 6 - General purpose bit flag
      localFileHeader.generalPurposeBitFlag = buffer.readUInt16LE(6);
      // 8 - Compression method
      localFileHeader.compressionMethod = buffer.readUInt16LE(8);
      // 10 - File last modification time
      localFileHeader.lastModFileTime = buffer.readUInt16LE(10);
      // 12 - File last modification date
      localFileHeader.lastModFileDate = buffer.readUInt16LE(12);
      // 14 - CRC-32
      localFileHeader.crc32 = buffer.readUInt32LE(14);
      // 18 - Compressed size
      localFileHeader.compressedSize = buffer.readUInt32LE(18);
      // 22 - Uncompressed size
      localFileHeader.uncompressedSize = buffer.readUInt32LE(22);
      // 26 - File name length (n)
      localFileHeader.fileNameLength = fileNameLength;
      // 28 - Extra field length (m)
      localFileHeader.extraFieldLength = extraFieldLength;
      // 30 - File name
      // 30+n - Extra field

      buffer = newBuffer(fileNameLength + extraFieldLength);
      self.reader.ref();
      readAndAssertNoEof(self.reader, buffer, 0, buffer.length, entry.relativeOffsetOfLocalHeader + 30, function(err) {
        try {
          if (err) return callback(err);
          localFileHeader.fileName = buffer.subarray(0, fileNameLength);
          localFileHeader.extraField = buffer.subarray(fileNameLength);
          return callback(null, localFileHeader);
        } finally {
          self.reader.unref();
        }
      });
    } finally {
      self.reader.unref();
    }
  });
};

ZipFile.prototype.openReadStreamPromise = function(entry, options) {
  return new Promise((resolve, reject) => {
    this.openReadStream(entry, options, function(err, readStream) {
      if (err) return reject(err);
      resolve(readStream);
    });
  });
};
ZipFile.prototype.openReadStreamLowLevelPromise = function(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize) {
  return new Promise((resolve, reject) => {
    this.openReadStream(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize, function(err, readStream) {
      if (err) return reject(err);
      resolve(readStream);
    });
  });
};
ZipFile.prototype.readLocalFileHeaderPromise = function(entry, options) {
  return new Promise((resolve, reject) => {
    this.readLocalFileHeader(entry, options, function(err, localFileHeader) {
      if (err) return reject(err);
      resolve(localFileHeader);
    });
  });
};

function Entry() {
}
Entry.prototype.getLastModDate = function(options) {
  if (options == null) options = {};

  if (!options.forceDosFormat) {
    // Check extended fields.
    for (var i = 0; i < this.extraFields.length; i++) {
      var extraField = this.extraFields[i];
      if (extraField.id === 0x5455) {
        // Info-ZIP "universal timestamp" extended field (`0x5455` aka `"UT"`).
        // See the Info-ZIP source code unix/unix.c:set_extra_field() and zipfile.c:ef_scan_ut_time().
        var data = extraField.data;
        if (data.length < 5) continue; // Too short.
        // The flags define which of the three fields are present: mtime, atime, ctime.
        // We only care about mtime.
        // Also, ctime is never included in practice.
        // And also, atime is only included in the local file header for some reason
        // despite the flags lying about its inclusion in the central header.
        var flags = data[0];
        var HAS_MTIME = 1;
        if (!(flags & HAS_MTIME)) continue; // This will realistically never happen.
        // Although the positions of all of the fields shift around depending on the presence of other fields,
        // mtime is always first if present, and that's the only one we care about.
        var posixTimestamp = data.readInt32LE(1);
        return new Date(posixTimestamp * 1000);
      } else if (extraField.id === 0x000a) {
        var data = extraField.data;
        if (data.length !== 32) continue; // The length is always the same.
        // 4 bytes reserved
        // 2 bytes Tag
        if (data.readUInt16LE(4) !== 1) continue; // Tag1 is actually the only defined Tag.
        // 2 bytes Size
        if (data.readUInt16LE(6) !== 24) continue; // Size is always 24.
        // 8 bytes Mtime
        var hundredNanoSecondsSince1601 = data.readUInt32LE(8) + 4294967296 * data.readInt32LE(12);
        // Convert from NTFS to POSIX milliseconds.
        // The big number below is the milliseconds between year 1601 and year 1970
        // (i.e. the negative POSIX timestamp of 1601-01-01 00:00:00Z)
        var millisecondsSince1970 = hundredNanoSecondsSince1601 / 10000 - 11644473600000;
        // Note on numeric precision: JavaScript Number objects lose precision above Number.MAX_SAFE_INTEGER,
        // and NTFS timestamps are typically much bigger than that limit.
        // (MAX_SAFE_INTEGER would represent 1629-07-17T23:58:45.475Z.)
        // However, we're losing precision in the conversion from 100nanosecond units to millisecond units anyway,
        // and the time at which we also lose 1-millisecond precision is year 275760, the JavaScript Date limit (by design).
        // Up through the year 2057, this conversion only drops 4 bits of precision,
        // which is well under the 13-14 bits ratio between the milliseconds and 100nanoseconds.
        return new Date(millisecondsSince1970);
      }
    }
  }

  // Fallback to non-extended encoding.
  return dosDateTimeToDate(this.lastModFileDate, this.lastModFileTime, options.timezone);
};

Entry.prototype.canDecodeFileData = function() {
  return (
    !this.isEncrypted() &&
    (this.compressionMethod === 0 || this.compressionMethod === 8)
  );
};
Entry.prototype.isEncrypted = function() {
  return (this.generalPurposeBitFlag & 0x1) !== 0;
};
Entry.prototype.isCompressed = function() {
  return this.compressionMethod === 8;
};

function LocalFileHeader() {
}

function dosDateTimeToDate(date, time, timezone) {
  var day = date & 0x1f; // 1-31
  var month = (date >> 5 & 0xf) - 1; // 1-12, 0-11
  var year = (date >> 9 & 0x7f) + 1980; // 0-128, 1980-2108

  var millisecond = 0;
  var second = (time & 0x1f) * 2; // 0-29, 0-58 (even numbers)
  var minute = time >> 5 & 0x3f; // 0-59
  var hour = time >> 11 & 0x1f; // 0-23

  if (timezone == null || timezone === "local") {
    return new Date(year, month, day, hour, minute, second, millisecond);
  } else if (timezone === "UTC") {
    return new Date(Date.UTC(year, month, day, hour, minute, second, millisecond));
  } else {
    throw new Error("unrecognized options.timezone: " + options.timezone);
  }
}

function getFileNameLowLevel(generalPurposeBitFlag, fileNameBuffer, extraFields, strictFileNames) {
  var fileName = null;

  // check for Info-ZIP Unicode Path Extra Field (0x7075)
  // see https://github.com/thejoshwolfe/yauzl/issues/33
  for (var i = 0; i < extraFields.length; i++) {
    var extraField = extraFields[i];
    if (extraField.id === 0x7075) {
      if (extraField.data.length < 6) {
        // too short to be meaningful
        continue;
      }
      // Version       1 byte      version of this extra field, currently 1
      if (extraField.data.readUInt8(0) !== 1) {
        // > Changes may not be backward compatible so this extra
        // > field should not be used if the version is not recognized.
        continue;
      }
      // NameCRC32     4 bytes     File Name Field CRC32 Checksum
      var oldNameCrc32 = extraField.data.readUInt32LE(1);
      if (crc32(fileNameBuffer) !== oldNameCrc32) {
        // > If the CRC check fails, this UTF-8 Path Extra Field should be
        // > ignored and the File Name field in the header should be used instead.
        continue;
      }
      // UnicodeName   Variable    UTF-8 version of the entry File Name
      fileName = decodeBuffer(extraField.data.subarray(5), true);
      break;
    }
  }

  if (fileName == null) {
    // The typical case.
    var isUtf8 = (generalPurposeBitFlag & 0x800) !== 0;
    fileName = decodeBuffer(fileNameBuffer, isUtf8);
  }

  if (!strictFileNames) {
    // Allow backslash.
    fileName = fileName.replace(/\\/g, "/");
  }
  return fileName;
}

function validateFileName(fileName) {
  if (fileName.indexOf("\\") !== -1) {
    return "invalid characters in fileName: " + fileName;
  }
  if (/^[a-zA-Z]:/.test(fileName) || /^\//.test(fileName)) {
    return "absolute path: " + fileName;
  }
  if (fileName.split("/").indexOf("..") !== -1) {
    return "invalid relative path: " + fileName;
  }
  // all good
  return null;
}

function parseExtraFields(extraFieldBuffer) {
  var extraFields = [];
  var i = 0;
  while (i < extraFieldBuffer.length - 3) {
    var headerId = extraFieldBuffer.readUInt16LE(i + 0);
    var dataSize = extraFieldBuffer.readUInt16LE(i + 2);
    var dataStart = i + 4;
    var dataEnd = dataStart + dataSize;
    if (dataEnd > extraFieldBuffer.length) throw new Error("extra field length exceeds extra field buffer size");
    var dataBuffer = extraFieldBuffer.subarray(dataStart, dataEnd);
    extraFields.push({
      id: headerId,
      data: dataBuffer,
    });
    i = dataEnd;
  }
  return extraFields;
}

function readAndAssertNoEof(reader, buffer, offset, length, position, callback) {
  if (length === 0) {
    // fs.read will throw an out-of-bounds error if you try to read 0 bytes from a 0 byte file
    return setImmediate(function() { callback(null, newBuffer(0)); });
  }
  reader.read(buffer, offset, length, position, function(err, bytesRead) {
    if (err) return callback(err);
    if (bytesRead < length) {
      return callback(new Error("unexpected EOF"));
    }
    callback();
  });
}

util.inherits(AssertByteCountStream, Transform);
function AssertByteCountStream(byteCount) {
  Transform.call(this);
  this.actualByteCount = 0;
  this.expectedByteCount = byteCount;
}
AssertByteCountStream.prototype._transform = function(chunk, encoding, cb) {
  this.actualByteCount += chunk.length;
  if (this.actualByteCount > this.expectedByteCount) {
    var msg = "too many bytes in the stream. expected " + this.expectedByteCount + ". got at least " + this.actualByteCount;
    return cb(new Error(msg));
  }
  cb(null, chunk);
};
AssertByteCountStream.prototype._flush = function(cb) {
  if (this.actualByteCount < this.expectedByteCount) {
    var msg = "not enough bytes in the stream. expected " + this.expectedByteCount + ". got only " + this.actualByteCount;
    return cb(new Error(msg));
  }
  cb();
};

util.inherits(RandomAccessReader, EventEmitter);
function RandomAccessReader() {
  EventEmitter.call(this);
  this.refCount = 0;
}
RandomAccessReader.prototype.ref = function() {
  this.refCount += 1;
};
RandomAccessReader.prototype.unref = function() {
  var self = this;
  self.refCount -= 1;

  if (self.refCount > 0) return;
  if (self.refCount < 0) throw new Error("invalid unref");

  self.close(onCloseDone);

  function onCloseDone(err) {
    if (err) return self.emit('error', err);
    self.emit('close');
  }
};
RandomAccessReader.prototype.createReadStream = function(options) {
  if (options == null) options = {};
  var start = options.start;
  var end = options.end;
  if (start === end) {
    var emptyStream = new PassThrough();
    setImmediate(function() {
      emptyStream.end();
    });
    return emptyStream;
  }
  var stream = this._readStreamForRange(start, end);

  var destroyed = false;
  var refUnrefFilter = new RefUnrefFilter(this);
  stream.on("error", function(err) {
    setImmediate(function() {
      if (!destroyed) refUnrefFilter.emit("error", err);
    });
  });
  installDestroyFn(refUnrefFilter, function() {
    stream.unpipe(refUnrefFilter);
    refUnrefFilter.unref();
    stream.destroy();
  });

  var byteCounter = new AssertByteCountStream(end - start);
  refUnrefFilter.on("error", function(err) {
    setImmediate(function() {
      if (!destroyed) byteCounter.emit("error", err);
    });
  });
  installDestroyFn(byteCounter, function() {
    destroyed = true;
    refUnrefFilter.unpipe(byteCounter);
    refUnrefFilter.destroy();
  });

  return stream.pipe(refUnrefFilter).pipe(byteCounter);
};
RandomAccessReader.prototype._readStreamForRange = function(start, end) {
  throw new Error("not implemented");
};
RandomAccessReader.prototype.read = function(buffer, offset, length, position, callback) {
  var readStream = this.createReadStream({start: position, end: position + length});
  var writeStream = new Writable();
  var written = 0;
  writeStream._write = function(chunk, encoding, cb) {
    chunk.copy(buffer, offset + written, 0, chunk.length);
    written += chunk.length;
    cb();
  };
  writeStream.on("finish", callback);
  readStream.on("error", function(error) {
    callback(error);
  });
  readStream.pipe(writeStream);
};
RandomAccessReader.prototype.close = function(callback) {
  setImmediate(callback);
};

util.inherits(RefUnrefFilter, PassThrough);
function RefUnrefFilter(context) {
  PassThrough.call(this);
  this.context = context;
  this.context.ref();
  this.unreffedYet = false;
}
RefUnrefFilter.prototype._flush = function(cb) {
  this.unref();
  cb();
};
RefUnrefFilter.prototype.unref = function(cb) {
  if (this.unreffedYet) return;
  this.unreffedYet = true;
  this.context.unref();
};

var cp437 = '\u0000☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼ !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~⌂ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ';
function decodeBuffer(buffer, isUtf8) {
  if (isUtf8) {
    return buffer.toString("utf8");
  } else {
    var result = "";
    for (var i = 0; i < buffer.length; i++) {
      result += cp437[buffer[i]];
    }
    return result;
  }
}

function readUInt64LE(buffer, offset) {
  // There is no native function for this, because we can't actually store 64-bit integers precisely.
  // after 53 bits, JavaScript's Number type (IEEE 754 double) can't store individual integers anymore.
  // but since 53 bits is a whole lot more than 32 bits, we do our best anyway.
  // As of 2020, Node has added support for BigInt, which obviates this whole function,
  // but yauzl hasn't been updated to depend on BigInt (yet?).
  var lower32 = buffer.readUInt32LE(offset);
  var upper32 = buffer.readUInt32LE(offset + 4);
  // we can't use bitshifting here, because JavaScript bitshifting only works on 32-bit integers.
  return upper32 * 0x100000000 + lower32;
  // as long as we're bounds checking the result of this function against the total file size,
  // we'll catch any overflow errors, because we already made sure the total file size was within reason.
}

// Node 10 deprecated new Buffer().
var newBuffer;
if (typeof Buffer.allocUnsafe === "function") {
  newBuffer = function(len) {
    return Buffer.allocUnsafe(len);
  };
} else {
  newBuffer = function(len) {
    return new Buffer(len);
  };
}

// Node 8 introduced a proper destroy() implementation on writable streams.
function installDestroyFn(stream, fn) {
  if (typeof stream.destroy === "function") {
    // New API.
    stream._destroy = function(err, cb) {
      fn();
      if (cb != null) cb(err);
    };
  } else {
    // Old API.
    stream.destroy = fn;
  }
}

function defaultCallback(err) {
  if (err) throw err;
}


/***/ }),

/***/ 434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 23:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 106:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("zlib");

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

;// CONCATENATED MODULE: ./build/core/sentences.js
/**
 * Every sentence people read about a problem, in one file. A code's data is whatever its function takes;
 * `what` says what happened, `todo` what to do. Places and code frames are added where findings are shown.
 */
const sentences = {
    // files
    FILE_MISSING: (d) => ({
        what: `${d.what} ${d.path} does not exist`,
        todo: 'Check the path: it is relative to the working directory, by default the root of the git repository.',
    }),
    PATH_OUTSIDE: (d) => ({
        what: `${d.path} leads out of the working directory`,
        todo: 'Move the file inside, or set the working directory to a folder that holds it.',
    }),
    DIGEST_MISMATCH: (d) => ({
        what: `${d.path} has sha256 ${d.actual}, the policy pins ${d.expected}`,
        todo: 'Restore the pinned file, or change `sha256` in the policy if the new one is meant.',
    }),
    GROUP_INVALID: (d) => ({
        what: `sample ${d.sample} belongs to no group: its \`${d.field}\` is empty or no single value`,
        todo: 'Every sample needs the name or number of its document, speaker or session.',
    }),
    DATA_EMPTY: (d) => ({
        what: `${d.path} holds no samples`,
        todo: 'A task without samples decides nothing: give it data, or remove the task.',
    }),
    FIELD_UNKNOWN: (d) => ({
        what: `${d.path} has no field \`${d.field}\``,
        todo: `It has: ${d.fields.join(', ')}.`,
    }),
    // verify
    VERIFY_VERDICT: (d) => ({
        what: `the report's verdict is ${d.verdict}`,
        todo: 'Only a passing verdict lets an artifact be deployed, whatever exit code the run was told to give.',
    }),
    VERIFY_PARTIAL: (_) => ({
        what: 'the report is of a run that was narrowed to a part of its policy',
        todo: 'Run the whole policy: without --task, --level and --target.',
    }),
    VERIFY_MODEL: (d) => ({
        what: `${d.path} is not the model that was judged: its sha256 is ${d.actual}, the report's is ${d.expected}`,
        todo: 'Deploy the judged file, or run the gate on this one.',
    }),
    VERIFY_POLICY: (d) => ({
        what: `${d.path} is not the policy that judged: its sha256 is ${d.actual}, the report's is ${d.expected}`,
        todo: 'Run the gate with the policy as it is now.',
    }),
    // shards
    SHARD_PARTIAL: (_) => ({
        what: 'a shard of a narrowed run was asked for',
        todo: 'Leave --task, --level and --target out: shards are parts of the whole policy.',
    }),
    SHARD_NUMBER: (d) => ({
        what: `"${d.value}" is no shard number`,
        todo: 'Write I/N, for example 2/5 for the second of five; N is at most 1000.',
    }),
    SHARD_WITHOUT_FILE: (_) => ({
        what: 'a shard needs a file to be written to',
        todo: 'Add --json FILE; `merge` reads these files.',
    }),
    SHARDS_NONE: (_) => ({
        what: 'there is no shard to merge',
        todo: 'Give the files that `run --shard` wrote.',
    }),
    SHARD_UNREADABLE: (d) => ({
        what: `${d.path} is no shard of an evaluation`,
        todo: 'Give the files that `run --shard` wrote, and nothing else.',
    }),
    SHARD_EMPTY: (d) => ({
        what: `the shard ${d.path} is an empty file`,
        todo: 'See why the job did not write it, run that shard again, and merge again.',
    }),
    SHARD_TRUNCATED: (d) => ({
        what: `the shard ${d.path} is cut short: it does not end with its digest`,
        todo: 'The run that wrote it was stopped, or the file was not copied whole. Run that shard again, and merge again.',
    }),
    SHARD_CHANGED: (d) => ({
        what: `the shard ${d.path} was changed after it was written: its digest does not fit`,
        todo: 'Take the file as the job delivered it, or run that shard again.',
    }),
    SHARD_FORMAT: (d) => ({
        what: `the shard ${d.path} has format ${d.format}, this version reads formats up to ${d.expected}`,
        todo: 'Merge with the version of compression-gate that wrote it, or a newer one.',
    }),
    SHARD_OTHER_VERSION: (d) => ({
        what: `the shard ${d.path} was written by version ${d.found} of compression-gate, the others by ${d.expected}`,
        todo: 'Use one version for all shards: pin the action to a full version, and run them again.',
    }),
    SHARD_OTHER_COUNT: (d) => ({
        what: `the shard ${d.path} is one of ${d.found}, the others are of ${d.expected}`,
        todo: 'Merge the shards of one division only.',
    }),
    SHARD_OTHER_SEED: (d) => ({
        what: `the shard ${d.path} was evaluated with seed ${d.found}, the others with ${d.expected}`,
        todo: 'Run all shards with one policy.',
    }),
    SHARD_OTHER_MODELS: (d) => ({
        what: `the shard ${d.path} is of other models than the others (${d.found}, not ${d.expected})`,
        todo: 'Run all shards on the same model files, from one commit or one artifact.',
    }),
    SHARD_OTHER_DATA: (d) => ({
        what: `the shard ${d.path} is of other data than the others (${d.found}, not ${d.expected})`,
        todo: 'Run all shards on the same data files.',
    }),
    SHARD_OTHER_POLICY: (d) => ({
        what: `the shard ${d.path} was evaluated by another policy (${d.found}, not ${d.expected})`,
        todo: 'Run all shards with one policy, from one commit.',
    }),
    SHARD_OTHER_ENGINES: (d) => ({
        what: `the shard ${d.path} was evaluated by ${d.found}, the others by ${d.expected}`,
        todo: 'Run all shards with the same version of ONNX Runtime.',
    }),
    SHARD_OTHER_PLAN: (d) => ({
        what: `the shard ${d.path} is of another evaluation than the others (${d.found}, not ${d.expected}), though policy, models and data are the same`,
        todo: 'See the other findings for what could not be evaluated where it ran, and run that shard again.',
    }),
    SHARD_DOUBLED: (d) => ({
        what: `shard ${d.index} of ${d.of} is there ${d.paths.length} times: ${d.paths.join(', ')}`,
        todo: 'Give each shard once; nothing says which of them is right.',
    }),
    SHARD_MISSING: (d) => ({
        what: `${d.missing.length === 1 ? 'shard' : 'shards'} ${d.missing.join(', ')} of ${d.of} ${d.missing.length === 1 ? 'is' : 'are'} missing`,
        todo: 'See why the job did not deliver, run that shard again, and merge again.',
    }),
    MERGED_BY_OTHER_VERSION: (d) => ({
        what: `the shards were evaluated by version ${d.evaluated} of compression-gate and merged by ${d.merged}`,
        todo: 'Nothing to do; pin the action to a full version to have one for all jobs.',
    }),
    MACHINES_DIFFER: (d) => ({
        what: `the shards come from differing machines: ${d.machines.join(' · ')}`,
        todo: 'Integer arithmetic may answer differently on them; use one kind of runner where limits are tight.',
    }),
    // sources: files that are fetched
    SOURCE_ADDRESS: (d) => ({
        what: d.isRedirect
            ? `${d.what} redirects to ${d.address}, which ${d.reason}`
            : `the address ${d.address} ${d.reason}`,
        todo: 'Give an https address without user name and password (http only for 127.0.0.1), whose redirects are https too.',
    }),
    SOURCE_REDIRECTS: (d) => ({
        what: `${d.what} redirects more than ${d.most} times`,
        todo: 'Give the address that the redirects end at; they may go round in a circle.',
    }),
    SOURCE_REFUSED: (d) => ({
        what: `${d.what} can't be fetched: ${d.address} answered ${d.status}`,
        todo: d.isHub
            ? 'Check repository, file and revision. Private and gated ones need a token that may read them in HF_TOKEN; a hub answers 401 or 404 without it.'
            : 'Check the address. No credentials are sent to it: use an address that needs none, or fetch the file in an earlier step and give its `path`.',
    }),
    SOURCE_NOT_FETCHED: (d) => ({
        what: `${d.what} could not be fetched in ${d.attempts} ${d.attempts === 1 ? 'attempt' : 'attempts'}: ${d.reason}`,
        todo: 'Check the network (proxy, firewall) and the server, and run again; nothing was judged without this file.',
    }),
    SOURCE_TOO_LARGE: (d) => ({
        what: `${d.what} has more than ${d.maxBytes} bytes, the most that is fetched`,
        todo: 'Check that the right file is named; fetch a larger one in an earlier step and give its `path`.',
    }),
    SOURCE_DIGEST: (d) => ({
        what: `${d.what} has sha256 ${d.actual}; ${d.by} says ${d.expected}`,
        todo: d.by === 'the policy'
            ? 'Somebody replaced the file, or it is another one. Change `sha256` in the policy only if the new one is meant.'
            : 'The file was damaged on its way or is not the one that was announced. Run again; if it stays so, tell whoever keeps it.',
    }),
    SOURCE_BESIDE: (d) => ({
        what: `${d.what} keeps weights in ${d.location}, and nothing pins that file`,
        todo: d.isHub
            ? 'Write the full id of a commit as revision: it pins all files. Or remove `sha256`, to take what the hub holds.'
            : 'Save the model as one file (up to 2 GiB), or take it from `hub` or `git`, or fetch both files in an earlier step.',
    }),
    SOURCE_CACHE_UNUSABLE: (d) => ({
        what: `${d.path} in the cache of fetched files can't be used: ${d.reason}`,
        todo: 'See that the folder may be written to and the disk has room. Everything in the cache may be deleted at any time.',
    }),
    SOURCE_GIT_UNUSABLE: (d) => ({
        what: `git can't be asked: ${d.reason}`,
        todo: 'Install git, and run the gate inside a clone of the repository that the policy speaks of.',
    }),
    SOURCE_GIT_REF: (d) => ({
        what: `"${d.ref}" in ${d.what} can't be the name of a commit`,
        todo: 'Write a branch, a tag or the id of a commit in front of the colon, such as `main:models/garments.onnx`.',
    }),
    SOURCE_GIT_COMMIT: (d) => ({
        what: `${d.what} can't be read: \`${d.ref}\` is not in this clone, and fetching it from origin failed: ${d.reason}`,
        todo: 'Check its spelling. Only branches, tags and full commit ids can be fetched; for anything else check out the whole history (`fetch-depth: 0`).',
    }),
    SOURCE_GIT_PATH: (d) => ({
        what: `${d.what} can't be read: commit ${d.commit} has no ${d.path}`,
        todo: 'The path counts from the root of the repository; write `REF:./path` for one from the working directory.',
    }),
    SOURCE_GIT_NOT_FILE: (d) => ({
        what: `${d.what} is ${d.found}, not a file`,
        todo: 'Name a file. A folder of pictures can only be read from a `path`.',
    }),
    SOURCE_GIT_FAILED: (d) => ({
        what: `git can't read ${d.what}: ${d.reason}`,
        todo: 'Run `git cat-file --filters` on it to see more. Files in LFS need git-lfs and a remote that holds them.',
    }),
    SOURCE_LFS_POINTER: (d) => ({
        what: `${d.what} is a Git LFS pointer, and git did not put the file in its place: ${d.reason}`,
        todo: 'Install git-lfs and run `git lfs install`; see that `.gitattributes` of the checkout lists the file (`filter=lfs`) and that the remote can be reached.',
    }),
    // usage
    SELECTOR_UNKNOWN: (d) => ({
        what: `\`${d.option} ${d.name}\` names nothing in the policy`,
        todo: `There are: ${d.known.join(', ')}.`,
    }),
    SELECTION_EMPTY: (d) => ({
        what: 'the selected tasks have none of the selected levels',
        todo: 'A run that judges nothing decides nothing: select a level that the task lists.',
    }),
    GUARDRAIL_UNPROTECTED: (d) => ({
        what: `${d.count} ${d.count === 1 ? 'case' : 'cases'} of guardrail ${d.task} at ${d.level} that baseline already gets wrong: not protected (${d.samples.join(', ')}${d.count > d.samples.length ? ', …' : ''})`,
        todo: 'Such a case can not be lost by compression. Mend the baseline, or take the case out of the guardrail.',
    }),
    // plan: what data and models make impossible
    LIMIT_UNRESOLVABLE: (d) => ({
        what: d.scope === 'dataset'
            ? `\`${d.limit}\` of ${d.task} at ${d.level} is less than one of ${d.n} samples`
            : `\`${d.limit}\` of ${d.task} at ${d.level} can't pass on ${d.n} samples, not even without a single change`,
        todo: `${d.wouldDo} samples would do. With these: write 0 if no change is allowed, or widen the limit${d.scope === 'dataset' ? '' : ', or use `scope: dataset`'}.`,
    }),
    BATCH_FIXED: (d) => ({
        what: `target ${d.target} asks for batches of ${d.batch}, but the graph of ${d.path} fixes ${d.fixed}`,
        todo: `Write \`batch: ${d.fixed}\`, or export the model with a free batch dimension.`,
    }),
    LIMIT_LABEL_UNKNOWN: (d) => ({
        what: `no class is called \`${d.label}\``,
        todo: `The classes are: ${d.names.join(', ')}.`,
    }),
    // models
    OUTPUT_UNCHOSEN: (d) => ({
        what: `the ${d.model} model has ${d.outputs.length} outputs and the task names none`,
        todo: `Write \`output:\` with one of: ${d.outputs.join(', ')}.`,
    }),
    OUTPUT_UNKNOWN: (d) => ({
        what: `the ${d.model} model has no output \`${d.output}\``,
        todo: `It has: ${d.outputs.join(', ')}.`,
    }),
    OUTPUTS_DIFFER: (d) => ({
        what: `the outputs look different: baseline's holds ${d.baseline}, compressed's ${d.compressed}`,
        todo: 'Say what each holds: `output: { baseline: { name: …, is: … }, compressed: { name: …, is: … } }`.',
    }),
    OUTPUT_UNJUDGED: (d) => ({
        what: `no task evaluates output \`${d.output}\` of the ${d.model} model`,
        todo: `Add a task that reads it, or say that it is meant: \`models.${d.model}.ignore-outputs: [${d.output}]\`.`,
    }),
    MODEL_REFUSED: (d) => ({
        what: `${d.path} can't be opened on target ${d.target}: ${d.reason}`,
        todo: 'Check that the model fits this ONNX Runtime version (operators, opset, types), or export it again.',
    }),
    RUN_FAILED: (d) => ({
        what: `the ${d.arm} model failed to run on target ${d.target}: ${d.reason}`,
        todo: 'Check the shapes and types of the inputs against the model; `explain` prints how each input is made.',
    }),
    LFS_POINTER: (d) => ({
        what: `${d.path} is a Git LFS pointer, not the file itself`,
        todo: 'Check out with `lfs: true` (actions/checkout), or run `git lfs pull`.',
    }),
    MODEL_UNREADABLE: (d) => ({
        what: `${d.path} is not a readable ONNX model: ${d.reason}`,
        todo: 'Export the model again, or check that the file arrived whole.',
    }),
    // decisions: what a check found
    WITHIN_LIMIT: (_) => ({ what: 'within its limit', todo: 'Nothing to do.' }),
    LIMIT_EXCEEDED: (_) => ({
        what: 'over its limit',
        todo: 'Compress the model less or differently, or change the limit in the policy if this change is meant.',
    }),
    DEGENERATE_ANSWERS: (d) => ({
        what: `${d.count} ${d.count === 1 ? 'answer' : 'answers'} of the ${d.arm} model ${d.count === 1 ? 'is' : 'are'} not usable (NaN or infinite), which fails at any limit`,
        todo: 'Look for overflow in the compressed model (float16 beyond 65504, a scale of 0), or keep that layer in float.',
    }),
    BASELINE_DEGENERATE: (d) => ({
        what: `${d.count} ${d.count === 1 ? 'answer' : 'answers'} of the baseline model ${d.count === 1 ? 'is' : 'are'} not usable (NaN or infinite), so there is nothing to compare with`,
        todo: 'Check the inputs and their preprocessing in the policy, then the baseline model itself.',
    }),
    NOT_MEASURED: (d) => ({
        what: `no result: ${d.reason}`,
        todo: 'Mend the cause and run again: a check without a result never counts as passed.',
    }),
    MISSING_SAMPLES: (d) => ({
        what: `${d.missing} of ${d.of} samples have no result`,
        todo: 'See which samples failed and why (the findings in report.json), mend the data or the model, and run again.',
    }),
    TOO_FEW_SAMPLES: (d) => ({
        what: d.wouldDo === null
            ? `${d.n} samples do not settle it, and no number of samples would: the measured value is the limit itself`
            : `${d.n} samples do not settle it; about ${d.wouldDo} would if the share stays as it is`,
        todo: 'Add samples to the data set, widen the limit, or use `scope: dataset` to judge these samples alone.',
    }),
    TOO_FEW_UNITS: (d) => ({
        what: `the two models differ in ${d.differing} of ${d.units} units (samples, or groups of them), too few to resample, and without it this is not settled`,
        todo: 'Add samples (groups, where the data has them) to the data set, or use `scope: dataset` to judge these samples alone.',
    }),
    SLICE_UNDECIDED: (_) => ({
        what: 'no evidence either way: measured over the limit, or too close to it, on too few samples',
        todo: 'Add samples of this slice, or set `scope: dataset` on it to count exactly.',
    }),
    SLICE_SMALL: (d) => ({
        what: `${d.n} samples, fewer than the ${d.minSamples} (\`min-samples\`) that make a slice worth judging alone`,
        todo: 'Add samples of this slice; until then it is judged within `(small)`.',
    }),
    NO_CHECKS: (_) => ({
        what: 'no check was made',
        todo: 'See that the policy has limits and that `--task`, `--level` and `--target` select some of them.',
    }),
    NOT_FINITE: (_) => ({
        what: 'the measured value is not a finite number',
        todo: 'Look at the answers of both models on these samples: a score or a divergence of theirs is undefined.',
    }),
    RUNTIME_DIFFERS: (d) => ({
        what: `the runtime changes answers of ${d.task}: ${d.rows.map(({ way, count, n }) => `${way} ${count} of ${n}`).join(' · ')}`,
        todo: `The same file agrees better with baseline when run with ${d.better.join(', ')}: likely 8-bit products that saturate on this CPU. Judge the way you deploy: \`session: { x64quantprecision: "1" }\`, 7-bit weights, or another target.`,
    }),
    BELOW_NOISE_FLOOR: (_) => ({
        what: 'the limit is tighter than what a model differs from itself by on this machine',
        todo: 'Fix batch and threads of the target in the policy, or widen the limit.',
    }),
    // decisions: samples and processes
    WORKER_CRASHED: (d) => ({
        what: `the process that ran the ${d.arm} model was killed (${d.signal}) at sample ${d.sample}`,
        todo: 'Run the model on this sample alone. SIGKILL often means too little memory; SIGSEGV and SIGILL point to the runtime or a damaged model.',
    }),
    READER_CRASHED: (d) => ({
        what: `the process that read sample ${d.sample} was killed (${d.signal})`,
        todo: 'Look at this sample in the data file. SIGKILL often means too little memory.',
    }),
    READER_TIMEOUT: (d) => ({
        what: `reading sample ${d.sample} took longer than ${d.seconds} s`,
        todo: 'Raise `--timeout` if the machine or the disk is slow; otherwise look at this sample in the data file.',
    }),
    OPENING_CRASHED: (d) => ({
        what: `the process that opened ${opened(d.arm)} was killed (${d.signal})${d.words === '' ? '' : `: ${d.words}`}`,
        todo: 'Open it alone in ONNX Runtime. SIGKILL often means too little memory; SIGSEGV and SIGILL point to the runtime or a damaged file.',
    }),
    OPENING_TIMEOUT: (d) => ({
        what: `opening ${opened(d.arm)} and running it once took longer than ${d.seconds} s`,
        todo: 'Raise `--timeout` if it is slow here; otherwise run the model alone on the first samples of the data.',
    }),
    ENGINE_UNUSABLE: (d) => ({
        what: `the ${d.runtime} engine can't be loaded: ${d.reason}`,
        todo: 'Check that this machine meets its needs (docs/runtimes.md), or use the other runtime; one is never taken in place of the other.',
    }),
    OUTPUT_FILE: (d) => ({
        what: `\`${d.option} ${d.path}\` can't be written: ${d.reason}`,
        todo: 'Give a file in a folder that you may write to. Nothing was evaluated.',
    }),
    WORKER_TIMEOUT: (d) => ({
        what: `the ${d.arm} model gave no answer to sample ${d.sample} within ${d.seconds} s`,
        todo: 'Raise `--timeout` if the model is slow here; otherwise run it on this sample alone to see where it hangs.',
    }),
    SAMPLE_UNREADABLE: (d) => ({
        what: `sample ${d.sample} could not be read: ${d.reason}`,
        todo: 'Mend or remove this sample; a sample that cannot be read is never left out silently.',
    }),
    ARM_GIVEN_UP: (d) => ({
        what: `the ${d.arm} model was given up after ${d.crashes} crashes`,
        todo: 'Run the model alone on one of the samples named in the findings; its process dies on more than one.',
    }),
    // reports
    REPORT_UNREADABLE: (d) => ({
        what: `${d.path} is not a readable report: ${d.reason}`,
        todo: 'Give the report.json that `compression-gate run` wrote, whole and unchanged.',
    }),
    REPORT_FORMAT: (d) => ({
        what: `${d.path} has report format ${d.format}, this version reads format ${d.expected}`,
        todo: 'Use the version of compression-gate that wrote the report (its `tool.version`), or run the gate again.',
    }),
    // github: inputs of the action
    INPUT_INVALID: (d) => ({
        what: `The input \`${d.name}\` is "${d.value}", which is not ${d.expected}`,
        todo: `Set \`${d.name}\` under \`with:\` to ${d.expected}, or leave it out.`,
    }),
    INPUT_UNKNOWN: (d) => ({
        what: `The action has no input \`${d.name}\``,
        todo: `Remove it, or use one of: ${d.known}.`,
    }),
    INPUT_NOT_YET: (d) => ({
        what: `\`${d.name}\` is not available in this version of the action`,
        todo: 'Remove it from the workflow, or use a version of the action that has it.',
    }),
    INPUT_NEEDED: (d) => ({
        what: `\`command: ${d.command}\` needs the input \`${d.name}\``,
        todo: `Set \`${d.name}\` under \`with:\`.`,
    }),
    INPUT_UNUSED: (d) => ({
        what: `The input \`${d.name}\` means nothing to \`command: ${d.command}\``,
        todo: `Remove \`${d.name}\`, or use the command that reads it.`,
    }),
    SHARDS_FOLDER_EMPTY: (d) => ({
        what: `No file in ${d.path}, or in a folder below it, has a name that ends in .jsonl`,
        todo: 'See that the jobs of the shards uploaded the file that their output `report-json` names, and that actions/download-artifact put them there (`path`).',
    }),
    EVENT_UNREADABLE: (d) => ({
        what: `The event that started this workflow can't be read: ${d.reason}`,
        todo: 'The verdict does not depend on it, but no pull request is known to comment on. Start the job again.',
    }),
    // github: the comment; none of these changes the verdict
    COMMENT_NO_TOKEN: (d) => ({
        what: `No comment on #${d.pullRequest}: the input \`github-token\` is empty`,
        todo: "Remove `github-token` from the step to use the job's own token, or set `comment: never`.",
    }),
    COMMENT_FORK: (d) => ({
        what: `No comment on #${d.pullRequest}: it comes from a fork, and GitHub gives such jobs a token that can only read`,
        todo: "The result is in the job summary. To stop asking for comments on forks, add to the step:\n  with:\n    comment: ${{ github.event.pull_request.head.repo.fork && 'never' || 'always' }}",
    }),
    COMMENT_DEPENDABOT: (d) => ({
        what: `No comment on #${d.pullRequest}: Dependabot started the job, and GitHub gives it a token that can only read`,
        todo: 'The result is in the job summary. Add to the job, then start it again:\n  permissions:\n    contents: read\n    pull-requests: write',
    }),
    COMMENT_PERMISSION: (d) => ({
        what: `No comment on #${d.pullRequest}: the job's token may not write to pull requests`,
        todo: 'The result is in the job summary. Add to the job:\n  permissions:\n    contents: read\n    pull-requests: write',
    }),
    COMMENT_TOKEN_REFUSED: (d) => ({
        what: `No comment on #${d.pullRequest}: GitHub does not accept the token (401)`,
        todo: "If `github-token` is a secret, renew it; without that input the job's own token is used.",
    }),
    COMMENT_LOCKED: (d) => ({
        what: `No comment on #${d.pullRequest}: its conversation is locked`,
        todo: 'The result is in the job summary. Unlock the conversation to have comments again.',
    }),
    COMMENT_NOT_FOUND: (d) => ({
        what: `No comment on #${d.pullRequest}: GitHub answers that it does not exist in ${d.repository} (404)`,
        todo: 'GitHub also answers so when the token may not see it. Add to the job:\n  permissions:\n    contents: read\n    pull-requests: write',
    }),
    COMMENT_RATE_LIMITED: (d) => ({
        what: `No comment on #${d.pullRequest}: GitHub's rate limit is used up${d.seconds === null ? '' : ` for another ${d.seconds} s`}`,
        todo: 'The result is in the job summary. Start the job again later to have the comment.',
    }),
    COMMENT_UNAVAILABLE: (d) => ({
        what: `No comment on #${d.pullRequest}: GitHub answered ${d.status} several times`,
        todo: 'The result is in the job summary. Start the job again when GitHub has recovered.',
    }),
    COMMENT_UNREACHABLE: (d) => ({
        what: `No comment on #${d.pullRequest}: GitHub could not be reached (${d.reason})`,
        todo: "The result is in the job summary. Check the runner's network and proxy, then start the job again.",
    }),
    COMMENT_TIMED_OUT: (d) => ({
        what: `No comment on #${d.pullRequest}: GitHub did not answer within ${d.seconds} s`,
        todo: 'The result is in the job summary. Start the job again to have the comment.',
    }),
    COMMENT_REFUSED: (d) => ({
        what: `No comment on #${d.pullRequest}: GitHub answered ${d.status}, "${d.message}"`,
        todo: 'The result is in the job summary. See what GitHub says about it, or set `comment: never`.',
    }),
    COMMENT_FAILED: (d) => ({
        what: `No comment on #${d.pullRequest}: ${d.reason}`,
        todo: 'The result is in the job summary. This is most likely a mistake in Compression Gate: please report it.',
    }),
    COMMENT_NOT_MINIMISED: (d) => ({
        what: `The earlier comment on #${d.pullRequest} could not be hidden: ${d.reason}`,
        todo: 'The new comment is in place. Hide the earlier one by hand.',
    }),
    // github: files of the job
    SUMMARY_TOO_LARGE: (d) => ({
        what: `No job summary: it has ${d.bytes} bytes, GitHub takes ${d.limit} for a step`,
        todo: 'The whole result is in the report file, whose path is the output `report-json`.',
    }),
    SUMMARY_UNWRITABLE: (d) => ({
        what: `The job summary can't be written: ${d.reason}`,
        todo: 'The whole result is in the report file, whose path is the output `report-json`.',
    }),
    OUTPUTS_UNWRITABLE: (d) => ({
        what: `The outputs of this step can't be written: ${d.reason}`,
        todo: 'Steps that read them get empty text. Check the disk of the runner.',
    }),
    ACTION_CRASHED: (_) => ({
        what: 'Compression Gate stopped on an error of its own, so there is no result',
        todo: "This is not a verdict on the model. The error is at the end of the job's log: please report it.",
    }),
    // engines
    NATIVE_UNAVAILABLE: (d) => ({
        what: `the native engine has no binary for ${d.platform}`,
        todo: 'Set `runtime: wasm` for this target: it runs on any machine. Or give a build of your own with `native-dir`.',
    }),
    NATIVE_DIR_WRONG: (d) => ({
        what: `native-dir ${d.path} was expected to hold ${d.expected}, but there is ${d.found}`,
        todo: `Fill it with \`npm install --prefix ${d.path} --ignore-scripts ${d.expected}\` on a machine with a network, or leave native-dir out.`,
    }),
    NATIVE_NOT_FETCHED: (d) => ({
        what: `${d.what} could not be fetched with npm: ${d.reason}`,
        todo: 'Let this machine reach your npm registry, or give a folder that holds the engine with `native-dir`, or set `runtime: wasm` for this target.',
    }),
    NATIVE_DAMAGED: (d) => ({
        what: `the archive of ${d.what} is not the pinned one: expected ${d.expected}, got ${d.found}`,
        todo: 'Nothing of it was used. Try again; if it stays so, the registry or a mirror in between serves other bytes: ask who runs it, or use `native-dir`.',
    }),
    NATIVE_CACHE_UNUSABLE: (d) => ({
        what: `the native engine can't be kept in ${d.path}: ${d.reason}`,
        todo: 'Make the folder writable, or point RUNNER_TOOL_CACHE to one that is, or use `native-dir` or `runtime: wasm`.',
    }),
    WASM_MISSING: (d) => ({
        what: `the WASM engine is not at ${d.path}`,
        todo: 'Install Compression Gate again: its dist folder is incomplete. In a checkout of the source, run `npm ci`.',
    }),
    // data: opening and reading
    DATA_FORMAT_UNKNOWN: (d) => ({
        what: `no data format reads ${d.path}; known are ${d.known}`,
        todo: 'Rename the file if its ending is wrong, or convert it to one of these formats (docs/data.md).',
    }),
    DATA_UNREADABLE: (d) => ({
        what: `${d.path}${d.part === null ? '' : ` (${d.part})`} can't be read: ${d.reason}`,
        todo: 'Check that the file arrived whole, or write it again (docs/data.md says what is read).',
    }),
    DATA_ENDS_EARLY: (d) => ({
        what: `${d.path}${d.part === null ? '' : ` (${d.part})`} ends at byte ${d.bytes}; expected ${d.expected} bytes`,
        todo: 'The file is truncated: copy or write it again.',
    }),
    ARRAY_UNSUPPORTED: (d) => ({
        what: `${d.path} (${d.part}) holds ${d.holds}, which is not read`,
        todo: 'Save it as little-endian numbers, bool or fixed-length text in C order: np.ascontiguousarray(x).astype(…), then np.savez.',
    }),
    ARRAY_LENGTHS_DIFFER: (d) => ({
        what: `arrays of ${d.path} have different lengths: ${d.first} has ${d.firstLength} samples, ${d.second} has ${d.secondLength}`,
        todo: 'The first dimension of every array is the sample: save arrays of one length, and anything else in a file of its own.',
    }),
    ROW_BROKEN: (d) => ({
        what: `a row of ${d.path} can't be read: ${d.reason}`,
        todo: 'Mend this row; every row is a sample, so none is skipped.',
    }),
    INTEGER_TOO_LARGE: (d) => ({
        what: `sample ${d.sample} of ${d.path} has ${d.field} = ${d.value}, beyond 2^53 where numbers are no longer exact`,
        todo: 'Save such numbers as text.',
    }),
    FIELD_MISSING: (d) => ({
        what: `${d.path} has no field ${d.field}; its fields are ${d.known}`,
        todo: 'Correct the name in the policy, or add the field to the data.',
    }),
    ID_UNUSABLE: (d) => ({
        what: `row ${d.row} of ${d.path} has no usable id: ${d.field} is ${d.got}`,
        todo: 'An id is a text or a whole number, in every row; or leave out `id` to use row numbers.',
    }),
    ID_TWICE: (d) => ({
        what: `the id ${d.id} stands twice in ${d.path}: in rows ${d.first} and ${d.second}`,
        todo: 'Make ids unique, or leave out `id` to use row numbers.',
    }),
    PICTURE_UNREADABLE: (d) => ({
        what: `picture ${d.path} can't be read: ${d.reason}`,
        todo: 'Save it as PNG, JPEG (not CMYK) or WebP, or take it out of the folder.',
    }),
    NOT_A_PICTURE: (d) => ({
        what: `${d.path} is in a folder of pictures but is none`,
        todo: 'Move it out of the folder, or hide it by a name that starts with a dot.',
    }),
    LINK_TO_FOLDER: (d) => ({
        what: `${d.path} is a link to a folder, which is not followed`,
        todo: 'Put the folder itself in its place, or remove the link.',
    }),
    LABELS_MISMATCH: (d) => ({
        what: d.missing === 'row'
            ? `picture ${d.path} has no row in ${d.labels}`
            : `${d.labels} has a row for ${d.path}, but there is no such picture`,
        todo: 'Every picture has one row, whose `path` is relative to the folder of pictures and written with /.',
    }),
    // data: model inputs
    INPUT_FIELD_MISSING: (d) => ({
        what: `input ${d.input} is made from field ${d.field}, which the data does not have; its fields are ${d.known}`,
        todo: 'Name the field under `inputs`: `inputs: { INPUT: { from: FIELD } }`.',
    }),
    INPUT_STEP_INVALID: (d) => ({
        what: `step ${d.step} of input ${d.input} can't be done: ${d.reason}`,
        todo: 'Correct the step under `inputs` (docs/data.md lists the steps).',
    }),
    INPUT_VALUE: (d) => ({
        what: `sample ${d.sample}: field ${d.field} for input ${d.input} is ${d.got}; expected ${d.expected}`,
        todo: 'Correct the field or the steps under `inputs`, or mend the sample.',
    }),
    INPUT_SHAPE: (d) => ({
        what: `sample ${d.sample}: field ${d.field} makes ${d.got} for input ${d.input}; the model declares ${d.expected} (without the batch)`,
        todo: 'Add `resize`, `center-crop`, `layout` or `shape` under `inputs`, or choose another field.',
    }),
    INPUT_NOT_A_NUMBER: (d) => ({
        what: `input ${d.input} is ${d.type}, which can't hold a NaN`,
        todo: 'Mend the sample: a value is missing or not a number.',
    }),
    INPUT_REFUSES_NOISE: (d) => ({
        what: `input ${d.input} is ${d.type} and passes through untouched, so noise can't be added to it`,
        todo: 'Use noise on pictures and float inputs only, or say `range` if these whole numbers are measurements.',
    }),
    NOISE_WITHOUT_INPUT: (d) => ({
        what: `level ${d.level} adds nothing to ${d.task}: none of the model's inputs takes noise`,
        todo: 'Noise is added to pictures and float inputs. Take the level out of this task: it would be clean under another name.',
    }),
    NOISE_UNFIT: (d) => ({
        what: `${d.kind} noise is for ${d.on.join(' and ')} inputs; ${d.input} is a ${d.is}`,
        todo: 'Choose a noise kind for this sort of input.',
    }),
    NOISE_NEEDS_RANGE: (d) => ({
        what: `${d.kind} noise needs to know the lowest and highest value of what it is added to`,
        todo: 'Say `range: [lowest, highest]` under `inputs`, or use gaussian, uniform or speckle noise; pictures have a range.',
    }),
    BATCH_UNEVEN: (d) => ({
        what: `samples of one batch have different shapes: ${d.first} and ${d.second}`,
        todo: 'Make them equal with `resize`, `center-crop` or `shape` under `inputs`, or use `batch: 1`.',
    }),
    // policy: the file
    YAML_SYNTAX: (d) => ({
        what: `the policy is not valid YAML: ${d.reason}`,
        todo: 'Mend the YAML at this place; often a quote, a bracket or the indentation above it is the cause.',
    }),
    YAML_VERSION: (d) => ({
        what: `the policy asks to be read as YAML ${d.version}`,
        todo: 'Remove the %YAML directive: policies are YAML 1.2.',
    }),
    YAML_DOCUMENTS: (_) => ({
        what: 'a second YAML document starts here',
        todo: 'Remove the `---` and what follows: a policy is one document.',
    }),
    POLICY_EMPTY: (_) => ({
        what: 'the policy is not a map of keys',
        todo: 'Start with `version: 1`, then `models` and `tasks`; docs/policy.md has a whole example.',
    }),
    POLICY_TOO_LARGE: (_) => ({
        what: 'the policy is too large or too deeply nested to be read safely',
        todo: 'Keep it under 256 kB and 50,000 values, and see whether aliases unfold into each other.',
    }),
    ALIAS_UNKNOWN: (d) => ({
        what: `there is no anchor \`&${d.name}\` above this alias`,
        todo: `Write \`&${d.name}\` in front of the value it stands for, further up in the file.`,
    }),
    ALIAS_LOOP: (d) => ({
        what: `the alias \`*${d.name}\` stands inside the value that it stands for`,
        todo: 'Write the value out instead.',
    }),
    BAD_KEY: (_) => ({
        what: 'this key is not a text',
        todo: 'Keys are plain words: write `name: value`.',
    }),
    DUPLICATE_KEY: (d) => ({
        what: `\`${d.key}\` is written twice in the same map`,
        todo: 'Keep one of the two.',
    }),
    MERGE_KEY: (_) => ({
        what: '`<<` (merge key) is not part of YAML 1.2 and is not read',
        todo: 'Put what tasks share under `defaults`, or repeat a whole value with an alias (`key: *anchor`).',
    }),
    UNKNOWN_KEY: (d) => ({
        what: `\`${d.key}\` is not a key of ${d.of}`,
        todo: d.suggestion ? `Did you mean \`${d.suggestion}\`?` : `Known keys: ${d.known}.`,
    }),
    MISSING_KEY: (d) => ({
        what: `\`${d.key}\` is missing from ${d.of}`,
        todo: `Add \`${d.key}\`; docs/policy.md says what it takes.`,
    }),
    WRONG_TYPE: (d) => ({
        what: `expected ${d.expected}, got ${d.got}`,
        todo: `Write ${d.expected}.`,
    }),
    WRONG_VALUE: (d) => ({
        what: `expected ${d.expected}, got ${d.got}`,
        todo: d.suggestion ? `Did you mean \`${d.suggestion}\`?` : `Write ${d.expected}.`,
    }),
    BAD_NAME: (d) => ({
        what: `"${d.name}" cannot be the name of ${d.what}`,
        todo: `Names are ${d.expected}.`,
    }),
    UNKNOWN_KIND: (d) => ({
        what: `there is no ${d.what} kind \`${d.kind}\``,
        todo: d.suggestion ? `Did you mean \`${d.suggestion}\`?` : `Known kinds: ${d.known}.`,
    }),
    NOT_BUILT: (d) => ({
        what: `${d.name} is planned but not built into this version`,
        todo: d.instead,
    }),
    POLICY_VERSION: (d) => ({
        what: `this version of compression-gate reads policies of version 1, not ${d.got}`,
        todo: 'Write `version: 1`, or use a newer compression-gate.',
    }),
    // policy: numbers and units
    UNIT_MISSING: (d) => ({
        what: `${d.value} has no unit`,
        todo: d.readings ? `Write ${d.readings}.` : 'Write a number of at most 100 with its unit.',
    }),
    UNIT_WRONG: (d) => ({
        what: `\`${d.value}\` has the wrong unit: expected ${d.meant}`,
        todo: `Write ${d.reading}, if that is the number you mean.`,
    }),
    LIMIT_UNREADABLE: (d) => ({
        what: `expected ${d.meant}, got ${d.value}`,
        todo: 'Write the number in digits with a decimal point, and its unit right after it.',
    }),
    LIMIT_NOT_FINITE: (d) => ({
        what: `${d.value} is not a number to compare with`,
        todo: 'Write a finite number; to judge nothing, remove the limit.',
    }),
    LIMIT_NEGATIVE: (d) => ({
        what: `${d.value} is below 0`,
        todo: 'Write 0 or more: every limit is the most that may be lost.',
    }),
    LIMIT_ABOVE_ALL: (d) => ({
        what: `${d.value} is more than 100, so nothing could exceed it`,
        todo: 'Write 100 or less; to judge nothing, remove the limit.',
    }),
    LIMIT_TOO_PRECISE: (d) => ({
        what: `${d.value} has more digits than can be compared exactly`,
        todo: 'Write at most 15 digits, at most 13 of them after the decimal point.',
    }),
    CONFIDENCE_RANGE: (d) => ({
        what: `a confidence of ${d.value} cannot decide anything`,
        todo: 'Write more than 50% and less than 100%; 95% is usual.',
    }),
    // policy: what it must say
    NO_TASKS: (_) => ({
        what: 'the policy has no task, so nothing would be compared',
        todo: 'Add a task with data, levels and limits under `tasks`.',
    }),
    TASK_WITHOUT_LEVELS: (d) => ({
        what: `task ${d.task} has no level, so nothing of it would be judged`,
        todo: 'Add `levels: { clean: { disagreement: 1% } }` or whatever it may lose.',
    }),
    LEVEL_WITHOUT_LIMIT: (d) => ({
        what: `level ${d.level} of task ${d.task} has no limit, so it would be measured and never judged`,
        todo: 'Add a limit such as `disagreement: 1%`, or remove the level.',
    }),
    UNKNOWN_LEVEL: (d) => ({
        what: `task ${d.task} names level \`${d.level}\`, which is not defined`,
        todo: d.suggestion
            ? `Did you mean \`${d.suggestion}\`?`
            : `Define it under \`noise\`, or use one of: ${d.known}.`,
    }),
    NOISE_UNUSED: (d) => ({
        what: `no task uses noise level \`${d.level}\``,
        todo: 'Add it to the `levels` of a task with a limit, or remove it.',
    }),
    NOISE_RESERVED: (_) => ({
        what: '`clean` always exists and has no noise: it cannot be defined',
        todo: 'Give this noise level another name.',
    }),
    LIMIT_NOT_IN_KIND: (d) => ({
        what: `a ${d.kind} task has no limit \`${d.limit}\``,
        todo: `Use one of: ${d.known}.`,
    }),
    LIMIT_NEEDS_LABELS: (d) => ({
        what: `\`${d.limit}\` needs labels, and the data of task ${d.task} has none`,
        todo: 'Name the field that holds the label (`data: { label: … }`), or use a limit that needs none, such as `disagreement`.',
    }),
    LIMIT_NEEDS_CONFIDENCE: (d) => ({
        what: `\`${d.limit}\` needs confidences, and the output of task ${d.task} is read as labels`,
        todo: 'Read an output that holds logits or probabilities, or remove this limit.',
    }),
    GAP_AT_CLEAN: (d) => ({
        what: `\`${d.limit}\` at level clean of task ${d.task} compares clean with itself and is always 0`,
        todo: 'Move it to a noise level.',
    }),
    GUARDRAIL_KIND: (d) => ({
        what: `task ${d.task} is a guardrail, but ${d.kind} tasks have no limit on changed answers`,
        todo: 'Use another role, with limits of its own.',
    }),
    SLICE_WITHOUT_LIMIT: (d) => ({
        what: `slice ${d.field} of task ${d.task} has no limit`,
        todo: 'Add a limit such as `disagreement: 5%`, or remove the slice.',
    }),
    SLICE_LIMIT_UNBOUNDED: (d) => ({
        what: `no level of task ${d.task} bounds \`${d.limit}\`, so slice ${d.field} would never be judged by it`,
        todo: `Add \`${d.limit}\` to a level of this task, or remove it from the slice.`,
    }),
    THRESHOLD_TWICE: (d) => ({
        what: `task ${d.task} has a threshold of its own and another one in \`output\``,
        todo: 'Keep one of the two.',
    }),
    PRUNED_WITHOUT_NOISE: (d) => ({
        what: `the model is pruned, and task ${d.task} has no noise level: robustness is what pruning breaks first`,
        todo: 'Add a noise level to this task, or write `method: { pruned: { without: noise, reason: … } }`.',
    }),
    DISTILLED_WITHOUT_NOVEL: (_) => ({
        what: 'the model is distilled, and no task has novel inputs: they are what distillation breaks first',
        todo: 'Add a task with `role: novel`, or write `method: { distilled: { without: novel, reason: … } }`.',
    }),
    SOURCE_TWICE: (d) => ({
        what: `${d.of} comes from two places: \`${d.first}\` and \`${d.second}\``,
        todo: d.inherits
            ? `Keep one of them; \`${d.first}: null\` removes the one from defaults.`
            : 'Keep one of them: `path`, `git`, `url` or `hub`.',
    }),
    // policy: targets
    UNKNOWN_TARGET: (d) => ({
        what: `there is no target \`${d.target}\``,
        todo: d.suggestion ? `Did you mean \`${d.suggestion}\`?` : `Known targets: ${d.known}.`,
    }),
    UNKNOWN_TASK: (d) => ({
        what: `there is no task \`${d.task}\``,
        todo: d.suggestion ? `Did you mean \`${d.suggestion}\`?` : `Known tasks: ${d.known}.`,
    }),
    TASK_ON_NO_TARGET: (d) => ({
        what: `task ${d.task} holds on no required target, so a run could pass without it`,
        todo: 'Add it to the `tasks` of a required target, or remove one of these lists.',
    }),
    REFERENCE_OPTIONAL: (d) => ({
        what: `target ${d.target} is the reference and cannot be left out, but it says \`required: false\``,
        todo: 'Remove `required: false`, or set `reference` to another target.',
    }),
    REFERENCE_LIMITED: (d) => ({
        what: `target ${d.target} is the reference: its limits would compare it with itself and always pass`,
        todo: 'Move the limits into the levels of a task, or to another target.',
    }),
    TARGET_LIMIT_UNUSED: (d) => ({
        what: `no task on target ${d.target} can be judged by \`${d.limit}\``,
        todo: 'Use a limit that one of its tasks has (with labels, if the limit needs them), or remove it.',
    }),
    // policy: notes, which judge nothing
    DEFAULT_USED: (d) => ({
        what: `${d.key} is ${d.value}`,
        todo: 'Write it to choose another value.',
    }),
    INHERITED: (d) => ({
        what: `task ${d.task} takes ${d.key} from defaults`,
        todo: 'Write it in the task to choose another value, or null to have none.',
    }),
    DEFAULT_SKIPPED: (d) => ({
        what: `${d.key} from defaults does not apply to task ${d.task}: ${d.why}`,
        todo: 'Nothing to do; write null in the task to say so there.',
    }),
    DEFAULT_REMOVED: (d) => ({
        what: `task ${d.task} removes ${d.key}, which defaults sets`,
        todo: 'Remove the null to have it again.',
    }),
    TARGET_LIMIT_SKIPPED: (d) => ({
        what: `\`${d.limit}\` of target ${d.target} does not apply to task ${d.task}: ${d.why}`,
        todo: 'Nothing to do.',
    }),
    // tasks: outputs
    OUTPUT_ROWS: (d) => ({
        what: `output ${d.output} has shape [${d.shape.join(', ')}] for ${d.samples} samples; expected the samples as its first dimension`,
        todo: 'Export the model with the batch as the first dimension of this output, or choose another under `output`.',
    }),
    OUTPUT_SHAPE: (d) => ({
        what: `output ${d.output} has shape [${d.shape.join(', ')}]; expected ${d.expected}`,
        todo: 'Choose another output under `output`, or say what this one holds: `output: { name: …, is: … }`.',
    }),
    OUTPUT_COLUMN: (d) => ({
        what: d.column === null
            ? `output ${d.output} has ${d.columns} columns and the task does not say which one to read`
            : `output ${d.output} has no column ${d.column}`,
        todo: `Write \`column:\` with a number from 0 to ${d.columns - 1}.`,
    }),
    OUTPUT_NOT_PROBABILITIES: (d) => ({
        what: `output ${d.output} is read as probabilities and holds ${d.value}, which is none`,
        todo: 'Say what it holds: `output: { is: logits }`, or choose another output.',
    }),
    OUTPUT_NOT_LABELS: (d) => ({
        what: `output ${d.output} is read as labels and holds ${d.value}; expected ${d.expected}`,
        todo: 'Say what it holds (`output: { is: … }`), or name the classes in the file under `data.names`.',
    }),
    CLASSES_DIFFER: (d) => ({
        what: `the two outputs that are compared tell ${d.left} and ${d.right} classes apart, so their answers can't be compared`,
        todo: 'Choose outputs that mean the same under `output`, one per model.',
    }),
    // tasks: labels and options
    LABEL_OUT_OF_RANGE: (d) => ({
        what: `sample ${d.sample} has the label ${d.value}, which is not a class; expected a whole number ${d.classes === null ? 'from 0 on' : `from 0 to ${d.classes - 1}`}`,
        todo: 'Correct the label. Classes count from 0; `data.names` must list as many as the model has.',
    }),
    LABEL_UNKNOWN: (d) => ({
        what: d.classes === 0
            ? `sample ${d.sample} has the label "${d.value}", and the policy names no classes`
            : `sample ${d.sample} has the label "${d.value}", which is none of the ${d.classes} named classes`,
        todo: 'List the classes in a file, one a line in the order of the output, and name it under `data.names`.',
    }),
    LABEL_AMBIGUOUS: (d) => ({
        what: `sample ${d.sample} has the label "${d.value}", a name that several classes have`,
        todo: 'Make the names under `data.names` unique, or give this label as a number.',
    }),
    LABEL_TYPE: (d) => ({
        what: `the label of sample ${d.sample} is ${d.got}; expected ${d.expected}`,
        todo: 'Correct the label, or choose another field under `data.label`.',
    }),
    TOLERANCE_MISSING: (_) => ({
        what: 'a regression task does not say how far an answer may move',
        todo: "Write `tolerance:` in the task: a number in the output's own units, or a share such as `5%`.",
    }),
};
/** What a worker looks at before there is a sample: a model, or data and engines. */
function opened(arm) {
    return arm === 'data' ? 'the engines and the data' : `the ${arm} model`;
}

;// CONCATENATED MODULE: ./build/core/fault.js

/** A finding with its data checked against its code. */
function finding(code, data, place, through) {
    return { code, data: data, ...(place && { place }), ...(through && { through }) };
}
/** A finding in words. */
function word(found) {
    const sentence = sentences[found.code]; // the code was checked against its data in finding()
    return sentence(found.data);
}
/** A problem in the user's world (policy, files, machine), thrown; our own bugs are plain Errors. */
class Fault extends Error {
    findings;
    constructor(findings) {
        const list = Array.isArray(findings) ? findings : [findings]; // isArray does not narrow readonly arrays
        super(list.map((found) => word(found).what).join('; '));
        this.name = 'Fault';
        this.findings = list;
    }
}
/** Shorthand for throwing one finding. */
function fault(code, data, place) {
    return new Fault(finding(code, data, place));
}

;// CONCATENATED MODULE: ./build/core/tensor.js
const elementTypes = [
    'float32', 'float16', 'float64', 'int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64', 'bool', 'string',
]; // prettier-ignore
/** The number of elements of a shape; 1 for a scalar. */
function volume(dims) {
    return dims.reduce((product, dim) => product * dim, 1);
}

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ./node_modules/pure-rand/lib/esm/generator/xoroshiro128plus.js
//#region src/generator/xoroshiro128plus.ts
const jumps = [
	3639956645,
	3750757012,
	1261568508,
	386426335
];
var XoroShiro128Plus = class XoroShiro128Plus {
	constructor(s01, s00, s11, s10) {
		this.s01 = s01;
		this.s00 = s00;
		this.s11 = s11;
		this.s10 = s10;
	}
	clone() {
		return new XoroShiro128Plus(this.s01, this.s00, this.s11, this.s10);
	}
	next() {
		const out = this.s00 + this.s10 | 0;
		const a0 = this.s10 ^ this.s00;
		const a1 = this.s11 ^ this.s01;
		const s00 = this.s00;
		const s01 = this.s01;
		this.s00 = s00 << 24 ^ s01 >>> 8 ^ a0 ^ a0 << 16;
		this.s01 = s01 << 24 ^ s00 >>> 8 ^ a1 ^ (a1 << 16 | a0 >>> 16);
		this.s10 = a1 << 5 ^ a0 >>> 27;
		this.s11 = a0 << 5 ^ a1 >>> 27;
		return out;
	}
	jump() {
		let ns01 = 0;
		let ns00 = 0;
		let ns11 = 0;
		let ns10 = 0;
		let s01 = this.s01;
		let s00 = this.s00;
		let s11 = this.s11;
		let s10 = this.s10;
		for (let i = 0; i !== 4; ++i) {
			const ji = jumps[i];
			for (let mask = 1; mask; mask <<= 1) {
				if (ji & mask) {
					ns01 ^= s01;
					ns00 ^= s00;
					ns11 ^= s11;
					ns10 ^= s10;
				}
				const a0 = s10 ^ s00;
				const a1 = s11 ^ s01;
				const s00_ = s00;
				const s01_ = s01;
				s00 = s00_ << 24 ^ s01_ >>> 8 ^ a0 ^ a0 << 16;
				s01 = s01_ << 24 ^ s00_ >>> 8 ^ a1 ^ (a1 << 16 | a0 >>> 16);
				s10 = a1 << 5 ^ a0 >>> 27;
				s11 = a0 << 5 ^ a1 >>> 27;
			}
		}
		this.s01 = ns01;
		this.s00 = ns00;
		this.s11 = ns11;
		this.s10 = ns10;
	}
	getState() {
		return [
			this.s01,
			this.s00,
			this.s11,
			this.s10
		];
	}
};
function xoroshiro128plusFromState(state) {
	if (!(state.length === 4)) throw new Error("The state must have been produced by a xoroshiro128plus RandomGenerator");
	return new XoroShiro128Plus(state[0], state[1], state[2], state[3]);
}
function xoroshiro128plus(seed) {
	return new XoroShiro128Plus(-1, ~seed, seed | 0, 0);
}
//#endregion


;// CONCATENATED MODULE: ./build/core/rng.js


/**
 * The stream of a name: equal names give equal streams on any machine, different names independent ones.
 * The state is the first 128 bits of SHA-256 over the length-prefixed parts; the generator is xoroshiro128+.
 */
function rng(...name) {
    const hash = (0,external_node_crypto_namespaceObject.createHash)('sha256');
    for (const part of name) {
        const text = String(part);
        hash.update(`${text.length}:${text};`);
    }
    const digest = hash.digest();
    const state = [0, 4, 8, 12].map((offset) => digest.readInt32LE(offset)); // four offsets give four words
    const generator = xoroshiro128plusFromState(state);
    const int32 = () => generator.next();
    return { int32, uniform: () => (int32() >>> 0) / 4294967296 };
}
/** A seeded permutation of 0…n−1 (Fisher–Yates, unbiased by rejection). */
function shuffled(n, stream) {
    const order = Uint32Array.from({ length: n }, (_, index) => index);
    for (let last = n - 1; last > 0; last -= 1) {
        const other = below(last + 1, stream);
        const held = order[last] ?? 0;
        order[last] = order[other] ?? 0;
        order[other] = held;
    }
    return order;
}
/** Uniform in 0…bound−1 (bound ≤ 2³²), by rejection. */
function below(bound, stream) {
    const limit = 4294967296 - (4294967296 % bound);
    for (;;) {
        const drawn = stream.int32() >>> 0;
        if (drawn < limit)
            return drawn % bound;
    }
}

;// CONCATENATED MODULE: ./build/evaluate/inputs.js


/** Reads and prepares the samples at positions from…to−1 of the order; what can't be read becomes a fault. */
async function readySamples(open, from, to, skips = []) {
    const slots = [];
    for (let position = from; position < to; position += 1) {
        const row = open.pass.order[position] ?? 0;
        const skip = skips.find((one) => one.arm === -1 && position >= one.from && position < one.to);
        const id = open.dataset.id(row);
        slots.push(skip ? { position, id, fault: skippedAt(id, skip) } : await readySample(open, position, row));
    }
    return slots;
}
/** The parent knows positions only: the sample is named here. */
function skippedAt(sample, { reason }) {
    return { ...reason, data: { ...reason.data, sample } };
}
async function readySample(open, position, row) {
    try {
        const sample = await open.dataset.read(row, open.fields);
        for (const { task } of open.tasks)
            task.truth(sample);
        return { position, sample, bases: makeBases(open, sample) };
    }
    catch (error) {
        const id = open.dataset.id(row);
        return { position, id, fault: sampleFault(id, error) };
    }
}
function makeBases(open, sample) {
    const make = (makers) => makers.map((maker) => (maker.takesNoise ? maker.base(sample) : null));
    const baseline = make(open.makers.baseline);
    return { baseline, compressed: open.fedAlike ? baseline : make(open.makers.compressed) };
}
/** Only faults of the user's world become rows; a bug of ours must end the run. */
function sampleFault(sample, error) {
    if (!(error instanceof Fault))
        throw error;
    const first = error.findings[0];
    return first ?? finding('SAMPLE_UNREADABLE', { sample, reason: error.message });
}
/** Makes a sample's inputs at a level: the same noise for both sides, whatever their layouts. */
function makeInputs(readied, making) {
    const baseline = makeSide(readied, making, 'baseline');
    return { baseline, compressed: making.open.fedAlike ? baseline : makeSide(readied, making, 'compressed') };
}
function makeSide(readied, making, side) {
    return making.open.makers[side].map((maker, input) => {
        const signal = readied.bases[side][input];
        if (!signal)
            return maker.make(readied.sample);
        return maker.finish(noised(signal, { ...making, id: readied.sample.id, input }), signal);
    });
}
/** Neither task, level nor model is in the stream's name: heads share a pass, two strengths are one draw scaled. */
function noised(signal, { level, noise, seed, id, input }) {
    if (noise === null || level.noise === null)
        return signal.values;
    const draw = input === 0 ? '0' : `0/${input}`;
    return noise.apply(signal, level.noise.options, rng('noise', seed, noise.name, id, draw));
}
/** Batches of tensors by input name: the feeds of one run. */
function feedsOf(kinds, makers, batch) {
    return new Map(makers.map((maker, input) => {
        const column = batch.flatMap((tensors) => tensors[input] ?? []);
        return [maker.input, kinds.stack(column)];
    }));
}

;// CONCATENATED MODULE: ./build/evaluate/sessions.js

function keepSessions(kinds, surroundings) {
    const engines = new Map();
    const sessions = new Map();
    const engine = (runtime) => {
        const loaded = engines.get(runtime) ?? loadEngine(kinds, surroundings, runtime);
        engines.set(runtime, loaded);
        return loaded;
    };
    return {
        engine,
        open: (arm, model, opening) => {
            const key = `${arm.target.name} ${model.file.path}`;
            const known = sessions.get(key);
            if (known)
                return known;
            opening();
            const session = openModel(engine(arm.target.runtime), arm.target, model);
            sessions.set(key, session);
            return session;
        },
    };
}
function loadEngine(kinds, surroundings, runtime) {
    const engine = kinds.engines.find((known) => known.name === runtime);
    const directory = surroundings.engines[runtime];
    if (engine === undefined || directory === undefined)
        throw new Error(`no directory for engine ${runtime}`);
    try {
        return engine.load(directory);
    }
    catch (error) {
        throw fault('ENGINE_UNUSABLE', { runtime, reason: reasonOf(error) });
    }
}
async function openModel(engine, target, model) {
    const { threads, graphOptimization, session } = target;
    try {
        return await engine.open(model.file, { threads, graphOptimization, session });
    }
    catch (error) {
        // Engines name files by their absolute path, which says nothing to a reader elsewhere.
        const reason = reasonOf(error).replaceAll(model.file.path, model.source);
        throw fault('MODEL_REFUSED', { path: model.source, target: target.name, reason });
    }
}
/** An engine's own words: its bindings throw more than Errors. */
function reasonOf(error) {
    return error instanceof Error ? error.message : String(error);
}

;// CONCATENATED MODULE: ./build/evaluate/answer.js




/** Runs one arm over samples in its batches; a batch that can't be run is a fault for each of its samples. */
async function answer(readied, made, asking) {
    const size = asking.open.pass.batches[asking.position] ?? 1;
    const predictions = asking.open.tasks.map(() => []);
    const faults = [];
    let seconds = 0;
    for (let from = 0; from < readied.length; from += size) {
        const batch = { readied: readied.slice(from, from + size), made: made.slice(from, from + size), size };
        const ran = await runBatch(batch, asking);
        const rows = 'fault' in ran ? [] : readTasks(ran.outputs, batch, asking);
        if ('seconds' in ran)
            seconds += ran.seconds;
        faults.push(...batch.readied.map(() => ('fault' in ran ? ran.fault : null)));
        predictions.forEach((column, task) => column.push(...batch.readied.map((_, row) => rows[task]?.[row])));
    }
    return { predictions, faults, seconds };
}
async function runBatch(batch, asking) {
    const { arm, position } = asking;
    const first = batch.readied[0]?.position ?? 0;
    const last = batch.readied.at(-1)?.position ?? first;
    try {
        const session = await asking.open.session(position);
        const feeds = feedsOf(asking.kinds, asking.open.makers[arm.model], filled(batch, asking));
        asking.mark({ arm: position, from: first, to: last + 1 });
        const start = performance.now();
        const outputs = await runOnce(session, feeds, arm);
        return { outputs, seconds: (performance.now() - start) / 1000 };
    }
    catch (error) {
        const found = error instanceof Fault ? error.findings[0] : undefined;
        if (found === undefined)
            throw error;
        return { fault: found };
    }
}
/** One run; what the engine throws becomes a Fault RUN_FAILED with its words. */
async function runOnce(session, feeds, arm) {
    try {
        return await session.run(feeds);
    }
    catch (error) {
        throw fault('RUN_FAILED', { arm: arm.model, target: arm.target.name, reason: reasonOf(error) });
    }
}
/** A graph with a fixed batch gets its last batch filled up with the last sample; the surplus answers are dropped. */
function filled(batch, asking) {
    const rows = batch.made.map((made) => made[asking.arm.model]);
    const last = rows.at(-1);
    const fixed = asking.open.pass.models[asking.arm.model].fixedBatch !== null;
    if (fixed && last !== undefined)
        while (rows.length < batch.size)
            rows.push(last);
    return rows;
}
/** What each task reads from the outputs; one that can't leaves the other heads alone. */
function readTasks(outputs, batch, asking) {
    const { open, arm, level } = asking;
    const count = batch.readied.length;
    const ran = open.pass.models[arm.model].fixedBatch === null ? count : batch.size;
    const heads = new Map([...outputs].map(([name, tensor]) => [name, firstRows(tensor, { ran, count })]));
    return open.tasks.map(({ planned, task }) => {
        if (!planned.levels.includes(level))
            return [];
        try {
            const predictions = task.predict(heads, planned.readings[arm.model], count);
            return predictions.map((prediction) => ({ prediction }));
        }
        catch (error) {
            const found = error instanceof Fault ? error.findings[0] : undefined;
            if (found === undefined)
                throw error;
            return batch.readied.map(() => ({ unreadable: found }));
        }
    });
}
/** The rows that were asked for, of an output that has one for each that ran; any other is left for the task to refuse. */
function firstRows(tensor, { ran, count }) {
    if (tensor.dims[0] !== ran || ran === count)
        return tensor;
    const dims = [count, ...tensor.dims.slice(1)];
    return { type: tensor.type, dims, data: tensor.data.slice(0, volume(dims)) };
}

;// CONCATENATED MODULE: ./build/core/kinds.js
/** A task made by its kind. */
function createTask(kinds, planned) {
    const kind = kinds.tasks.find((known) => known.name === planned.kind);
    if (kind === undefined)
        throw new Error(`no task kind ${planned.kind}`); // the policy room refused it
    return kind.create(planned.settings);
}

;// CONCATENATED MODULE: ./build/evaluate/pass.js


/** Opens data and models of a pass; throws a Fault when the data are empty or a model is refused. */
async function openPass(pass, opening) {
    const { kinds, surroundings, sessions, arms } = opening;
    const dataset = await openData(kinds, surroundings, pass);
    if (dataset.size === 0)
        throw fault('DATA_EMPTY', { path: pass.data.path }, pass.data.place);
    const makersOf = (side) => compileInputs({ side, pass, dataset, opening, model: pass.models[side] });
    const [baseline, compressed] = [await makersOf('baseline'), await makersOf('compressed')];
    return {
        pass,
        dataset,
        fields: fieldsOf(pass, [...baseline, ...compressed]),
        makers: { baseline, compressed },
        fedAlike: JSON.stringify(pass.inputs.baseline) === JSON.stringify(pass.inputs.compressed),
        tasks: pass.tasks.map((planned) => ({ planned, task: createTask(kinds, planned) })),
        contrasts: opening.contrasts,
        noises: pass.levels.map((level) => noiseOf(kinds, level.noise?.kind)),
        session: (position) => {
            const arm = arms[position];
            if (arm === undefined)
                throw new Error(`no arm ${position}`);
            return sessions.open(arm, pass.models[arm.model], () => {
                opening.mark({ arm: position, from: 0, to: 0 });
            });
        },
    };
}
/** Opens a task's data set with its policy options. */
function openData(kinds, surroundings, source) {
    const { data, path } = source;
    return kinds.openDataset({
        path,
        shown: data.path,
        scratch: surroundings.scratch,
        options: data.options,
        ...(data.id !== undefined && { idField: data.id }),
    });
}
/** One maker per input of the model: those the policy specifies, the rest fed by the field of their name. */
async function compileInputs({ side, pass, dataset, opening, model }) {
    const { kinds, surroundings, sessions, arms } = opening;
    const position = arms.findIndex((candidate) => candidate.model === side);
    const arm = arms[position];
    if (arm === undefined)
        throw new Error(`no ${side} arm`);
    const session = await sessions.open(arm, model, () => {
        opening.mark({ arm: position, from: 0, to: 0 });
    });
    const { label, id, group } = pass.data;
    const except = [label, id, group].filter((field) => field !== undefined);
    const context = { directory: surroundings.directory, fields: dataset.fields, except };
    return session.inputs.map((wanted) => {
        const spec = specOf(pass.inputs[side], wanted.name, pass.data);
        return { input: wanted.name, ...kinds.compileInput(spec, wanted, context) };
    });
}
function specOf(specs, input, data) {
    const written = specs.find((spec) => spec.input === input);
    return written ?? { input, from: { fields: [input] }, steps: {}, place: data.place };
}
function fieldsOf(pass, makers) {
    const fed = makers.flatMap((maker) => maker.fields);
    const sliced = pass.tasks.flatMap((task) => task.slices);
    const labels = pass.tasks.flatMap((task) => task.settings.label === undefined ? [] : [task.settings.label]);
    return [...new Set([...fed, ...sliced, ...labels])];
}
function noiseOf(kinds, name) {
    if (name === undefined)
        return null;
    const kind = kinds.noises.find((known) => known.name === name);
    if (kind === undefined)
        throw new Error(`no noise kind ${name}`);
    return kind;
}

;// CONCATENATED MODULE: ./build/evaluate/census.js





/** How many samples the probe looks at. */
const probed = 32;
/** Looks at data, models and engines; what is wrong with one task is that task's problem, not the run's. */
async function inspect(request, looking) {
    const tasks = [];
    for (const inspection of request.tasks)
        tasks.push(await inspectTask(inspection, request, looking));
    const engines = [];
    for (const target of request.targets) {
        engines.push({ target: target.name, identity: await looking.sessions.engine(target.runtime).identity() });
    }
    return { tasks, engines };
}
async function inspectTask(inspection, request, looking) {
    const { task } = inspection;
    try {
        return await describeTask(inspection, request, looking);
    }
    catch (error) {
        if (!(error instanceof Fault))
            throw error;
        const [first] = error.findings;
        return { task: task.name, problem: first ?? finding('NOT_MEASURED', { reason: error.message }) };
    }
}
async function describeTask(inspection, request, looking) {
    const { task, names } = inspection;
    const arms = ['baseline', 'compressed'].map((model) => ({
        model,
        target: request.reference,
    }));
    const open = await openPass(barePass(inspection), { ...looking, arms, contrasts: [] });
    const { dataset } = open;
    try {
        checkFields(inspection, dataset);
        const about = { ...looking, task, arms };
        const baseline = await read('baseline', open, about);
        const compressed = await read('compressed', open, { ...about, fallback: baseline.meaning });
        const readings = { baseline, compressed };
        checkReadings(inspection, readings);
        return {
            task: task.name,
            size: dataset.size,
            digest: dataset.digest,
            fields: dataset.fields,
            groups: task.data.group === undefined ? null : await groupsOf(dataset, task.data.group),
            names,
            readings,
            outputs: { baseline: await outputsOf(open, 0), compressed: await outputsOf(open, 1) },
            signals: await signalsOf(open),
        };
    }
    finally {
        await dataset.close();
    }
}
/** A pass of the data's first rows with no tasks: enough to make inputs and look at outputs. */
function barePass(inspection) {
    const { task, path, models } = inspection;
    return {
        data: task.data,
        path,
        inputs: task.inputs,
        models,
        batches: [1, 1],
        levels: [{ name: 'clean', noise: null }],
        tasks: [],
        order: Uint32Array.from({ length: probed }, (_, row) => row),
        units: new Uint16Array(probed),
    };
}
function checkFields({ task }, dataset) {
    const { data, slices } = task;
    const wanted = [data.label, data.group, ...slices.map((slice) => slice.field)];
    for (const field of wanted) {
        if (field === undefined || dataset.fields.includes(field))
            continue;
        throw fault('FIELD_UNKNOWN', { field, path: data.path, fields: dataset.fields }, data.place);
    }
}
/** What noise would be added to, looked at on the first sample that can be read. */
async function signalsOf(open) {
    const slots = await readySamples(open, 0, Math.min(probed, open.dataset.size));
    const first = slots.find((slot) => 'sample' in slot);
    if (first === undefined)
        return null;
    return open.makers.baseline.flatMap(({ input }, position) => {
        const signal = first.bases.baseline[position];
        return signal ? [{ input, is: signal.is, hasRange: signal.range !== undefined }] : [];
    });
}
async function groupsOf(dataset, field) {
    const codes = new Map();
    const groups = new Uint32Array(dataset.size);
    for (let row = 0; row < dataset.size; row += 1) {
        const sample = await dataset.read(row, [field]);
        const found = sample.fields.get(field);
        if (typeof found === 'object')
            throw fault('GROUP_INVALID', { sample: sample.id, field });
        const value = String(found);
        const code = codes.get(value) ?? codes.size;
        codes.set(value, code);
        groups[row] = code;
    }
    return groups;
}
const armOf = { baseline: 0, compressed: 1 };
async function outputsOf(open, arm) {
    return (await open.session(arm)).outputs.map((output) => output.name);
}
/** Which output a task reads from a model, and as what: declared, the kind's only one, or probed. */
async function read(side, open, reader) {
    const { task, kinds, fallback } = reader;
    const spec = task.output[side];
    const session = await open.session(armOf[side]);
    const output = chooseOutput(spec, session, side);
    const kind = kinds.tasks.find((known) => known.name === task.kind);
    if (kind === undefined)
        throw new Error(`no task kind ${task.kind}`);
    const only = kind.meanings.length === 1 ? kind.meanings[0] : undefined;
    const meaning = spec.meaning ?? only ?? (await probe(side, { ...reader, open, session, kind, output }));
    return { output, meaning: meaning ?? fallback ?? 'logits' };
}
function chooseOutput(spec, session, model) {
    const outputs = session.outputs.map((output) => output.name);
    if (spec.name === undefined && outputs.length === 1 && outputs[0] !== undefined)
        return outputs[0];
    if (spec.name === undefined)
        throw fault('OUTPUT_UNCHOSEN', { model, outputs }, spec.place);
    if (!outputs.includes(spec.name))
        throw fault('OUTPUT_UNKNOWN', { model, output: spec.name, outputs }, spec.place);
    return spec.name;
}
/** Probes all rows together; a model without a single number among them is read as the baseline is. */
async function probe(side, probing) {
    const { open, kind, kinds, output } = probing;
    const slots = await readySamples(open, 0, Math.min(probed, open.dataset.size));
    const [first] = slots;
    const readied = slots.filter((slot) => 'sample' in slot);
    if (readied.length === 0)
        throw first && 'fault' in first ? new Fault(first.fault) : new Error('nothing to probe');
    const rows = [];
    for (const one of readied)
        rows.push(await probeRow(one, side, probing));
    if (rows.every((row) => row.data.every((value) => Number.isNaN(value))))
        return undefined;
    return kinds.probe(kind, new Map([[output, kinds.stack(rows)]]), output, rows.length);
}
/** One sample's output, without the batch axis. */
async function probeRow(one, side, probing) {
    const { open, session, kinds, output, arms, mark } = probing;
    const position = armOf[side];
    const arm = arms[position];
    if (arm === undefined)
        throw new Error(`no ${side} arm`);
    const made = makeInputs(one, { open, level: { name: 'clean', noise: null }, noise: null, seed: 0 });
    const copies = Array.from({ length: open.pass.models[side].fixedBatch ?? 1 }, () => made[side]);
    mark({ arm: position, from: 0, to: 0 });
    const outputs = await runOnce(session, feedsOf(kinds, open.makers[side], copies), arm);
    const tensor = outputs.get(output);
    if (tensor === undefined)
        throw new Error(`no output ${output}`);
    const [rows, ...dims] = tensor.dims;
    if (rows !== copies.length)
        throw fault('OUTPUT_ROWS', { output, shape: tensor.dims, samples: copies.length });
    return { type: tensor.type, dims, data: tensor.data.slice(0, volume(dims)) };
}
function checkReadings({ task }, { baseline, compressed }) {
    if (baseline.meaning === compressed.meaning)
        return;
    const declared = task.output.baseline.meaning !== undefined && task.output.compressed.meaning !== undefined;
    if (declared)
        return;
    const data = { baseline: baseline.meaning, compressed: compressed.meaning };
    throw fault('OUTPUTS_DIFFER', data, task.output.compressed.place);
}

;// CONCATENATED MODULE: ./build/evaluate/chunk.js



/** Makes each input once, runs every arm on it, and keeps what the tasks reduce it to. */
async function runChunk(bench, position, losses) {
    const chunk = bench.work.chunks[position];
    if (chunk === undefined)
        throw new Error(`no chunk ${position}`);
    const { pass } = bench.open;
    const seconds = pass.levels.map(() => bench.work.arms.map(() => 0));
    const rows = [];
    const step = Math.max(...pass.batches);
    for (let from = chunk.from; from < chunk.to; from += step) {
        const to = Math.min(from + step, chunk.to);
        rows.push(...(await runStretch(bench, { ...chunk, from, to }, { losses, seconds })));
    }
    return { chunk: position, rows, seconds };
}
async function runStretch(bench, stretch, keeping) {
    const { open, mark } = bench;
    mark({ arm: -1, from: stretch.from, to: stretch.to });
    const slots = await readySamples(open, stretch.from, stretch.to, keeping.losses.skips);
    const readied = slots.filter((slot) => 'sample' in slot);
    const perLevel = [];
    for (const level of open.pass.levels.keys())
        perLevel.push(await runLevel(bench, readied, { ...keeping, level }));
    return slots.map((slot) => rowOf(open, slot, readied, perLevel));
}
async function runLevel(bench, readied, keeping) {
    const { open, work, kinds, mark } = bench;
    const { level } = keeping;
    const planned = open.pass.levels[level];
    if (planned === undefined)
        throw new Error(`no level ${level}`);
    const noise = open.noises[level] ?? null;
    const made = readied.map((one) => makeInputs(one, { open, level: planned, noise, seed: work.seed }));
    const outcomes = [];
    for (const [position, arm] of work.arms.entries()) {
        const lost = lostReason(position, readied, keeping.losses);
        const outcome = lost
            ? { lost }
            : await answer(readied, made, { kinds, open, arm, position, level, mark });
        const seconds = keeping.seconds[level];
        if (seconds && 'seconds' in outcome)
            seconds[position] = (seconds[position] ?? 0) + outcome.seconds;
        outcomes.push(outcome);
    }
    return outcomes;
}
/** Why an arm is not asked: it died on this very stretch before, or it was given up. */
function lostReason(arm, readied, losses) {
    const touched = (skip) => readied.find(({ position }) => position >= skip.from && position < skip.to);
    const skip = losses.skips.find((one) => one.arm === arm && touched(one));
    if (skip)
        return skippedAt(touched(skip)?.sample.id ?? '', skip);
    return losses.lostArms.find((lost) => lost.arm === arm)?.reason;
}
function rowOf(open, slot, readied, perLevel) {
    if ('fault' in slot)
        return { id: slot.id, fault: slot.fault, slices: new Map(), cells: [], armFaults: [] };
    const index = readied.indexOf(slot);
    return {
        id: slot.sample.id,
        slices: slicesOf(open, slot.sample),
        cells: perLevel.flatMap((outcomes, level) => cellsOf(open, { slot, index, level, outcomes })),
        armFaults: perLevel.flatMap((outcomes, level) => outcomes.flatMap((outcome, arm) => {
            const reason = 'lost' in outcome ? outcome.lost : outcome.faults[index];
            return reason ? [{ arm, level, reason }] : [];
        })),
    };
}
function slicesOf(open, sample) {
    const fields = new Set(open.pass.tasks.flatMap((task) => task.slices));
    return new Map([...fields].map((field) => [field, sliceValue(open, sample, field)]));
}
/** A class index is shown by its name; everything else as it is written. */
function sliceValue(open, sample, field) {
    const value = sample.fields.get(field);
    const settings = open.pass.tasks.find((task) => task.settings.label === field)?.settings;
    const name = typeof value === 'number' ? settings?.names[value] : undefined;
    if (name !== undefined)
        return name;
    return typeof value === 'object' && value !== null ? '(not a single value)' : String(value ?? '(empty)');
}
function cellsOf(open, place) {
    return open.tasks.flatMap(({ planned, task }, position) => planned.levels.includes(place.level) ? [safeCell(open, place, { task, position })] : []);
}
/** A label that does not fit the answers is this sample's fault, not the run's. */
function safeCell(open, place, at) {
    try {
        return cellOf(open, place, at);
    }
    catch (error) {
        const reason = error instanceof Fault ? error.findings[0] : undefined;
        if (reason === undefined)
            throw error;
        return {
            task: at.position,
            level: place.level,
            kept: [],
            degenerate: [],
            pairs: [],
            evidence: [],
            fault: reason,
        };
    }
}
function cellOf(open, place, { task, position }) {
    const truth = task.truth(place.slot.sample);
    const predictions = place.outcomes.map((outcome) => predictionOf(outcome, position, place.index));
    const compared = open.contrasts.map(({ left, right }) => compareArms(task, predictions[left], predictions[right], truth));
    return {
        task: position,
        level: place.level,
        kept: predictions.map((one) => (one ? task.keep(one.prediction, truth) : null)),
        degenerate: predictions.map((one) => one !== undefined && task.isDegenerate(one.prediction)),
        pairs: compared.map((one) => one?.pair ?? null),
        evidence: compared.map((one) => one?.evidence ?? null),
    };
}
/** undefined: the arm gave no answer; throws a Fault when it gave one that the task can't read. */
function predictionOf(outcome, task, index) {
    if (outcome === undefined || 'lost' in outcome)
        return undefined;
    const predicted = outcome.predictions[task]?.[index];
    if (predicted && 'unreadable' in predicted)
        throw new Fault(predicted.unreadable);
    return predicted;
}
function compareArms(task, left, right, truth) {
    if (!left || !right)
        return null;
    const pair = task.compare(left.prediction, right.prediction, truth);
    const isTold = telling.some((measure) => {
        const form = task.measures[measure]?.form;
        return form?.is === 'rate' && form.hit(pair) === true;
    });
    return { pair, evidence: isTold ? task.evidence(left.prediction, right.prediction, truth) : null };
}
/** A number may cross its tolerance by a step too small to count as changed: such a flip is told all the same. */
const telling = ['disagreement', 'negative-flips', 'positive-flips'];

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: ./build/evaluate/marker.js

const size = 64;
/** A writer into a file of 64 bytes; its first mark is of no arm. */
function markWriter(path) {
    const descriptor = (0,external_node_fs_namespaceObject.openSync)(path, 'w');
    let count = 0;
    let last = { arm: -1, from: 0, to: 0 };
    const beat = () => {
        count += 1;
        (0,external_node_fs_namespaceObject.writeSync)(descriptor, `${last.arm} ${last.from} ${last.to} ${count}`.padEnd(size), 0);
    };
    const mark = (next) => {
        last = next;
        beat();
    };
    beat();
    return { mark, beat };
}
/** The last mark; undefined when the worker wrote none. */
function readMark(path) {
    const [arm, from, to, count] = readMarkNumbers(path);
    if (arm === undefined || from === undefined || to === undefined || count === undefined)
        return undefined;
    return [arm, from, to, count].every(Number.isSafeInteger) ? { arm, from, to, count } : undefined;
}
function readMarkNumbers(path) {
    try {
        return readFileSync(path, 'latin1').trim().split(' ').map(Number);
    }
    catch {
        return []; // the worker died before it opened its marker
    }
}

;// CONCATENATED MODULE: ./build/evaluate/timing.js


const rounds = 40;
const budgetMs = 1500;
/**
 * Median milliseconds per sample of each arm, from runs on the same clean inputs in which the arms alternate
 * while nothing else runs. One round warms up and is not counted. Throws a Fault when a model fails to run.
 */
async function timeArms(bench) {
    const { open, work } = bench;
    const times = work.arms.map(() => []);
    const runs = await prepare(bench);
    const end = performance.now() + budgetMs;
    for (let round = 0; round <= rounds && performance.now() < end; round += 1) {
        for (const [arm, run] of runs.entries()) {
            bench.mark({ arm, from: 0, to: 0 });
            const start = performance.now();
            await run();
            if (round > 0)
                times[arm]?.push((performance.now() - start) / (open.pass.batches[arm] ?? 1));
        }
    }
    return times.map(median);
}
async function prepare({ open, work, kinds }) {
    const most = Math.max(...open.pass.batches);
    const slots = await readySamples(open, 0, Math.min(most, open.pass.order.length));
    const readied = slots.filter((slot) => 'sample' in slot);
    const level = { name: 'clean', noise: null };
    const made = readied.map((one) => makeInputs(one, { open, level, noise: null, seed: work.seed }));
    const first = made[0];
    if (first === undefined)
        return [];
    return Promise.all(work.arms.map(async (arm, position) => {
        const size = open.pass.batches[position] ?? 1;
        const rows = Array.from({ length: size }, (_, row) => (made[row] ?? first)[arm.model]);
        const feeds = feedsOf(kinds, open.makers[arm.model], rows);
        const session = await open.session(position);
        return () => runOnce(session, feeds, arm);
    }));
}
function median(values) {
    const sorted = [...values].sort((one, other) => one - other);
    return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

;// CONCATENATED MODULE: ./build/evaluate/serve.js







/** Answers the parent's messages one at a time, in order of arrival. */
function serve(kinds, send) {
    const worker = new Worker(kinds, send);
    let queue = Promise.resolve();
    return (message) => {
        queue = queue
            .then(() => worker.take(message))
            .catch((error) => {
            send(failure(error));
        });
    };
}
function failure(error) {
    if (error instanceof Fault)
        return { is: 'failed', findings: error.findings, bug: null };
    return {
        is: 'failed',
        findings: [],
        bug: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
}
/** How often work that does not block says that it is alive. */
const beatMs = 200;
class Worker {
    kinds;
    send;
    started;
    work;
    passes = new Map();
    constructor(kinds, send) {
        this.kinds = kinds;
        this.send = send;
    }
    async take(message) {
        if (message.is === 'start')
            this.start(message);
        else if (message.is === 'inspect')
            this.send({ is: 'census', census: await this.inspect(message.request) });
        else if (message.is === 'work')
            this.work = message.work;
        else if (message.is === 'chunk')
            await this.chunk(message);
        else if (message.is === 'time') {
            const medians = await timeArms(await this.bench(message.pass));
            this.send({ is: 'timed', medians });
        }
        else {
            this.send({ is: 'bye' });
        }
    }
    start({ surroundings, marker }) {
        this.started = {
            surroundings,
            sessions: keepSessions(this.kinds, surroundings),
            ...markWriter(marker),
        };
        this.send({ is: 'ready' });
    }
    inspect(request) {
        return this.alive(() => inspect(request, { kinds: this.kinds, ...this.running() }));
    }
    /** Opening data can take longer than any run may: what does not block is alive, and says so. */
    async alive(work) {
        const { mark, beat } = this.running();
        mark({ arm: -1, from: 0, to: 0 });
        const beats = setInterval(beat, beatMs);
        try {
            return await work();
        }
        finally {
            clearInterval(beats);
        }
    }
    async chunk({ chunk, skips, lostArms }) {
        const pass = this.work?.chunks[chunk]?.pass;
        if (pass === undefined)
            throw new Error(`no chunk ${chunk}`);
        this.send({
            is: 'done',
            result: await runChunk(await this.bench(pass), chunk, { skips, lostArms }),
        });
    }
    async bench(position) {
        const work = this.work;
        const pass = work?.passes[position];
        if (work === undefined || pass === undefined)
            throw new Error(`no pass ${position}`);
        const { kinds } = this;
        const opened = this.passes.get(position) ?? openPass(pass, { kinds, ...this.running(), ...work });
        this.passes.set(position, opened);
        const open = await this.alive(() => opened);
        return { kinds, work, open, mark: this.running().mark };
    }
    running() {
        if (this.started === undefined)
            throw new Error('the worker was not started');
        return this.started;
    }
}

// EXTERNAL MODULE: external "stream"
var external_stream_ = __nccwpck_require__(203);
;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/utils/is_object.js
const is_object = function (obj) {
  return typeof obj === "object" && obj !== null && !Array.isArray(obj);
};



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/api/CsvError.js
class CsvError extends Error {
  constructor(code, message, options, ...contexts) {
    if (Array.isArray(message)) message = message.join(" ").trim();
    super(message);
    if (Error.captureStackTrace !== undefined) {
      Error.captureStackTrace(this, CsvError);
    }
    this.code = code;
    for (const context of contexts) {
      for (const key in context) {
        const value = context[key];
        this[key] = Buffer.isBuffer(value)
          ? value.toString(options.encoding)
          : value == null
            ? value
            : JSON.parse(JSON.stringify(value));
      }
    }
  }
}



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/api/normalize_columns_array.js



const normalize_columns_array = function (columns) {
  const normalizedColumns = [];
  for (let i = 0, l = columns.length; i < l; i++) {
    const column = columns[i];
    if (column === undefined || column === null || column === false) {
      normalizedColumns[i] = { disabled: true };
    } else if (typeof column === "string" || typeof column === "number") {
      normalizedColumns[i] = { name: `${column}` };
    } else if (is_object(column)) {
      if (typeof column.name !== "string") {
        throw new CsvError("CSV_OPTION_COLUMNS_MISSING_NAME", [
          "Option columns missing name:",
          `property "name" is required at position ${i}`,
          "when column is an object literal",
        ]);
      }
      normalizedColumns[i] = column;
    } else {
      throw new CsvError("CSV_INVALID_COLUMN_DEFINITION", [
        "Invalid column definition:",
        "expect a string or a literal object,",
        `got ${JSON.stringify(column)} at position ${i}`,
      ]);
    }
  }
  return normalizedColumns;
};



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/utils/ResizeableBuffer.js
class ResizeableBuffer {
  constructor(size = 100) {
    this.size = size;
    this.length = 0;
    this.buf = Buffer.allocUnsafe(size);
  }
  prepend(val) {
    if (Buffer.isBuffer(val)) {
      const length = this.length + val.length;
      if (length >= this.size) {
        this.resize();
        if (length >= this.size) {
          throw Error("INVALID_BUFFER_STATE");
        }
      }
      const buf = this.buf;
      this.buf = Buffer.allocUnsafe(this.size);
      val.copy(this.buf, 0);
      buf.copy(this.buf, val.length);
      this.length += val.length;
    } else {
      const length = this.length++;
      if (length === this.size) {
        this.resize();
      }
      const buf = this.clone();
      this.buf[0] = val;
      buf.copy(this.buf, 1, 0, length);
    }
  }
  append(val) {
    const length = this.length++;
    if (length === this.size) {
      this.resize();
    }
    this.buf[length] = val;
  }
  clone() {
    return Buffer.from(this.buf.slice(0, this.length));
  }
  resize() {
    const length = this.length;
    this.size = this.size * 2;
    const buf = Buffer.allocUnsafe(this.size);
    this.buf.copy(buf, 0, 0, length);
    this.buf = buf;
  }
  toString(encoding) {
    if (encoding) {
      return this.buf.toString(encoding, 0, this.length);
    } else {
      return Uint8Array.prototype.slice.call(this.buf.slice(0, this.length));
    }
  }
  toJSON() {
    return this.toString("utf8");
  }
  reset() {
    this.length = 0;
  }
}

/* harmony default export */ const utils_ResizeableBuffer = (ResizeableBuffer);

;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/api/init_state.js


const init_state = function (options) {
  // ECMAScript WhiteSpace + LineTerminator codepoints, encoded under
  // `options.encoding`. Aligns trimming with `String.prototype.trim()`.
  // https://tc39.es/ecma262/#sec-white-space
  // https://tc39.es/ecma262/#sec-line-terminators
  //
  // Codepoints unrepresentable in the target encoding are dropped: Node's
  // Buffer substitutes them with `?` (0x3F), and including those would cause
  // literal `?` bytes in the input to be trimmed under `latin1`/`ascii`.
  const timchars = [
    // Basic Latin
    0x0020, // [Space](https://www.fileformat.info/info/unicode/char/0020/index.htm)
    0x0009, // [CHARACTER TABULATION (HT)](https://www.fileformat.info/info/unicode/char/0009/index.htm)
    0x000a, // [LINE FEED (LF)](https://www.fileformat.info/info/unicode/char/000a/index.htm)
    0x000d, // [CARRIAGE RETURN (CR)](https://www.fileformat.info/info/unicode/char/000d/index.htm)
    0x000c, // [FORM FEED (FF)](https://www.fileformat.info/info/unicode/char/000c/index.htm)
    0x000b, // [LINE TABULATION (VT)](https://www.fileformat.info/info/unicode/char/000b/index.htm)
    // Latin-1 Supplement
    0x00a0, // [NO-BREAK SPACE (NBSP)](https://www.fileformat.info/info/unicode/char/00a0/index.htm)
    // Ogham
    0x1680, // [OGHAM SPACE MARK](https://www.fileformat.info/info/unicode/char/1680/index.htm)
    // General Punctuation
    0x2000, // [EN QUAD](https://www.fileformat.info/info/unicode/char/2000/index.htm)
    0x2001, // [EM QUAD](https://www.fileformat.info/info/unicode/char/2001/index.htm)
    0x2002, // [EN SPACE](https://www.fileformat.info/info/unicode/char/2002/index.htm)
    0x2003, // [EM SPACE](https://www.fileformat.info/info/unicode/char/2003/index.htm)
    0x2004, // [THREE-PER-EM SPACE](https://www.fileformat.info/info/unicode/char/2004/index.htm)
    0x2005, // [FOUR-PER-EM SPACE](https://www.fileformat.info/info/unicode/char/2005/index.htm)
    0x2006, // [SIX-PER-EM SPACE](https://www.fileformat.info/info/unicode/char/2006/index.htm)
    0x2007, // [FIGURE SPACE](https://www.fileformat.info/info/unicode/char/2007/index.htm)
    0x2008, // [PUNCTUATION SPACE](https://www.fileformat.info/info/unicode/char/2008/index.htm)
    0x2009, // [THIN SPACE](https://www.fileformat.info/info/unicode/char/2009/index.htm)
    0x200a, // [HAIR SPACE](https://www.fileformat.info/info/unicode/char/200a/index.htm)
    0x2028, // [LINE SEPARATOR](https://www.fileformat.info/info/unicode/char/2028/index.htm)
    0x2029, // [PARAGRAPH SEPARATOR](https://www.fileformat.info/info/unicode/char/2029/index.htm)
    0x202f, // [NARROW NO-BREAK SPACE (NNBSP)](https://www.fileformat.info/info/unicode/char/202f/index.htm)
    0x205f, // [MEDIUM MATHEMATICAL SPACE (MMSP)](https://www.fileformat.info/info/unicode/char/205f/index.htm)
    0x3000, // [IDEOGRAPHIC SPACE](https://www.fileformat.info/info/unicode/char/3000/index.htm)
    0xfeff, // [ZERO WIDTH NO-BREAK SPACE (BOM)](https://www.fileformat.info/info/unicode/char/feff/index.htm)
  ].reduce((acc, codepoint) => {
    const encoded = Buffer.from(
      String.fromCharCode(codepoint),
      options.encoding,
    );
    if (codepoint !== 0x3f && encoded.length === 1 && encoded[0] === 0x3f) {
      return acc;
    }
    acc.push(encoded);
    return acc;
  }, []);
  // First-byte lookup table for `__isCharTrimable`. Non-whitespace bytes
  // (the common case) bail out in O(1) without scanning every timchar.
  const timcharFirstBytes = new Uint8Array(256);
  for (const t of timchars) timcharFirstBytes[t[0]] = 1;
  return {
    bomSkipped: false,
    bufBytesStart: 0,
    castField: options.cast_function,
    commenting: false,
    delimiterBufPrevious: undefined,
    delimiterDiscovered: false,
    // Current error encountered by a record
    error: undefined,
    enabled: options.from_line === 1,
    escaping: false,
    escapeIsQuote:
      Buffer.isBuffer(options.escape) &&
      Buffer.isBuffer(options.quote) &&
      Buffer.compare(options.escape, options.quote) === 0,
    // columns can be `false`, `true`, `Array`
    expectedRecordLength: Array.isArray(options.columns)
      ? options.columns.length
      : undefined,
    field: new utils_ResizeableBuffer(20),
    firstLineToHeaders: options.cast_first_line_to_header,
    needMoreDataSize: Math.max(
      // Skip if the remaining buffer smaller than comment
      options.comment !== null ? options.comment.length : 0,
      // Skip if the remaining buffer can be delimiter
      ...(options.delimiter
        ? options.delimiter.map((delimiter) => delimiter.length)
        : []),
      // Auto discovery of delimiter is limited to 1 character
      options.delimiter_auto ? 1 : 0,
      // Skip if the remaining buffer can be escape sequence
      options.quote !== null ? options.quote.length : 0,
      // Skip if the remaining buffer can be a multi-byte trim character
      ...timchars.map((t) => t.length),
    ),
    previousBuf: undefined,
    quoting: false,
    stop: false,
    rawBuffer: new utils_ResizeableBuffer(100),
    record: [],
    recordHasError: false,
    record_length: 0,
    recordDelimiterMaxLength:
      options.record_delimiter.length === 0
        ? 0
        : Math.max(...options.record_delimiter.map((v) => v.length)),
    trimChars: [
      Buffer.from(" ", options.encoding)[0],
      Buffer.from("\t", options.encoding)[0],
    ],
    wasQuoting: false,
    wasRowDelimiter: false,
    timchars: timchars,
    timcharFirstBytes: timcharFirstBytes,
  };
};



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/utils/underscore.js
const underscore = function (str) {
  return str.replace(/([A-Z])/g, function (_, match) {
    return "_" + match.toLowerCase();
  });
};



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/api/normalize_options.js





const normalize_options = function (opts) {
  const options = {};
  // Merge with user options
  for (const opt in opts) {
    options[underscore(opt)] = opts[opt];
  }
  // Normalize option `encoding`
  // Note: defined first because other options depends on it
  // to convert chars/strings into buffers.
  if (options.encoding === undefined || options.encoding === true) {
    options.encoding = "utf8";
  } else if (options.encoding === null || options.encoding === false) {
    options.encoding = null;
  } else if (
    typeof options.encoding !== "string" &&
    options.encoding !== null
  ) {
    throw new CsvError(
      "CSV_INVALID_OPTION_ENCODING",
      [
        "Invalid option encoding:",
        "encoding must be a string or null to return a buffer,",
        `got ${JSON.stringify(options.encoding)}`,
      ],
      options,
    );
  }
  // Normalize option `bom`
  if (
    options.bom === undefined ||
    options.bom === null ||
    options.bom === false
  ) {
    options.bom = false;
  } else if (options.bom !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_BOM",
      [
        "Invalid option bom:",
        "bom must be true,",
        `got ${JSON.stringify(options.bom)}`,
      ],
      options,
    );
  }
  // Normalize option `cast`
  options.cast_function = null;
  if (
    options.cast === undefined ||
    options.cast === null ||
    options.cast === false ||
    options.cast === ""
  ) {
    options.cast = undefined;
  } else if (typeof options.cast === "function") {
    options.cast_function = options.cast;
    options.cast = true;
  } else if (options.cast !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_CAST",
      [
        "Invalid option cast:",
        "cast must be true or a function,",
        `got ${JSON.stringify(options.cast)}`,
      ],
      options,
    );
  }
  // Normalize option `cast_date`
  if (
    options.cast_date === undefined ||
    options.cast_date === null ||
    options.cast_date === false ||
    options.cast_date === ""
  ) {
    options.cast_date = false;
  } else if (options.cast_date === true) {
    options.cast_date = function (value) {
      const date = Date.parse(value);
      return !isNaN(date) ? new Date(date) : value;
    };
  } else if (typeof options.cast_date !== "function") {
    throw new CsvError(
      "CSV_INVALID_OPTION_CAST_DATE",
      [
        "Invalid option cast_date:",
        "cast_date must be true or a function,",
        `got ${JSON.stringify(options.cast_date)}`,
      ],
      options,
    );
  }
  // Normalize option `columns`
  options.cast_first_line_to_header = undefined;
  if (options.columns === true) {
    // Fields in the first line are converted as-is to columns
    options.cast_first_line_to_header = undefined;
  } else if (typeof options.columns === "function") {
    options.cast_first_line_to_header = options.columns;
    options.columns = true;
  } else if (Array.isArray(options.columns)) {
    options.columns = normalize_columns_array(options.columns);
  } else if (
    options.columns === undefined ||
    options.columns === null ||
    options.columns === false
  ) {
    options.columns = false;
  } else {
    throw new CsvError(
      "CSV_INVALID_OPTION_COLUMNS",
      [
        "Invalid option columns:",
        "expect an array, a function or true,",
        `got ${JSON.stringify(options.columns)}`,
      ],
      options,
    );
  }
  // Normalize option `group_columns_by_name`
  if (
    options.group_columns_by_name === undefined ||
    options.group_columns_by_name === null ||
    options.group_columns_by_name === false
  ) {
    options.group_columns_by_name = false;
  } else if (options.group_columns_by_name !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME",
      [
        "Invalid option group_columns_by_name:",
        "expect an boolean,",
        `got ${JSON.stringify(options.group_columns_by_name)}`,
      ],
      options,
    );
  } else if (options.columns === false) {
    throw new CsvError(
      "CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME",
      [
        "Invalid option group_columns_by_name:",
        "the `columns` mode must be activated.",
      ],
      options,
    );
  }
  // Normalize option `comment`
  if (
    options.comment === undefined ||
    options.comment === null ||
    options.comment === false ||
    options.comment === ""
  ) {
    options.comment = null;
  } else {
    if (typeof options.comment === "string") {
      options.comment = Buffer.from(options.comment, options.encoding);
    }
    if (!Buffer.isBuffer(options.comment)) {
      throw new CsvError(
        "CSV_INVALID_OPTION_COMMENT",
        [
          "Invalid option comment:",
          "comment must be a buffer or a string,",
          `got ${JSON.stringify(options.comment)}`,
        ],
        options,
      );
    }
  }
  // Normalize option `comment_no_infix`
  if (
    options.comment_no_infix === undefined ||
    options.comment_no_infix === null ||
    options.comment_no_infix === false
  ) {
    options.comment_no_infix = false;
  } else if (options.comment_no_infix !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_COMMENT",
      [
        "Invalid option comment_no_infix:",
        "value must be a boolean,",
        `got ${JSON.stringify(options.comment_no_infix)}`,
      ],
      options,
    );
  }
  // Normalize option `delimiter_auto`
  if (
    options.delimiter_auto === undefined ||
    options.delimiter_auto === null ||
    options.delimiter_auto === false
  ) {
    options.delimiter_auto = false;
  } else if (options.delimiter_auto === true) {
    options.delimiter_auto = {};
  } else if (!is_object(options.delimiter_auto)) {
    throw new CsvError(
      "CSV_INVALID_OPTION_DELIMITER_AUTO",
      [
        "Invalid option delimiter_auto:",
        "delimiter_auto must be a boolean or a configuration object,",
        `got ${JSON.stringify(options.delimiter_auto)}`,
      ],
      options,
    );
  }
  if (options.delimiter_auto) {
    if (options.delimiter_auto.preferred === undefined)
      options.delimiter_auto.preferred = {
        [",".charCodeAt(0)]: 1.8,
        ["\t".charCodeAt(0)]: 1.8,
        [";".charCodeAt(0)]: 1.6,
        [" ".charCodeAt(0)]: 1.6,
        [":".charCodeAt(0)]: 1.5,
        [".".charCodeAt(0)]: 1.4,
        ["/".charCodeAt(0)]: 1.4,
      };
    else if (!is_object(options.delimiter_auto.preferred)) {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER_AUTO",
        [
          "Invalid option delimiter_auto:",
          "preferred must be an object,",
          `got ${JSON.stringify(options.delimiter_auto.preferred)}`,
        ],
        options,
      );
    }
    if (options.delimiter_auto.score === undefined)
      options.delimiter_auto.score = (info, options) => {
        return (
          (info.total - info.std) * (options.preferred[info.char_code] || 1)
        );
      };
    else if (typeof options.delimiter_auto.score !== "function") {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER_AUTO",
        [
          "Invalid option delimiter_auto:",
          "score must be a function,",
          `got ${JSON.stringify(options.delimiter_auto.score)}`,
        ],
        options,
      );
    }
    if (options.delimiter_auto.size === undefined)
      options.delimiter_auto.size = 2048;
    else if (typeof options.delimiter_auto.size !== "number") {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER_AUTO",
        [
          "Invalid option delimiter_auto:",
          "size must be a number,",
          `got ${JSON.stringify(options.delimiter_auto.size)}`,
        ],
        options,
      );
    }
  }
  // Normalize option `delimiter`
  const delimiter_json = JSON.stringify(options.delimiter);
  if (options.delimiter_auto !== false) {
    options.delimiter = [];
  }
  if (!Array.isArray(options.delimiter)) {
    if (
      options.delimiter === undefined ||
      options.delimiter === null ||
      options.delimiter === false
    ) {
      options.delimiter = Buffer.from(",", options.encoding);
    }
    options.delimiter = [options.delimiter];
  }
  options.delimiter = options.delimiter.map(function (delimiter) {
    if (typeof delimiter === "string") {
      delimiter = Buffer.from(delimiter, options.encoding);
    }
    if (!Buffer.isBuffer(delimiter) || delimiter.length === 0) {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER",
        [
          "Invalid option delimiter:",
          "delimiter must be a non empty string or buffer or array of string|buffer,",
          `got ${delimiter_json}`,
        ],
        options,
      );
    }
    return delimiter;
  });
  // Normalize option `escape`
  if (options.escape === undefined || options.escape === true) {
    options.escape = Buffer.from('"', options.encoding);
  } else if (typeof options.escape === "string") {
    options.escape = Buffer.from(options.escape, options.encoding);
  } else if (options.escape === null || options.escape === false) {
    options.escape = null;
  }
  if (options.escape !== null) {
    if (!Buffer.isBuffer(options.escape)) {
      throw new Error(
        `Invalid Option: escape must be a buffer, a string or a boolean, got ${JSON.stringify(options.escape)}`,
      );
    }
  }
  // Normalize option `from`
  if (options.from === undefined || options.from === null) {
    options.from = 1;
  } else {
    if (typeof options.from === "string" && /\d+/.test(options.from)) {
      options.from = parseInt(options.from);
    }
    if (Number.isInteger(options.from)) {
      if (options.from < 0) {
        throw new Error(
          `Invalid Option: from must be a positive integer, got ${JSON.stringify(opts.from)}`,
        );
      }
    } else {
      throw new Error(
        `Invalid Option: from must be an integer, got ${JSON.stringify(options.from)}`,
      );
    }
  }
  // Normalize option `from_line`
  if (options.from_line === undefined || options.from_line === null) {
    options.from_line = 1;
  } else {
    if (
      typeof options.from_line === "string" &&
      /\d+/.test(options.from_line)
    ) {
      options.from_line = parseInt(options.from_line);
    }
    if (Number.isInteger(options.from_line)) {
      if (options.from_line <= 0) {
        throw new Error(
          `Invalid Option: from_line must be a positive integer greater than 0, got ${JSON.stringify(opts.from_line)}`,
        );
      }
    } else {
      throw new Error(
        `Invalid Option: from_line must be an integer, got ${JSON.stringify(opts.from_line)}`,
      );
    }
  }
  // Normalize options `ignore_last_delimiters`
  if (
    options.ignore_last_delimiters === undefined ||
    options.ignore_last_delimiters === null
  ) {
    options.ignore_last_delimiters = false;
  } else if (typeof options.ignore_last_delimiters === "number") {
    options.ignore_last_delimiters = Math.floor(options.ignore_last_delimiters);
    if (options.ignore_last_delimiters === 0) {
      options.ignore_last_delimiters = false;
    }
  } else if (typeof options.ignore_last_delimiters !== "boolean") {
    throw new CsvError(
      "CSV_INVALID_OPTION_IGNORE_LAST_DELIMITERS",
      [
        "Invalid option `ignore_last_delimiters`:",
        "the value must be a boolean value or an integer,",
        `got ${JSON.stringify(options.ignore_last_delimiters)}`,
      ],
      options,
    );
  }
  if (options.ignore_last_delimiters === true && options.columns === false) {
    throw new CsvError(
      "CSV_IGNORE_LAST_DELIMITERS_REQUIRES_COLUMNS",
      [
        "The option `ignore_last_delimiters`",
        "requires the activation of the `columns` option",
      ],
      options,
    );
  }
  // Normalize option `info`
  if (
    options.info === undefined ||
    options.info === null ||
    options.info === false
  ) {
    options.info = false;
  } else if (options.info !== true) {
    throw new Error(
      `Invalid Option: info must be true, got ${JSON.stringify(options.info)}`,
    );
  }
  // Normalize option `max_record_size`
  if (
    options.max_record_size === undefined ||
    options.max_record_size === null ||
    options.max_record_size === false
  ) {
    options.max_record_size = 0;
  } else if (
    Number.isInteger(options.max_record_size) &&
    options.max_record_size >= 0
  ) {
    // Great, nothing to do
  } else if (
    typeof options.max_record_size === "string" &&
    /\d+/.test(options.max_record_size)
  ) {
    options.max_record_size = parseInt(options.max_record_size);
  } else {
    throw new Error(
      `Invalid Option: max_record_size must be a positive integer, got ${JSON.stringify(options.max_record_size)}`,
    );
  }
  // Normalize option `objname`
  if (
    options.objname === undefined ||
    options.objname === null ||
    options.objname === false
  ) {
    options.objname = undefined;
  } else if (Buffer.isBuffer(options.objname)) {
    if (options.objname.length === 0) {
      throw new Error(`Invalid Option: objname must be a non empty buffer`);
    }
    if (options.encoding === null) {
      // Don't call `toString`, leave objname as a buffer
    } else {
      options.objname = options.objname.toString(options.encoding);
    }
  } else if (typeof options.objname === "string") {
    if (options.objname.length === 0) {
      throw new Error(`Invalid Option: objname must be a non empty string`);
    }
    // Great, nothing to do
  } else if (typeof options.objname === "number") {
    // if(options.objname.length === 0){
    //   throw new Error(`Invalid Option: objname must be a non empty string`);
    // }
    // Great, nothing to do
  } else {
    throw new Error(
      `Invalid Option: objname must be a string or a buffer, got ${options.objname}`,
    );
  }
  if (options.objname !== undefined) {
    if (typeof options.objname === "number") {
      if (options.columns !== false) {
        throw Error(
          "Invalid Option: objname index cannot be combined with columns or be defined as a field",
        );
      }
    } else {
      // A string or a buffer
      if (options.columns === false) {
        throw Error(
          "Invalid Option: objname field must be combined with columns or be defined as an index",
        );
      }
    }
  }
  // Normalize option `on_record`
  if (options.on_record === undefined || options.on_record === null) {
    options.on_record = undefined;
  } else if (typeof options.on_record !== "function") {
    throw new CsvError(
      "CSV_INVALID_OPTION_ON_RECORD",
      [
        "Invalid option `on_record`:",
        "expect a function,",
        `got ${JSON.stringify(options.on_record)}`,
      ],
      options,
    );
  }
  // Normalize option `on_skip`
  // options.on_skip ??= (err, chunk) => {
  //   this.emit('skip', err, chunk);
  // };
  if (
    options.on_skip !== undefined &&
    options.on_skip !== null &&
    typeof options.on_skip !== "function"
  ) {
    throw new Error(
      `Invalid Option: on_skip must be a function, got ${JSON.stringify(options.on_skip)}`,
    );
  }
  // Normalize option `quote`
  if (
    options.quote === null ||
    options.quote === false ||
    options.quote === ""
  ) {
    options.quote = null;
  } else {
    if (options.quote === undefined || options.quote === true) {
      options.quote = Buffer.from('"', options.encoding);
    } else if (typeof options.quote === "string") {
      options.quote = Buffer.from(options.quote, options.encoding);
    }
    if (!Buffer.isBuffer(options.quote)) {
      throw new Error(
        `Invalid Option: quote must be a buffer or a string, got ${JSON.stringify(options.quote)}`,
      );
    }
  }
  // Normalize option `raw`
  if (
    options.raw === undefined ||
    options.raw === null ||
    options.raw === false
  ) {
    options.raw = false;
  } else if (options.raw !== true) {
    throw new Error(
      `Invalid Option: raw must be true, got ${JSON.stringify(options.raw)}`,
    );
  }
  // Normalize option `record_delimiter`
  if (options.record_delimiter === undefined) {
    options.record_delimiter = [];
  } else if (
    typeof options.record_delimiter === "string" ||
    Buffer.isBuffer(options.record_delimiter)
  ) {
    if (options.record_delimiter.length === 0) {
      throw new CsvError(
        "CSV_INVALID_OPTION_RECORD_DELIMITER",
        [
          "Invalid option `record_delimiter`:",
          "value must be a non empty string or buffer,",
          `got ${JSON.stringify(options.record_delimiter)}`,
        ],
        options,
      );
    }
    options.record_delimiter = [options.record_delimiter];
  } else if (!Array.isArray(options.record_delimiter)) {
    throw new CsvError(
      "CSV_INVALID_OPTION_RECORD_DELIMITER",
      [
        "Invalid option `record_delimiter`:",
        "value must be a string, a buffer or array of string|buffer,",
        `got ${JSON.stringify(options.record_delimiter)}`,
      ],
      options,
    );
  }
  options.record_delimiter = options.record_delimiter.map(function (rd, i) {
    if (typeof rd !== "string" && !Buffer.isBuffer(rd)) {
      throw new CsvError(
        "CSV_INVALID_OPTION_RECORD_DELIMITER",
        [
          "Invalid option `record_delimiter`:",
          "value must be a string, a buffer or array of string|buffer",
          `at index ${i},`,
          `got ${JSON.stringify(rd)}`,
        ],
        options,
      );
    } else if (rd.length === 0) {
      throw new CsvError(
        "CSV_INVALID_OPTION_RECORD_DELIMITER",
        [
          "Invalid option `record_delimiter`:",
          "value must be a non empty string or buffer",
          `at index ${i},`,
          `got ${JSON.stringify(rd)}`,
        ],
        options,
      );
    }
    if (typeof rd === "string") {
      rd = Buffer.from(rd, options.encoding);
    }
    return rd;
  });
  // Normalize option `relax_column_count`
  if (typeof options.relax_column_count === "boolean") {
    // Great, nothing to do
  } else if (
    options.relax_column_count === undefined ||
    options.relax_column_count === null
  ) {
    options.relax_column_count = false;
  } else {
    throw new Error(
      `Invalid Option: relax_column_count must be a boolean, got ${JSON.stringify(options.relax_column_count)}`,
    );
  }
  if (typeof options.relax_column_count_less === "boolean") {
    // Great, nothing to do
  } else if (
    options.relax_column_count_less === undefined ||
    options.relax_column_count_less === null
  ) {
    options.relax_column_count_less = false;
  } else {
    throw new Error(
      `Invalid Option: relax_column_count_less must be a boolean, got ${JSON.stringify(options.relax_column_count_less)}`,
    );
  }
  if (typeof options.relax_column_count_more === "boolean") {
    // Great, nothing to do
  } else if (
    options.relax_column_count_more === undefined ||
    options.relax_column_count_more === null
  ) {
    options.relax_column_count_more = false;
  } else {
    throw new Error(
      `Invalid Option: relax_column_count_more must be a boolean, got ${JSON.stringify(options.relax_column_count_more)}`,
    );
  }
  // Normalize option `relax_quotes`
  if (typeof options.relax_quotes === "boolean") {
    // Great, nothing to do
  } else if (
    options.relax_quotes === undefined ||
    options.relax_quotes === null
  ) {
    options.relax_quotes = false;
  } else {
    throw new Error(
      `Invalid Option: relax_quotes must be a boolean, got ${JSON.stringify(options.relax_quotes)}`,
    );
  }
  // Normalize option `skip_empty_lines`
  if (typeof options.skip_empty_lines === "boolean") {
    // Great, nothing to do
  } else if (
    options.skip_empty_lines === undefined ||
    options.skip_empty_lines === null
  ) {
    options.skip_empty_lines = false;
  } else {
    throw new Error(
      `Invalid Option: skip_empty_lines must be a boolean, got ${JSON.stringify(options.skip_empty_lines)}`,
    );
  }
  // Normalize option `skip_records_with_empty_values`
  if (typeof options.skip_records_with_empty_values === "boolean") {
    // Great, nothing to do
  } else if (
    options.skip_records_with_empty_values === undefined ||
    options.skip_records_with_empty_values === null
  ) {
    options.skip_records_with_empty_values = false;
  } else {
    throw new Error(
      `Invalid Option: skip_records_with_empty_values must be a boolean, got ${JSON.stringify(options.skip_records_with_empty_values)}`,
    );
  }
  // Normalize option `skip_records_with_error`
  if (typeof options.skip_records_with_error === "boolean") {
    // Great, nothing to do
  } else if (
    options.skip_records_with_error === undefined ||
    options.skip_records_with_error === null
  ) {
    options.skip_records_with_error = false;
  } else {
    throw new Error(
      `Invalid Option: skip_records_with_error must be a boolean, got ${JSON.stringify(options.skip_records_with_error)}`,
    );
  }
  // Normalize option `rtrim`
  if (
    options.rtrim === undefined ||
    options.rtrim === null ||
    options.rtrim === false
  ) {
    options.rtrim = false;
  } else if (options.rtrim !== true) {
    throw new Error(
      `Invalid Option: rtrim must be a boolean, got ${JSON.stringify(options.rtrim)}`,
    );
  }
  // Normalize option `ltrim`
  if (
    options.ltrim === undefined ||
    options.ltrim === null ||
    options.ltrim === false
  ) {
    options.ltrim = false;
  } else if (options.ltrim !== true) {
    throw new Error(
      `Invalid Option: ltrim must be a boolean, got ${JSON.stringify(options.ltrim)}`,
    );
  }
  // Normalize option `trim`
  if (
    options.trim === undefined ||
    options.trim === null ||
    options.trim === false
  ) {
    options.trim = false;
  } else if (options.trim !== true) {
    throw new Error(
      `Invalid Option: trim must be a boolean, got ${JSON.stringify(options.trim)}`,
    );
  }
  // Normalize options `trim`, `ltrim` and `rtrim`
  if (options.trim === true && opts.ltrim !== false) {
    options.ltrim = true;
  } else if (options.ltrim !== true) {
    options.ltrim = false;
  }
  if (options.trim === true && opts.rtrim !== false) {
    options.rtrim = true;
  } else if (options.rtrim !== true) {
    options.rtrim = false;
  }
  // Normalize option `to`
  if (options.to === undefined || options.to === null) {
    options.to = -1;
  } else if (options.to !== -1) {
    if (typeof options.to === "string" && /\d+/.test(options.to)) {
      options.to = parseInt(options.to);
    }
    if (Number.isInteger(options.to)) {
      if (options.to <= 0) {
        throw new Error(
          `Invalid Option: to must be a positive integer greater than 0, got ${JSON.stringify(opts.to)}`,
        );
      }
    } else {
      throw new Error(
        `Invalid Option: to must be an integer, got ${JSON.stringify(opts.to)}`,
      );
    }
  }
  // Normalize option `to_line`
  if (options.to_line === undefined || options.to_line === null) {
    options.to_line = -1;
  } else if (options.to_line !== -1) {
    if (typeof options.to_line === "string" && /\d+/.test(options.to_line)) {
      options.to_line = parseInt(options.to_line);
    }
    if (Number.isInteger(options.to_line)) {
      if (options.to_line <= 0) {
        throw new Error(
          `Invalid Option: to_line must be a positive integer greater than 0, got ${JSON.stringify(opts.to_line)}`,
        );
      }
    } else {
      throw new Error(
        `Invalid Option: to_line must be an integer, got ${JSON.stringify(opts.to_line)}`,
      );
    }
  }
  return options;
};



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/utils/delimiter_discover.js



// Discussed in [issue #400](https://github.com/adaltas/node-csv/issues/400)
// See https://github.com/python/cpython/blob/ea1b1c579f600cc85d145c60862b2e6b98701b24/Lib/csv.py#L349
const delimiter_discover = function (records, options) {
  // Normalize the configuration
  if (!options) {
    ({ delimiter_auto: options } = normalize_options({ delimiter_auto: true }));
  }
  // Convert String to Buffer
  if (typeof records === "string") {
    records = Buffer.from(records);
  }
  // Convert Buffer to an array of records
  if (Buffer.isBuffer(records)) {
    records = ((data) => {
      const records = [];
      const parser = transform({ delimiter: [] });
      const push = (record) => records.push(record);
      const close = () => {};
      const error = parser.parse(data, true, push, close);
      if (error !== undefined) throw error;
      return records;
    })(records);
  }
  // Info array initialization, 127 entries, one per char code
  const info = Array(127)
    .fill()
    .map(() => ({ lines: [] }));
  // Traverse each records, count occurences per char code
  records.map(([record], line) => {
    for (let i = 0, l = record.length; i < l; i++) {
      // Count the character frequency
      const code = record.charCodeAt(i);
      if (info[code].lines[line] === undefined) info[code].lines[line] = 0;
      info[code].lines[line]++;
    }
  });
  // Traverse each char code, compute the score
  info.map((info, i) => {
    info.char_code = i;
    info.std = std(info.lines);
    info.total = info.lines.reduce((acc, val) => acc + val, 0);
    info.preferred = !!options.preferred[i];
    info.score = options.score(info, options);
  });
  // Extract the dominant character
  const result = info.reduce(
    (acc, info) => (acc.score > info.score ? acc : info),
    {},
  );
  return String.fromCharCode(result.char_code);
};

const std = function (array) {
  const n = array.length;
  if (n === 0) return 0;
  const mean = array.reduce((a, b) => a + b) / n;
  return Math.sqrt(
    array.map((x) => Math.pow(x - mean, 2)).reduce((a, b) => a + b) / n,
  );
};



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/api/index.js






const isRecordEmpty = function (record) {
  return record.every(
    (field) =>
      field == null || (field.toString && field.toString().trim() === ""),
  );
};

const cr = 13; // `\r`, carriage return, 0x0D in hexadécimal, 13 in decimal
const nl = 10; // `\n`, newline, 0x0A in hexadecimal, 10 in decimal

const boms = {
  // Note, the following are equals:
  // Buffer.from("\ufeff")
  // Buffer.from([239, 187, 191])
  // Buffer.from('EFBBBF', 'hex')
  utf8: Buffer.from([239, 187, 191]),
  // Note, the following are equals:
  // Buffer.from "\ufeff", 'utf16le
  // Buffer.from([255, 254])
  utf16le: Buffer.from([255, 254]),
};

const transform = function (original_options = {}) {
  const info = {
    bytes: 0,
    bytes_records: 0,
    comment_lines: 0,
    empty_lines: 0,
    invalid_field_length: 0,
    lines: 1,
    records: 0,
  };
  const options = normalize_options(original_options);
  return {
    info: info,
    original_options: original_options,
    options: options,
    state: init_state(options),
    __needMoreData: function (i, bufLen, end) {
      if (end) return false;
      const { encoding, escape, quote } = this.options;
      const { quoting, needMoreDataSize, recordDelimiterMaxLength } =
        this.state;
      const numOfCharLeft = bufLen - i - 1;
      const requiredLength = Math.max(
        needMoreDataSize,
        // Skip if the remaining buffer smaller than record delimiter
        // If "record_delimiter" is yet to be discovered:
        // 1. It is equals to `[]` and "recordDelimiterMaxLength" equals `0`
        // 2. We set the length to windows line ending in the current encoding
        // Note, that encoding is known from user or bom discovery at that point
        // recordDelimiterMaxLength,
        recordDelimiterMaxLength === 0
          ? Buffer.from("\r\n", encoding).length
          : recordDelimiterMaxLength,
        // Skip if remaining buffer can be an escaped quote
        quoting ? (escape === null ? 0 : escape.length) + quote.length : 0,
        // Skip if remaining buffer can be record delimiter following the closing quote
        quoting ? quote.length + recordDelimiterMaxLength : 0,
      );
      return numOfCharLeft < requiredLength;
    },
    // Central parser implementation
    parse: function (nextBuf, end, push, close) {
      const {
        bom,
        comment_no_infix,
        delimiter_auto,
        encoding,
        from_line,
        ltrim,
        max_record_size,
        raw,
        relax_quotes,
        rtrim,
        skip_empty_lines,
        to,
        to_line,
      } = this.options;
      let { comment, escape, quote, record_delimiter } = this.options;
      const {
        bomSkipped,
        delimiterDiscovered,
        delimiterBufPrevious,
        rawBuffer,
        escapeIsQuote,
      } = this.state;
      // Automatic delimiter discovery
      if (!delimiterDiscovered && delimiter_auto) {
        let delimiterBuf;
        if (delimiterBufPrevious === undefined) {
          delimiterBuf = nextBuf;
        } else if (
          delimiterBufPrevious !== undefined &&
          nextBuf === undefined
        ) {
          delimiterBuf = delimiterBufPrevious;
        } else {
          delimiterBuf = Buffer.concat([delimiterBufPrevious, nextBuf]);
        }
        // Ensure that nextBuf is not concatenated a second time during buffer reconciliation
        nextBuf = undefined;
        // this.delimiterBufPrevious = delimiterBuf;
        if (end || delimiterBuf.length > delimiter_auto.size) {
          this.options.delimiter = [
            Buffer.from(
              delimiter_discover(delimiterBuf, this.options.delimiter_auto),
            ),
          ];
          this.state.previousBuf = delimiterBuf;
          this.state.delimiterBufPrevious = undefined;
          this.state.delimiterDiscovered = true;
        } else {
          this.state.delimiterBufPrevious = delimiterBuf;
          return;
        }
      }
      // Previous buffers reconciliation
      const { previousBuf } = this.state;
      let buf;
      if (previousBuf === undefined) {
        if (nextBuf === undefined) {
          // Handle empty string
          close();
          return;
        } else {
          buf = nextBuf;
        }
      } else if (previousBuf !== undefined && nextBuf === undefined) {
        buf = previousBuf;
      } else {
        buf = Buffer.concat([previousBuf, nextBuf]);
      }
      // Handle UTF BOM
      if (bomSkipped === false) {
        if (bom === false) {
          this.state.bomSkipped = true;
        } else if (buf.length < 3) {
          // No enough data
          if (end === false) {
            // Wait for more data
            this.state.previousBuf = buf;
            return;
          }
        } else {
          for (const encoding in boms) {
            if (boms[encoding].compare(buf, 0, boms[encoding].length) === 0) {
              // Skip BOM
              const bomLength = boms[encoding].length;
              this.state.bufBytesStart += bomLength;
              buf = buf.slice(bomLength);
              // Renormalize original options with the new encoding
              const options = normalize_options({
                ...this.original_options,
                encoding: encoding,
              });
              // Properties are merged with the existing options instance
              for (const key in options) {
                this.options[key] = options[key];
              }
              // Options will re-evaluate the Buffer with the new encoding
              ({ comment, escape, quote } = this.options);
              break;
            }
          }
          this.state.bomSkipped = true;
        }
      }
      const bufLen = buf.length;
      let pos;
      for (pos = 0; pos < bufLen; pos++) {
        // Ensure we get enough space to look ahead
        // There should be a way to move this out of the loop
        if (this.__needMoreData(pos, bufLen, end)) {
          break;
        }
        if (this.state.wasRowDelimiter === true) {
          this.info.lines++;
          this.state.wasRowDelimiter = false;
        }
        if (to_line !== -1 && this.info.lines > to_line) {
          this.state.stop = true;
          close();
          return;
        }
        // Auto discovery of record_delimiter, unix, mac and windows supported
        if (this.state.quoting === false && record_delimiter.length === 0) {
          const record_delimiterCount = this.__autoDiscoverRecordDelimiter(
            buf,
            pos,
          );
          if (record_delimiterCount) {
            record_delimiter = this.options.record_delimiter;
          }
        }
        const chr = buf[pos];
        if (raw === true) {
          rawBuffer.append(chr);
        }
        if (
          (chr === cr || chr === nl) &&
          this.state.wasRowDelimiter === false
        ) {
          this.state.wasRowDelimiter = true;
        }
        // Previous char was a valid escape char
        // treat the current char as a regular char
        if (this.state.escaping === true) {
          this.state.escaping = false;
        } else {
          // Escape is only active inside quoted fields
          // We are quoting, the char is an escape chr and there is a chr to escape
          // if(escape !== null && this.state.quoting === true && chr === escape && pos + 1 < bufLen){
          if (
            escape !== null &&
            this.state.quoting === true &&
            this.__isEscape(buf, pos, chr) &&
            pos + escape.length < bufLen
          ) {
            if (escapeIsQuote) {
              if (this.__isQuote(buf, pos + escape.length)) {
                this.state.escaping = true;
                pos += escape.length - 1;
                continue;
              }
            } else {
              this.state.escaping = true;
              pos += escape.length - 1;
              continue;
            }
          }
          // Not currently escaping and chr is a quote
          // TODO: need to compare bytes instead of single char
          if (this.state.commenting === false && this.__isQuote(buf, pos)) {
            if (this.state.quoting === true) {
              const nextChr = buf[pos + quote.length];
              const isNextChrTrimable =
                rtrim && this.__isCharTrimable(buf, pos + quote.length);
              const isNextChrComment =
                comment !== null &&
                this.__compareBytes(comment, buf, pos + quote.length, nextChr);
              const isNextChrDelimiter = this.__isDelimiter(
                buf,
                pos + quote.length,
                nextChr,
              );
              const isNextChrRecordDelimiter =
                record_delimiter.length === 0
                  ? this.__autoDiscoverRecordDelimiter(buf, pos + quote.length)
                  : this.__isRecordDelimiter(nextChr, buf, pos + quote.length);
              // Escape a quote
              // Treat next char as a regular character
              if (
                escape !== null &&
                this.__isEscape(buf, pos, chr) &&
                this.__isQuote(buf, pos + escape.length)
              ) {
                pos += escape.length - 1;
              } else if (
                !nextChr ||
                isNextChrDelimiter ||
                isNextChrRecordDelimiter ||
                isNextChrComment ||
                isNextChrTrimable
              ) {
                this.state.quoting = false;
                this.state.wasQuoting = true;
                pos += quote.length - 1;
                continue;
              } else if (relax_quotes === false) {
                const err = this.__error(
                  new CsvError(
                    "CSV_INVALID_CLOSING_QUOTE",
                    [
                      "Invalid Closing Quote:",
                      `got "${String.fromCharCode(nextChr)}"`,
                      `at line ${this.info.lines}`,
                      "instead of delimiter, record delimiter, trimable character",
                      "(if activated) or comment",
                    ],
                    this.options,
                    this.__infoField(),
                  ),
                );
                if (err !== undefined) return err;
              } else {
                this.state.quoting = false;
                this.state.wasQuoting = true;
                this.state.field.prepend(quote);
                pos += quote.length - 1;
              }
            } else {
              if (this.state.field.length !== 0) {
                // In relax_quotes mode, treat opening quote preceded by chrs as regular
                if (relax_quotes === false) {
                  const info = this.__infoField();
                  const bom = Object.keys(boms)
                    .map((b) =>
                      boms[b].equals(this.state.field.toString()) ? b : false,
                    )
                    .filter(Boolean)[0];
                  const err = this.__error(
                    new CsvError(
                      "INVALID_OPENING_QUOTE",
                      [
                        "Invalid Opening Quote:",
                        `a quote is found on field ${JSON.stringify(info.column)} at line ${info.lines}, value is ${JSON.stringify(this.state.field.toString(encoding))}`,
                        bom ? `(${bom} bom)` : undefined,
                      ],
                      this.options,
                      info,
                      {
                        field: this.state.field,
                      },
                    ),
                  );
                  if (err !== undefined) return err;
                }
              } else {
                this.state.quoting = true;
                pos += quote.length - 1;
                continue;
              }
            }
          }
          if (this.state.quoting === false) {
            const recordDelimiterLength = this.__isRecordDelimiter(
              chr,
              buf,
              pos,
            );
            if (recordDelimiterLength !== 0) {
              // Do not emit comments which take a full line
              const skipCommentLine =
                this.state.commenting &&
                this.state.wasQuoting === false &&
                this.state.record.length === 0 &&
                this.state.field.length === 0;
              if (skipCommentLine) {
                this.info.comment_lines++;
                // Skip full comment line
              } else {
                // Activate records emission if above from_line
                if (
                  this.state.enabled === false &&
                  this.info.lines +
                    (this.state.wasRowDelimiter === true ? 1 : 0) >=
                    from_line
                ) {
                  this.state.enabled = true;
                  this.__resetField();
                  this.__resetRecord();
                  pos += recordDelimiterLength - 1;
                  continue;
                }
                // Skip if line is empty and skip_empty_lines activated
                if (
                  skip_empty_lines === true &&
                  this.state.wasQuoting === false &&
                  this.state.record.length === 0 &&
                  this.state.field.length === 0
                ) {
                  this.info.empty_lines++;
                  pos += recordDelimiterLength - 1;
                  continue;
                }
                this.info.bytes = this.state.bufBytesStart + pos;
                const errField = this.__onField();
                if (errField !== undefined) return errField;
                this.info.bytes =
                  this.state.bufBytesStart + pos + recordDelimiterLength;
                const errRecord = this.__onRecord(push);
                if (errRecord !== undefined) return errRecord;
                if (to !== -1 && this.info.records >= to) {
                  this.state.stop = true;
                  close();
                  return;
                }
              }
              this.state.commenting = false;
              pos += recordDelimiterLength - 1;
              continue;
            }
            if (this.state.commenting) {
              continue;
            }
            if (
              comment !== null &&
              (comment_no_infix === false ||
                (this.state.record.length === 0 &&
                  this.state.field.length === 0))
            ) {
              const commentCount = this.__compareBytes(comment, buf, pos, chr);
              if (commentCount !== 0) {
                this.state.commenting = true;
                continue;
              }
            }
            const delimiterLength = this.__isDelimiter(buf, pos, chr);
            if (delimiterLength !== 0) {
              this.info.bytes = this.state.bufBytesStart + pos;
              const errField = this.__onField();
              if (errField !== undefined) return errField;
              pos += delimiterLength - 1;
              continue;
            }
          }
        }
        if (this.state.commenting === false) {
          if (
            max_record_size !== 0 &&
            this.state.record_length + this.state.field.length > max_record_size
          ) {
            return this.__error(
              new CsvError(
                "CSV_MAX_RECORD_SIZE",
                [
                  "Max Record Size:",
                  "record exceed the maximum number of tolerated bytes",
                  `of ${max_record_size}`,
                  `at line ${this.info.lines}`,
                ],
                this.options,
                this.__infoField(),
              ),
            );
          }
        }
        const lappend =
          ltrim === false ||
          this.state.quoting === true ||
          this.state.field.length !== 0 ||
          !this.__isCharTrimable(buf, pos);
        // rtrim in non quoting is handle in __onField
        const rappend = rtrim === false || this.state.wasQuoting === false;
        if (lappend === true && rappend === true) {
          this.state.field.append(chr);
        } else if (rtrim === true && !this.__isCharTrimable(buf, pos)) {
          return this.__error(
            new CsvError(
              "CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE",
              [
                "Invalid Closing Quote:",
                "found non trimable byte after quote",
                `at line ${this.info.lines}`,
              ],
              this.options,
              this.__infoField(),
            ),
          );
        } else {
          if (lappend === false) {
            pos += this.__isCharTrimable(buf, pos) - 1;
          }
          continue;
        }
      }
      if (end === true) {
        // Ensure we are not ending in a quoting state
        if (this.state.quoting === true) {
          const err = this.__error(
            new CsvError(
              "CSV_QUOTE_NOT_CLOSED",
              [
                "Quote Not Closed:",
                `the parsing is finished with an opening quote at line ${this.info.lines}`,
              ],
              this.options,
              this.__infoField(),
            ),
          );
          if (err !== undefined) return err;
        } else {
          // Skip last line if it has no characters
          if (
            this.state.wasQuoting === true ||
            this.state.record.length !== 0 ||
            this.state.field.length !== 0
          ) {
            this.info.bytes = this.state.bufBytesStart + pos;
            const errField = this.__onField();
            if (errField !== undefined) return errField;
            const errRecord = this.__onRecord(push);
            if (errRecord !== undefined) return errRecord;
          } else if (this.state.wasRowDelimiter === true) {
            this.info.empty_lines++;
          } else if (this.state.commenting === true) {
            this.info.comment_lines++;
          }
        }
      } else {
        this.state.bufBytesStart += pos;
        this.state.previousBuf = buf.slice(pos);
      }
      if (this.state.wasRowDelimiter === true) {
        this.info.lines++;
        this.state.wasRowDelimiter = false;
      }
    },
    __onRecord: function (push) {
      const {
        columns,
        group_columns_by_name,
        encoding,
        info,
        from,
        relax_column_count,
        relax_column_count_less,
        relax_column_count_more,
        raw,
        skip_records_with_empty_values,
      } = this.options;
      const { enabled, record } = this.state;
      if (enabled === false) {
        return this.__resetRecord();
      }
      // Convert the first line into column names
      const recordLength = record.length;
      if (columns === true) {
        if (skip_records_with_empty_values === true && isRecordEmpty(record)) {
          this.__resetRecord();
          return;
        }
        return this.__firstLineToColumns(record);
      }
      if (columns === false && this.info.records === 0) {
        this.state.expectedRecordLength = recordLength;
      }
      if (recordLength !== this.state.expectedRecordLength) {
        const err =
          columns === false
            ? new CsvError(
                "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH",
                [
                  "Invalid Record Length:",
                  `expect ${this.state.expectedRecordLength},`,
                  `got ${recordLength} on line ${this.info.lines}`,
                ],
                this.options,
                this.__infoField(),
                {
                  record: record,
                },
              )
            : new CsvError(
                "CSV_RECORD_INCONSISTENT_COLUMNS",
                [
                  "Invalid Record Length:",
                  `columns length is ${columns.length},`, // rename columns
                  `got ${recordLength} on line ${this.info.lines}`,
                ],
                this.options,
                this.__infoField(),
                {
                  record: record,
                },
              );
        if (
          relax_column_count === true ||
          (relax_column_count_less === true &&
            recordLength < this.state.expectedRecordLength) ||
          (relax_column_count_more === true &&
            recordLength > this.state.expectedRecordLength)
        ) {
          this.info.invalid_field_length++;
          this.state.error = err;
          // Error is undefined with skip_records_with_error
        } else {
          const finalErr = this.__error(err);
          if (finalErr) return finalErr;
        }
      }
      if (skip_records_with_empty_values === true && isRecordEmpty(record)) {
        this.__resetRecord();
        return;
      }
      if (this.state.recordHasError === true) {
        this.__resetRecord();
        this.state.recordHasError = false;
        return;
      }
      this.info.records++;
      if (from === 1 || this.info.records >= from) {
        const { objname } = this.options;
        // With columns, records are object
        if (columns !== false) {
          const obj = {};
          // Transform record array to an object
          for (let i = 0, l = record.length; i < l; i++) {
            if (columns[i] === undefined || columns[i].disabled) continue;
            // Turn duplicate columns into an array
            if (
              group_columns_by_name === true &&
              Object.hasOwn(obj, columns[i].name)
            ) {
              if (Array.isArray(obj[columns[i].name])) {
                obj[columns[i].name] = obj[columns[i].name].concat(record[i]);
              } else {
                obj[columns[i].name] = [obj[columns[i].name], record[i]];
              }
            } else {
              Object.defineProperty(obj, columns[i].name, {
                value: record[i],
                enumerable: true,
                writable: true,
                configurable: true,
              });
            }
          }
          // Without objname (default)
          if (raw === true || info === true) {
            const extRecord = Object.assign(
              { record: obj },
              raw === true
                ? { raw: this.state.rawBuffer.toString(encoding) }
                : {},
              info === true ? { info: this.__infoRecord() } : {},
            );
            const err = this.__push(
              objname === undefined ? extRecord : [obj[objname], extRecord],
              push,
            );
            if (err) {
              return err;
            }
          } else {
            const err = this.__push(
              objname === undefined ? obj : [obj[objname], obj],
              push,
            );
            if (err) {
              return err;
            }
          }
          // Without columns, records are array
        } else {
          if (raw === true || info === true) {
            const extRecord = Object.assign(
              { record: record },
              raw === true
                ? { raw: this.state.rawBuffer.toString(encoding) }
                : {},
              info === true ? { info: this.__infoRecord() } : {},
            );
            const err = this.__push(
              objname === undefined ? extRecord : [record[objname], extRecord],
              push,
            );
            if (err) {
              return err;
            }
          } else {
            const err = this.__push(
              objname === undefined ? record : [record[objname], record],
              push,
            );
            if (err) {
              return err;
            }
          }
        }
      }
      this.__resetRecord();
    },
    __firstLineToColumns: function (record) {
      const { firstLineToHeaders } = this.state;
      try {
        const headers =
          firstLineToHeaders === undefined
            ? record
            : firstLineToHeaders.call(null, record);
        if (!Array.isArray(headers)) {
          return this.__error(
            new CsvError(
              "CSV_INVALID_COLUMN_MAPPING",
              [
                "Invalid Column Mapping:",
                "expect an array from column function,",
                `got ${JSON.stringify(headers)}`,
              ],
              this.options,
              this.__infoField(),
              {
                headers: headers,
              },
            ),
          );
        }
        const normalizedHeaders = normalize_columns_array(headers);
        this.state.expectedRecordLength = normalizedHeaders.length;
        this.options.columns = normalizedHeaders;
        this.__resetRecord();
        return;
      } catch (err) {
        return err;
      }
    },
    __resetRecord: function () {
      if (this.options.raw === true) {
        this.state.rawBuffer.reset();
      }
      this.state.error = undefined;
      this.state.record = [];
      this.state.record_length = 0;
    },
    __onField: function () {
      const { cast, encoding, rtrim, max_record_size } = this.options;
      const { enabled, wasQuoting } = this.state;
      // Short circuit for the from_line options
      if (enabled === false) {
        return this.__resetField();
      }
      let field = this.state.field.toString(encoding);
      if (rtrim === true && wasQuoting === false) {
        field = field.trimRight();
      }
      if (cast === true) {
        const [err, f] = this.__cast(field);
        if (err !== undefined) return err;
        field = f;
      }
      this.state.record.push(field);
      // Increment record length if record size must not exceed a limit
      if (max_record_size !== 0 && typeof field === "string") {
        this.state.record_length += field.length;
      }
      this.__resetField();
    },
    __resetField: function () {
      this.state.field.reset();
      this.state.wasQuoting = false;
    },
    __push: function (record, push) {
      const { on_record } = this.options;
      if (on_record !== undefined) {
        const info = this.__infoRecord();
        try {
          record = on_record.call(null, record, info);
        } catch (err) {
          return err;
        }
        if (record === undefined || record === null) {
          return;
        }
      }
      this.info.bytes_records += this.info.bytes;
      push(record);
    },
    // Return a tuple with the error and the casted value
    __cast: function (field) {
      const { columns, relax_column_count } = this.options;
      const isColumns = Array.isArray(columns);
      // Dont loose time calling cast
      // because the final record is an object
      // and this field can't be associated to a key present in columns
      if (
        isColumns === true &&
        relax_column_count &&
        this.options.columns.length <= this.state.record.length
      ) {
        return [undefined, undefined];
      }
      if (this.state.castField !== null) {
        try {
          const info = this.__infoField();
          return [undefined, this.state.castField.call(null, field, info)];
        } catch (err) {
          return [err];
        }
      }
      if (this.__isFloat(field)) {
        return [undefined, parseFloat(field)];
      } else if (this.options.cast_date !== false) {
        const info = this.__infoField();
        return [undefined, this.options.cast_date.call(null, field, info)];
      }
      return [undefined, field];
    },
    __compareBytes: function (sourceBuf, targetBuf, targetPos, firstByte) {
      if (sourceBuf[0] !== firstByte) return 0;
      const sourceLength = sourceBuf.length;
      for (let i = 1; i < sourceLength; i++) {
        if (sourceBuf[i] !== targetBuf[targetPos + i]) return 0;
      }
      return sourceLength;
    },
    // Helper to test if a character is trimable
    __isCharTrimable: function (buf, pos) {
      const { timchars, timcharFirstBytes } = this.state;
      // Fast bail-out: non-whitespace bytes (the common case) are rejected
      // without scanning the full timchar list.
      const first = buf[pos];
      if (first === undefined || timcharFirstBytes[first] === 0) return 0;
      loop1: for (let i = 0; i < timchars.length; i++) {
        const timchar = timchars[i];
        for (let j = 0; j < timchar.length; j++) {
          if (timchar[j] !== buf[pos + j]) continue loop1;
        }
        return timchar.length;
      }
      return 0;
    },
    __isDelimiter: function (buf, pos, chr) {
      const { delimiter, ignore_last_delimiters } = this.options;
      if (
        ignore_last_delimiters === true &&
        this.state.record.length === this.options.columns.length - 1
      ) {
        return 0;
      } else if (
        ignore_last_delimiters !== false &&
        typeof ignore_last_delimiters === "number" &&
        this.state.record.length === ignore_last_delimiters - 1
      ) {
        return 0;
      }
      loop1: for (let i = 0; i < delimiter.length; i++) {
        const del = delimiter[i];
        if (del[0] === chr) {
          for (let j = 1; j < del.length; j++) {
            if (del[j] !== buf[pos + j]) continue loop1;
          }
          return del.length;
        }
      }
      return 0;
    },
    __isEscape: function (buf, pos, chr) {
      const { escape } = this.options;
      if (escape === null) return false;
      const l = escape.length;
      if (escape[0] === chr) {
        for (let i = 0; i < l; i++) {
          if (escape[i] !== buf[pos + i]) {
            return false;
          }
        }
        return true;
      }
      return false;
    },
    __isFloat: function (value) {
      return value - parseFloat(value) + 1 >= 0; // Borrowed from jquery
    },
    // Keep it in case we implement the `cast_int` option
    // __isInt(value){
    //   // return Number.isInteger(parseInt(value))
    //   // return !isNaN( parseInt( obj ) );
    //   return /^(\-|\+)?[1-9][0-9]*$/.test(value)
    // }
    __isQuote: function (buf, pos) {
      const { quote } = this.options;
      if (quote === null) return false;
      const l = quote.length;
      for (let i = 0; i < l; i++) {
        if (quote[i] !== buf[pos + i]) {
          return false;
        }
      }
      return true;
    },
    __isRecordDelimiter: function (chr, buf, pos) {
      const { record_delimiter } = this.options;
      const recordDelimiterLength = record_delimiter.length;
      loop1: for (let i = 0; i < recordDelimiterLength; i++) {
        const rd = record_delimiter[i];
        const rdLength = rd.length;
        if (rd[0] !== chr) {
          continue;
        }
        for (let j = 1; j < rdLength; j++) {
          if (rd[j] !== buf[pos + j]) {
            continue loop1;
          }
        }
        return rd.length;
      }
      return 0;
    },
    __autoDiscoverRecordDelimiter: function (buf, pos) {
      const { encoding } = this.options;
      // Note, we don't need to cache this information in state,
      // It is only called on the first line until we find out a suitable
      // record delimiter.
      const rds = [
        // Important, the windows line ending must be before mac os 9
        Buffer.from("\r\n", encoding),
        Buffer.from("\n", encoding),
        Buffer.from("\r", encoding),
      ];
      loop: for (let i = 0; i < rds.length; i++) {
        const l = rds[i].length;
        for (let j = 0; j < l; j++) {
          if (rds[i][j] !== buf[pos + j]) {
            continue loop;
          }
        }
        this.options.record_delimiter.push(rds[i]);
        this.state.recordDelimiterMaxLength = rds[i].length;
        return rds[i].length;
      }
      return 0;
    },
    __error: function (msg) {
      const { encoding, raw, skip_records_with_error } = this.options;
      const err = typeof msg === "string" ? new Error(msg) : msg;
      if (skip_records_with_error) {
        this.state.recordHasError = true;
        if (this.options.on_skip !== undefined) {
          try {
            this.options.on_skip(
              err,
              raw ? this.state.rawBuffer.toString(encoding) : undefined,
            );
          } catch (err) {
            return err;
          }
        }
        // this.emit('skip', err, raw ? this.state.rawBuffer.toString(encoding) : undefined);
        return undefined;
      } else {
        return err;
      }
    },
    __infoDataSet: function () {
      return {
        ...this.info,
        columns: this.options.columns,
      };
    },
    __infoRecord: function () {
      const { columns, raw, encoding } = this.options;
      return {
        ...this.__infoDataSet(),
        bytes_records: this.info.bytes,
        error: this.state.error,
        header: columns === true,
        index: this.state.record.length,
        raw: raw ? this.state.rawBuffer.toString(encoding) : undefined,
      };
    },
    __infoField: function () {
      const { columns } = this.options;
      const isColumns = Array.isArray(columns);
      // Bytes records are only incremented when all records'fields are parsed
      const bytes_records = this.info.bytes_records;
      return {
        ...this.__infoRecord(),
        bytes_records: bytes_records,
        column:
          isColumns === true
            ? columns.length > this.state.record.length
              ? columns[this.state.record.length].name
              : null
            : this.state.record.length,
        quoting: this.state.wasQuoting,
      };
    },
  };
};



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/index.js
/*
CSV Parse

Please look at the [project documentation](https://csv.js.org/parse/) for
additional information.
*/







class Parser extends external_stream_.Transform {
  constructor(opts = {}) {
    super({ ...{ readableObjectMode: true }, ...opts, encoding: null });
    this.api = transform({
      on_skip: (err, chunk) => {
        this.emit("skip", err, chunk);
      },
      ...opts,
    });
    // Backward compatibility
    this.state = this.api.state;
    this.options = this.api.options;
    this.info = this.api.info;
  }
  // Implementation of `Transform._transform`
  _transform(buf, _, callback) {
    if (this.state.stop === true) {
      return;
    }
    const err = this.api.parse(
      buf,
      false,
      (record) => {
        this.push(record);
      },
      () => {
        this.push(null);
        this.end();
        // Fix #333 and break #410
        //   ko: api.stream.iterator.coffee
        //   ko with v21.4.0, ok with node v20.5.1: api.stream.finished # aborted (with generate())
        //   ko: api.stream.finished # aborted (with Readable)
        // this.destroy()
        // Fix #410 and partially break #333
        //   ok: api.stream.iterator.coffee
        //   ok: api.stream.finished # aborted (with generate())
        //   broken: api.stream.finished # aborted (with Readable)
        this.on("end", this.destroy);
      },
    );
    if (err !== undefined) {
      this.state.stop = true;
    }
    callback(err);
  }
  // Implementation of `Transform._flush`
  _flush(callback) {
    if (this.state.stop === true) {
      return;
    }
    const err = this.api.parse(
      undefined,
      true,
      (record) => {
        this.push(record);
      },
      () => {
        this.push(null);
        this.on("end", this.destroy);
      },
    );
    callback(err);
  }
}

const parse = function () {
  let data, options, callback;
  for (const i in arguments) {
    const argument = arguments[i];
    const type = typeof argument;
    if (
      data === undefined &&
      (typeof argument === "string" || Buffer.isBuffer(argument))
    ) {
      data = argument;
    } else if (options === undefined && is_object(argument)) {
      options = argument;
    } else if (callback === undefined && type === "function") {
      callback = argument;
    } else {
      throw new CsvError(
        "CSV_INVALID_ARGUMENT",
        ["Invalid argument:", `got ${JSON.stringify(argument)} at index ${i}`],
        options || {},
      );
    }
  }
  const parser = new Parser(options);
  if (callback) {
    const records =
      options === undefined || options.objname === undefined
        ? []
        : Object.create(null);
    parser.on("readable", function () {
      let record;
      while ((record = this.read()) !== null) {
        if (options === undefined || options.objname === undefined) {
          records.push(record);
        } else {
          Object.assign(records, {
            [record[0]]: record[1],
            // writable: true,
            // enumerable: true,
            // configurable: true
          });
        }
      }
    });
    parser.on("error", function (err) {
      callback(err, undefined, parser.api.__infoDataSet());
    });
    parser.on("end", function () {
      callback(undefined, records, parser.api.__infoDataSet());
    });
  }
  if (data !== undefined) {
    const writer = function () {
      parser.write(data);
      parser.end();
    };
    // Support Deno, Rollup doesn't provide a shim for setImmediate
    if (typeof setImmediate === "function") {
      setImmediate(writer);
    } else {
      setTimeout(writer, 0);
    }
  }
  return parser;
};



;// CONCATENATED MODULE: ./build/data/formats/csv-row.js
/** The cells of one row that csv-parse has accepted: RFC 4180 quoting, line ends before and after it ignored. */
function splitRow(text, delimiter) {
    const row = text.replace(/^[\r\n]+/, '');
    const cells = [];
    let at = 0;
    for (;;) {
        const cell = row[at] === '"' ? quoted(row, at) : plain(row, at, delimiter);
        cells.push(cell.text);
        if (!row.startsWith(delimiter, cell.end))
            return cells;
        at = cell.end + delimiter.length;
    }
}
function plain(row, from, delimiter) {
    const next = row.indexOf(delimiter, from);
    if (next >= 0)
        return { text: row.slice(from, next), end: next };
    const text = row.slice(from).replace(/[\r\n]+$/, '');
    return { text, end: from + text.length };
}
function quoted(row, from) {
    let close = row.indexOf('"', from + 1);
    while (row[close + 1] === '"')
        close = row.indexOf('"', close + 2);
    const end = close < 0 ? row.length : close;
    return { text: row.slice(from + 1, end).replaceAll('""', '"'), end: end + 1 };
}
/** What a cell is when its column holds numbers: plain decimal notation; whole numbers no longer than float64 is exact, and without leading zeros. */
function isNumeric(cell) {
    const text = cell.trim();
    if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) || /^[+-]?0\d/.test(text))
        return false;
    const number = Number(text);
    return Number.isFinite(number) && (!/^[+-]?\d+$/.test(text) || Number.isSafeInteger(number));
}

;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: ./build/data/formats/spool.js




/** Writes `file` unless it is there; processes may race for it, and it appears whole or not at all. */
async function once(file, write) {
    if ((0,external_node_fs_namespaceObject.existsSync)(file))
        return;
    const temporary = `${file}.${(0,external_node_crypto_namespaceObject.randomUUID)()}`;
    await (0,promises_namespaceObject.mkdir)((0,external_node_path_namespaceObject.dirname)(file), { recursive: true });
    try {
        await write(temporary);
        await (0,promises_namespaceObject.rename)(temporary, file);
    }
    finally {
        await (0,promises_namespaceObject.rm)(temporary, { force: true });
    }
}
/** What `make` returns, made by the first process that asks and read by the others. */
async function onceJson(file, make) {
    await once(file, async (temporary) => (0,promises_namespaceObject.writeFile)(temporary, JSON.stringify(await make())));
    return JSON.parse(await (0,promises_namespaceObject.readFile)(file, 'utf8')); // only the line above writes this file
}
/** A file in the scratch folder that belongs to these bytes on disk (path, size, time of change) and this way of reading them. */
function indexFile(scratch, path, ...way) {
    const hash = (0,external_node_crypto_namespaceObject.createHash)('sha256');
    for (const part of [path, stamp(path), ...way])
        hash.update(`${part.length}:${part};`);
    return (0,external_node_path_namespaceObject.join)(scratch, `${hash.digest('hex')}.json`);
}
/** Changes whenever the file is written again. */
function stamp(path) {
    const { size, mtimeNs, ino } = (0,external_node_fs_namespaceObject.statSync)(path, { bigint: true });
    return `${size} ${mtimeNs} ${ino}`;
}
/** SHA-256 of a file, in hex. */
async function digestOf(path) {
    const hash = (0,external_node_crypto_namespaceObject.createHash)('sha256');
    for await (const chunk of (0,external_node_fs_namespaceObject.createReadStream)(path, { highWaterMark: 1 << 20 }))
        hash.update(chunk); // a stream without encoding yields Buffers
    return hash.digest('hex');
}

;// CONCATENATED MODULE: ./build/data/formats/dataset.js


/** A Dataset from a format's parts: resolves ids, and refuses unknown fields and rows out of range. */
async function dataset(parts, options) {
    const ids = await idsOf(parts, options);
    const id = (index) => ids?.[inRange(index, parts.size)] ?? String(inRange(index, parts.size));
    return {
        size: parts.size,
        digest: parts.digest,
        fields: parts.fields,
        id,
        read: async (index, fields) => {
            const name = id(index);
            for (const field of fields)
                requireField(parts, options, field);
            return { id: name, fields: await parts.values(index, fields) };
        },
        close: async () => parts.close(),
    };
}
async function idsOf(parts, options) {
    const { idField } = options;
    if (idField === undefined)
        return parts.ids;
    requireField(parts, options, idField);
    const file = indexFile(options.scratch, options.path, 'ids', idField, parts.digest);
    return onceJson(file, async () => {
        const ids = [];
        for (let row = 0; row < parts.size; row += 1) {
            const values = await parts.values(row, [idField]);
            ids.push(toId(values.get(idField) ?? null, row, options));
        }
        refuseTwice(ids, options.shown);
        return ids;
    });
}
function toId(value, row, { shown, idField = '' }) {
    if (typeof value === 'string' && value !== '')
        return value;
    if (typeof value === 'number' && Number.isSafeInteger(value))
        return String(value);
    const got = value === null || value === '' ? 'empty' : typeof value === 'object' ? 'an array' : String(value);
    throw fault('ID_UNUSABLE', { path: shown, field: idField, row, got });
}
function refuseTwice(ids, path) {
    const rows = new Map();
    for (const [second, id] of ids.entries()) {
        const first = rows.get(id);
        if (first !== undefined)
            throw fault('ID_TWICE', { path, id, first, second });
        rows.set(id, second);
    }
}
function requireField({ fields }, { shown }, field) {
    if (!fields.includes(field))
        throw fault('FIELD_MISSING', { path: shown, field, known: fields.join(', ') });
}
function inRange(index, size) {
    if (Number.isInteger(index) && index >= 0 && index < size)
        return index;
    throw new RangeError(`row ${index} of ${size}`);
}

;// CONCATENATED MODULE: ./build/data/formats/rows.js


/** Opens a file for reading by position; `shown` and `part` name it in the Fault of a read past its end. */
function openRows(path, shown, part) {
    const file = (0,external_node_fs_namespaceObject.openSync)(path, 'r');
    return {
        bytes: (position, length) => {
            const bytes = new Uint8Array(new ArrayBuffer(length)); // a buffer of its own: typed arrays of any width may view it
            const read = fill(file, bytes, position);
            if (read === length)
                return bytes;
            throw fault('DATA_ENDS_EARLY', {
                path: shown,
                part,
                bytes: position + read,
                expected: position + length,
            });
        },
        close: () => (0,external_node_fs_namespaceObject.closeSync)(file),
    };
}
function fill(file, bytes, position) {
    let read = 0;
    while (read < bytes.length) {
        const got = (0,external_node_fs_namespaceObject.readSync)(file, bytes, read, bytes.length - read, position + read);
        if (got === 0)
            break;
        read += got;
    }
    return read;
}

;// CONCATENATED MODULE: ./build/data/formats/csv.js







/** Comma-separated text with a header: columns are the fields; a column is numbers only if all its cells are, an empty cell is null. */
const csv = {
    name: 'csv',
    options: {
        delimiter: {
            type: 'string',
            minLength: 1,
            maxLength: 1,
            default: ',',
            description: 'What separates cells.',
        },
    },
    reads: (path, isFolder) => !isFolder && /\.[ct]sv$/i.test(path),
    open: async (options) => {
        const delimiter = delimiterOf(options);
        const file = indexFile(options.scratch, options.path, 'csv', delimiter);
        const index = await onceJson(file, () => walk(options, delimiter));
        const rows = openRows(options.path, options.shown, null);
        const position = new Map(index.columns.map((name, at) => [name, at]));
        const { offsets, columns, digest } = index;
        const values = (row, fields) => {
            const start = offsets[row] ?? 0;
            const bytes = rows.bytes(start, (offsets[row + 1] ?? start) - start);
            const cells = splitRow(Buffer.from(bytes.buffer).toString('utf8'), delimiter);
            return new Map(fields.map((field) => [field, csv_valueOf(cells, position.get(field) ?? -1, index.numeric)]));
        };
        return dataset({ size: offsets.length - 1, digest, fields: columns, values, close: rows.close }, options);
    },
};
function delimiterOf({ path, options }) {
    const { delimiter } = options;
    if (typeof delimiter === 'string')
        return delimiter;
    return /\.tsv$/i.test(path) ? '\t' : ',';
}
function csv_valueOf(cells, at, numeric) {
    const cell = cells[at] ?? '';
    if (cell === '')
        return null;
    return numeric[at] === true ? Number(cell) : cell;
}
async function walk(options, delimiter) {
    const records = rowsOf(options, delimiter);
    const head = await records.next();
    if (head.done === true)
        throw broken(options, 1, 'there is no header row');
    const columns = head.value.cells;
    refuseHeader(columns, options);
    const numeric = columns.map(() => true);
    const offsets = [head.value.end];
    for await (const { cells, end, line } of records) {
        if (cells.length !== columns.length)
            throw ragged(options, line, cells.length, columns.length);
        for (const [at, cell] of cells.entries())
            numeric[at] &&= cell === '' || isNumeric(cell);
        offsets.push(end);
    }
    return { digest: await digestOf(options.path), columns, numeric, offsets };
}
async function* rowsOf(options, delimiter) {
    const parser = parse({
        delimiter,
        bom: true,
        info: true,
        relax_column_count: true,
        skip_empty_lines: true,
        record_delimiter: ['\r\n', '\n', '\r'],
    });
    const stream = (0,external_node_fs_namespaceObject.createReadStream)(options.path);
    stream.on('error', (error) => parser.destroy(error));
    try {
        for await (const row of stream.pipe(parser)) {
            const { record, info } = row; // the shape that `info: true` gives
            yield { cells: record, end: info.bytes, line: info.lines };
        }
    }
    catch (error) {
        throw error instanceof CsvError ? misquoted(error, options) : error;
    }
    finally {
        stream.destroy();
    }
}
function refuseHeader(columns, options) {
    if (columns.includes(''))
        throw broken(options, 1, 'the header has a column without a name');
    const twice = columns.find((column, at) => columns.indexOf(column) !== at);
    if (twice !== undefined)
        throw broken(options, 1, `the header names ${twice} twice`);
}
function ragged(options, line, got, expected) {
    return broken(options, line, `it has ${got} ${got === 1 ? 'cell' : 'cells'}, the header has ${expected}`);
}
function misquoted(error, options) {
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    const open = error.code === 'CSV_QUOTE_NOT_CLOSED';
    return broken(options, line, open ? 'a quoted cell has no end' : 'a quote stands where none may be');
}
function broken({ shown }, line, reason) {
    return fault('ROW_BROKEN', { path: shown, reason }, { file: shown, line, column: 1 });
}

;// CONCATENATED MODULE: ./build/data/inside.js



/** The real path of a file that an option names, relative to `root`; a Fault when it is missing or leads out of it. */
function pathInside(root, path, what) {
    const real = (0,external_node_fs_namespaceObject.realpathSync)(root);
    const file = (0,external_node_path_namespaceObject.resolve)(real, path);
    if (!(0,external_node_fs_namespaceObject.existsSync)(file))
        throw fault('FILE_MISSING', { path, what });
    const found = (0,external_node_fs_namespaceObject.realpathSync)(file);
    if (isOutside(real, found))
        throw fault('PATH_OUTSIDE', { path });
    return found;
}
/** Whether a real path is not below a real folder. */
function isOutside(root, path) {
    const way = (0,external_node_path_namespaceObject.relative)(root, path);
    return (0,external_node_path_namespaceObject.isAbsolute)(way) || way.split(external_node_path_namespaceObject.sep)[0] === '..';
}

;// CONCATENATED MODULE: ./build/data/formats/labels.js




/** The labels file of a folder of pictures: the option is relative to the working directory, and must lie inside it. */
function labelsFile({ path, shown, options, }) {
    const { labels } = options;
    if (typeof labels !== 'string')
        return undefined;
    const file = pathInside(workingDirectory(path, shown), labels, 'labels file');
    return { path: file, shown: labels };
}
/** The directory that `shown` is relative to; a path that was written otherwise stands for itself. */
function workingDirectory(path, shown) {
    const tail = (0,external_node_path_namespaceObject.join)(external_node_path_namespaceObject.sep, (0,external_node_path_namespaceObject.normalize)(shown)).replace(/[\\/]$/, '');
    return path.endsWith(tail) && !(0,external_node_path_namespaceObject.isAbsolute)(shown) ? path.slice(0, -tail.length) || external_node_path_namespaceObject.sep : (0,external_node_path_namespaceObject.dirname)(path);
}
/** Opens a labels file (CSV with a column `path`) and checks that it names exactly these pictures. */
async function openLabels(file, pictures, { scratch }) {
    const table = await csv.open({ ...file, scratch, options: {}, idField: 'path' });
    const rows = new Map(Array.from({ length: table.size }, (_, row) => [table.id(row), row]));
    try {
        if (table.fields.includes('image'))
            throw fault('ROW_BROKEN', { path: file.shown, reason: headerReason }, place(file));
        refuseMismatch(pictures, rows, file.shown);
    }
    catch (error) {
        await table.close();
        throw error;
    }
    return {
        fields: table.fields.filter((field) => field !== 'path'),
        digest: table.digest,
        of: (picture, fields) => valuesOf(table, rows.get(picture) ?? -1, fields),
        close: () => table.close(),
    };
}
const headerReason = 'the header names a column image, which is the picture itself';
function place(file) {
    return { file: file.shown, line: 1, column: 1 };
}
async function valuesOf(table, row, fields) {
    return (await table.read(row, fields)).fields;
}
function refuseMismatch(pictures, rows, labels) {
    const bare = pictures.find((picture) => !rows.has(picture));
    if (bare !== undefined)
        throw fault('LABELS_MISMATCH', { path: bare, labels, missing: 'row' });
    const known = new Set(pictures);
    const lost = [...rows.keys()].find((picture) => !known.has(picture));
    if (lost !== undefined)
        throw fault('LABELS_MISMATCH', { path: lost, labels, missing: 'picture' });
}

;// CONCATENATED MODULE: ./build/data/formats/picture-files.js




/** Paths of all pictures of a folder, relative to it, with '/', in the order of their bytes; `spared` (a labels file) may lie among them. */
function pictureFiles({ path, shown }, spared) {
    const root = (0,external_node_fs_namespaceObject.realpathSync)(path);
    const files = picture_files_walk(root, '', shown).filter((file) => (0,external_node_fs_namespaceObject.realpathSync)((0,external_node_path_namespaceObject.join)(root, file)) !== spared);
    const other = files.find((file) => !/\.(png|jpe?g|webp)$/i.test(file));
    if (other !== undefined)
        throw fault('NOT_A_PICTURE', { path: `${shown}/${other}` });
    const keyed = files.map((file) => ({ file, bytes: Buffer.from(file) }));
    return keyed.toSorted((a, b) => Buffer.compare(a.bytes, b.bytes)).map(({ file }) => file);
}
function picture_files_walk(root, folder, shown) {
    const entries = (0,external_node_fs_namespaceObject.readdirSync)((0,external_node_path_namespaceObject.join)(root, folder), { withFileTypes: true });
    return entries.flatMap((entry) => {
        if (entry.name.startsWith('.'))
            return [];
        const way = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isSymbolicLink())
            refuseLink(root, way, shown);
        return entry.isDirectory() ? picture_files_walk(root, way, shown) : [refuseSpecial(entry, way, shown)];
    });
}
/** Links may lead to files inside the folder only: one to a folder could make the walk endless or count pictures twice. */
function refuseLink(root, way, shown) {
    const real = (0,external_node_fs_namespaceObject.realpathSync)((0,external_node_path_namespaceObject.join)(root, way));
    if (isOutside(root, real))
        throw fault('PATH_OUTSIDE', { path: `${shown}/${way}` });
    if ((0,external_node_fs_namespaceObject.statSync)(real).isDirectory())
        throw fault('LINK_TO_FOLDER', { path: `${shown}/${way}` });
}
function refuseSpecial(entry, way, shown) {
    if (entry.isFile() || entry.isSymbolicLink())
        return way;
    throw fault('NOT_A_PICTURE', { path: `${shown}/${way}` });
}

// EXTERNAL MODULE: ./node_modules/@cwasm/jpeg-turbo/index.js
var jpeg_turbo = __nccwpck_require__(137);
// EXTERNAL MODULE: ./node_modules/@cwasm/webp/index.js
var webp = __nccwpck_require__(168);
;// CONCATENATED MODULE: external "module"
const external_module_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("module");
;// CONCATENATED MODULE: ./node_modules/fflate/esm/index.mjs

var esm_require = (0,external_module_namespaceObject.createRequire)('/');
// DEFLATE is a complex format; to read this code, you should probably check the RFC first:
// https://tools.ietf.org/html/rfc1951
// You may also wish to take a look at the guide I made about this program:
// https://gist.github.com/101arrowz/253f31eb5abc3d9275ab943003ffecad
// Some of the following code is similar to that of UZIP.js:
// https://github.com/photopea/UZIP.js
// However, the vast majority of the codebase has diverged from UZIP.js to increase performance and reduce bundle size.
// Sometimes 0 will appear where -1 would be more appropriate. This is because using a uint
// is better for memory in most engines (I *think*).
var _a;
// Mediocre shim
var esm_Worker;
var isMarkedAsUntransferable;
var workerAdd = ";var __w=require('worker_threads');__w.parentPort.on('message',function(m){onmessage({data:m})}),postMessage=function(m,t){__w.parentPort.postMessage(m,t)},close=process.exit;self=global";
try {
    (_a = esm_require('worker_threads'), esm_Worker = _a.Worker, isMarkedAsUntransferable = _a.isMarkedAsUntransferable);
}
catch (e) {
}
var wk = (/* unused pure expression or super */ null && (esm_Worker ? function (c, _, msg, transfer, cb) {
    var done = false;
    var w = new esm_Worker(c + workerAdd, { eval: true })
        .on('error', function (e) { return cb(e, null); })
        .on('message', function (m) { return cb(null, m); })
        .on('exit', function (c) {
        if (c && !done)
            cb(new Error('exited with code ' + c), null);
    });
    if (isMarkedAsUntransferable)
        transfer = transfer.filter(function (t) { return !isMarkedAsUntransferable(t); });
    w.postMessage(msg, transfer);
    w.terminate = function () {
        done = true;
        return esm_Worker.prototype.terminate.call(w);
    };
    return w;
} : function (_, __, ___, ____, cb) {
    setImmediate(function () { return cb(new Error('async operations unsupported - update to Node 12+ (or Node 10-11 with the --experimental-worker CLI flag)'), null); });
    var NOP = function () { };
    return {
        terminate: NOP,
        postMessage: NOP
    };
}));

// aliases for shorter compressed code (most minifers don't do this)
var u8 = Uint8Array, u16 = Uint16Array, i32 = Int32Array;
// fixed length extra bits
var fleb = new u8([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0, /* unused */ 0, 0, /* impossible */ 0]);
// fixed distance extra bits
var fdeb = new u8([0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, /* unused */ 0, 0]);
// code length index map
var clim = new u8([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);
// get base, reverse index map from extra bits
var freb = function (eb, start) {
    var b = new u16(31);
    for (var i = 0; i < 31; ++i) {
        b[i] = start += 1 << eb[i - 1];
    }
    // numbers here are at max 18 bits
    var r = new i32(b[30]);
    for (var i = 1; i < 30; ++i) {
        for (var j = b[i]; j < b[i + 1]; ++j) {
            r[j] = ((j - b[i]) << 5) | i;
        }
    }
    return { b: b, r: r };
};
var _a = freb(fleb, 2), fl = _a.b, revfl = _a.r;
// we can ignore the fact that the other numbers are wrong; they never happen anyway
fl[28] = 258, revfl[258] = 28;
var _b = freb(fdeb, 0), fd = _b.b, revfd = _b.r;
// map of value to reverse (assuming 16 bits)
var rev = new u16(32768);
for (var i = 0; i < 32768; ++i) {
    // reverse table algorithm from SO
    var x = ((i & 0xAAAA) >> 1) | ((i & 0x5555) << 1);
    x = ((x & 0xCCCC) >> 2) | ((x & 0x3333) << 2);
    x = ((x & 0xF0F0) >> 4) | ((x & 0x0F0F) << 4);
    rev[i] = (((x & 0xFF00) >> 8) | ((x & 0x00FF) << 8)) >> 1;
}
// create huffman tree from u8 "map": index -> code length for code index
// mb (max bits) must be at most 15
// TODO: optimize/split up?
var hMap = (function (cd, mb, r) {
    var s = cd.length;
    // index
    var i = 0;
    // u16 "map": index -> # of codes with bit length = index
    var l = new u16(mb);
    // length of cd must be 288 (total # of codes)
    for (; i < s; ++i) {
        if (cd[i])
            ++l[cd[i] - 1];
    }
    // u16 "map": index -> minimum code for bit length = index
    var le = new u16(mb);
    for (i = 1; i < mb; ++i) {
        le[i] = (le[i - 1] + l[i - 1]) << 1;
    }
    var co;
    if (r) {
        // u16 "map": index -> number of actual bits, symbol for code
        co = new u16(1 << mb);
        // bits to remove for reverser
        var rvb = 15 - mb;
        for (i = 0; i < s; ++i) {
            // ignore 0 lengths
            if (cd[i]) {
                // num encoding both symbol and bits read
                var sv = (i << 4) | cd[i];
                // free bits
                var r_1 = mb - cd[i];
                // start value
                var v = le[cd[i] - 1]++ << r_1;
                // m is end value
                for (var m = v | ((1 << r_1) - 1); v <= m; ++v) {
                    // every 16 bit value starting with the code yields the same result
                    co[rev[v] >> rvb] = sv;
                }
            }
        }
    }
    else {
        co = new u16(s);
        for (i = 0; i < s; ++i) {
            if (cd[i]) {
                co[i] = rev[le[cd[i] - 1]++] >> (15 - cd[i]);
            }
        }
    }
    return co;
});
// fixed length tree
var flt = new u8(288);
for (var i = 0; i < 144; ++i)
    flt[i] = 8;
for (var i = 144; i < 256; ++i)
    flt[i] = 9;
for (var i = 256; i < 280; ++i)
    flt[i] = 7;
for (var i = 280; i < 288; ++i)
    flt[i] = 8;
// fixed distance tree
var fdt = new u8(32);
for (var i = 0; i < 32; ++i)
    fdt[i] = 5;
// fixed length map
var flm = /*#__PURE__*/ hMap(flt, 9, 0), flrm = /*#__PURE__*/ hMap(flt, 9, 1);
// fixed distance map
var fdm = /*#__PURE__*/ hMap(fdt, 5, 0), fdrm = /*#__PURE__*/ hMap(fdt, 5, 1);
// find max of array
var max = function (a) {
    var m = a[0];
    for (var i = 1; i < a.length; ++i) {
        if (a[i] > m)
            m = a[i];
    }
    return m;
};
// read d, starting at bit p and mask with m
var bits = function (d, p, m) {
    var o = (p / 8) | 0;
    return ((d[o] | (d[o + 1] << 8)) >> (p & 7)) & m;
};
// read d, starting at bit p continuing for at least 16 bits
var bits16 = function (d, p) {
    var o = (p / 8) | 0;
    return ((d[o] | (d[o + 1] << 8) | (d[o + 2] << 16)) >> (p & 7));
};
// get end of byte
var shft = function (p) { return ((p + 7) / 8) | 0; };
// typed array slice - allows garbage collector to free original reference,
// while being more compatible than .slice
var slc = function (v, s, e) {
    if (s == null || s < 0)
        s = 0;
    if (e == null || e > v.length)
        e = v.length;
    // can't use .constructor in case user-supplied
    return new u8(v.subarray(s, e));
};
/**
 * Codes for errors generated within this library
 */
var FlateErrorCode = {
    UnexpectedEOF: 0,
    InvalidBlockType: 1,
    InvalidLengthLiteral: 2,
    InvalidDistance: 3,
    StreamFinished: 4,
    NoStreamHandler: 5,
    InvalidHeader: 6,
    NoCallback: 7,
    InvalidUTF8: 8,
    ExtraFieldTooLong: 9,
    InvalidDate: 10,
    FilenameTooLong: 11,
    StreamFinishing: 12,
    InvalidZipData: 13,
    UnknownCompressionMethod: 14
};
// error codes
var ec = [
    'unexpected EOF',
    'invalid block type',
    'invalid length/literal',
    'invalid distance',
    'stream finished',
    'no stream handler',
    , // determined by compression function
    'no callback',
    'invalid UTF-8 data',
    'extra field too long',
    'date not in range 1980-2099',
    'filename too long',
    'stream finishing',
    'invalid zip data'
    // determined by unknown compression method
];
;
var err = function (ind, msg, nt) {
    var e = new Error(msg || ec[ind]);
    e.code = ind;
    if (Error.captureStackTrace)
        Error.captureStackTrace(e, err);
    if (!nt)
        throw e;
    return e;
};
// expands raw DEFLATE data
var inflt = function (dat, st, buf, dict) {
    // source length       dict length
    var sl = dat.length, dl = dict ? dict.length : 0;
    if (!sl || st.f && !st.l)
        return buf || new u8(0);
    var noBuf = !buf;
    // have to estimate size
    var resize = noBuf || st.i != 2;
    // no state
    var noSt = st.i;
    // Assumes roughly 33% compression ratio average
    if (noBuf)
        buf = new u8(sl * 3);
    // ensure buffer can fit at least l elements
    var cbuf = function (l) {
        var bl = buf.length;
        // need to increase size to fit
        if (l > bl) {
            // Double or set to necessary, whichever is greater
            var nbuf = new u8(Math.max(bl * 2, l));
            nbuf.set(buf);
            buf = nbuf;
        }
    };
    //  last chunk         bitpos           bytes
    var final = st.f || 0, pos = st.p || 0, bt = st.b || 0, lm = st.l, dm = st.d, lbt = st.m, dbt = st.n;
    // total bits
    var tbts = sl * 8;
    do {
        if (!lm) {
            // BFINAL - this is only 1 when last chunk is next
            final = bits(dat, pos, 1);
            // type: 0 = no compression, 1 = fixed huffman, 2 = dynamic huffman
            var type = bits(dat, pos + 1, 3);
            pos += 3;
            if (!type) {
                // go to end of byte boundary
                var s = shft(pos) + 4, l = dat[s - 4] | (dat[s - 3] << 8), t = s + l;
                if (t > sl) {
                    if (noSt)
                        err(0);
                    break;
                }
                // ensure size
                if (resize)
                    cbuf(bt + l);
                // Copy over uncompressed data
                buf.set(dat.subarray(s, t), bt);
                // Get new bitpos, update byte count
                st.b = bt += l, st.p = pos = t * 8, st.f = final;
                continue;
            }
            else if (type == 1)
                lm = flrm, dm = fdrm, lbt = 9, dbt = 5;
            else if (type == 2) {
                //  literal                            lengths
                var hLit = bits(dat, pos, 31) + 257, hcLen = bits(dat, pos + 10, 15) + 4;
                var tl = hLit + bits(dat, pos + 5, 31) + 1;
                pos += 14;
                // length+distance tree
                var ldt = new u8(tl);
                // code length tree
                var clt = new u8(19);
                for (var i = 0; i < hcLen; ++i) {
                    // use index map to get real code
                    clt[clim[i]] = bits(dat, pos + i * 3, 7);
                }
                pos += hcLen * 3;
                // code lengths bits
                var clb = max(clt), clbmsk = (1 << clb) - 1;
                // code lengths map
                var clm = hMap(clt, clb, 1);
                for (var i = 0; i < tl;) {
                    var r = clm[bits(dat, pos, clbmsk)];
                    // bits read
                    pos += r & 15;
                    // symbol
                    var s = r >> 4;
                    // code length to copy
                    if (s < 16) {
                        ldt[i++] = s;
                    }
                    else {
                        //  copy   count
                        var c = 0, n = 0;
                        if (s == 16)
                            n = 3 + bits(dat, pos, 3), pos += 2, c = ldt[i - 1];
                        else if (s == 17)
                            n = 3 + bits(dat, pos, 7), pos += 3;
                        else if (s == 18)
                            n = 11 + bits(dat, pos, 127), pos += 7;
                        while (n--)
                            ldt[i++] = c;
                    }
                }
                //    length tree                 distance tree
                var lt = ldt.subarray(0, hLit), dt = ldt.subarray(hLit);
                // max length bits
                lbt = max(lt);
                // max dist bits
                dbt = max(dt);
                lm = hMap(lt, lbt, 1);
                dm = hMap(dt, dbt, 1);
            }
            else
                err(1);
            if (pos > tbts) {
                if (noSt)
                    err(0);
                break;
            }
        }
        // Make sure the buffer can hold this + the largest possible addition
        // Maximum chunk size (practically, theoretically infinite) is 2^17
        if (resize)
            cbuf(bt + 131072);
        var lms = (1 << lbt) - 1, dms = (1 << dbt) - 1;
        var lpos = pos;
        for (;; lpos = pos) {
            // bits read, code
            var c = lm[bits16(dat, pos) & lms], sym = c >> 4;
            pos += c & 15;
            if (pos > tbts) {
                if (noSt)
                    err(0);
                break;
            }
            if (!c)
                err(2);
            if (sym < 256)
                buf[bt++] = sym;
            else if (sym == 256) {
                lpos = pos, lm = null;
                break;
            }
            else {
                var add = sym - 254;
                // no extra bits needed if less
                if (sym > 264) {
                    // index
                    var i = sym - 257, b = fleb[i];
                    add = bits(dat, pos, (1 << b) - 1) + fl[i];
                    pos += b;
                }
                // dist
                var d = dm[bits16(dat, pos) & dms], dsym = d >> 4;
                if (!d)
                    err(3);
                pos += d & 15;
                var dt = fd[dsym];
                if (dsym > 3) {
                    var b = fdeb[dsym];
                    dt += bits16(dat, pos) & (1 << b) - 1, pos += b;
                }
                if (pos > tbts) {
                    if (noSt)
                        err(0);
                    break;
                }
                if (resize)
                    cbuf(bt + 131072);
                var end = bt + add;
                if (bt < dt) {
                    var shift = dl - dt, dend = Math.min(dt, end);
                    if (shift + bt < 0)
                        err(3);
                    for (; bt < dend; ++bt)
                        buf[bt] = dict[shift + bt];
                }
                for (; bt < end; ++bt)
                    buf[bt] = buf[bt - dt];
            }
        }
        st.l = lm, st.p = lpos, st.b = bt, st.f = final;
        if (lm)
            final = 1, st.m = lbt, st.d = dm, st.n = dbt;
    } while (!final);
    // don't reallocate for streams or user buffers
    return bt != buf.length && noBuf ? slc(buf, 0, bt) : buf.subarray(0, bt);
};
// starting at p, write the minimum number of bits that can hold v to d
var wbits = function (d, p, v) {
    v <<= p & 7;
    var o = (p / 8) | 0;
    d[o] |= v;
    d[o + 1] |= v >> 8;
};
// starting at p, write the minimum number of bits (>8) that can hold v to d
var wbits16 = function (d, p, v) {
    v <<= p & 7;
    var o = (p / 8) | 0;
    d[o] |= v;
    d[o + 1] |= v >> 8;
    d[o + 2] |= v >> 16;
};
// creates code lengths from a frequency table
var hTree = function (d, mb) {
    // Need extra info to make a tree
    var t = [];
    for (var i = 0; i < d.length; ++i) {
        if (d[i])
            t.push({ s: i, f: d[i] });
    }
    var s = t.length;
    var t2 = t.slice();
    if (!s)
        return { t: et, l: 0 };
    if (s == 1) {
        var v = new u8(t[0].s + 1);
        v[t[0].s] = 1;
        return { t: v, l: 1 };
    }
    t.sort(function (a, b) { return a.f - b.f; });
    // after i2 reaches last ind, will be stopped
    // freq must be greater than largest possible number of symbols
    t.push({ s: -1, f: 25001 });
    var l = t[0], r = t[1], i0 = 0, i1 = 1, i2 = 2;
    t[0] = { s: -1, f: l.f + r.f, l: l, r: r };
    // efficient algorithm from UZIP.js
    // i0 is lookbehind, i2 is lookahead - after processing two low-freq
    // symbols that combined have high freq, will start processing i2 (high-freq,
    // non-composite) symbols instead
    // see https://reddit.com/r/photopea/comments/ikekht/uzipjs_questions/
    while (i1 != s - 1) {
        l = t[t[i0].f < t[i2].f ? i0++ : i2++];
        r = t[i0 != i1 && t[i0].f < t[i2].f ? i0++ : i2++];
        t[i1++] = { s: -1, f: l.f + r.f, l: l, r: r };
    }
    var maxSym = t2[0].s;
    for (var i = 1; i < s; ++i) {
        if (t2[i].s > maxSym)
            maxSym = t2[i].s;
    }
    // code lengths
    var tr = new u16(maxSym + 1);
    // max bits in tree
    var mbt = ln(t[i1 - 1], tr, 0);
    if (mbt > mb) {
        // more algorithms from UZIP.js
        // TODO: find out how this code works (debt)
        //  ind    debt
        var i = 0, dt = 0;
        //    left            cost
        var lft = mbt - mb, cst = 1 << lft;
        t2.sort(function (a, b) { return tr[b.s] - tr[a.s] || a.f - b.f; });
        for (; i < s; ++i) {
            var i2_1 = t2[i].s;
            if (tr[i2_1] > mb) {
                dt += cst - (1 << (mbt - tr[i2_1]));
                tr[i2_1] = mb;
            }
            else
                break;
        }
        dt >>= lft;
        while (dt > 0) {
            var i2_2 = t2[i].s;
            if (tr[i2_2] < mb)
                dt -= 1 << (mb - tr[i2_2]++ - 1);
            else
                ++i;
        }
        for (; i >= 0 && dt; --i) {
            var i2_3 = t2[i].s;
            if (tr[i2_3] == mb) {
                --tr[i2_3];
                ++dt;
            }
        }
        mbt = mb;
    }
    return { t: new u8(tr), l: mbt };
};
// get the max length and assign length codes
var ln = function (n, l, d) {
    return n.s == -1
        ? Math.max(ln(n.l, l, d + 1), ln(n.r, l, d + 1))
        : (l[n.s] = d);
};
// length codes generation
var lc = function (c) {
    var s = c.length;
    // Note that the semicolon was intentional
    while (s && !c[--s])
        ;
    var cl = new u16(++s);
    //  ind      num         streak
    var cli = 0, cln = c[0], cls = 1;
    var w = function (v) { cl[cli++] = v; };
    for (var i = 1; i <= s; ++i) {
        if (c[i] == cln && i != s)
            ++cls;
        else {
            if (!cln && cls > 2) {
                for (; cls > 138; cls -= 138)
                    w(32754);
                if (cls > 2) {
                    w(cls > 10 ? ((cls - 11) << 5) | 28690 : ((cls - 3) << 5) | 12305);
                    cls = 0;
                }
            }
            else if (cls > 3) {
                w(cln), --cls;
                for (; cls > 6; cls -= 6)
                    w(8304);
                if (cls > 2)
                    w(((cls - 3) << 5) | 8208), cls = 0;
            }
            while (cls--)
                w(cln);
            cls = 1;
            cln = c[i];
        }
    }
    return { c: cl.subarray(0, cli), n: s };
};
// calculate the length of output from tree, code lengths
var clen = function (cf, cl) {
    var l = 0;
    for (var i = 0; i < cl.length; ++i)
        l += cf[i] * cl[i];
    return l;
};
// writes a fixed block
// returns the new bit pos
var wfblk = function (out, pos, dat) {
    // no need to write 00 as type: TypedArray defaults to 0
    var s = dat.length;
    var o = shft(pos + 2);
    out[o] = s & 255;
    out[o + 1] = s >> 8;
    out[o + 2] = out[o] ^ 255;
    out[o + 3] = out[o + 1] ^ 255;
    for (var i = 0; i < s; ++i)
        out[o + i + 4] = dat[i];
    return (o + 4 + s) * 8;
};
// writes a block
var wblk = function (dat, out, final, syms, lf, df, eb, li, bs, bl, p) {
    wbits(out, p++, final);
    ++lf[256];
    var _a = hTree(lf, 15), dlt = _a.t, mlb = _a.l;
    var _b = hTree(df, 15), ddt = _b.t, mdb = _b.l;
    var _c = lc(dlt), lclt = _c.c, nlc = _c.n;
    var _d = lc(ddt), lcdt = _d.c, ndc = _d.n;
    var lcfreq = new u16(19);
    for (var i = 0; i < lclt.length; ++i)
        ++lcfreq[lclt[i] & 31];
    for (var i = 0; i < lcdt.length; ++i)
        ++lcfreq[lcdt[i] & 31];
    var _e = hTree(lcfreq, 7), lct = _e.t, mlcb = _e.l;
    var nlcc = 19;
    for (; nlcc > 4 && !lct[clim[nlcc - 1]]; --nlcc)
        ;
    var flen = (bl + 5) << 3;
    var ftlen = clen(lf, flt) + clen(df, fdt) + eb;
    var dtlen = clen(lf, dlt) + clen(df, ddt) + eb + 14 + 3 * nlcc + clen(lcfreq, lct) + 2 * lcfreq[16] + 3 * lcfreq[17] + 7 * lcfreq[18];
    if (bs >= 0 && flen <= ftlen && flen <= dtlen)
        return wfblk(out, p, dat.subarray(bs, bs + bl));
    var lm, ll, dm, dl;
    wbits(out, p, 1 + (dtlen < ftlen)), p += 2;
    if (dtlen < ftlen) {
        lm = hMap(dlt, mlb, 0), ll = dlt, dm = hMap(ddt, mdb, 0), dl = ddt;
        var llm = hMap(lct, mlcb, 0);
        wbits(out, p, nlc - 257);
        wbits(out, p + 5, ndc - 1);
        wbits(out, p + 10, nlcc - 4);
        p += 14;
        for (var i = 0; i < nlcc; ++i)
            wbits(out, p + 3 * i, lct[clim[i]]);
        p += 3 * nlcc;
        var lcts = [lclt, lcdt];
        for (var it = 0; it < 2; ++it) {
            var clct = lcts[it];
            for (var i = 0; i < clct.length; ++i) {
                var len = clct[i] & 31;
                wbits(out, p, llm[len]), p += lct[len];
                if (len > 15)
                    wbits(out, p, (clct[i] >> 5) & 127), p += clct[i] >> 12;
            }
        }
    }
    else {
        lm = flm, ll = flt, dm = fdm, dl = fdt;
    }
    for (var i = 0; i < li; ++i) {
        var sym = syms[i];
        if (sym > 255) {
            var len = (sym >> 18) & 31;
            wbits16(out, p, lm[len + 257]), p += ll[len + 257];
            if (len > 7)
                wbits(out, p, (sym >> 23) & 31), p += fleb[len];
            var dst = sym & 31;
            wbits16(out, p, dm[dst]), p += dl[dst];
            if (dst > 3)
                wbits16(out, p, (sym >> 5) & 8191), p += fdeb[dst];
        }
        else {
            wbits16(out, p, lm[sym]), p += ll[sym];
        }
    }
    wbits16(out, p, lm[256]);
    return p + ll[256];
};
// deflate options (nice << 13) | chain
var deo = /*#__PURE__*/ new i32([65540, 131080, 131088, 131104, 262176, 1048704, 1048832, 2114560, 2117632]);
// empty
var et = /*#__PURE__*/ new u8(0);
// compresses data into a raw DEFLATE buffer
var dflt = function (dat, lvl, plvl, pre, post, st) {
    var s = st.z || dat.length;
    var o = new u8(pre + s + 5 * (1 + Math.ceil(s / 7000)) + post);
    // writing to this writes to the output buffer
    var w = o.subarray(pre, o.length - post);
    var lst = st.l;
    var pos = (st.r || 0) & 7;
    if (lvl) {
        if (pos)
            w[0] = st.r >> 3;
        var opt = deo[lvl - 1];
        var n = opt >> 13, c = opt & 8191;
        var msk_1 = (1 << plvl) - 1;
        //    prev 2-byte val map    curr 2-byte val map
        var prev = st.p || new u16(32768), head = st.h || new u16(msk_1 + 1);
        var bs1_1 = Math.ceil(plvl / 3), bs2_1 = 2 * bs1_1;
        var hsh = function (i) { return (dat[i] ^ (dat[i + 1] << bs1_1) ^ (dat[i + 2] << bs2_1)) & msk_1; };
        // 24576 is an arbitrary number of maximum symbols per block
        // 424 buffer for last block
        var syms = new i32(25000);
        // length/literal freq   distance freq
        var lf = new u16(288), df = new u16(32);
        //  l/lcnt  exbits  index          l/lind  waitdx          blkpos
        var lc_1 = 0, eb = 0, i = st.i || 0, li = 0, wi = st.w || 0, bs = 0;
        for (; i + 2 < s; ++i) {
            // hash value
            var hv = hsh(i);
            // index mod 32768    previous index mod
            var imod = i & 32767, pimod = head[hv];
            prev[imod] = pimod;
            head[hv] = imod;
            // We always should modify head and prev, but only add symbols if
            // this data is not yet processed ("wait" for wait index)
            if (wi <= i) {
                // bytes remaining
                var rem = s - i;
                if ((lc_1 > 7000 || li > 24576) && (rem > 423 || !lst)) {
                    pos = wblk(dat, w, 0, syms, lf, df, eb, li, bs, i - bs, pos);
                    li = lc_1 = eb = 0, bs = i;
                    for (var j = 0; j < 286; ++j)
                        lf[j] = 0;
                    for (var j = 0; j < 30; ++j)
                        df[j] = 0;
                }
                //  len    dist   chain
                var l = 2, d = 0, ch_1 = c, dif = imod - pimod & 32767;
                if (rem > 2 && hv == hsh(i - dif)) {
                    var maxn = Math.min(n, rem) - 1;
                    var maxd = Math.min(32767, i);
                    // max possible length
                    // not capped at dif because decompressors implement "rolling" index population
                    var ml = Math.min(258, rem);
                    while (dif <= maxd && --ch_1 && imod != pimod) {
                        if (dat[i + l] == dat[i + l - dif]) {
                            var nl = 0;
                            for (; nl < ml && dat[i + nl] == dat[i + nl - dif]; ++nl)
                                ;
                            if (nl > l) {
                                l = nl, d = dif;
                                // break out early when we reach "nice" (we are satisfied enough)
                                if (nl > maxn)
                                    break;
                                // now, find the rarest 2-byte sequence within this
                                // length of literals and search for that instead.
                                // Much faster than just using the start
                                var mmd = Math.min(dif, nl - 2);
                                var md = 0;
                                for (var j = 0; j < mmd; ++j) {
                                    var ti = i - dif + j & 32767;
                                    var pti = prev[ti];
                                    var cd = ti - pti & 32767;
                                    if (cd > md)
                                        md = cd, pimod = ti;
                                }
                            }
                        }
                        // check the previous match
                        imod = pimod, pimod = prev[imod];
                        dif += imod - pimod & 32767;
                    }
                }
                // d will be nonzero only when a match was found
                if (d) {
                    // store both dist and len data in one int32
                    // Make sure this is recognized as a len/dist with 28th bit (2^28)
                    syms[li++] = 268435456 | (revfl[l] << 18) | revfd[d];
                    var lin = revfl[l] & 31, din = revfd[d] & 31;
                    eb += fleb[lin] + fdeb[din];
                    ++lf[257 + lin];
                    ++df[din];
                    wi = i + l;
                    ++lc_1;
                }
                else {
                    syms[li++] = dat[i];
                    ++lf[dat[i]];
                }
            }
        }
        for (i = Math.max(i, wi); i < s; ++i) {
            syms[li++] = dat[i];
            ++lf[dat[i]];
        }
        pos = wblk(dat, w, lst, syms, lf, df, eb, li, bs, i - bs, pos);
        if (!lst) {
            st.r = (pos & 7) | w[(pos / 8) | 0] << 3;
            // shft(pos) now 1 less if pos & 7 != 0
            pos -= 7;
            st.h = head, st.p = prev, st.i = i, st.w = wi;
        }
    }
    else {
        for (var i = st.w || 0; i < s + lst; i += 65535) {
            // end
            var e = i + 65535;
            if (e >= s) {
                // write final block
                w[(pos / 8) | 0] = lst;
                e = s;
            }
            pos = wfblk(w, pos + 1, dat.subarray(i, e));
        }
        st.i = s;
    }
    return slc(o, 0, pre + shft(pos) + post);
};
// CRC32 table
var crct = /*#__PURE__*/ (/* unused pure expression or super */ null && ((function () {
    var t = new Int32Array(256);
    for (var i = 0; i < 256; ++i) {
        var c = i, k = 9;
        while (--k)
            c = ((c & 1) && -306674912) ^ (c >>> 1);
        t[i] = c;
    }
    return t;
})()));
// CRC32
var crc = function () {
    var c = -1;
    return {
        p: function (d) {
            // closures have awful performance
            var cr = c;
            for (var i = 0; i < d.length; ++i)
                cr = crct[(cr & 255) ^ d[i]] ^ (cr >>> 8);
            c = cr;
        },
        d: function () { return ~c; }
    };
};
// Adler32
var adler = function () {
    var a = 1, b = 0;
    return {
        p: function (d) {
            // closures have awful performance
            var n = a, m = b;
            var l = d.length | 0;
            for (var i = 0; i != l;) {
                var e = Math.min(i + 2655, l);
                for (; i < e; ++i)
                    m += n += d[i];
                n = (n & 65535) + 15 * (n >> 16), m = (m & 65535) + 15 * (m >> 16);
            }
            a = n, b = m;
        },
        d: function () {
            a %= 65521, b %= 65521;
            return (a & 255) << 24 | (a & 0xFF00) << 8 | (b & 255) << 8 | (b >> 8);
        }
    };
};
;
// deflate with opts
var dopt = function (dat, opt, pre, post, st) {
    if (!st) {
        st = { l: 1 };
        if (opt.dictionary) {
            var dict = opt.dictionary.subarray(-32768);
            var newDat = new u8(dict.length + dat.length);
            newDat.set(dict);
            newDat.set(dat, dict.length);
            dat = newDat;
            st.w = dict.length;
        }
    }
    return dflt(dat, opt.level == null ? 6 : opt.level, opt.mem == null ? (st.l ? Math.ceil(Math.max(8, Math.min(13, Math.log(dat.length))) * 1.5) : 20) : (12 + opt.mem), pre, post, st);
};
// Walmart object spread
var mrg = function (a, b) {
    var o = {};
    for (var k in a)
        o[k] = a[k];
    for (var k in b)
        o[k] = b[k];
    return o;
};
// worker clone
// This is possibly the craziest part of the entire codebase, despite how simple it may seem.
// The only parameter to this function is a closure that returns an array of variables outside of the function scope.
// We're going to try to figure out the variable names used in the closure as strings because that is crucial for workerization.
// We will return an object mapping of true variable name to value (basically, the current scope as a JS object).
// The reason we can't just use the original variable names is minifiers mangling the toplevel scope.
// This took me three weeks to figure out how to do.
var wcln = function (fn, fnStr, td) {
    var dt = fn();
    var st = fn.toString();
    var ks = st.slice(st.indexOf('[') + 1, st.lastIndexOf(']')).replace(/\s+/g, '').split(',');
    for (var i = 0; i < dt.length; ++i) {
        var v = dt[i], k = ks[i];
        if (typeof v == 'function') {
            fnStr += ';' + k + '=';
            var st_1 = v.toString();
            if (v.prototype) {
                // for global objects
                if (st_1.indexOf('[native code]') != -1) {
                    var spInd = st_1.indexOf(' ', 8) + 1;
                    fnStr += st_1.slice(spInd, st_1.indexOf('(', spInd));
                }
                else {
                    fnStr += st_1;
                    for (var t in v.prototype)
                        fnStr += ';' + k + '.prototype.' + t + '=' + v.prototype[t].toString();
                }
            }
            else
                fnStr += st_1;
        }
        else
            td[k] = v;
    }
    return fnStr;
};
var ch = (/* unused pure expression or super */ null && ([]));
// clone bufs
var cbfs = function (v) {
    var tl = [];
    for (var k in v) {
        if (v[k].buffer) {
            tl.push((v[k] = new v[k].constructor(v[k])).buffer);
        }
    }
    return tl;
};
// use a worker to execute code
var wrkr = function (fns, init, id, cb) {
    if (!ch[id]) {
        var fnStr = '', td_1 = {}, m = fns.length - 1;
        for (var i = 0; i < m; ++i)
            fnStr = wcln(fns[i], fnStr, td_1);
        ch[id] = { c: wcln(fns[m], fnStr, td_1), e: td_1 };
    }
    var td = mrg({}, ch[id].e);
    return wk(ch[id].c + ';onmessage=function(e){for(var k in e.data)self[k]=e.data[k];onmessage=' + init.toString() + '}', id, td, cbfs(td), cb);
};
// base async inflate fn
var bInflt = function () { return [u8, u16, i32, fleb, fdeb, clim, fl, fd, flrm, fdrm, rev, ec, hMap, max, bits, bits16, shft, slc, err, inflt, inflateSync, pbf, gopt]; };
var bDflt = function () { return [u8, u16, i32, fleb, fdeb, clim, revfl, revfd, flm, flt, fdm, fdt, rev, deo, et, hMap, wbits, wbits16, hTree, ln, lc, clen, wfblk, wblk, shft, slc, dflt, dopt, deflateSync, pbf]; };
// gzip extra
var gze = function () { return [gzh, gzhl, wbytes, crc, crct]; };
// gunzip extra
var guze = function () { return [gzs, gzl]; };
// zlib extra
var zle = function () { return [zlh, wbytes, adler]; };
// unzlib extra
var zule = function () { return [zls]; };
// post buf
var pbf = function (msg) { return postMessage(msg, [msg.buffer]); };
// get opts
var gopt = function (o) { return o && {
    out: o.size && new u8(o.size),
    dictionary: o.dictionary
}; };
// async helper
var cbify = function (dat, opts, fns, init, id, cb) {
    var w = wrkr(fns, init, id, function (err, dat) {
        w.terminate();
        cb(err, dat);
    });
    w.postMessage([dat, opts], opts.consume ? [dat.buffer] : []);
    return function () { w.terminate(); };
};
// auto stream
var astrm = function (strm) {
    strm.ondata = function (dat, final) { return postMessage([dat, final], [dat.buffer]); };
    return function (ev) {
        if (ev.data[0]) {
            strm.push(ev.data[0], ev.data[1]);
            postMessage([ev.data[0].length]);
        }
        else
            strm.flush(ev.data[1]);
    };
};
// async stream attach
var astrmify = function (fns, strm, opts, init, id, flush, ext) {
    var t;
    var w = wrkr(fns, init, id, function (err, dat) {
        if (err)
            w.terminate(), strm.ondata.call(strm, err);
        else if (!Array.isArray(dat))
            ext(dat);
        else if (dat.length == 1) {
            strm.queuedSize -= dat[0];
            if (strm.ondrain)
                strm.ondrain(dat[0]);
        }
        else {
            if (dat[1])
                w.terminate();
            strm.ondata.call(strm, err, dat[0], dat[1]);
        }
    });
    w.postMessage(opts);
    strm.queuedSize = 0;
    strm.push = function (d, f) {
        if (!strm.ondata)
            err(5);
        if (t)
            strm.ondata(err(4, 0, 1), null, !!f);
        strm.queuedSize += d.length;
        // can fail for cross-realm Uint8Array, but ok - only a small performance penalty
        w.postMessage([d, t = f], d.buffer instanceof ArrayBuffer ? [d.buffer] : []);
    };
    strm.terminate = function () { w.terminate(); };
    if (flush) {
        strm.flush = function (sync) { w.postMessage([0, sync]); };
    }
};
// read 2 bytes
var b2 = function (d, b) { return d[b] | (d[b + 1] << 8); };
// read 4 bytes
var b4 = function (d, b) { return (d[b] | (d[b + 1] << 8) | (d[b + 2] << 16) | (d[b + 3] << 24)) >>> 0; };
// read 8 bytes
var b8 = function (d, b) { return b4(d, b) + (b4(d, b + 4) * 4294967296); };
// write bytes
var wbytes = function (d, b, v) {
    for (; v; ++b)
        d[b] = v, v >>>= 8;
};
// gzip header
var gzh = function (c, o) {
    var fn = o.filename;
    c[0] = 31, c[1] = 139, c[2] = 8, c[8] = o.level < 2 ? 4 : o.level == 9 ? 2 : 0, c[9] = 3; // assume Unix
    if (o.mtime != 0)
        wbytes(c, 4, Math.floor(new Date(o.mtime || Date.now()) / 1000));
    if (fn) {
        c[3] = 8;
        for (var i = 0; i <= fn.length; ++i)
            c[i + 10] = fn.charCodeAt(i);
    }
};
// gzip footer: -8 to -4 = CRC, -4 to -0 is length
// gzip start
var gzs = function (d) {
    if (d[0] != 31 || d[1] != 139 || d[2] != 8)
        err(6, 'invalid gzip data');
    var flg = d[3];
    var st = 10;
    if (flg & 4)
        st += (d[10] | d[11] << 8) + 2;
    for (var zs = (flg >> 3 & 1) + (flg >> 4 & 1); zs > 0; zs -= !d[st++])
        ;
    return st + (flg & 2);
};
// gzip length
var gzl = function (d) {
    var l = d.length;
    return (d[l - 4] | d[l - 3] << 8 | d[l - 2] << 16 | d[l - 1] << 24) >>> 0;
};
// gzip header length
var gzhl = function (o) { return 10 + (o.filename ? o.filename.length + 1 : 0); };
// zlib header
var zlh = function (c, o) {
    var lv = o.level, fl = lv == 0 ? 0 : lv < 6 ? 1 : lv == 9 ? 3 : 2;
    c[0] = 120, c[1] = (fl << 6) | (o.dictionary && 32);
    c[1] |= 31 - ((c[0] << 8) | c[1]) % 31;
    if (o.dictionary) {
        var h = adler();
        h.p(o.dictionary);
        wbytes(c, 2, h.d());
    }
};
// zlib start
var zls = function (d, dict) {
    if ((d[0] & 15) != 8 || (d[0] >> 4) > 7 || ((d[0] << 8 | d[1]) % 31))
        err(6, 'invalid zlib data');
    if ((d[1] >> 5 & 1) == +!dict)
        err(6, 'invalid zlib data: ' + (d[1] & 32 ? 'need' : 'unexpected') + ' dictionary');
    return (d[1] >> 3 & 4) + 2;
};
function StrmOpt(opts, cb) {
    if (typeof opts == 'function')
        cb = opts, opts = {};
    this.ondata = cb;
    return opts;
}
/**
 * Streaming DEFLATE compression
 */
var Deflate = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function Deflate(opts, cb) {
        if (typeof opts == 'function')
            cb = opts, opts = {};
        this.ondata = cb;
        this.o = opts || {};
        this.s = { l: 0, i: 32768, w: 32768, z: 32768 };
        // Buffer length must always be 0 mod 32768 for index calculations to be correct when modifying head and prev
        // 98304 = 32768 (lookback) + 65536 (common chunk size)
        this.b = new u8(98304);
        if (this.o.dictionary) {
            var dict = this.o.dictionary.subarray(-32768);
            this.b.set(dict, 32768 - dict.length);
            this.s.i = 32768 - dict.length;
        }
    }
    Deflate.prototype.p = function (c, f) {
        this.ondata(dopt(c, this.o, 0, 0, this.s), f);
    };
    /**
     * Pushes a chunk to be deflated
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    Deflate.prototype.push = function (chunk, final) {
        if (!this.ondata)
            err(5);
        if (this.s.l)
            err(4);
        var endLen = chunk.length + this.s.z;
        if (endLen > this.b.length) {
            if (endLen > 2 * this.b.length - 32768) {
                var newBuf = new u8(endLen & -32768);
                newBuf.set(this.b.subarray(0, this.s.z));
                this.b = newBuf;
            }
            var split = this.b.length - this.s.z;
            this.b.set(chunk.subarray(0, split), this.s.z);
            this.s.z = this.b.length;
            this.p(this.b, false);
            this.b.set(this.b.subarray(-32768));
            this.b.set(chunk.subarray(split), 32768);
            this.s.z = chunk.length - split + 32768;
            this.s.i = 32766, this.s.w = 32768;
        }
        else {
            this.b.set(chunk, this.s.z);
            this.s.z += chunk.length;
        }
        this.s.l = final & 1;
        if (this.s.z > this.s.w + 8191 || final) {
            this.p(this.b, final || false);
            this.s.w = this.s.i, this.s.i -= 2;
        }
        if (final) {
            // cleanup unneeded buffers/state to reduce memory usage
            this.s = this.o = {};
            this.b = et;
        }
    };
    /**
     * Flushes buffered uncompressed data. Useful to immediately retrieve the
     * deflated output for small inputs.
     * @param sync Whether to flush to a byte boundary. A sync flush takes 4-5
     *             extra bytes, but guarantees all pushed data is immediately
     *             decompressible. A separate DEFLATE stream may be concatenated
     *             with the current output after a sync flush.
     */
    Deflate.prototype.flush = function (sync) {
        if (!this.ondata)
            err(5);
        if (this.s.l)
            err(4);
        this.p(this.b, false);
        this.s.w = this.s.i, this.s.i -= 2;
        // could technically skip writing the type-0 block for (this.s.r & 7) == 0,
        // but the deterministic trailer (00 00 FF FF) is useful in some situations
        if (sync) {
            var c = new u8(6);
            c[0] = this.s.r >> 3;
            // write empty, non-final type-0 block
            var ep = wfblk(c, this.s.r, et);
            this.s.r = 0;
            this.ondata(c.subarray(0, ep >> 3), false);
        }
    };
    return Deflate;
}())));

/**
 * Asynchronous streaming DEFLATE compression
 */
var AsyncDeflate = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function AsyncDeflate(opts, cb) {
        astrmify([
            bDflt,
            function () { return [astrm, Deflate]; }
        ], this, StrmOpt.call(this, opts, cb), function (ev) {
            var strm = new Deflate(ev.data);
            onmessage = astrm(strm);
        }, 6, 1);
    }
    return AsyncDeflate;
}())));

function deflate(data, opts, cb) {
    if (!cb)
        cb = opts, opts = {};
    if (typeof cb != 'function')
        err(7);
    return cbify(data, opts, [
        bDflt,
    ], function (ev) { return pbf(deflateSync(ev.data[0], ev.data[1])); }, 0, cb);
}
/**
 * Compresses data with DEFLATE without any wrapper
 * @param data The data to compress
 * @param opts The compression options
 * @returns The deflated version of the data
 */
function deflateSync(data, opts) {
    return dopt(data, opts || {}, 0, 0);
}
/**
 * Streaming DEFLATE decompression
 */
var Inflate = /*#__PURE__*/ (function () {
    function Inflate(opts, cb) {
        // no StrmOpt here to avoid adding to workerizer
        if (typeof opts == 'function')
            cb = opts, opts = {};
        this.ondata = cb;
        var dict = opts && opts.dictionary && opts.dictionary.subarray(-32768);
        this.s = { i: 0, b: dict ? dict.length : 0 };
        this.o = new u8(32768);
        this.p = new u8(0);
        if (dict)
            this.o.set(dict);
    }
    Inflate.prototype.e = function (c) {
        if (!this.ondata)
            err(5);
        if (this.d)
            err(4);
        if (!this.p.length)
            this.p = c;
        else if (c.length) {
            var n = new u8(this.p.length + c.length);
            n.set(this.p), n.set(c, this.p.length), this.p = n;
        }
    };
    Inflate.prototype.c = function (final) {
        this.s.i = +(this.d = final || false);
        var bts = this.s.b;
        var dt = inflt(this.p, this.s, this.o);
        this.ondata(slc(dt, bts, this.s.b), this.d);
        this.o = slc(dt, this.s.b - 32768), this.s.b = this.o.length;
        this.p = slc(this.p, (this.s.p / 8) | 0), this.s.p &= 7;
    };
    /**
     * Pushes a chunk to be inflated
     * @param chunk The chunk to push
     * @param final Whether this is the final chunk
     */
    Inflate.prototype.push = function (chunk, final) {
        this.e(chunk), this.c(final);
    };
    return Inflate;
}());

/**
 * Asynchronous streaming DEFLATE decompression
 */
var AsyncInflate = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function AsyncInflate(opts, cb) {
        astrmify([
            bInflt,
            function () { return [astrm, Inflate]; }
        ], this, StrmOpt.call(this, opts, cb), function (ev) {
            var strm = new Inflate(ev.data);
            onmessage = astrm(strm);
        }, 7, 0);
    }
    return AsyncInflate;
}())));

function inflate(data, opts, cb) {
    if (!cb)
        cb = opts, opts = {};
    if (typeof cb != 'function')
        err(7);
    return cbify(data, opts, [
        bInflt
    ], function (ev) { return pbf(inflateSync(ev.data[0], gopt(ev.data[1]))); }, 1, cb);
}
function inflateSync(data, opts) {
    return inflt(data, { i: 2 }, opts && opts.out, opts && opts.dictionary);
}
// before you yell at me for not just using extends, my reason is that TS inheritance is hard to workerize.
/**
 * Streaming GZIP compression
 */
var Gzip = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function Gzip(opts, cb) {
        this.c = crc();
        this.l = 0;
        this.v = 1;
        Deflate.call(this, opts, cb);
    }
    /**
     * Pushes a chunk to be GZIPped
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    Gzip.prototype.push = function (chunk, final) {
        this.c.p(chunk);
        this.l += chunk.length;
        Deflate.prototype.push.call(this, chunk, final);
    };
    Gzip.prototype.p = function (c, f) {
        var raw = dopt(c, this.o, this.v && gzhl(this.o), f && 8, this.s);
        if (this.v)
            gzh(raw, this.o), this.v = 0;
        if (f)
            wbytes(raw, raw.length - 8, this.c.d()), wbytes(raw, raw.length - 4, this.l);
        this.ondata(raw, f);
    };
    /**
     * Flushes buffered uncompressed data. Useful to immediately retrieve the
     * GZIPped output for small inputs.
     * @param sync Whether to flush to a byte boundary. A sync flush takes 4-5
     *             extra bytes, but guarantees all pushed data is immediately
     *             decompressible.
     */
    Gzip.prototype.flush = function (sync) {
        Deflate.prototype.flush.call(this, sync);
    };
    return Gzip;
}())));

/**
 * Asynchronous streaming GZIP compression
 */
var AsyncGzip = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function AsyncGzip(opts, cb) {
        astrmify([
            bDflt,
            gze,
            function () { return [astrm, Deflate, Gzip]; }
        ], this, StrmOpt.call(this, opts, cb), function (ev) {
            var strm = new Gzip(ev.data);
            onmessage = astrm(strm);
        }, 8, 1);
    }
    return AsyncGzip;
}())));

function gzip(data, opts, cb) {
    if (!cb)
        cb = opts, opts = {};
    if (typeof cb != 'function')
        err(7);
    return cbify(data, opts, [
        bDflt,
        gze,
        function () { return [gzipSync]; }
    ], function (ev) { return pbf(gzipSync(ev.data[0], ev.data[1])); }, 2, cb);
}
/**
 * Compresses data with GZIP
 * @param data The data to compress
 * @param opts The compression options
 * @returns The gzipped version of the data
 */
function gzipSync(data, opts) {
    if (!opts)
        opts = {};
    var c = crc(), l = data.length;
    c.p(data);
    var d = dopt(data, opts, gzhl(opts), 8), s = d.length;
    return gzh(d, opts), wbytes(d, s - 8, c.d()), wbytes(d, s - 4, l), d;
}
/**
 * Streaming single or multi-member GZIP decompression
 */
var Gunzip = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function Gunzip(opts, cb) {
        this.v = 1;
        this.r = 0;
        Inflate.call(this, opts, cb);
    }
    /**
     * Pushes a chunk to be GUNZIPped
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    Gunzip.prototype.push = function (chunk, final) {
        Inflate.prototype.e.call(this, chunk);
        this.r += chunk.length;
        if (this.v) {
            var p = this.p.subarray(this.v - 1);
            var s = p.length > 3 ? gzs(p) : 4;
            if (s > p.length) {
                if (!final)
                    return;
            }
            else if (this.v > 1 && this.onmember) {
                this.onmember(this.r - p.length);
            }
            this.p = p.subarray(s), this.v = 0;
        }
        // necessary to prevent TS from using the closure value
        // This allows for workerization to function correctly
        Inflate.prototype.c.call(this, 0);
        // process concatenated GZIP
        if (this.s.f && !this.s.l) {
            this.v = shft(this.s.p) + 9;
            this.s = { i: 0 };
            this.o = new u8(0);
            this.push(new u8(0), final);
        }
        else if (final) {
            Inflate.prototype.c.call(this, final);
        }
    };
    return Gunzip;
}())));

/**
 * Asynchronous streaming single or multi-member GZIP decompression
 */
var AsyncGunzip = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function AsyncGunzip(opts, cb) {
        var _this = this;
        astrmify([
            bInflt,
            guze,
            function () { return [astrm, Inflate, Gunzip]; }
        ], this, StrmOpt.call(this, opts, cb), function (ev) {
            var strm = new Gunzip(ev.data);
            strm.onmember = function (offset) { return postMessage(offset); };
            onmessage = astrm(strm);
        }, 9, 0, function (offset) { return _this.onmember && _this.onmember(offset); });
    }
    return AsyncGunzip;
}())));

function gunzip(data, opts, cb) {
    if (!cb)
        cb = opts, opts = {};
    if (typeof cb != 'function')
        err(7);
    return cbify(data, opts, [
        bInflt,
        guze,
        function () { return [gunzipSync]; }
    ], function (ev) { return pbf(gunzipSync(ev.data[0], ev.data[1])); }, 3, cb);
}
function gunzipSync(data, opts) {
    var st = gzs(data);
    if (st + 8 > data.length)
        err(6, 'invalid gzip data');
    return inflt(data.subarray(st, -8), { i: 2 }, opts && opts.out || new u8(gzl(data)), opts && opts.dictionary);
}
/**
 * Streaming Zlib compression
 */
var Zlib = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function Zlib(opts, cb) {
        this.c = adler();
        this.v = 1;
        Deflate.call(this, opts, cb);
    }
    /**
     * Pushes a chunk to be zlibbed
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    Zlib.prototype.push = function (chunk, final) {
        this.c.p(chunk);
        Deflate.prototype.push.call(this, chunk, final);
    };
    Zlib.prototype.p = function (c, f) {
        var raw = dopt(c, this.o, this.v && (this.o.dictionary ? 6 : 2), f && 4, this.s);
        if (this.v)
            zlh(raw, this.o), this.v = 0;
        if (f)
            wbytes(raw, raw.length - 4, this.c.d());
        this.ondata(raw, f);
    };
    /**
     * Flushes buffered uncompressed data. Useful to immediately retrieve the
     * zlibbed output for small inputs.
     * @param sync Whether to flush to a byte boundary. A sync flush takes 4-5
     *             extra bytes, but guarantees all pushed data is immediately
     *             decompressible.
     */
    Zlib.prototype.flush = function (sync) {
        Deflate.prototype.flush.call(this, sync);
    };
    return Zlib;
}())));

/**
 * Asynchronous streaming Zlib compression
 */
var AsyncZlib = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function AsyncZlib(opts, cb) {
        astrmify([
            bDflt,
            zle,
            function () { return [astrm, Deflate, Zlib]; }
        ], this, StrmOpt.call(this, opts, cb), function (ev) {
            var strm = new Zlib(ev.data);
            onmessage = astrm(strm);
        }, 10, 1);
    }
    return AsyncZlib;
}())));

function zlib(data, opts, cb) {
    if (!cb)
        cb = opts, opts = {};
    if (typeof cb != 'function')
        err(7);
    return cbify(data, opts, [
        bDflt,
        zle,
        function () { return [zlibSync]; }
    ], function (ev) { return pbf(zlibSync(ev.data[0], ev.data[1])); }, 4, cb);
}
/**
 * Compress data with Zlib
 * @param data The data to compress
 * @param opts The compression options
 * @returns The zlib-compressed version of the data
 */
function zlibSync(data, opts) {
    if (!opts)
        opts = {};
    var a = adler();
    a.p(data);
    var d = dopt(data, opts, opts.dictionary ? 6 : 2, 4);
    return zlh(d, opts), wbytes(d, d.length - 4, a.d()), d;
}
/**
 * Streaming Zlib decompression
 */
var Unzlib = /*#__PURE__*/ (function () {
    function Unzlib(opts, cb) {
        Inflate.call(this, opts, cb);
        this.v = opts && opts.dictionary ? 2 : 1;
    }
    /**
     * Pushes a chunk to be unzlibbed
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    Unzlib.prototype.push = function (chunk, final) {
        Inflate.prototype.e.call(this, chunk);
        if (this.v) {
            if (this.p.length < 6 && !final)
                return;
            this.p = this.p.subarray(zls(this.p, this.v - 1)), this.v = 0;
        }
        if (final) {
            if (this.p.length < 4)
                err(6, 'invalid zlib data');
            this.p = this.p.subarray(0, -4);
        }
        // necessary to prevent TS from using the closure value
        // This allows for workerization to function correctly
        Inflate.prototype.c.call(this, final);
    };
    return Unzlib;
}());

/**
 * Asynchronous streaming Zlib decompression
 */
var AsyncUnzlib = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function AsyncUnzlib(opts, cb) {
        astrmify([
            bInflt,
            zule,
            function () { return [astrm, Inflate, Unzlib]; }
        ], this, StrmOpt.call(this, opts, cb), function (ev) {
            var strm = new Unzlib(ev.data);
            onmessage = astrm(strm);
        }, 11, 0);
    }
    return AsyncUnzlib;
}())));

function unzlib(data, opts, cb) {
    if (!cb)
        cb = opts, opts = {};
    if (typeof cb != 'function')
        err(7);
    return cbify(data, opts, [
        bInflt,
        zule,
        function () { return [unzlibSync]; }
    ], function (ev) { return pbf(unzlibSync(ev.data[0], gopt(ev.data[1]))); }, 5, cb);
}
function unzlibSync(data, opts) {
    return inflt(data.subarray(zls(data, opts && opts.dictionary), -4), { i: 2 }, opts && opts.out, opts && opts.dictionary);
}
// Default algorithm for compression (used because having a known output size allows faster decompression)


/**
 * Streaming GZIP, Zlib, or raw DEFLATE decompression
 */
var Decompress = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function Decompress(opts, cb) {
        this.o = StrmOpt.call(this, opts, cb) || {};
        this.G = Gunzip;
        this.I = Inflate;
        this.Z = Unzlib;
    }
    // init substream
    // overriden by AsyncDecompress
    Decompress.prototype.i = function () {
        var _this = this;
        this.s.ondata = function (dat, final) {
            _this.ondata(dat, final);
        };
    };
    /**
     * Pushes a chunk to be decompressed
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    Decompress.prototype.push = function (chunk, final) {
        if (!this.ondata)
            err(5);
        if (!this.s) {
            if (this.p && this.p.length) {
                var n = new u8(this.p.length + chunk.length);
                n.set(this.p), n.set(chunk, this.p.length);
            }
            else
                this.p = chunk;
            if (this.p.length > 2) {
                this.s = (this.p[0] == 31 && this.p[1] == 139 && this.p[2] == 8)
                    ? new this.G(this.o)
                    : ((this.p[0] & 15) != 8 || (this.p[0] >> 4) > 7 || ((this.p[0] << 8 | this.p[1]) % 31))
                        ? new this.I(this.o)
                        : new this.Z(this.o);
                this.i();
                this.s.push(this.p, final);
                this.p = null;
            }
        }
        else
            this.s.push(chunk, final);
    };
    return Decompress;
}())));

/**
 * Asynchronous streaming GZIP, Zlib, or raw DEFLATE decompression
 */
var AsyncDecompress = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function AsyncDecompress(opts, cb) {
        Decompress.call(this, opts, cb);
        this.queuedSize = 0;
        this.G = AsyncGunzip;
        this.I = AsyncInflate;
        this.Z = AsyncUnzlib;
    }
    AsyncDecompress.prototype.i = function () {
        var _this = this;
        this.s.ondata = function (err, dat, final) {
            _this.ondata(err, dat, final);
        };
        this.s.ondrain = function (size) {
            _this.queuedSize -= size;
            if (_this.ondrain)
                _this.ondrain(size);
        };
    };
    /**
     * Pushes a chunk to be decompressed
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    AsyncDecompress.prototype.push = function (chunk, final) {
        this.queuedSize += chunk.length;
        Decompress.prototype.push.call(this, chunk, final);
    };
    return AsyncDecompress;
}())));

function decompress(data, opts, cb) {
    if (!cb)
        cb = opts, opts = {};
    if (typeof cb != 'function')
        err(7);
    return (data[0] == 31 && data[1] == 139 && data[2] == 8)
        ? gunzip(data, opts, cb)
        : ((data[0] & 15) != 8 || (data[0] >> 4) > 7 || ((data[0] << 8 | data[1]) % 31))
            ? inflate(data, opts, cb)
            : unzlib(data, opts, cb);
}
/**
 * Expands compressed GZIP, Zlib, or raw DEFLATE data, automatically detecting the format
 * @param data The data to decompress
 * @param opts The decompression options
 * @returns The decompressed version of the data
 */
function decompressSync(data, opts) {
    return (data[0] == 31 && data[1] == 139 && data[2] == 8)
        ? gunzipSync(data, opts)
        : ((data[0] & 15) != 8 || (data[0] >> 4) > 7 || ((data[0] << 8 | data[1]) % 31))
            ? inflateSync(data, opts)
            : unzlibSync(data, opts);
}
// flatten a directory structure
var fltn = function (d, p, t, o) {
    for (var k in d) {
        var val = d[k], n = p + k, op = o;
        if (Array.isArray(val))
            op = mrg(o, val[1]), val = val[0];
        if (ArrayBuffer.isView(val))
            t[n] = [val, op];
        else {
            t[n += '/'] = [new u8(0), op];
            fltn(val, n, t, o);
        }
    }
};
// text encoder
var te = typeof TextEncoder != 'undefined' && /*#__PURE__*/ new TextEncoder();
// text decoder
var td = typeof TextDecoder != 'undefined' && /*#__PURE__*/ new TextDecoder();
// text decoder stream
var tds = 0;
try {
    td.decode(et, { stream: true });
    tds = 1;
}
catch (e) { }
// decode UTF8
var dutf8 = function (d) {
    for (var r = '', i = 0;;) {
        var c = d[i++];
        var eb = (c > 127) + (c > 223) + (c > 239);
        if (i + eb > d.length)
            return { s: r, r: slc(d, i - 1) };
        if (!eb)
            r += String.fromCharCode(c);
        else if (eb == 3) {
            c = ((c & 15) << 18 | (d[i++] & 63) << 12 | (d[i++] & 63) << 6 | (d[i++] & 63)) - 65536,
                r += String.fromCharCode(55296 | (c >> 10), 56320 | (c & 1023));
        }
        else if (eb & 1)
            r += String.fromCharCode((c & 31) << 6 | (d[i++] & 63));
        else
            r += String.fromCharCode((c & 15) << 12 | (d[i++] & 63) << 6 | (d[i++] & 63));
    }
};
/**
 * Streaming UTF-8 decoding
 */
var DecodeUTF8 = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    /**
     * Creates a UTF-8 decoding stream
     * @param cb The callback to call whenever data is decoded
     */
    function DecodeUTF8(cb) {
        this.ondata = cb;
        if (tds)
            this.t = new TextDecoder();
        else
            this.p = et;
    }
    /**
     * Pushes a chunk to be decoded from UTF-8 binary
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    DecodeUTF8.prototype.push = function (chunk, final) {
        if (!this.ondata)
            err(5);
        final = !!final;
        if (this.t) {
            this.ondata(this.t.decode(chunk, { stream: true }), final);
            if (final) {
                if (this.t.decode().length)
                    err(8);
                this.t = null;
            }
            return;
        }
        if (!this.p)
            err(4);
        var dat = new u8(this.p.length + chunk.length);
        dat.set(this.p);
        dat.set(chunk, this.p.length);
        var _a = dutf8(dat), s = _a.s, r = _a.r;
        if (final) {
            if (r.length)
                err(8);
            this.p = null;
        }
        else
            this.p = r;
        this.ondata(s, final);
    };
    return DecodeUTF8;
}())));

/**
 * Streaming UTF-8 encoding
 */
var EncodeUTF8 = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    /**
     * Creates a UTF-8 decoding stream
     * @param cb The callback to call whenever data is encoded
     */
    function EncodeUTF8(cb) {
        this.ondata = cb;
    }
    /**
     * Pushes a chunk to be encoded to UTF-8
     * @param chunk The string data to push
     * @param final Whether this is the last chunk
     */
    EncodeUTF8.prototype.push = function (chunk, final) {
        if (!this.ondata)
            err(5);
        if (this.d)
            err(4);
        this.ondata(strToU8(chunk), this.d = final || false);
    };
    return EncodeUTF8;
}())));

/**
 * Converts a string into a Uint8Array for use with compression/decompression methods
 * @param str The string to encode
 * @param latin1 Whether or not to interpret the data as Latin-1. This should
 *               not need to be true unless decoding a binary string.
 * @returns The string encoded in UTF-8/Latin-1 binary
 */
function strToU8(str, latin1) {
    if (latin1) {
        var ar_1 = new u8(str.length);
        for (var i = 0; i < str.length; ++i)
            ar_1[i] = str.charCodeAt(i);
        return ar_1;
    }
    if (te)
        return te.encode(str);
    var l = str.length;
    var ar = new u8(str.length + (str.length >> 1));
    var ai = 0;
    var w = function (v) { ar[ai++] = v; };
    for (var i = 0; i < l; ++i) {
        if (ai + 5 > ar.length) {
            var n = new u8(ai + 8 + ((l - i) << 1));
            n.set(ar);
            ar = n;
        }
        var c = str.charCodeAt(i);
        if (c < 128 || latin1)
            w(c);
        else if (c < 2048)
            w(192 | (c >> 6)), w(128 | (c & 63));
        else if (c > 55295 && c < 57344)
            c = 65536 + (c & 1023 << 10) | (str.charCodeAt(++i) & 1023),
                w(240 | (c >> 18)), w(128 | ((c >> 12) & 63)), w(128 | ((c >> 6) & 63)), w(128 | (c & 63));
        else
            w(224 | (c >> 12)), w(128 | ((c >> 6) & 63)), w(128 | (c & 63));
    }
    return slc(ar, 0, ai);
}
/**
 * Converts a Uint8Array to a string
 * @param dat The data to decode to string
 * @param latin1 Whether or not to interpret the data as Latin-1. This should
 *               not need to be true unless encoding to binary string.
 * @returns The original UTF-8/Latin-1 string
 */
function strFromU8(dat, latin1) {
    if (latin1) {
        var r = '';
        for (var i = 0; i < dat.length; i += 16384)
            r += String.fromCharCode.apply(null, dat.subarray(i, i + 16384));
        return r;
    }
    else if (td) {
        return td.decode(dat);
    }
    else {
        var _a = dutf8(dat), s = _a.s, r = _a.r;
        if (r.length)
            err(8);
        return s;
    }
}
;
// deflate bit flag
var dbf = function (l) { return l == 1 ? 3 : l < 6 ? 2 : l == 9 ? 1 : 0; };
// skip local zip header
var slzh = function (d, b) { return b + 30 + b2(d, b + 26) + b2(d, b + 28); };
// read zip header
var zh = function (d, b, z) {
    var fnl = b2(d, b + 28), efl = b2(d, b + 30), fn = strFromU8(d.subarray(b + 46, b + 46 + fnl), !(b2(d, b + 8) & 2048)), es = b + 46 + fnl;
    var _a = z64hs(d, es, efl, z, b4(d, b + 20), b4(d, b + 24), b4(d, b + 42)), sc = _a[0], su = _a[1], off = _a[2];
    return [b2(d, b + 10), sc, su, fn, es + efl + b2(d, b + 32), off];
};
// read zip64 header sizes
var z64hs = function (d, b, l, z, sc, su, off) {
    var nsc = sc == 4294967295, nsu = su == 4294967295, noff = off == 4294967295, e = b + l;
    var nf = nsc + nsu + noff;
    if (z && nf) {
        for (; b + 4 < e; b += 4 + b2(d, b + 2)) {
            if (b2(d, b) == 1) {
                return [
                    nsc ? b8(d, b + 4 + 8 * nsu) : sc,
                    nsu ? b8(d, b + 4) : su,
                    noff ? b8(d, b + 4 + 8 * (nsu + nsc)) : off,
                    1
                ];
            }
        }
        // z == 2 for unknown whether or not zip64
        if (z < 2)
            err(13);
    }
    return [sc, su, off, 0];
};
// extra field length
var exfl = function (ex) {
    var le = 0;
    if (ex) {
        for (var k in ex) {
            var l = ex[k].length;
            if (l > 65535)
                err(9);
            le += l + 4;
        }
    }
    return le;
};
// write zip header
var wzh = function (d, b, f, fn, u, c, ce, co) {
    var fl = fn.length, ex = f.extra, col = co && co.length;
    var exl = exfl(ex);
    wbytes(d, b, ce != null ? 0x2014B50 : 0x4034B50), b += 4;
    if (ce != null)
        d[b++] = 20, d[b++] = f.os;
    d[b] = 20, b += 2; // spec compliance? what's that?
    d[b++] = (f.flag << 1) | (c < 0 && 8), d[b++] = u && 8;
    d[b++] = f.compression & 255, d[b++] = f.compression >> 8;
    var dt = new Date(f.mtime == null ? Date.now() : f.mtime), y = dt.getFullYear() - 1980;
    if (y < 0 || y > 119)
        err(10);
    wbytes(d, b, (y << 25) | ((dt.getMonth() + 1) << 21) | (dt.getDate() << 16) | (dt.getHours() << 11) | (dt.getMinutes() << 5) | (dt.getSeconds() >> 1)), b += 4;
    if (c != -1) {
        wbytes(d, b, f.crc);
        wbytes(d, b + 4, c < 0 ? -c - 2 : c);
        wbytes(d, b + 8, f.size);
    }
    wbytes(d, b + 12, fl);
    wbytes(d, b + 14, exl), b += 16;
    if (ce != null) {
        wbytes(d, b, col);
        wbytes(d, b + 6, f.attrs);
        wbytes(d, b + 10, ce), b += 14;
    }
    d.set(fn, b);
    b += fl;
    if (exl) {
        for (var k in ex) {
            var exf = ex[k], l = exf.length;
            wbytes(d, b, +k);
            wbytes(d, b + 2, l);
            d.set(exf, b + 4), b += 4 + l;
        }
    }
    if (col)
        d.set(co, b), b += col;
    return b;
};
// write zip footer (end of central directory)
var wzf = function (o, b, c, d, e) {
    wbytes(o, b, 0x6054B50); // skip disk
    wbytes(o, b + 8, c);
    wbytes(o, b + 10, c);
    wbytes(o, b + 12, d);
    wbytes(o, b + 16, e);
};
/**
 * A pass-through stream to keep data uncompressed in a ZIP archive.
 */
var ZipPassThrough = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    /**
     * Creates a pass-through stream that can be added to ZIP archives
     * @param filename The filename to associate with this data stream
     */
    function ZipPassThrough(filename) {
        this.filename = filename;
        this.c = crc();
        this.size = 0;
        this.compression = 0;
    }
    /**
     * Processes a chunk and pushes to the output stream. You can override this
     * method in a subclass for custom behavior, but by default this passes
     * the data through. You must call this.ondata(err, chunk, final) at some
     * point in this method.
     * @param chunk The chunk to process
     * @param final Whether this is the last chunk
     */
    ZipPassThrough.prototype.process = function (chunk, final) {
        this.ondata(null, chunk, final);
    };
    /**
     * Pushes a chunk to be added. If you are subclassing this with a custom
     * compression algorithm, note that you must push data from the source
     * file only, pre-compression.
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    ZipPassThrough.prototype.push = function (chunk, final) {
        if (!this.ondata)
            err(5);
        this.c.p(chunk);
        this.size += chunk.length;
        if (final)
            this.crc = this.c.d();
        // we shouldn't really do this cast, but properly handling ArrayBufferLike
        // makes the API unergonomic with Buffer
        this.process(chunk, final || false);
    };
    return ZipPassThrough;
}())));

// I don't extend because TypeScript extension adds 1kB of runtime bloat
/**
 * Streaming DEFLATE compression for ZIP archives. Prefer using AsyncZipDeflate
 * for better performance
 */
var ZipDeflate = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    /**
     * Creates a DEFLATE stream that can be added to ZIP archives
     * @param filename The filename to associate with this data stream
     * @param opts The compression options
     */
    function ZipDeflate(filename, opts) {
        var _this = this;
        if (!opts)
            opts = {};
        ZipPassThrough.call(this, filename);
        this.d = new Deflate(opts, function (dat, final) {
            _this.ondata(null, dat, final);
        });
        this.compression = 8;
        this.flag = dbf(opts.level);
    }
    ZipDeflate.prototype.process = function (chunk, final) {
        try {
            this.d.push(chunk, final);
        }
        catch (e) {
            this.ondata(e, null, final);
        }
    };
    /**
     * Pushes a chunk to be deflated
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    ZipDeflate.prototype.push = function (chunk, final) {
        ZipPassThrough.prototype.push.call(this, chunk, final);
    };
    return ZipDeflate;
}())));

/**
 * Asynchronous streaming DEFLATE compression for ZIP archives
 */
var AsyncZipDeflate = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    /**
     * Creates an asynchronous DEFLATE stream that can be added to ZIP archives
     * @param filename The filename to associate with this data stream
     * @param opts The compression options
     */
    function AsyncZipDeflate(filename, opts) {
        var _this = this;
        if (!opts)
            opts = {};
        ZipPassThrough.call(this, filename);
        this.d = new AsyncDeflate(opts, function (err, dat, final) {
            _this.ondata(err, dat, final);
        });
        this.compression = 8;
        this.flag = dbf(opts.level);
        this.terminate = this.d.terminate;
    }
    AsyncZipDeflate.prototype.process = function (chunk, final) {
        this.d.push(chunk, final);
    };
    /**
     * Pushes a chunk to be deflated
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    AsyncZipDeflate.prototype.push = function (chunk, final) {
        ZipPassThrough.prototype.push.call(this, chunk, final);
    };
    return AsyncZipDeflate;
}())));

// TODO: Better tree shaking
/**
 * A zippable archive to which files can incrementally be added
 */
var Zip = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    /**
     * Creates an empty ZIP archive to which files can be added
     * @param cb The callback to call whenever data for the generated ZIP archive
     *           is available
     */
    function Zip(cb) {
        this.ondata = cb;
        this.u = [];
        this.d = 1;
    }
    /**
     * Adds a file to the ZIP archive
     * @param file The file stream to add
     */
    Zip.prototype.add = function (file) {
        var _this = this;
        if (!this.ondata)
            err(5);
        // finishing or finished
        if (this.d & 2)
            this.ondata(err(4 + (this.d & 1) * 8, 0, 1), null, false);
        else {
            var f = strToU8(file.filename), fl_1 = f.length;
            var com = file.comment, o = com && strToU8(com);
            var u = fl_1 != file.filename.length || (o && (com.length != o.length));
            var hl_1 = fl_1 + exfl(file.extra) + 30;
            if (fl_1 > 65535)
                this.ondata(err(11, 0, 1), null, false);
            var header = new u8(hl_1);
            wzh(header, 0, file, f, u, -1);
            var chks_1 = [header];
            var pAll_1 = function () {
                for (var _i = 0, chks_2 = chks_1; _i < chks_2.length; _i++) {
                    var chk = chks_2[_i];
                    _this.ondata(null, chk, false);
                }
                chks_1 = [];
            };
            var tr_1 = this.d;
            this.d = 0;
            var ind_1 = this.u.length;
            var uf_1 = mrg(file, {
                f: f,
                u: u,
                o: o,
                t: function () {
                    if (file.terminate)
                        file.terminate();
                },
                r: function () {
                    pAll_1();
                    if (tr_1) {
                        var nxt = _this.u[ind_1 + 1];
                        if (nxt)
                            nxt.r();
                        else
                            _this.d = 1;
                    }
                    tr_1 = 1;
                }
            });
            var cl_1 = 0;
            file.ondata = function (err, dat, final) {
                if (err) {
                    _this.ondata(err, dat, final);
                    _this.terminate();
                }
                else {
                    cl_1 += dat.length;
                    chks_1.push(dat);
                    if (final) {
                        var dd = new u8(16);
                        wbytes(dd, 0, 0x8074B50);
                        wbytes(dd, 4, file.crc);
                        wbytes(dd, 8, cl_1);
                        wbytes(dd, 12, file.size);
                        chks_1.push(dd);
                        uf_1.c = cl_1, uf_1.b = hl_1 + cl_1 + 16, uf_1.crc = file.crc, uf_1.size = file.size;
                        if (tr_1)
                            uf_1.r();
                        tr_1 = 1;
                    }
                    else if (tr_1)
                        pAll_1();
                }
            };
            this.u.push(uf_1);
        }
    };
    /**
     * Ends the process of adding files and prepares to emit the final chunks.
     * This *must* be called after adding all desired files for the resulting
     * ZIP file to work properly.
     */
    Zip.prototype.end = function () {
        var _this = this;
        if (this.d & 2) {
            this.ondata(err(4 + (this.d & 1) * 8, 0, 1), null, true);
            return;
        }
        if (this.d)
            this.e();
        else
            this.u.push({
                r: function () {
                    if (!(_this.d & 1))
                        return;
                    _this.u.splice(-1, 1);
                    _this.e();
                },
                t: function () { }
            });
        this.d = 3;
    };
    Zip.prototype.e = function () {
        var bt = 0, l = 0, tl = 0;
        for (var _i = 0, _a = this.u; _i < _a.length; _i++) {
            var f = _a[_i];
            tl += 46 + f.f.length + exfl(f.extra) + (f.o ? f.o.length : 0);
        }
        var out = new u8(tl + 22);
        for (var _b = 0, _c = this.u; _b < _c.length; _b++) {
            var f = _c[_b];
            wzh(out, bt, f, f.f, f.u, -f.c - 2, l, f.o);
            bt += 46 + f.f.length + exfl(f.extra) + (f.o ? f.o.length : 0), l += f.b;
        }
        wzf(out, bt, this.u.length, tl, l);
        this.ondata(null, out, true);
        this.d = 2;
    };
    /**
     * A method to terminate any internal workers used by the stream. Subsequent
     * calls to add() will fail.
     */
    Zip.prototype.terminate = function () {
        for (var _i = 0, _a = this.u; _i < _a.length; _i++) {
            var f = _a[_i];
            f.t();
        }
        this.d = 2;
    };
    return Zip;
}())));

function zip(data, opts, cb) {
    if (!cb)
        cb = opts, opts = {};
    if (typeof cb != 'function')
        err(7);
    var r = {};
    fltn(data, '', r, opts);
    var k = Object.keys(r);
    var lft = k.length, o = 0, tot = 0;
    var slft = lft, files = new Array(lft);
    var term = [];
    var tAll = function () {
        for (var i = 0; i < term.length; ++i)
            term[i]();
    };
    var cbd = function (a, b) {
        mt(function () { cb(a, b); });
    };
    mt(function () { cbd = cb; });
    var cbf = function () {
        var out = new u8(tot + 22), oe = o, cdl = tot - o;
        tot = 0;
        for (var i = 0; i < slft; ++i) {
            var f = files[i];
            try {
                var l = f.c.length;
                wzh(out, tot, f, f.f, f.u, l);
                var badd = 30 + f.f.length + exfl(f.extra);
                var loc = tot + badd;
                out.set(f.c, loc);
                wzh(out, o, f, f.f, f.u, l, tot, f.m), o += 16 + badd + (f.m ? f.m.length : 0), tot = loc + l;
            }
            catch (e) {
                return cbd(e, null);
            }
        }
        wzf(out, o, files.length, cdl, oe);
        cbd(null, out);
    };
    if (!lft)
        cbf();
    var _loop_1 = function (i) {
        var fn = k[i];
        var _a = r[fn], file = _a[0], p = _a[1];
        var c = crc(), size = file.length;
        c.p(file);
        var f = strToU8(fn), s = f.length;
        var com = p.comment, m = com && strToU8(com), ms = m && m.length;
        var exl = exfl(p.extra);
        var compression = p.level == 0 ? 0 : 8;
        var cbl = function (e, d) {
            if (e) {
                tAll();
                cbd(e, null);
            }
            else {
                var l = d.length;
                files[i] = mrg(p, {
                    size: size,
                    crc: c.d(),
                    c: d,
                    f: f,
                    m: m,
                    u: s != fn.length || (m && (com.length != ms)),
                    compression: compression
                });
                o += 30 + s + exl + l;
                tot += 76 + 2 * (s + exl) + (ms || 0) + l;
                if (!--lft)
                    cbf();
            }
        };
        if (s > 65535)
            cbl(err(11, 0, 1), null);
        if (!compression)
            cbl(null, file);
        else if (size < 160000) {
            try {
                cbl(null, deflateSync(file, p));
            }
            catch (e) {
                cbl(e, null);
            }
        }
        else
            term.push(deflate(file, p, cbl));
    };
    // Cannot use lft because it can decrease
    for (var i = 0; i < slft; ++i) {
        _loop_1(i);
    }
    return tAll;
}
/**
 * Synchronously creates a ZIP file. Prefer using `zip` for better performance
 * with more than one file.
 * @param data The directory structure for the ZIP archive
 * @param opts The main options, merged with per-file options
 * @returns The generated ZIP archive
 */
function zipSync(data, opts) {
    if (!opts)
        opts = {};
    var r = {};
    var files = [];
    fltn(data, '', r, opts);
    var o = 0;
    var tot = 0;
    for (var fn in r) {
        var _a = r[fn], file = _a[0], p = _a[1];
        var compression = p.level == 0 ? 0 : 8;
        var f = strToU8(fn), s = f.length;
        var com = p.comment, m = com && strToU8(com), ms = m && m.length;
        var exl = exfl(p.extra);
        if (s > 65535)
            err(11);
        var d = compression ? deflateSync(file, p) : file, l = d.length;
        var c = crc();
        c.p(file);
        files.push(mrg(p, {
            size: file.length,
            crc: c.d(),
            c: d,
            f: f,
            m: m,
            u: s != fn.length || (m && (com.length != ms)),
            o: o,
            compression: compression
        }));
        o += 30 + s + exl + l;
        tot += 76 + 2 * (s + exl) + (ms || 0) + l;
    }
    var out = new u8(tot + 22), oe = o, cdl = tot - o;
    for (var i = 0; i < files.length; ++i) {
        var f = files[i];
        wzh(out, f.o, f, f.f, f.u, f.c.length);
        var badd = 30 + f.f.length + exfl(f.extra);
        out.set(f.c, f.o + badd);
        wzh(out, o, f, f.f, f.u, f.c.length, f.o, f.m), o += 16 + badd + (f.m ? f.m.length : 0);
    }
    wzf(out, o, files.length, cdl, oe);
    return out;
}
/**
 * Streaming pass-through decompression for ZIP archives
 */
var UnzipPassThrough = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function UnzipPassThrough() {
    }
    UnzipPassThrough.prototype.push = function (chunk, final) {
        // same as ZipPassThrough: cast to retain Buffer ergonomics
        this.ondata(null, chunk, final);
    };
    UnzipPassThrough.compression = 0;
    return UnzipPassThrough;
}())));

/**
 * Streaming DEFLATE decompression for ZIP archives. Prefer AsyncZipInflate for
 * better performance.
 */
var UnzipInflate = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    /**
     * Creates a DEFLATE decompression that can be used in ZIP archives
     */
    function UnzipInflate() {
        var _this = this;
        this.i = new Inflate(function (dat, final) {
            _this.ondata(null, dat, final);
        });
    }
    UnzipInflate.prototype.push = function (chunk, final) {
        try {
            this.i.push(chunk, final);
        }
        catch (e) {
            this.ondata(e, null, final);
        }
    };
    UnzipInflate.compression = 8;
    return UnzipInflate;
}())));

/**
 * Asynchronous streaming DEFLATE decompression for ZIP archives
 */
var AsyncUnzipInflate = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    /**
     * Creates a DEFLATE decompression that can be used in ZIP archives
     */
    function AsyncUnzipInflate(_, sz) {
        var _this = this;
        if (sz < 320000) {
            this.i = new Inflate(function (dat, final) {
                _this.ondata(null, dat, final);
            });
        }
        else {
            this.i = new AsyncInflate(function (err, dat, final) {
                _this.ondata(err, dat, final);
            });
            this.terminate = this.i.terminate;
        }
    }
    AsyncUnzipInflate.prototype.push = function (chunk, final) {
        if (this.i.terminate)
            chunk = slc(chunk, 0);
        this.i.push(chunk, final);
    };
    AsyncUnzipInflate.compression = 8;
    return AsyncUnzipInflate;
}())));

/**
 * A ZIP archive decompression stream that emits files as they are discovered
 */
var Unzip = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    /**
     * Creates a ZIP decompression stream
     * @param cb The callback to call whenever a file in the ZIP archive is found
     */
    function Unzip(cb) {
        this.onfile = cb;
        this.k = [];
        this.o = {
            0: UnzipPassThrough
        };
        this.p = et;
    }
    /**
     * Pushes a chunk to be unzipped
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    Unzip.prototype.push = function (chunk, final) {
        var _this = this;
        if (!this.onfile)
            err(5);
        if (!this.p)
            err(4);
        if (this.c > 0) {
            var len = Math.min(this.c, chunk.length);
            var toAdd = chunk.subarray(0, len);
            this.c -= len;
            if (this.d)
                this.d.push(toAdd, !this.c);
            else
                this.k[0].push(toAdd);
            chunk = chunk.subarray(len);
            if (chunk.length)
                return this.push(chunk, final);
        }
        else {
            var f = 0, i = 0, is = void 0, buf = void 0;
            if (!this.p.length)
                buf = chunk;
            else if (!chunk.length)
                buf = this.p;
            else {
                buf = new u8(this.p.length + chunk.length);
                buf.set(this.p), buf.set(chunk, this.p.length);
            }
            var l = buf.length, oc = this.c, add = oc && this.d;
            var _loop_2 = function () {
                var sig = b4(buf, i);
                if (sig == 0x4034B50) {
                    f = 1, is = i;
                    this_1.d = null;
                    this_1.c = 0;
                    var bf = b2(buf, i + 6), cmp_1 = b2(buf, i + 8), u = bf & 2048, dd = bf & 8, fnl = b2(buf, i + 26), es = b2(buf, i + 28);
                    if (l > i + 30 + fnl + es) {
                        var chks_3 = [];
                        this_1.k.unshift(chks_3);
                        f = 2;
                        var lsc = b4(buf, i + 18), lsu = b4(buf, i + 22);
                        var fn_1 = strFromU8(buf.subarray(i + 30, i += 30 + fnl), !u);
                        var _a = z64hs(buf, i, es, 2, lsc, lsu, 0), sc_1 = _a[0], su_1 = _a[1], z64 = _a[3];
                        if (dd)
                            sc_1 = -1 - z64;
                        i += es;
                        this_1.c = sc_1;
                        var d_1;
                        var file_1 = {
                            name: fn_1,
                            compression: cmp_1,
                            start: function () {
                                if (!file_1.ondata)
                                    err(5);
                                if (!sc_1)
                                    file_1.ondata(null, et, true);
                                else {
                                    var ctr = _this.o[cmp_1];
                                    if (!ctr)
                                        file_1.ondata(err(14, 'unknown compression type ' + cmp_1, 1), null, false);
                                    d_1 = sc_1 < 0 ? new ctr(fn_1) : new ctr(fn_1, sc_1, su_1);
                                    d_1.ondata = function (err, dat, final) { file_1.ondata(err, dat, final); };
                                    for (var _i = 0, chks_4 = chks_3; _i < chks_4.length; _i++) {
                                        var dat = chks_4[_i];
                                        d_1.push(dat, false);
                                    }
                                    if (_this.k[0] == chks_3 && _this.c)
                                        _this.d = d_1;
                                    else
                                        d_1.push(et, true);
                                }
                            },
                            terminate: function () {
                                if (d_1 && d_1.terminate)
                                    d_1.terminate();
                            }
                        };
                        if (sc_1 >= 0)
                            file_1.size = sc_1, file_1.originalSize = su_1;
                        this_1.onfile(file_1);
                    }
                    return "break";
                }
                else if (oc) {
                    if (sig == 0x8074B50) {
                        is = i += 12 + (oc == -2 && 8), f = 3, this_1.c = 0;
                        return "break";
                    }
                    else if (sig == 0x2014B50) {
                        is = i -= 4, f = 3, this_1.c = 0;
                        return "break";
                    }
                }
            };
            var this_1 = this;
            for (; i < l - 4; ++i) {
                var state_1 = _loop_2();
                if (state_1 === "break")
                    break;
            }
            this.p = et;
            if (oc < 0) {
                var dat = f ? buf.subarray(0, is - 12 - (oc == -2 && 8) - (b4(buf, is - 16) == 0x8074B50 && 4)) : buf.subarray(0, i);
                if (add)
                    add.push(dat, !!f);
                else
                    this.k[+(f == 2)].push(dat);
            }
            if (f & 2)
                return this.push(buf.subarray(i), final);
            this.p = buf.subarray(i);
        }
        if (final) {
            if (this.c)
                err(13);
            this.p = null;
        }
    };
    /**
     * Registers a decoder with the stream, allowing for files compressed with
     * the compression type provided to be expanded correctly
     * @param decoder The decoder constructor
     */
    Unzip.prototype.register = function (decoder) {
        this.o[decoder.compression] = decoder;
    };
    return Unzip;
}())));

var mt = typeof queueMicrotask == 'function' ? queueMicrotask : typeof setTimeout == 'function' ? setTimeout : function (fn) { fn(); };
function unzip(data, opts, cb) {
    if (!cb)
        cb = opts, opts = {};
    if (typeof cb != 'function')
        err(7);
    var term = [];
    var tAll = function () {
        for (var i = 0; i < term.length; ++i)
            term[i]();
    };
    var files = {};
    var cbd = function (a, b) {
        mt(function () { cb(a, b); });
    };
    mt(function () { cbd = cb; });
    var e = data.length - 22;
    for (; b4(data, e) != 0x6054B50; --e) {
        if (!e || data.length - e > 65558) {
            cbd(err(13, 0, 1), null);
            return tAll;
        }
    }
    ;
    var lft = b2(data, e + 8);
    if (lft) {
        var c = lft;
        var o = b4(data, e + 16);
        var z = b4(data, e - 20) == 0x7064B50;
        if (z) {
            var ze = b4(data, e - 12);
            z = b4(data, ze) == 0x6064B50;
            if (z) {
                c = lft = b4(data, ze + 32);
                o = b4(data, ze + 48);
            }
        }
        var fltr = opts && opts.filter;
        var _loop_3 = function (i) {
            var _a = zh(data, o, z), c_1 = _a[0], sc = _a[1], su = _a[2], fn = _a[3], no = _a[4], off = _a[5], b = slzh(data, off);
            o = no;
            var cbl = function (e, d) {
                if (e) {
                    tAll();
                    cbd(e, null);
                }
                else {
                    if (d)
                        files[fn] = d;
                    if (!--lft)
                        cbd(null, files);
                }
            };
            if (!fltr || fltr({
                name: fn,
                size: sc,
                originalSize: su,
                compression: c_1
            })) {
                if (!c_1)
                    cbl(null, slc(data, b, b + sc));
                else if (c_1 == 8) {
                    var infl = data.subarray(b, b + sc);
                    // Synchronously decompress under 512KB, or barely-compressed data
                    if (su < 524288 || sc > 0.8 * su) {
                        try {
                            cbl(null, inflateSync(infl, { out: new u8(su) }));
                        }
                        catch (e) {
                            cbl(e, null);
                        }
                    }
                    else
                        term.push(inflate(infl, { size: su }, cbl));
                }
                else
                    cbl(err(14, 'unknown compression type ' + c_1, 1), null);
            }
            else
                cbl(null, null);
        };
        for (var i = 0; i < c; ++i) {
            _loop_3(i);
        }
    }
    else
        cbd(null, {});
    return tAll;
}
/**
 * Synchronously decompresses a ZIP archive. Prefer using `unzip` for better
 * performance with more than one file.
 * @param data The raw compressed ZIP file
 * @param opts The ZIP extraction options
 * @returns The decompressed files
 */
function unzipSync(data, opts) {
    var files = {};
    var e = data.length - 22;
    for (; b4(data, e) != 0x6054B50; --e) {
        if (!e || data.length - e > 65558)
            err(13);
    }
    ;
    var c = b2(data, e + 8);
    if (!c)
        return {};
    var o = b4(data, e + 16);
    var z = b4(data, e - 20) == 0x7064B50;
    if (z) {
        var ze = b4(data, e - 12);
        z = b4(data, ze) == 0x6064B50;
        if (z) {
            c = b4(data, ze + 32);
            o = b4(data, ze + 48);
        }
    }
    var fltr = opts && opts.filter;
    for (var i = 0; i < c; ++i) {
        var _a = zh(data, o, z), c_2 = _a[0], sc = _a[1], su = _a[2], fn = _a[3], no = _a[4], off = _a[5], b = slzh(data, off);
        o = no;
        if (!fltr || fltr({
            name: fn,
            size: sc,
            originalSize: su,
            compression: c_2
        })) {
            if (!c_2)
                files[fn] = slc(data, b, b + sc);
            else if (c_2 == 8)
                files[fn] = inflateSync(data.subarray(b, b + sc), { out: new u8(su) });
            else
                err(14, 'unknown compression type ' + c_2);
        }
    }
    return files;
}

;// CONCATENATED MODULE: ./node_modules/iobuffer/lib/text.js
/**
 * Decode bytes to text
 * @param bytes - Bytes to decode
 * @param encoding - Text encoding
 * @returns The decoded text
 */
function decode(bytes, encoding = 'utf8') {
    const decoder = new TextDecoder(encoding);
    return decoder.decode(bytes);
}
const encoder = new TextEncoder();
/**
 * Encode text to utf8
 * @param str - Text to encode
 * @returns The encoded bytes
 */
function encode(str) {
    return encoder.encode(str);
}
//# sourceMappingURL=text.js.map
;// CONCATENATED MODULE: ./node_modules/iobuffer/lib/iobuffer.js

const defaultByteLength = 1024 * 8;
const hostBigEndian = (() => {
    const array = new Uint8Array(4);
    const view = new Uint32Array(array.buffer);
    return !((view[0] = 1) & array[0]);
})();
const typedArrays = {
    int8: globalThis.Int8Array,
    uint8: globalThis.Uint8Array,
    int16: globalThis.Int16Array,
    uint16: globalThis.Uint16Array,
    int32: globalThis.Int32Array,
    uint32: globalThis.Uint32Array,
    uint64: globalThis.BigUint64Array,
    int64: globalThis.BigInt64Array,
    float32: globalThis.Float32Array,
    float64: globalThis.Float64Array,
};
class IOBuffer {
    /**
     * Reference to the internal ArrayBuffer object.
     */
    buffer;
    /**
     * Byte length of the internal ArrayBuffer.
     */
    byteLength;
    /**
     * Byte offset of the internal ArrayBuffer.
     */
    byteOffset;
    /**
     * Byte length of the internal ArrayBuffer.
     */
    length;
    /**
     * The current offset of the buffer's pointer.
     */
    offset;
    lastWrittenByte;
    littleEndian;
    _data;
    _mark;
    _marks;
    /**
     * Create a new IOBuffer.
     * @param data - The data to construct the IOBuffer with.
     * If data is a number, it will be the new buffer's length<br>
     * If data is `undefined`, the buffer will be initialized with a default length of 8Kb<br>
     * If data is an ArrayBuffer, SharedArrayBuffer, an ArrayBufferView (Typed Array), an IOBuffer instance,
     * or a Node.js Buffer, a view will be created over the underlying ArrayBuffer.
     * @param options - An object for the options.
     * @returns A new IOBuffer instance.
     */
    constructor(data = defaultByteLength, options = {}) {
        let dataIsGiven = false;
        if (typeof data === 'number') {
            data = new ArrayBuffer(data);
        }
        else {
            dataIsGiven = true;
            this.lastWrittenByte = data.byteLength;
        }
        const offset = options.offset ? options.offset >>> 0 : 0;
        const byteLength = data.byteLength - offset;
        let dvOffset = offset;
        if (ArrayBuffer.isView(data) || data instanceof IOBuffer) {
            if (data.byteLength !== data.buffer.byteLength) {
                dvOffset = data.byteOffset + offset;
            }
            data = data.buffer;
        }
        if (dataIsGiven) {
            this.lastWrittenByte = byteLength;
        }
        else {
            this.lastWrittenByte = 0;
        }
        this.buffer = data;
        this.length = byteLength;
        this.byteLength = byteLength;
        this.byteOffset = dvOffset;
        this.offset = 0;
        this.littleEndian = true;
        this._data = new DataView(this.buffer, dvOffset, byteLength);
        this._mark = 0;
        this._marks = [];
    }
    /**
     * Checks if the memory allocated to the buffer is sufficient to store more
     * bytes after the offset.
     * @param byteLength - The needed memory in bytes.
     * @returns `true` if there is sufficient space and `false` otherwise.
     */
    available(byteLength = 1) {
        return this.offset + byteLength <= this.length;
    }
    /**
     * Check if little-endian mode is used for reading and writing multi-byte
     * values.
     * @returns `true` if little-endian mode is used, `false` otherwise.
     */
    isLittleEndian() {
        return this.littleEndian;
    }
    /**
     * Set little-endian mode for reading and writing multi-byte values.
     * @returns This.
     */
    setLittleEndian() {
        this.littleEndian = true;
        return this;
    }
    /**
     * Check if big-endian mode is used for reading and writing multi-byte values.
     * @returns `true` if big-endian mode is used, `false` otherwise.
     */
    isBigEndian() {
        return !this.littleEndian;
    }
    /**
     * Switches to big-endian mode for reading and writing multi-byte values.
     * @returns This.
     */
    setBigEndian() {
        this.littleEndian = false;
        return this;
    }
    /**
     * Move the pointer n bytes forward.
     * @param n - Number of bytes to skip.
     * @returns This.
     */
    skip(n = 1) {
        this.offset += n;
        return this;
    }
    /**
     * Move the pointer n bytes backward.
     * @param n - Number of bytes to move back.
     * @returns This.
     */
    back(n = 1) {
        this.offset -= n;
        return this;
    }
    /**
     * Move the pointer to the given offset.
     * @param offset - The offset to move to.
     * @returns This.
     */
    seek(offset) {
        this.offset = offset;
        return this;
    }
    /**
     * Store the current pointer offset.
     * @see {@link IOBuffer#reset}
     * @returns This.
     */
    mark() {
        this._mark = this.offset;
        return this;
    }
    /**
     * Move the pointer back to the last pointer offset set by mark.
     * @see {@link IOBuffer#mark}
     * @returns This.
     */
    reset() {
        this.offset = this._mark;
        return this;
    }
    /**
     * Push the current pointer offset to the mark stack.
     * @see {@link IOBuffer#popMark}
     * @returns This.
     */
    pushMark() {
        this._marks.push(this.offset);
        return this;
    }
    /**
     * Pop the last pointer offset from the mark stack, and set the current
     * pointer offset to the popped value.
     * @see {@link IOBuffer#pushMark}
     * @returns This.
     */
    popMark() {
        const offset = this._marks.pop();
        if (offset === undefined) {
            throw new Error('Mark stack empty');
        }
        this.seek(offset);
        return this;
    }
    /**
     * Move the pointer offset back to 0.
     * @returns This.
     */
    rewind() {
        this.offset = 0;
        return this;
    }
    /**
     * Make sure the buffer has sufficient memory to write a given byteLength at
     * the current pointer offset.
     * If the buffer's memory is insufficient, this method will create a new
     * buffer (a copy) with a length that is twice (byteLength + current offset).
     * @param byteLength - The needed memory in bytes.
     * @returns This.
     */
    ensureAvailable(byteLength = 1) {
        if (!this.available(byteLength)) {
            const lengthNeeded = this.offset + byteLength;
            const newLength = lengthNeeded * 2;
            const newArray = new Uint8Array(newLength);
            newArray.set(new Uint8Array(this.buffer));
            this.buffer = newArray.buffer;
            this.length = newLength;
            this.byteLength = newLength;
            this._data = new DataView(this.buffer);
        }
        return this;
    }
    /**
     * Read a byte and return false if the byte's value is 0, or true otherwise.
     * Moves pointer forward by one byte.
     * @returns The read boolean.
     */
    readBoolean() {
        return this.readUint8() !== 0;
    }
    /**
     * Read a signed 8-bit integer and move pointer forward by 1 byte.
     * @returns The read byte.
     */
    readInt8() {
        return this._data.getInt8(this.offset++);
    }
    /**
     * Read an unsigned 8-bit integer and move pointer forward by 1 byte.
     * @returns The read byte.
     */
    readUint8() {
        return this._data.getUint8(this.offset++);
    }
    /**
     * Alias for {@link IOBuffer#readUint8}.
     * @returns The read byte.
     */
    readByte() {
        return this.readUint8();
    }
    /**
     * Read `n` bytes and move pointer forward by `n` bytes.
     * @param n - Number of bytes to read.
     * @returns The read bytes.
     */
    readBytes(n = 1) {
        return this.readArray(n, 'uint8');
    }
    /**
     * Creates an array of corresponding to the type `type` and size `size`.
     * For example, type `uint8` will create a `Uint8Array`.
     * @param size - size of the resulting array
     * @param type - number type of elements to read
     * @returns The read array.
     */
    readArray(size, type) {
        const bytes = typedArrays[type].BYTES_PER_ELEMENT * size;
        const offset = this.byteOffset + this.offset;
        const slice = this.buffer.slice(offset, offset + bytes);
        if (this.littleEndian === hostBigEndian &&
            type !== 'uint8' &&
            type !== 'int8') {
            const slice = new Uint8Array(this.buffer.slice(offset, offset + bytes));
            slice.reverse();
            const returnArray = new typedArrays[type](slice.buffer);
            this.offset += bytes;
            returnArray.reverse();
            return returnArray;
        }
        const returnArray = new typedArrays[type](slice);
        this.offset += bytes;
        return returnArray;
    }
    /**
     * Read a 16-bit signed integer and move pointer forward by 2 bytes.
     * @returns The read value.
     */
    readInt16() {
        const value = this._data.getInt16(this.offset, this.littleEndian);
        this.offset += 2;
        return value;
    }
    /**
     * Read a 16-bit unsigned integer and move pointer forward by 2 bytes.
     * @returns The read value.
     */
    readUint16() {
        const value = this._data.getUint16(this.offset, this.littleEndian);
        this.offset += 2;
        return value;
    }
    /**
     * Read a 32-bit signed integer and move pointer forward by 4 bytes.
     * @returns The read value.
     */
    readInt32() {
        const value = this._data.getInt32(this.offset, this.littleEndian);
        this.offset += 4;
        return value;
    }
    /**
     * Read a 32-bit unsigned integer and move pointer forward by 4 bytes.
     * @returns The read value.
     */
    readUint32() {
        const value = this._data.getUint32(this.offset, this.littleEndian);
        this.offset += 4;
        return value;
    }
    /**
     * Read a 32-bit floating number and move pointer forward by 4 bytes.
     * @returns The read value.
     */
    readFloat32() {
        const value = this._data.getFloat32(this.offset, this.littleEndian);
        this.offset += 4;
        return value;
    }
    /**
     * Read a 64-bit floating number and move pointer forward by 8 bytes.
     * @returns The read value.
     */
    readFloat64() {
        const value = this._data.getFloat64(this.offset, this.littleEndian);
        this.offset += 8;
        return value;
    }
    /**
     * Read a 64-bit signed integer number and move pointer forward by 8 bytes.
     * @returns The read value.
     */
    readBigInt64() {
        const value = this._data.getBigInt64(this.offset, this.littleEndian);
        this.offset += 8;
        return value;
    }
    /**
     * Read a 64-bit unsigned integer number and move pointer forward by 8 bytes.
     * @returns The read value.
     */
    readBigUint64() {
        const value = this._data.getBigUint64(this.offset, this.littleEndian);
        this.offset += 8;
        return value;
    }
    /**
     * Read a 1-byte ASCII character and move pointer forward by 1 byte.
     * @returns The read character.
     */
    readChar() {
        // eslint-disable-next-line unicorn/prefer-code-point
        return String.fromCharCode(this.readInt8());
    }
    /**
     * Read `n` 1-byte ASCII characters and move pointer forward by `n` bytes.
     * @param n - Number of characters to read.
     * @returns The read characters.
     */
    readChars(n = 1) {
        let result = '';
        for (let i = 0; i < n; i++) {
            result += this.readChar();
        }
        return result;
    }
    /**
     * Read the next `n` bytes, return a UTF-8 decoded string and move pointer
     * forward by `n` bytes.
     * @param n - Number of bytes to read.
     * @returns The decoded string.
     */
    readUtf8(n = 1) {
        return decode(this.readBytes(n));
    }
    /**
     * Read the next `n` bytes, return a string decoded with `encoding` and move pointer
     * forward by `n` bytes.
     * If no encoding is passed, the function is equivalent to @see {@link IOBuffer#readUtf8}
     * @param n - Number of bytes to read.
     * @param encoding - The encoding to use. Default is 'utf8'.
     * @returns The decoded string.
     */
    decodeText(n = 1, encoding = 'utf8') {
        return decode(this.readBytes(n), encoding);
    }
    /**
     * Write 0xff if the passed value is truthy, 0x00 otherwise and move pointer
     * forward by 1 byte.
     * @param value - The value to write.
     * @returns This.
     */
    writeBoolean(value) {
        this.writeUint8(value ? 0xff : 0x00);
        return this;
    }
    /**
     * Write `value` as an 8-bit signed integer and move pointer forward by 1 byte.
     * @param value - The value to write.
     * @returns This.
     */
    writeInt8(value) {
        this.ensureAvailable(1);
        this._data.setInt8(this.offset++, value);
        this._updateLastWrittenByte();
        return this;
    }
    /**
     * Write `value` as an 8-bit unsigned integer and move pointer forward by 1
     * byte.
     * @param value - The value to write.
     * @returns This.
     */
    writeUint8(value) {
        this.ensureAvailable(1);
        this._data.setUint8(this.offset++, value);
        this._updateLastWrittenByte();
        return this;
    }
    /**
     * An alias for {@link IOBuffer#writeUint8}.
     * @param value - The value to write.
     * @returns This.
     */
    writeByte(value) {
        return this.writeUint8(value);
    }
    /**
     * Write all elements of `bytes` as uint8 values and move pointer forward by
     * `bytes.length` bytes.
     * @param bytes - The array of bytes to write.
     * @returns This.
     */
    writeBytes(bytes) {
        this.ensureAvailable(bytes.length);
        // eslint-disable-next-line @typescript-eslint/prefer-for-of
        for (let i = 0; i < bytes.length; i++) {
            this._data.setUint8(this.offset++, bytes[i]);
        }
        this._updateLastWrittenByte();
        return this;
    }
    /**
     * Write `value` as a 16-bit signed integer and move pointer forward by 2
     * bytes.
     * @param value - The value to write.
     * @returns This.
     */
    writeInt16(value) {
        this.ensureAvailable(2);
        this._data.setInt16(this.offset, value, this.littleEndian);
        this.offset += 2;
        this._updateLastWrittenByte();
        return this;
    }
    /**
     * Write `value` as a 16-bit unsigned integer and move pointer forward by 2
     * bytes.
     * @param value - The value to write.
     * @returns This.
     */
    writeUint16(value) {
        this.ensureAvailable(2);
        this._data.setUint16(this.offset, value, this.littleEndian);
        this.offset += 2;
        this._updateLastWrittenByte();
        return this;
    }
    /**
     * Write `value` as a 32-bit signed integer and move pointer forward by 4
     * bytes.
     * @param value - The value to write.
     * @returns This.
     */
    writeInt32(value) {
        this.ensureAvailable(4);
        this._data.setInt32(this.offset, value, this.littleEndian);
        this.offset += 4;
        this._updateLastWrittenByte();
        return this;
    }
    /**
     * Write `value` as a 32-bit unsigned integer and move pointer forward by 4
     * bytes.
     * @param value - The value to write.
     * @returns This.
     */
    writeUint32(value) {
        this.ensureAvailable(4);
        this._data.setUint32(this.offset, value, this.littleEndian);
        this.offset += 4;
        this._updateLastWrittenByte();
        return this;
    }
    /**
     * Write `value` as a 32-bit floating number and move pointer forward by 4
     * bytes.
     * @param value - The value to write.
     * @returns This.
     */
    writeFloat32(value) {
        this.ensureAvailable(4);
        this._data.setFloat32(this.offset, value, this.littleEndian);
        this.offset += 4;
        this._updateLastWrittenByte();
        return this;
    }
    /**
     * Write `value` as a 64-bit floating number and move pointer forward by 8
     * bytes.
     * @param value - The value to write.
     * @returns This.
     */
    writeFloat64(value) {
        this.ensureAvailable(8);
        this._data.setFloat64(this.offset, value, this.littleEndian);
        this.offset += 8;
        this._updateLastWrittenByte();
        return this;
    }
    /**
     * Write `value` as a 64-bit signed bigint and move pointer forward by 8
     * bytes.
     * @param value - The value to write.
     * @returns This.
     */
    writeBigInt64(value) {
        this.ensureAvailable(8);
        this._data.setBigInt64(this.offset, value, this.littleEndian);
        this.offset += 8;
        this._updateLastWrittenByte();
        return this;
    }
    /**
     * Write `value` as a 64-bit unsigned bigint and move pointer forward by 8
     * bytes.
     * @param value - The value to write.
     * @returns This.
     */
    writeBigUint64(value) {
        this.ensureAvailable(8);
        this._data.setBigUint64(this.offset, value, this.littleEndian);
        this.offset += 8;
        this._updateLastWrittenByte();
        return this;
    }
    /**
     * Write the charCode of `str`'s first character as an 8-bit unsigned integer
     * and move pointer forward by 1 byte.
     * @param str - The character to write.
     * @returns This.
     */
    writeChar(str) {
        // eslint-disable-next-line unicorn/prefer-code-point
        return this.writeUint8(str.charCodeAt(0));
    }
    /**
     * Write the charCodes of all `str`'s characters as 8-bit unsigned integers
     * and move pointer forward by `str.length` bytes.
     * @param str - The characters to write.
     * @returns This.
     */
    writeChars(str) {
        for (let i = 0; i < str.length; i++) {
            // eslint-disable-next-line unicorn/prefer-code-point
            this.writeUint8(str.charCodeAt(i));
        }
        return this;
    }
    /**
     * UTF-8 encode and write `str` to the current pointer offset and move pointer
     * forward according to the encoded length.
     * @param str - The string to write.
     * @returns This.
     */
    writeUtf8(str) {
        return this.writeBytes(encode(str));
    }
    /**
     * Export a Uint8Array view of the internal buffer.
     * The view starts at the byte offset and its length
     * is calculated to stop at the last written byte or the original length.
     * @returns A new Uint8Array view.
     */
    toArray() {
        return new Uint8Array(this.buffer, this.byteOffset, this.lastWrittenByte);
    }
    /**
     *  Get the total number of bytes written so far, regardless of the current offset.
     * @returns - Total number of bytes.
     */
    getWrittenByteLength() {
        return this.lastWrittenByte - this.byteOffset;
    }
    /**
     * Update the last written byte offset
     * @private
     */
    _updateLastWrittenByte() {
        if (this.offset > this.lastWrittenByte) {
            this.lastWrittenByte = this.offset;
        }
    }
}
//# sourceMappingURL=iobuffer.js.map
;// CONCATENATED MODULE: ./node_modules/fast-png/lib/helpers/crc.js
const crcTable = [];
for (let n = 0; n < 256; n++) {
    let c = n;
    for (let k = 0; k < 8; k++) {
        if (c & 1) {
            c = 0xedb88320 ^ (c >>> 1);
        }
        else {
            c = c >>> 1;
        }
    }
    crcTable[n] = c;
}
const initialCrc = 0xffffffff;
function updateCrc(currentCrc, data, length) {
    let c = currentCrc;
    for (let n = 0; n < length; n++) {
        c = crcTable[(c ^ data[n]) & 0xff] ^ (c >>> 8);
    }
    return c;
}
function crc_crc(data, length) {
    return (updateCrc(initialCrc, data, length) ^ initialCrc) >>> 0;
}
function checkCrc(buffer, crcLength, chunkName) {
    const expectedCrc = buffer.readUint32();
    const actualCrc = crc_crc(new Uint8Array(buffer.buffer, buffer.byteOffset + buffer.offset - crcLength - 4, crcLength), crcLength); // "- 4" because we already advanced by reading the CRC
    if (actualCrc !== expectedCrc) {
        throw new Error(`CRC mismatch for chunk ${chunkName}. Expected ${expectedCrc}, found ${actualCrc}`);
    }
}
function writeCrc(buffer, length) {
    buffer.writeUint32(crc_crc(new Uint8Array(buffer.buffer, buffer.byteOffset + buffer.offset - length, length), length));
}
//# sourceMappingURL=crc.js.map
;// CONCATENATED MODULE: ./node_modules/fast-png/lib/helpers/unfilter.js
function unfilterNone(currentLine, newLine, bytesPerLine) {
    for (let i = 0; i < bytesPerLine; i++) {
        newLine[i] = currentLine[i];
    }
}
function unfilterSub(currentLine, newLine, bytesPerLine, bytesPerPixel) {
    let i = 0;
    for (; i < bytesPerPixel; i++) {
        // just copy first bytes
        newLine[i] = currentLine[i];
    }
    for (; i < bytesPerLine; i++) {
        newLine[i] = (currentLine[i] + newLine[i - bytesPerPixel]) & 0xff;
    }
}
function unfilterUp(currentLine, newLine, prevLine, bytesPerLine) {
    let i = 0;
    if (prevLine.length === 0) {
        // just copy bytes for first line
        for (; i < bytesPerLine; i++) {
            newLine[i] = currentLine[i];
        }
    }
    else {
        for (; i < bytesPerLine; i++) {
            newLine[i] = (currentLine[i] + prevLine[i]) & 0xff;
        }
    }
}
function unfilterAverage(currentLine, newLine, prevLine, bytesPerLine, bytesPerPixel) {
    let i = 0;
    if (prevLine.length === 0) {
        for (; i < bytesPerPixel; i++) {
            newLine[i] = currentLine[i];
        }
        for (; i < bytesPerLine; i++) {
            newLine[i] = (currentLine[i] + (newLine[i - bytesPerPixel] >> 1)) & 0xff;
        }
    }
    else {
        for (; i < bytesPerPixel; i++) {
            newLine[i] = (currentLine[i] + (prevLine[i] >> 1)) & 0xff;
        }
        for (; i < bytesPerLine; i++) {
            newLine[i] =
                (currentLine[i] + ((newLine[i - bytesPerPixel] + prevLine[i]) >> 1)) &
                    0xff;
        }
    }
}
function unfilterPaeth(currentLine, newLine, prevLine, bytesPerLine, bytesPerPixel) {
    let i = 0;
    if (prevLine.length === 0) {
        for (; i < bytesPerPixel; i++) {
            newLine[i] = currentLine[i];
        }
        for (; i < bytesPerLine; i++) {
            newLine[i] = (currentLine[i] + newLine[i - bytesPerPixel]) & 0xff;
        }
    }
    else {
        for (; i < bytesPerPixel; i++) {
            newLine[i] = (currentLine[i] + prevLine[i]) & 0xff;
        }
        for (; i < bytesPerLine; i++) {
            newLine[i] =
                (currentLine[i] +
                    paethPredictor(newLine[i - bytesPerPixel], prevLine[i], prevLine[i - bytesPerPixel])) &
                    0xff;
        }
    }
}
function paethPredictor(a, b, c) {
    const p = a + b - c;
    const pa = Math.abs(p - a);
    const pb = Math.abs(p - b);
    const pc = Math.abs(p - c);
    if (pa <= pb && pa <= pc)
        return a;
    else if (pb <= pc)
        return b;
    else
        return c;
}
//# sourceMappingURL=unfilter.js.map
;// CONCATENATED MODULE: ./node_modules/fast-png/lib/helpers/apply_unfilter.js

/**
 * Apllies filter on scanline based on the filter type.
 * @param filterType - The filter type to apply.
 * @param currentLine - The current line of pixel data.
 * @param newLine - The new line of pixel data.
 * @param prevLine - The previous line of pixel data.
 * @param passLineBytes - The number of bytes in the pass line.
 * @param bytesPerPixel - The number of bytes per pixel.
 */
function applyUnfilter(filterType, currentLine, newLine, prevLine, passLineBytes, bytesPerPixel) {
    switch (filterType) {
        case 0:
            unfilterNone(currentLine, newLine, passLineBytes);
            break;
        case 1:
            unfilterSub(currentLine, newLine, passLineBytes, bytesPerPixel);
            break;
        case 2:
            unfilterUp(currentLine, newLine, prevLine, passLineBytes);
            break;
        case 3:
            unfilterAverage(currentLine, newLine, prevLine, passLineBytes, bytesPerPixel);
            break;
        case 4:
            unfilterPaeth(currentLine, newLine, prevLine, passLineBytes, bytesPerPixel);
            break;
        default:
            throw new Error(`Unsupported filter: ${filterType}`);
    }
}
//# sourceMappingURL=apply_unfilter.js.map
;// CONCATENATED MODULE: ./node_modules/fast-png/lib/helpers/decode_interlace_adam7.js

const uint16 = new Uint16Array([0x00ff]);
const uint8 = new Uint8Array(uint16.buffer);
const osIsLittleEndian = uint8[0] === 0xff;
/**
 * Decodes the Adam7 interlaced PNG data.
 * @param params - DecodeInterlaceNullParams
 * @returns - array of pixel data.
 */
function decodeInterlaceAdam7(params) {
    const { data, width, height, channels, depth } = params;
    // Adam7 interlacing pattern
    const passes = [
        { x: 0, y: 0, xStep: 8, yStep: 8 }, // Pass 1
        { x: 4, y: 0, xStep: 8, yStep: 8 }, // Pass 2
        { x: 0, y: 4, xStep: 4, yStep: 8 }, // Pass 3
        { x: 2, y: 0, xStep: 4, yStep: 4 }, // Pass 4
        { x: 0, y: 2, xStep: 2, yStep: 4 }, // Pass 5
        { x: 1, y: 0, xStep: 2, yStep: 2 }, // Pass 6
        { x: 0, y: 1, xStep: 1, yStep: 2 }, // Pass 7
    ];
    const bytesPerPixel = Math.ceil(depth / 8) * channels;
    const resultData = new Uint8Array(height * width * bytesPerPixel);
    let offset = 0;
    // Process each pass
    for (let passIndex = 0; passIndex < 7; passIndex++) {
        const pass = passes[passIndex];
        // Calculate pass dimensions
        const passWidth = Math.ceil((width - pass.x) / pass.xStep);
        const passHeight = Math.ceil((height - pass.y) / pass.yStep);
        if (passWidth <= 0 || passHeight <= 0)
            continue;
        const passLineBytes = passWidth * bytesPerPixel;
        const prevLine = new Uint8Array(passLineBytes);
        // Process each scanline in this pass
        for (let y = 0; y < passHeight; y++) {
            // First byte is the filter type
            const filterType = data[offset++];
            const currentLine = data.subarray(offset, offset + passLineBytes);
            offset += passLineBytes;
            // Create a new line for the unfiltered data
            const newLine = new Uint8Array(passLineBytes);
            // Apply the appropriate unfilter
            applyUnfilter(filterType, currentLine, newLine, prevLine, passLineBytes, bytesPerPixel);
            prevLine.set(newLine);
            for (let x = 0; x < passWidth; x++) {
                const outputX = pass.x + x * pass.xStep;
                const outputY = pass.y + y * pass.yStep;
                if (outputX >= width || outputY >= height)
                    continue;
                for (let i = 0; i < bytesPerPixel; i++) {
                    resultData[(outputY * width + outputX) * bytesPerPixel + i] =
                        newLine[x * bytesPerPixel + i];
                }
            }
        }
    }
    if (depth === 16) {
        const uint16Data = new Uint16Array(resultData.buffer);
        if (osIsLittleEndian) {
            for (let k = 0; k < uint16Data.length; k++) {
                // PNG is always big endian. Swap the bytes.
                uint16Data[k] = swap16(uint16Data[k]);
            }
        }
        return uint16Data;
    }
    else {
        return resultData;
    }
}
function swap16(val) {
    return ((val & 0xff) << 8) | ((val >> 8) & 0xff);
}
//# sourceMappingURL=decode_interlace_adam7.js.map
;// CONCATENATED MODULE: ./node_modules/fast-png/lib/helpers/decode_interlace_null.js

const decode_interlace_null_uint16 = new Uint16Array([0x00ff]);
const decode_interlace_null_uint8 = new Uint8Array(decode_interlace_null_uint16.buffer);
const decode_interlace_null_osIsLittleEndian = decode_interlace_null_uint8[0] === 0xff;
const empty = new Uint8Array(0);
function decodeInterlaceNull(params) {
    const { data, width, height, channels, depth } = params;
    const bytesPerPixel = Math.ceil(depth / 8) * channels;
    const bytesPerLine = Math.ceil((depth / 8) * channels * width);
    const newData = new Uint8Array(height * bytesPerLine);
    let prevLine = empty;
    let offset = 0;
    let currentLine;
    let newLine;
    for (let i = 0; i < height; i++) {
        currentLine = data.subarray(offset + 1, offset + 1 + bytesPerLine);
        newLine = newData.subarray(i * bytesPerLine, (i + 1) * bytesPerLine);
        switch (data[offset]) {
            case 0:
                unfilterNone(currentLine, newLine, bytesPerLine);
                break;
            case 1:
                unfilterSub(currentLine, newLine, bytesPerLine, bytesPerPixel);
                break;
            case 2:
                unfilterUp(currentLine, newLine, prevLine, bytesPerLine);
                break;
            case 3:
                unfilterAverage(currentLine, newLine, prevLine, bytesPerLine, bytesPerPixel);
                break;
            case 4:
                unfilterPaeth(currentLine, newLine, prevLine, bytesPerLine, bytesPerPixel);
                break;
            default:
                throw new Error(`Unsupported filter: ${data[offset]}`);
        }
        prevLine = newLine;
        offset += bytesPerLine + 1;
    }
    if (depth === 16) {
        const uint16Data = new Uint16Array(newData.buffer);
        if (decode_interlace_null_osIsLittleEndian) {
            for (let k = 0; k < uint16Data.length; k++) {
                // PNG is always big endian. Swap the bytes.
                uint16Data[k] = decode_interlace_null_swap16(uint16Data[k]);
            }
        }
        return uint16Data;
    }
    else {
        return newData;
    }
}
function decode_interlace_null_swap16(val) {
    return ((val & 0xff) << 8) | ((val >> 8) & 0xff);
}
//# sourceMappingURL=decode_interlace_null.js.map
;// CONCATENATED MODULE: ./node_modules/fast-png/lib/helpers/signature.js
// https://www.w3.org/TR/PNG/#5PNG-file-signature
const pngSignature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
function writeSignature(buffer) {
    buffer.writeBytes(pngSignature);
}
function checkSignature(buffer) {
    if (!hasPngSignature(buffer.readBytes(pngSignature.length))) {
        throw new Error('wrong PNG signature');
    }
}
function hasPngSignature(array) {
    if (array.length < pngSignature.length) {
        return false;
    }
    for (let i = 0; i < pngSignature.length; i++) {
        if (array[i] !== pngSignature[i]) {
            return false;
        }
    }
    return true;
}
//# sourceMappingURL=signature.js.map
;// CONCATENATED MODULE: ./node_modules/fast-png/lib/helpers/text.js

// https://www.w3.org/TR/png/#11tEXt
const textChunkName = 'tEXt';
const NULL = 0;
const latin1Decoder = new TextDecoder('latin1');
function validateKeyword(keyword) {
    validateLatin1(keyword);
    if (keyword.length === 0 || keyword.length > 79) {
        throw new Error('keyword length must be between 1 and 79');
    }
}
// eslint-disable-next-line no-control-regex
const latin1Regex = /^[\u0000-\u00FF]*$/;
function validateLatin1(text) {
    if (!latin1Regex.test(text)) {
        throw new Error('invalid latin1 text');
    }
}
function decodetEXt(text, buffer, length) {
    const keyword = readKeyword(buffer);
    text[keyword] = readLatin1(buffer, length - keyword.length - 1);
}
function encodetEXt(buffer, keyword, text) {
    validateKeyword(keyword);
    validateLatin1(text);
    const length = keyword.length + 1 /* NULL */ + text.length;
    buffer.writeUint32(length);
    buffer.writeChars(textChunkName);
    buffer.writeChars(keyword);
    buffer.writeByte(NULL);
    buffer.writeChars(text);
    writeCrc(buffer, length + 4);
}
// https://www.w3.org/TR/png/#11keywords
function readKeyword(buffer) {
    buffer.mark();
    while (buffer.readByte() !== NULL) {
        /* advance */
    }
    const end = buffer.offset;
    buffer.reset();
    const keyword = latin1Decoder.decode(buffer.readBytes(end - buffer.offset - 1));
    // NULL
    buffer.skip(1);
    validateKeyword(keyword);
    return keyword;
}
function readLatin1(buffer, length) {
    return latin1Decoder.decode(buffer.readBytes(length));
}
//# sourceMappingURL=text.js.map
;// CONCATENATED MODULE: ./node_modules/fast-png/lib/internal_types.js
const ColorType = {
    UNKNOWN: -1,
    GREYSCALE: 0,
    TRUECOLOUR: 2,
    INDEXED_COLOUR: 3,
    GREYSCALE_ALPHA: 4,
    TRUECOLOUR_ALPHA: 6,
};
const CompressionMethod = {
    UNKNOWN: -1,
    DEFLATE: 0,
};
const FilterMethod = {
    UNKNOWN: -1,
    ADAPTIVE: 0,
};
const InterlaceMethod = {
    UNKNOWN: -1,
    NO_INTERLACE: 0,
    ADAM7: 1,
};
const DisposeOpType = {
    NONE: 0,
    BACKGROUND: 1,
    PREVIOUS: 2,
};
const BlendOpType = {
    SOURCE: 0,
    OVER: 1,
};
//# sourceMappingURL=internal_types.js.map
;// CONCATENATED MODULE: ./node_modules/fast-png/lib/png_decoder.js








class png_decoder_PngDecoder extends IOBuffer {
    _checkCrc;
    _inflator;
    _png;
    _apng;
    _end;
    _hasPalette;
    _palette;
    _hasTransparency;
    _transparency;
    _compressionMethod;
    _filterMethod;
    _interlaceMethod;
    _colorType;
    _isAnimated;
    _numberOfFrames;
    _numberOfPlays;
    _frames;
    _writingDataChunks;
    _chunks;
    _inflatorResult;
    constructor(data, options = {}) {
        super(data);
        const { checkCrc = false } = options;
        this._checkCrc = checkCrc;
        this._inflator = new Unzlib((chunk, final) => {
            this._chunks.push(chunk);
            if (final) {
                const totalLength = this._chunks.reduce((sum, c) => sum + c.length, 0);
                this._inflatorResult = new Uint8Array(totalLength);
                let offset = 0;
                for (const chunk of this._chunks) {
                    this._inflatorResult.set(chunk, offset);
                    offset += chunk.length;
                }
                this._chunks = [];
            }
        });
        this._chunks = [];
        this._png = {
            width: -1,
            height: -1,
            channels: -1,
            data: new Uint8Array(0),
            depth: 1,
            text: {},
        };
        this._apng = {
            width: -1,
            height: -1,
            channels: -1,
            depth: 1,
            numberOfFrames: 1,
            numberOfPlays: 0,
            text: {},
            frames: [],
        };
        this._end = false;
        this._hasPalette = false;
        this._palette = [];
        this._hasTransparency = false;
        this._transparency = new Uint16Array(0);
        this._compressionMethod = CompressionMethod.UNKNOWN;
        this._filterMethod = FilterMethod.UNKNOWN;
        this._interlaceMethod = InterlaceMethod.UNKNOWN;
        this._colorType = ColorType.UNKNOWN;
        this._isAnimated = false;
        this._numberOfFrames = 1;
        this._numberOfPlays = 0;
        this._frames = [];
        this._writingDataChunks = false;
        this._inflatorResult = new Uint8Array(0);
        // PNG is always big endian
        // https://www.w3.org/TR/PNG/#7Integers-and-byte-order
        this.setBigEndian();
    }
    decode() {
        checkSignature(this);
        while (!this._end) {
            const length = this.readUint32();
            const type = this.readChars(4);
            this.decodeChunk(length, type);
        }
        this._inflator.push(new Uint8Array(0), true);
        this.decodeImage();
        return this._png;
    }
    decodeApng() {
        checkSignature(this);
        while (!this._end) {
            const length = this.readUint32();
            const type = this.readChars(4);
            this.decodeApngChunk(length, type);
        }
        this.decodeApngImage();
        return this._apng;
    }
    // https://www.w3.org/TR/PNG/#5Chunk-layout
    decodeChunk(length, type) {
        const offset = this.offset;
        switch (type) {
            // 11.2 Critical chunks
            case 'IHDR': // 11.2.2 IHDR Image header
                this.decodeIHDR();
                break;
            case 'PLTE': // 11.2.3 PLTE Palette
                this.decodePLTE(length);
                break;
            case 'IDAT': // 11.2.4 IDAT Image data
                this.decodeIDAT(length);
                break;
            case 'IEND': // 11.2.5 IEND Image trailer
                this._end = true;
                break;
            // 11.3 Ancillary chunks
            case 'tRNS': // 11.3.2.1 tRNS Transparency
                this.decodetRNS(length);
                break;
            case 'iCCP': // 11.3.3.3 iCCP Embedded ICC profile
                this.decodeiCCP(length);
                break;
            case textChunkName: // 11.3.4.3 tEXt Textual data
                decodetEXt(this._png.text, this, length);
                break;
            case 'pHYs': // 11.3.5.3 pHYs Physical pixel dimensions
                this.decodepHYs();
                break;
            default:
                this.skip(length);
                break;
        }
        if (this.offset - offset !== length) {
            throw new Error(`Length mismatch while decoding chunk ${type}`);
        }
        if (this._checkCrc) {
            checkCrc(this, length + 4, type);
        }
        else {
            this.skip(4);
        }
    }
    decodeApngChunk(length, type) {
        const offset = this.offset;
        if (type !== 'fdAT' && type !== 'IDAT' && this._writingDataChunks) {
            this.pushDataToFrame();
        }
        switch (type) {
            case 'acTL':
                this.decodeACTL();
                break;
            case 'fcTL':
                this.decodeFCTL();
                break;
            case 'fdAT':
                this.decodeFDAT(length);
                break;
            default:
                this.decodeChunk(length, type);
                this.offset = offset + length;
                break;
        }
        if (this.offset - offset !== length) {
            throw new Error(`Length mismatch while decoding chunk ${type}`);
        }
        if (this._checkCrc) {
            checkCrc(this, length + 4, type);
        }
        else {
            this.skip(4);
        }
    }
    // https://www.w3.org/TR/PNG/#11IHDR
    decodeIHDR() {
        const image = this._png;
        image.width = this.readUint32();
        image.height = this.readUint32();
        image.depth = checkBitDepth(this.readUint8());
        const colorType = this.readUint8();
        this._colorType = colorType;
        let channels;
        switch (colorType) {
            case ColorType.GREYSCALE:
                channels = 1;
                break;
            case ColorType.TRUECOLOUR:
                channels = 3;
                break;
            case ColorType.INDEXED_COLOUR:
                channels = 1;
                break;
            case ColorType.GREYSCALE_ALPHA:
                channels = 2;
                break;
            case ColorType.TRUECOLOUR_ALPHA:
                channels = 4;
                break;
            // Kept for exhaustiveness.
            // eslint-disable-next-line unicorn/no-useless-switch-case
            case ColorType.UNKNOWN:
            default:
                throw new Error(`Unknown color type: ${colorType}`);
        }
        this._png.channels = channels;
        this._compressionMethod = this.readUint8();
        if (this._compressionMethod !== CompressionMethod.DEFLATE) {
            throw new Error(`Unsupported compression method: ${this._compressionMethod}`);
        }
        this._filterMethod = this.readUint8();
        this._interlaceMethod = this.readUint8();
    }
    decodeACTL() {
        this._numberOfFrames = this.readUint32();
        this._numberOfPlays = this.readUint32();
        this._isAnimated = true;
    }
    decodeFCTL() {
        const image = {
            sequenceNumber: this.readUint32(),
            width: this.readUint32(),
            height: this.readUint32(),
            xOffset: this.readUint32(),
            yOffset: this.readUint32(),
            delayNumber: this.readUint16(),
            delayDenominator: this.readUint16(),
            disposeOp: this.readUint8(),
            blendOp: this.readUint8(),
            data: new Uint8Array(0),
        };
        this._frames.push(image);
    }
    // https://www.w3.org/TR/PNG/#11PLTE
    decodePLTE(length) {
        if (length % 3 !== 0) {
            throw new RangeError(`PLTE field length must be a multiple of 3. Got ${length}`);
        }
        const l = length / 3;
        this._hasPalette = true;
        const palette = [];
        this._palette = palette;
        for (let i = 0; i < l; i++) {
            palette.push([this.readUint8(), this.readUint8(), this.readUint8()]);
        }
    }
    // https://www.w3.org/TR/PNG/#11IDAT
    decodeIDAT(length) {
        this._writingDataChunks = true;
        const dataLength = length;
        const dataOffset = this.offset + this.byteOffset;
        try {
            this._inflator.push(new Uint8Array(this.buffer, dataOffset, dataLength), false);
        }
        catch (error) {
            throw new Error('Error while decompressing the data:', { cause: error });
        }
        this.skip(length);
    }
    decodeFDAT(length) {
        this._writingDataChunks = true;
        let dataLength = length;
        let dataOffset = this.offset + this.byteOffset;
        dataOffset += 4;
        dataLength -= 4;
        try {
            this._inflator.push(new Uint8Array(this.buffer, dataOffset, dataLength), false);
        }
        catch (error) {
            throw new Error('Error while decompressing the data:', { cause: error });
        }
        this.skip(length);
    }
    // https://www.w3.org/TR/PNG/#11tRNS
    decodetRNS(length) {
        switch (this._colorType) {
            case ColorType.GREYSCALE:
            case ColorType.TRUECOLOUR: {
                if (length % 2 !== 0) {
                    throw new RangeError(`tRNS chunk length must be a multiple of 2. Got ${length}`);
                }
                if (length / 2 > this._png.width * this._png.height) {
                    throw new Error(`tRNS chunk contains more alpha values than there are pixels (${length / 2} vs ${this._png.width * this._png.height})`);
                }
                this._hasTransparency = true;
                this._transparency = new Uint16Array(length / 2);
                for (let i = 0; i < length / 2; i++) {
                    this._transparency[i] = this.readUint16();
                }
                break;
            }
            case ColorType.INDEXED_COLOUR: {
                if (length > this._palette.length) {
                    throw new Error(`tRNS chunk contains more alpha values than there are palette colors (${length} vs ${this._palette.length})`);
                }
                let i = 0;
                for (; i < length; i++) {
                    const alpha = this.readByte();
                    this._palette[i].push(alpha);
                }
                for (; i < this._palette.length; i++) {
                    this._palette[i].push(255);
                }
                break;
            }
            // Kept for exhaustiveness.
            /* eslint-disable unicorn/no-useless-switch-case */
            case ColorType.UNKNOWN:
            case ColorType.GREYSCALE_ALPHA:
            case ColorType.TRUECOLOUR_ALPHA:
            default: {
                throw new Error(`tRNS chunk is not supported for color type ${this._colorType}`);
            }
            /* eslint-enable unicorn/no-useless-switch-case */
        }
    }
    // https://www.w3.org/TR/PNG/#11iCCP
    decodeiCCP(length) {
        const name = readKeyword(this);
        const compressionMethod = this.readUint8();
        if (compressionMethod !== CompressionMethod.DEFLATE) {
            throw new Error(`Unsupported iCCP compression method: ${compressionMethod}`);
        }
        const compressedProfile = this.readBytes(length - name.length - 2);
        this._png.iccEmbeddedProfile = {
            name,
            profile: unzlibSync(compressedProfile),
        };
    }
    // https://www.w3.org/TR/PNG/#11pHYs
    decodepHYs() {
        const ppuX = this.readUint32();
        const ppuY = this.readUint32();
        const unitSpecifier = this.readByte();
        this._png.resolution = {
            x: ppuX,
            y: ppuY,
            unit: unitSpecifier,
        };
    }
    decodeApngImage() {
        this._apng.width = this._png.width;
        this._apng.height = this._png.height;
        this._apng.channels = this._png.channels;
        this._apng.depth = this._png.depth;
        this._apng.numberOfFrames = this._numberOfFrames;
        this._apng.numberOfPlays = this._numberOfPlays;
        this._apng.text = this._png.text;
        this._apng.resolution = this._png.resolution;
        for (let i = 0; i < this._numberOfFrames; i++) {
            const newFrame = {
                sequenceNumber: this._frames[i].sequenceNumber,
                delayNumber: this._frames[i].delayNumber,
                delayDenominator: this._frames[i].delayDenominator,
                data: this._apng.depth === 8
                    ? new Uint8Array(this._apng.width * this._apng.height * this._apng.channels)
                    : new Uint16Array(this._apng.width * this._apng.height * this._apng.channels),
            };
            const frame = this._frames.at(i);
            if (frame) {
                frame.data = decodeInterlaceNull({
                    data: frame.data,
                    width: frame.width,
                    height: frame.height,
                    channels: this._apng.channels,
                    depth: this._apng.depth,
                });
                if (this._hasPalette) {
                    this._apng.palette = this._palette;
                }
                if (this._hasTransparency) {
                    this._apng.transparency = this._transparency;
                }
                if (i === 0 ||
                    (frame.xOffset === 0 &&
                        frame.yOffset === 0 &&
                        frame.width === this._png.width &&
                        frame.height === this._png.height)) {
                    newFrame.data = frame.data;
                }
                else {
                    const prevFrame = this._apng.frames.at(i - 1);
                    this.disposeFrame(frame, prevFrame, newFrame);
                    this.addFrameDataToCanvas(newFrame, frame);
                }
                this._apng.frames.push(newFrame);
            }
        }
        return this._apng;
    }
    disposeFrame(frame, prevFrame, imageFrame) {
        switch (frame.disposeOp) {
            case DisposeOpType.NONE:
                break;
            case DisposeOpType.BACKGROUND:
                for (let row = 0; row < this._png.height; row++) {
                    for (let col = 0; col < this._png.width; col++) {
                        const index = (row * frame.width + col) * this._png.channels;
                        for (let channel = 0; channel < this._png.channels; channel++) {
                            imageFrame.data[index + channel] = 0;
                        }
                    }
                }
                break;
            case DisposeOpType.PREVIOUS:
                imageFrame.data.set(prevFrame.data);
                break;
            default:
                throw new Error('Unknown disposeOp');
        }
    }
    addFrameDataToCanvas(imageFrame, frame) {
        const maxValue = 1 << this._png.depth;
        const calculatePixelIndices = (row, col) => {
            const index = ((row + frame.yOffset) * this._png.width + frame.xOffset + col) *
                this._png.channels;
            const frameIndex = (row * frame.width + col) * this._png.channels;
            return { index, frameIndex };
        };
        switch (frame.blendOp) {
            case BlendOpType.SOURCE:
                for (let row = 0; row < frame.height; row++) {
                    for (let col = 0; col < frame.width; col++) {
                        const { index, frameIndex } = calculatePixelIndices(row, col);
                        for (let channel = 0; channel < this._png.channels; channel++) {
                            imageFrame.data[index + channel] =
                                frame.data[frameIndex + channel];
                        }
                    }
                }
                break;
            // https://www.w3.org/TR/png-3/#13Alpha-channel-processing
            case BlendOpType.OVER:
                for (let row = 0; row < frame.height; row++) {
                    for (let col = 0; col < frame.width; col++) {
                        const { index, frameIndex } = calculatePixelIndices(row, col);
                        for (let channel = 0; channel < this._png.channels; channel++) {
                            const sourceAlpha = frame.data[frameIndex + this._png.channels - 1] / maxValue;
                            const foregroundValue = channel % (this._png.channels - 1) === 0
                                ? 1
                                : frame.data[frameIndex + channel];
                            const value = Math.floor(sourceAlpha * foregroundValue +
                                (1 - sourceAlpha) * imageFrame.data[index + channel]);
                            imageFrame.data[index + channel] += value;
                        }
                    }
                }
                break;
            default:
                throw new Error('Unknown blendOp');
        }
    }
    decodeImage() {
        const data = this._inflatorResult;
        if (this._filterMethod !== FilterMethod.ADAPTIVE) {
            throw new Error(`Filter method ${this._filterMethod} not supported`);
        }
        if (this._interlaceMethod === InterlaceMethod.NO_INTERLACE) {
            this._png.data = decodeInterlaceNull({
                data,
                width: this._png.width,
                height: this._png.height,
                channels: this._png.channels,
                depth: this._png.depth,
            });
        }
        else if (this._interlaceMethod === InterlaceMethod.ADAM7) {
            this._png.data = decodeInterlaceAdam7({
                data,
                width: this._png.width,
                height: this._png.height,
                channels: this._png.channels,
                depth: this._png.depth,
            });
        }
        else {
            throw new Error(`Interlace method ${this._interlaceMethod} not supported`);
        }
        if (this._hasPalette) {
            this._png.palette = this._palette;
        }
        if (this._hasTransparency) {
            this._png.transparency = this._transparency;
        }
    }
    pushDataToFrame() {
        // Finalize the current stream
        this._inflator.push(new Uint8Array(0), true); // This triggers final=true in callback
        const result = this._inflatorResult;
        const lastFrame = this._frames.at(-1);
        if (lastFrame) {
            lastFrame.data = result;
        }
        else {
            this._frames.push({
                sequenceNumber: 0,
                width: this._png.width,
                height: this._png.height,
                xOffset: 0,
                yOffset: 0,
                delayNumber: 0,
                delayDenominator: 0,
                disposeOp: DisposeOpType.NONE,
                blendOp: BlendOpType.SOURCE,
                data: result,
            });
        }
        // Create new inflator for next frame
        this._inflator = new Unzlib((chunk, final) => {
            this._chunks.push(chunk);
            if (final) {
                const totalLength = this._chunks.reduce((sum, c) => sum + c.length, 0);
                this._inflatorResult = new Uint8Array(totalLength);
                let offset = 0;
                for (const chunk of this._chunks) {
                    this._inflatorResult.set(chunk, offset);
                    offset += chunk.length;
                }
                this._chunks = [];
            }
        });
        this._chunks = [];
        this._writingDataChunks = false;
    }
}
function checkBitDepth(value) {
    if (value !== 1 &&
        value !== 2 &&
        value !== 4 &&
        value !== 8 &&
        value !== 16) {
        throw new Error(`invalid bit depth: ${value}`);
    }
    return value;
}
//# sourceMappingURL=png_decoder.js.map
;// CONCATENATED MODULE: ./node_modules/fast-png/lib/png_encoder.js






const defaultZlibOptions = {
    level: 3,
};
class png_encoder_PngEncoder extends IOBuffer {
    _png;
    _zlibOptions;
    _colorType;
    _interlaceMethod;
    constructor(data, options = {}) {
        super();
        this._colorType = ColorType.UNKNOWN;
        this._zlibOptions = { ...defaultZlibOptions, ...options.zlib };
        this._png = this._checkData(data);
        this._interlaceMethod =
            (options.interlace === 'Adam7'
                ? InterlaceMethod.ADAM7
                : InterlaceMethod.NO_INTERLACE) ?? InterlaceMethod.NO_INTERLACE;
        this.setBigEndian();
    }
    encode() {
        writeSignature(this);
        this.encodeIHDR();
        if (this._png.palette) {
            this.encodePLTE();
            if (this._png.palette[0].length === 4) {
                this.encodeTRNS();
            }
        }
        this.encodeData();
        if (this._png.text) {
            for (const [keyword, text] of Object.entries(this._png.text)) {
                encodetEXt(this, keyword, text);
            }
        }
        this.encodeIEND();
        return this.toArray();
    }
    // https://www.w3.org/TR/PNG/#11IHDR
    encodeIHDR() {
        this.writeUint32(13);
        this.writeChars('IHDR');
        this.writeUint32(this._png.width);
        this.writeUint32(this._png.height);
        this.writeByte(this._png.depth);
        this.writeByte(this._colorType);
        this.writeByte(CompressionMethod.DEFLATE);
        this.writeByte(FilterMethod.ADAPTIVE);
        this.writeByte(this._interlaceMethod);
        writeCrc(this, 17);
    }
    // https://www.w3.org/TR/PNG/#11IEND
    encodeIEND() {
        this.writeUint32(0);
        this.writeChars('IEND');
        writeCrc(this, 4);
    }
    encodePLTE() {
        const paletteLength = this._png.palette?.length * 3;
        this.writeUint32(paletteLength);
        this.writeChars('PLTE');
        for (const color of this._png.palette) {
            this.writeByte(color[0]);
            this.writeByte(color[1]);
            this.writeByte(color[2]);
        }
        writeCrc(this, 4 + paletteLength);
    }
    encodeTRNS() {
        const alpha = this._png.palette.filter((color) => {
            return color.at(-1) !== 255;
        });
        this.writeUint32(alpha.length);
        this.writeChars('tRNS');
        for (const el of alpha) {
            this.writeByte(el.at(-1));
        }
        writeCrc(this, 4 + alpha.length);
    }
    // https://www.w3.org/TR/PNG/#11IDAT
    encodeIDAT(data) {
        this.writeUint32(data.length);
        this.writeChars('IDAT');
        this.writeBytes(data);
        writeCrc(this, data.length + 4);
    }
    encodeData() {
        const { width, height, channels, depth, data } = this._png;
        const slotsPerLine = depth <= 8
            ? Math.ceil((width * depth) / 8) * channels
            : Math.ceil((((width * depth) / 8) * channels) / 2);
        const newData = new IOBuffer().setBigEndian();
        let offset = 0;
        if (this._interlaceMethod === InterlaceMethod.NO_INTERLACE) {
            for (let i = 0; i < height; i++) {
                newData.writeByte(0); // no filter
                if (depth === 16) {
                    offset = writeDataUint16(data, newData, slotsPerLine, offset);
                }
                else {
                    offset = writeDataBytes(data, newData, slotsPerLine, offset);
                }
            }
        }
        else if (this._interlaceMethod === InterlaceMethod.ADAM7) {
            // Adam7 interlacing
            offset = writeDataInterlaced(this._png, data, newData, offset);
        }
        const buffer = newData.toArray();
        const compressed = zlibSync(buffer, this._zlibOptions);
        this.encodeIDAT(compressed);
    }
    _checkData(data) {
        const { colorType, channels, depth } = getColorType(data, data.palette);
        const png = {
            width: checkInteger(data.width, 'width'),
            height: checkInteger(data.height, 'height'),
            channels,
            data: data.data,
            depth,
            text: data.text,
            palette: data.palette,
        };
        this._colorType = colorType;
        const expectedSize = depth < 8
            ? Math.ceil((png.width * depth) / 8) * png.height * channels
            : png.width * png.height * channels;
        if (png.data.length !== expectedSize) {
            throw new RangeError(`wrong data size. Found ${png.data.length}, expected ${expectedSize}`);
        }
        return png;
    }
}
function checkInteger(value, name) {
    if (Number.isInteger(value) && value > 0) {
        return value;
    }
    throw new TypeError(`${name} must be a positive integer`);
}
function getColorType(data, palette) {
    const { channels = 4, depth = 8 } = data;
    if (channels !== 4 && channels !== 3 && channels !== 2 && channels !== 1) {
        throw new RangeError(`unsupported number of channels: ${channels}`);
    }
    const returnValue = {
        channels,
        depth,
        colorType: ColorType.UNKNOWN,
    };
    switch (channels) {
        case 4:
            returnValue.colorType = ColorType.TRUECOLOUR_ALPHA;
            break;
        case 3:
            returnValue.colorType = ColorType.TRUECOLOUR;
            break;
        case 1:
            if (palette) {
                returnValue.colorType = ColorType.INDEXED_COLOUR;
            }
            else {
                returnValue.colorType = ColorType.GREYSCALE;
            }
            break;
        case 2:
            returnValue.colorType = ColorType.GREYSCALE_ALPHA;
            break;
        default:
            throw new Error('unsupported number of channels');
    }
    return returnValue;
}
function writeDataBytes(data, newData, slotsPerLine, offset) {
    for (let j = 0; j < slotsPerLine; j++) {
        newData.writeByte(data[offset++]);
    }
    return offset;
}
function writeDataInterlaced(imageData, data, newData, offset) {
    const passes = [
        { x: 0, y: 0, xStep: 8, yStep: 8 },
        { x: 4, y: 0, xStep: 8, yStep: 8 },
        { x: 0, y: 4, xStep: 4, yStep: 8 },
        { x: 2, y: 0, xStep: 4, yStep: 4 },
        { x: 0, y: 2, xStep: 2, yStep: 4 },
        { x: 1, y: 0, xStep: 2, yStep: 2 },
        { x: 0, y: 1, xStep: 1, yStep: 2 },
    ];
    const { width, height, channels, depth } = imageData;
    let pixelSize;
    if (depth === 16) {
        pixelSize = (channels * depth) / 8 / 2;
    }
    else {
        pixelSize = (channels * depth) / 8;
    }
    // Process each pass
    for (let passIndex = 0; passIndex < 7; passIndex++) {
        const pass = passes[passIndex];
        const passWidth = Math.floor((width - pass.x + pass.xStep - 1) / pass.xStep);
        const passHeight = Math.floor((height - pass.y + pass.yStep - 1) / pass.yStep);
        if (passWidth <= 0 || passHeight <= 0)
            continue;
        const passLineBytes = passWidth * pixelSize;
        // For each scanline in this pass
        for (let y = 0; y < passHeight; y++) {
            const imageY = pass.y + y * pass.yStep;
            // Extract raw scanline data
            const rawScanline = depth <= 8
                ? new Uint8Array(passLineBytes)
                : new Uint16Array(passLineBytes);
            let rawOffset = 0;
            for (let x = 0; x < passWidth; x++) {
                const imageX = pass.x + x * pass.xStep;
                if (imageX < width && imageY < height) {
                    const srcPos = (imageY * width + imageX) * pixelSize;
                    for (let i = 0; i < pixelSize; i++) {
                        rawScanline[rawOffset++] = data[srcPos + i];
                    }
                }
            }
            newData.writeByte(0); // no filter
            if (depth === 8) {
                newData.writeBytes(rawScanline);
            }
            else if (depth === 16) {
                for (const value of rawScanline) {
                    newData.writeByte((value >> 8) & 0xff); // High byte
                    newData.writeByte(value & 0xff);
                }
            }
        }
    }
    return offset;
}
function writeDataUint16(data, newData, slotsPerLine, offset) {
    for (let j = 0; j < slotsPerLine; j++) {
        newData.writeUint16(data[offset++]);
    }
    return offset;
}
//# sourceMappingURL=png_encoder.js.map
;// CONCATENATED MODULE: ./node_modules/fast-png/lib/types.js
const ResolutionUnitSpecifier = {
    /**
     * Unit is unknown.
     */
    UNKNOWN: 0,
    /**
     * Unit is the metre.
     */
    METRE: 1,
};
//# sourceMappingURL=types.js.map
;// CONCATENATED MODULE: ./node_modules/fast-png/lib/index.js




function decodePng(data, options) {
    const decoder = new png_decoder_PngDecoder(data, options);
    return decoder.decode();
}
function encodePng(png, options) {
    const encoder = new PngEncoder(png, options);
    return encoder.encode();
}
function decodeApng(data, options) {
    const decoder = new PngDecoder(data, options);
    return decoder.decodeApng();
}


//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./build/data/formats/png.js

/** Decodes a PNG: palettes become RGB, 1 to 4 bits of grey 0…255, 16 bits stay; alpha beside grey or in a palette is dropped. */
function png_decodePng(bytes) {
    refuseSmallInterlaced(bytes);
    const png = decodePng(bytes, { checkCrc: true });
    const { width, height } = png;
    const perRow = Math.ceil((width * png.channels * png.depth) / 8);
    if (png.data.byteLength !== perRow * height || width === 0)
        throw new Error('its picture data are incomplete');
    if (png.palette !== undefined)
        return { width, height, channels: 3, pixels: coloured(png, png.palette) };
    if (png.depth < 8)
        return { width, height, channels: 1, pixels: spread(unpacked(png), png.depth) };
    const pixels = png.data instanceof Uint16Array ? png.data : new Uint8Array(png.data);
    return png.channels === 2
        ? { width, height, channels: 1, pixels: everySecond(pixels) }
        : { width, height, channels: png.channels, pixels };
}
/** The decoder takes interlaced samples of less than a byte apart wrongly, so they are refused. */
function refuseSmallInterlaced(bytes) {
    const [depth = 8, , , , interlace = 0] = bytes.subarray(24, 29);
    if (interlace !== 0 && depth < 8)
        throw new Error(`it is interlaced with ${depth} bits a sample, which is not read`);
}
/** One number per pixel from rows of packed bits. */
function unpacked({ width, height, depth, data }) {
    if (depth >= 8)
        return new Uint8Array(data);
    const perByte = 8 / depth;
    const stride = Math.ceil(width / perByte);
    const values = new Uint8Array(width * height);
    for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
            const byte = data[y * stride + Math.floor(x / perByte)] ?? 0;
            values[y * width + x] = (byte >> (8 - depth * ((x % perByte) + 1))) & ((1 << depth) - 1);
        }
    }
    return values;
}
function spread(values, depth) {
    const step = 255 / ((1 << depth) - 1);
    return values.map((value) => value * step);
}
function coloured(png, palette) {
    const indexes = unpacked(png);
    const pixels = new Uint8Array(indexes.length * 3);
    for (const [at, index] of indexes.entries()) {
        const colour = palette[index];
        if (colour === undefined)
            throw new Error(`pixel ${at} has colour ${index}, which its palette does not hold`);
        pixels.set(colour.slice(0, 3), at * 3);
    }
    return pixels;
}
function everySecond(pixels) {
    return pixels.filter((_, at) => at % 2 === 0); // filter keeps the class, the union's signature does not say so
}

;// CONCATENATED MODULE: ./build/data/formats/picture.js



/**
 * Decodes PNG, JPEG or WebP, told apart by their first bytes. JPEG and WebP become RGB (alpha is dropped); EXIF
 * orientation is not applied. Throws an Error whose message says what is wrong with the bytes.
 */
function decodePicture(bytes) {
    const start = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).subarray(0, 40).toString('latin1');
    if (start.startsWith('\x89PNG\r\n\x1a\n'))
        return png_decodePng(bytes);
    if (start.startsWith('\xff\xd8\xff'))
        return rgb(decodeAs('JPEG (CMYK is not read)', jpeg_turbo/* decode */.D, bytes));
    if (start.startsWith('RIFF') && start.startsWith('WEBP', 8))
        return rgb(decodeAs('WebP', webp/* decode */.D, bytes));
    const lfs = start.startsWith('version https://git-lfs');
    throw new Error(lfs ? 'it is a Git LFS pointer, not the file itself' : 'it is neither PNG, JPEG nor WebP');
}
function decodeAs(name, decode, bytes) {
    try {
        return decode(bytes);
    }
    catch {
        throw new Error(`it is damaged, or no ${name}`); // the decoders' own messages say no more
    }
}
function rgb({ width, height, data }) {
    const pixels = new Uint8Array(width * height * 3);
    for (let from = 0, to = 0; to < pixels.length; from += 4, to += 3) {
        pixels[to] = data[from] ?? 0;
        pixels[to + 1] = data[from + 1] ?? 0;
        pixels[to + 2] = data[from + 2] ?? 0;
    }
    return { width, height, channels: 3, pixels };
}

;// CONCATENATED MODULE: ./build/data/formats/image-folder.js









/** A folder of PNG, JPEG and WebP files: `image`, `path`, and `class` (the first subfolder) or the columns of a labels file. */
const imageFolder = {
    name: 'image-folder',
    options: {
        labels: {
            type: 'string',
            minLength: 1,
            description: 'CSV file with a column `path`; its other columns become fields.',
        },
    },
    reads: (_, isFolder) => isFolder,
    open: async (options) => {
        const labels = labelsFile(options);
        const files = pictureFiles(options, labels?.path);
        const table = labels && (await openLabels(labels, files, options));
        const own = [
            'image',
            'path',
            ...(table === undefined && files.some((file) => file.includes('/')) ? ['class'] : []),
        ];
        const fields = [...own, ...(table?.fields.filter((field) => !own.includes(field)) ?? [])];
        const digest = await digestAll(files, options, table?.digest);
        const values = (row, wanted) => image_folder_read(files[row] ?? '', wanted, { own, table, options });
        const close = async () => table?.close();
        return dataset({ size: files.length, digest, fields, ids: files, values, close }, options);
    },
};
async function image_folder_read(file, fields, folder) {
    const values = new Map();
    for (const field of fields)
        if (folder.own.includes(field))
            values.set(field, await ownValue(file, field, folder.options));
    const others = fields.filter((field) => !folder.own.includes(field));
    const labels = others.length === 0 ? [] : ((await folder.table?.of(file, others)) ?? []);
    return new Map([...values, ...labels]);
}
async function ownValue(file, field, options) {
    if (field === 'path')
        return file;
    if (field === 'class')
        return file.includes('/') ? (file.split('/')[0] ?? null) : null;
    try {
        return decodePicture(new Uint8Array(await (0,promises_namespaceObject.readFile)((0,external_node_path_namespaceObject.join)(options.path, file))));
    }
    catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw fault('PICTURE_UNREADABLE', { path: `${options.shown}/${file}`, reason });
    }
}
/** SHA-256 over one `digest  name` line per file, and the labels' digest; made once per run. */
async function digestAll(files, options, labels = 'none') {
    const stamps = (0,external_node_crypto_namespaceObject.createHash)('sha256');
    for (const file of files)
        stamps.update(`${file}\0${stamp((0,external_node_path_namespaceObject.join)(options.path, file))}\n`);
    const index = indexFile(options.scratch, options.path, 'pictures', stamps.digest('hex'), labels);
    return onceJson(index, async () => {
        const all = (0,external_node_crypto_namespaceObject.createHash)('sha256').update(`labels ${labels}\n`);
        for (const file of files)
            all.update(`${await digestOf((0,external_node_path_namespaceObject.join)(options.path, file))}  ${file}\0\n`);
        return all.digest('hex');
    });
}

;// CONCATENATED MODULE: ./build/data/formats/json-fault.js
/**
 * The offset of the first character at which a text stops being JSON, or undefined when it is JSON.
 * JSON.parse does not say where in every version of Node.
 */
function jsonFault(text) {
    const cursor = { text, at: 0 };
    const whole = value(cursor) && space(cursor) && cursor.at === text.length;
    return whole ? undefined : cursor.at;
}
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
function value(cursor) {
    space(cursor);
    const first = cursor.text[cursor.at];
    if (first === '{')
        return list(cursor, '}', member);
    if (first === '[')
        return list(cursor, ']', value);
    return take(cursor, first === '"' ? string : scalar);
}
function list(cursor, end, item) {
    cursor.at += 1;
    space(cursor);
    if (sign(cursor, end))
        return true;
    while (item(cursor)) {
        space(cursor);
        if (sign(cursor, end))
            return true;
        if (!sign(cursor, ','))
            return false;
    }
    return false;
}
function member(cursor) {
    return space(cursor) && take(cursor, string) && space(cursor) && sign(cursor, ':') && value(cursor);
}
function sign(cursor, expected) {
    if (cursor.text[cursor.at] !== expected)
        return false;
    cursor.at += 1;
    return true;
}
function space(cursor) {
    return take(cursor, /[ \t\r\n]*/y);
}
function take(cursor, pattern) {
    pattern.lastIndex = cursor.at;
    const found = pattern.exec(cursor.text);
    if (found !== null)
        cursor.at = pattern.lastIndex;
    return found !== null;
}

;// CONCATENATED MODULE: ./build/data/formats/json-value.js

/** A JSON value as a sample's: scalars as they are, lists of text, regular nested lists of numbers or booleans; a string says what else it is. */
function jsonValue(json) {
    if (json === null || json === undefined)
        return null;
    if (typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean')
        return json;
    if (!Array.isArray(json))
        return { refused: 'an object' };
    const list = json; // Array.isArray gives any[]
    if (list.length > 0 && list.every((item) => typeof item === 'string'))
        return list;
    return tensorOf(list);
}
function tensorOf(list) {
    const dims = dimsOf(list);
    const flat = dims.length === 1 ? list : list.flat(dims.length - 1);
    if (!isRegular(list, dims))
        return { refused: 'a list whose rows have different lengths' };
    if (flat.every((item) => typeof item === 'number'))
        return numbers(flat, dims);
    if (flat.every((item) => typeof item === 'boolean'))
        return { type: 'bool', dims, data: Uint8Array.from(flat, Number) };
    return { refused: 'a list that mixes kinds of values' };
}
function dimsOf(list) {
    const dims = [];
    for (let inner = list; Array.isArray(inner); inner = inner[0])
        dims.push(inner.length);
    return dims;
}
function isRegular(list, [length, ...rest]) {
    if (list.length !== length)
        return false;
    if (rest.length === 0)
        return !list.some((item) => Array.isArray(item));
    return list.every((item) => Array.isArray(item) && isRegular(item, rest));
}
function numbers(flat, dims) {
    if (flat.length !== volume(dims))
        throw new RangeError('a regular list has as many items as its dimensions say');
    if (flat.every((item) => Number.isSafeInteger(item))) {
        return { type: 'int64', dims, data: BigInt64Array.from(flat, BigInt) };
    }
    return { type: 'float64', dims, data: Float64Array.from(flat) };
}

;// CONCATENATED MODULE: ./build/data/formats/lines.js

/** The lines of a UTF-8 file with their places; memory holds one of them. */
async function* linesOf(path) {
    let rest = Buffer.alloc(0);
    let start = 0;
    let number = 1;
    for await (const chunk of (0,external_node_fs_namespaceObject.createReadStream)(path, { highWaterMark: 1 << 20 })) {
        let bytes = Buffer.concat([rest, chunk]); // a stream without encoding yields Buffers
        for (let cut = bytes.indexOf(10); cut >= 0; cut = bytes.indexOf(10)) {
            yield { text: lineText(bytes.subarray(0, cut)), start, end: start + cut + 1, number };
            start += cut + 1;
            number += 1;
            bytes = bytes.subarray(cut + 1);
        }
        rest = bytes;
    }
    if (rest.length > 0)
        yield { text: lineText(rest), start, end: start + rest.length, number };
}
/** A line's text: without a carriage return at its end, and without a byte order mark. */
function lineText(bytes) {
    const text = bytes.toString('utf8').replace(/^\ufeff/, '');
    return text.endsWith('\r') ? text.slice(0, -1) : text;
}

;// CONCATENATED MODULE: ./build/data/formats/jsonl.js







/** One JSON object a line: keys are the fields, a missing key is null, lists of numbers are tensors (int64 if all are whole, else float64). */
const jsonl = {
    name: 'jsonl',
    options: {},
    reads: (path, isFolder) => !isFolder && /\.(jsonl|ndjson)$/i.test(path),
    open: async (options) => {
        const index = await onceJson(indexFile(options.scratch, options.path, 'jsonl'), () => jsonl_walk(options));
        const rows = openRows(options.path, options.shown, null);
        const { offsets, fields, digest } = index;
        const values = (row, wanted) => {
            const start = offsets[row] ?? 0;
            const bytes = rows.bytes(start, (offsets[row + 1] ?? start) - start);
            const text = lineText(Buffer.from(bytes.buffer)).trimEnd();
            const object = objectIn({ text, number: row + 1 }, options);
            return new Map(wanted.map((field) => [field, valueIn(object, field, row + 1, options)]));
        };
        return dataset({ size: offsets.length - 1, digest, fields, values, close: rows.close }, options);
    },
};
async function jsonl_walk(options) {
    const fields = new Set();
    const offsets = [0];
    let blank;
    for await (const line of linesOf(options.path)) {
        if (line.text.trim() === '') {
            blank ??= line.number;
            continue;
        }
        if (blank !== undefined)
            throw jsonl_broken(options, { number: blank }, 1, 'the line is empty');
        for (const key of objectIn(line, options).keys())
            fields.add(key);
        offsets.push(line.end);
    }
    return { digest: await digestOf(options.path), fields: [...fields], offsets };
}
function objectIn(line, options) {
    const parsed = jsonl_parse(line, options);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
        return new Map(Object.entries(parsed));
    throw jsonl_broken(options, line, 1, 'the line is no JSON object');
}
function jsonl_parse(line, options) {
    try {
        return JSON.parse(line.text);
    }
    catch {
        const at = jsonFault(line.text) ?? 0;
        const found = at < line.text.length ? JSON.stringify(line.text.slice(at, at + 12)) : 'its end';
        throw jsonl_broken(options, line, at + 1, `the line is no JSON from ${found} on`);
    }
}
function valueIn(object, field, number, options) {
    const value = jsonValue(object.get(field));
    if (typeof value !== 'object' || value === null || !('refused' in value))
        return value;
    throw jsonl_broken(options, { number }, 1, `${field} is ${value.refused}`);
}
function jsonl_broken({ shown }, line, column, reason) {
    return fault('ROW_BROKEN', { path: shown, reason }, { file: shown, line: line.number, column });
}

;// CONCATENATED MODULE: external "node:stream"
const external_node_stream_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");
;// CONCATENATED MODULE: external "node:stream/promises"
const external_node_stream_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");
;// CONCATENATED MODULE: external "node:zlib"
const external_node_zlib_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");
// EXTERNAL MODULE: ./node_modules/yauzl/index.js
var yauzl = __nccwpck_require__(663);
;// CONCATENATED MODULE: ./build/data/half.js
const half_bits = new Uint32Array(1);
const single = new Float32Array(half_bits.buffer);
const halves = new Float32Array(65536);
let half_filled = false;
/** The number that 16 bits of IEEE 754 binary16 stand for. */
function fromHalf(half) {
    if (!half_filled)
        fillHalves();
    return halves[half] ?? Number.NaN;
}
function fillHalves() {
    for (let half = 0; half < 65536; half += 1)
        halves[half] = half_decode(half);
    half_filled = true;
}
function half_decode(half) {
    const exponent = (half >>> 10) & 31;
    const mantissa = half & 1023;
    const magnitude = exponent === 0 ? mantissa / 16777216 : exponent === 31 ? special(mantissa) : scaled(exponent, mantissa);
    return half >= 32768 ? -magnitude : magnitude;
}
function special(mantissa) {
    return mantissa === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
}
function scaled(exponent, mantissa) {
    half_bits[0] = ((exponent + 112) << 23) | (mantissa << 13); // binary32's bias is 112 larger
    return single[0] ?? Number.NaN;
}
/** The bits of the binary16 number nearest to a binary32 value, ties to even; beyond 65504 infinity. */
function toHalf(value) {
    single[0] = value;
    const all = half_bits[0] ?? 0;
    const sign = (all >>> 16) & 0x8000;
    const magnitude = all & 0x7fffffff;
    if (magnitude > 0x7f800000)
        return sign | 0x7e00;
    if (magnitude >= 0x477ff000)
        return sign | 0x7c00; // 65520 and up round to infinity
    if (magnitude < 0x38800000)
        return sign | nearestEven((single[0] < 0 ? -single[0] : single[0]) * 16777216); // subnormal: multiples of 2⁻²⁴
    const odd = (magnitude >>> 13) & 1;
    return sign | ((magnitude - 0x38000000 + 0xfff + odd) >>> 13);
}
/** The whole number nearest to a value, ties to even. */
function nearestEven(value) {
    const floor = Math.floor(value);
    const rest = value - floor;
    if (rest === 0.5)
        return floor % 2 === 0 ? floor : floor + 1;
    return rest < 0.5 ? floor : floor + 1;
}

;// CONCATENATED MODULE: ./build/data/formats/npy-header.js
const magic = Buffer.from('\x93NUMPY', 'latin1');
const elementOf = {
    f2: 'float16', f4: 'float32', f8: 'float64', b1: 'bool',
    i1: 'int8', i2: 'int16', i4: 'int32', i8: 'int64',
    u1: 'uint8', u2: 'uint16', u4: 'uint32', u8: 'uint64',
}; // prettier-ignore
const kinds = {
    O: 'Python objects', S: 'bytes (numpy S)', V: 'records', c: 'complex numbers', M: 'dates', m: 'time spans',
}; // prettier-ignore
/** How many bytes the head takes, from the file's first 12 bytes; undefined when it is no .npy file. */
function npyHeaderLength(start) {
    if (start.length < 12 || !start.subarray(0, 6).equals(magic))
        return undefined;
    const version = start[6];
    if (version === 1)
        return 10 + start.readUInt16LE(8);
    return version === 2 || version === 3 ? 12 + start.readUInt32LE(8) : undefined;
}
/** The head of an .npy file (format versions 1 to 3, numpy.lib.format), from all of its bytes. */
function npyHeader(head) {
    const text = head.toString(head[6] === 3 ? 'utf8' : 'latin1', head[6] === 1 ? 10 : 12);
    const order = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
    const shape = /'shape'\s*:\s*\(([\d,\sL]*)\)/.exec(text)?.[1];
    if (order === undefined || shape === undefined)
        return { problem: 'broken', reason: 'its .npy head is damaged' };
    if (order === 'True')
        return { problem: 'holds', reason: 'an array in Fortran order' };
    const dims = (shape.match(/\d+/g) ?? []).map(Number);
    const element = elementIn(text);
    return 'problem' in element ? element : { ...element, dims, offset: head.length };
}
function elementIn(text) {
    const found = /'descr'\s*:\s*'([<>|=])([a-zA-Z])(\d*)[^']*'/.exec(text);
    if (found === null)
        return { problem: 'holds', reason: 'records' };
    const [, order = '', kind = '', size = ''] = found;
    if (order === '>')
        return { problem: 'holds', reason: 'big-endian values' };
    if (kind === 'U')
        return { type: 'string', width: 4 * Number(size) };
    const code = kind + size;
    if (isElement(code))
        return { type: elementOf[code], width: Number(size) };
    return { problem: 'holds', reason: kinds[kind] ?? `values of type ${code}` };
}
function isElement(code) {
    return Object.hasOwn(elementOf, code);
}

;// CONCATENATED MODULE: ./build/data/formats/npy.js






/** Opens an .npy file; `part` is its name inside an archive, null for a file of its own. Throws a Fault for what is not read. */
function openColumn(path, name, part, shown) {
    const rows = openRows(path, shown, part);
    try {
        const header = headerOf(rows, shown, part);
        const [size, ...dims] = header.dims;
        if (size === undefined)
            throw unsupported(shown, name, 'a single value without a sample dimension');
        const expected = header.offset + volume(header.dims) * header.width;
        const { size: bytes } = (0,external_node_fs_namespaceObject.statSync)(path);
        if (bytes !== expected)
            throw fault('DATA_ENDS_EARLY', { path: shown, part, bytes, expected });
        const value = npy_valueOf({ rows, header, dims, path: shown, name });
        return { name, size, value, close: rows.close };
    }
    catch (error) {
        rows.close();
        throw error;
    }
}
function headerOf(rows, path, part) {
    const length = npyHeaderLength(Buffer.from(rows.bytes(0, 12)));
    if (length === undefined)
        throw fault('DATA_UNREADABLE', { path, part, reason: 'it is not an .npy array' });
    const header = npyHeader(Buffer.from(rows.bytes(0, length)));
    if (!('problem' in header))
        return header;
    if (header.problem === 'holds')
        throw unsupported(path, part ?? 'the array', header.reason);
    throw fault('DATA_UNREADABLE', { path, part, reason: header.reason });
}
function npy_valueOf(reading) {
    const { rows, header, dims } = reading;
    const bytes = volume(dims) * header.width;
    const row = (index) => viewed(header, rows.bytes(header.offset + index * bytes, bytes));
    if (dims.length > 0)
        return (index) => ({ type: header.type, dims, data: row(index) });
    return (index) => npy_scalar(row(index)[0], index, reading);
}
function viewed({ type, width }, bytes) {
    return type === 'string' ? texts(bytes, width) : views[type](bytes.buffer);
}
const views = {
    float16: (bytes) => new Uint16Array(bytes), float32: (bytes) => new Float32Array(bytes), float64: (bytes) => new Float64Array(bytes),
    int8: (bytes) => new Int8Array(bytes), int16: (bytes) => new Int16Array(bytes), int32: (bytes) => new Int32Array(bytes),
    int64: (bytes) => new BigInt64Array(bytes), uint8: (bytes) => new Uint8Array(bytes), uint16: (bytes) => new Uint16Array(bytes),
    uint32: (bytes) => new Uint32Array(bytes), uint64: (bytes) => new BigUint64Array(bytes), bool: (bytes) => new Uint8Array(bytes),
}; // prettier-ignore
/** numpy's U: UTF-32 of a fixed width, filled up with zeros. */
function texts(bytes, width) {
    const points = new Uint32Array(bytes.buffer);
    const length = width / 4;
    const count = length === 0 ? 1 : points.length / length;
    return Array.from({ length: count }, (_, at) => npy_text(points.subarray(at * length, (at + 1) * length)));
}
function npy_text(points) {
    let end = points.length;
    while (end > 0 && points[end - 1] === 0)
        end -= 1;
    return String.fromCodePoint(...points.subarray(0, end));
}
function npy_scalar(raw, index, { header, path, name }) {
    if (header.type === 'bool')
        return raw !== 0;
    if (header.type === 'float16' && typeof raw === 'number')
        return fromHalf(raw);
    if (typeof raw !== 'bigint')
        return raw ?? null;
    const number = Number(raw);
    if (Number.isSafeInteger(number))
        return number;
    throw fault('INTEGER_TOO_LARGE', { path, sample: String(index), field: name, value: String(raw) });
}
function unsupported(path, part, holds) {
    return fault('ARRAY_UNSUPPORTED', { path, part, holds });
}

;// CONCATENATED MODULE: ./build/data/formats/npz.js










/** NumPy arrays: the members of an .npz archive are the fields; a lone .npy is one field called `value`. */
const npz = {
    name: 'npz',
    options: {},
    reads: (path, isFolder) => !isFolder && /\.np[yz]$/i.test(path),
    open: async (options) => {
        const digest = await onceJson(indexFile(options.scratch, options.path, 'digest'), () => digestOf(options.path));
        const columns = /\.npy$/i.test(options.path)
            ? [openColumn(options.path, 'value', null, options.shown)]
            : await openMembers(options, (0,external_node_path_namespaceObject.join)(options.scratch, digest));
        return npz_open(columns, digest, options);
    },
};
async function npz_open(columns, digest, options) {
    const close = () => columns.forEach((column) => column.close());
    try {
        const byName = new Map(columns.map((column) => [column.name, column]));
        const size = commonSize(columns, options.shown);
        const fields = [...byName.keys()];
        const values = (index, wanted) => new Map(wanted.map((field) => [field, byName.get(field)?.value(index) ?? null]));
        return await dataset({ size, digest, fields, values, close }, options);
    }
    catch (error) {
        close();
        throw error;
    }
}
function commonSize(columns, path) {
    const [first, ...others] = columns;
    if (first === undefined)
        throw fault('DATA_UNREADABLE', { path, part: null, reason: 'it holds no array' });
    const other = others.find((column) => column.size !== first.size);
    if (other === undefined)
        return first.size;
    const lengths = { firstLength: first.size, secondLength: other.size };
    throw fault('ARRAY_LENGTHS_DIFFER', { path, first: first.name, second: other.name, ...lengths });
}
async function openMembers(options, folder) {
    const zip = await orFault(options, null, (0,yauzl/* openPromise */.sO)(options.path, { autoClose: false }));
    const columns = new Map();
    try {
        const entries = zip.eachEntry();
        for (;;) {
            const next = await orFault(options, null, entries.next());
            if (next.done === true)
                return [...columns.values()];
            const column = await openMember(zip, next.value, folder, options);
            if (columns.has(column.name))
                throw unreadable(options, next.value.fileName, 'it stands twice in the archive');
            columns.set(column.name, column);
        }
    }
    catch (error) {
        for (const column of columns.values())
            column.close();
        throw error;
    }
    finally {
        zip.close();
    }
}
async function openMember(zip, entry, folder, options) {
    const { fileName } = entry;
    if (!fileName.endsWith('.npy'))
        throw unreadable(options, fileName, 'it is not an .npy array');
    const file = (0,external_node_path_namespaceObject.join)(folder, encodeURIComponent(fileName));
    await once(file, (temporary) => npz_inflate(zip, entry, temporary, options));
    return openColumn(file, fileName.slice(0, -'.npy'.length), fileName, options.shown);
}
async function npz_inflate(zip, entry, to, options) {
    let crc = 0;
    const check = new external_node_stream_namespaceObject.Transform({
        transform(chunk, _encoding, done) {
            crc = (0,external_node_zlib_namespaceObject.crc32)(chunk, crc);
            done(null, chunk);
        },
    });
    const inflated = zip
        .openReadStreamPromise(entry)
        .then((stream) => (0,external_node_stream_promises_namespaceObject.pipeline)(stream, check, (0,external_node_fs_namespaceObject.createWriteStream)(to)));
    await orFault(options, entry.fileName, inflated);
    if (crc !== entry.crc32)
        throw unreadable(options, entry.fileName, 'its checksum does not match its bytes');
}
async function orFault(options, part, work) {
    try {
        return await work;
    }
    catch (error) {
        if (error instanceof Fault || !(error instanceof Error) || 'syscall' in error)
            throw error; // the disk's, not the archive's
        throw unreadable(options, part, error.message);
    }
}
function unreadable({ shown }, part, reason) {
    return fault('DATA_UNREADABLE', { path: shown, part, reason });
}

;// CONCATENATED MODULE: ./build/data/formats.js




/** Every data format, in the order in which they are asked whether they read a path. */
const formats = [npz, csv, jsonl, imageFolder];

;// CONCATENATED MODULE: ./build/data/noise/level.js

/** The schema of a level's single number. */
function levelSchema(name, description, bounds) {
    return { [name]: { type: 'number', description, ...bounds } };
}
/** A level's number; the schema has let only numbers through. */
function levelOf(options, name) {
    const value = options[name];
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0)
        return value;
    throw new TypeError(`noise without a usable ${name}`);
}
/** The range of a signal for a kind of noise that needs one; a Fault where there is none. */
function rangeOf({ range }, kind) {
    if (range !== undefined)
        return range;
    throw fault('NOISE_NEEDS_RANGE', { kind });
}
/** Keeps values in the signal's range, if it has one; NaN stays. Changes `values`, which the caller has just made. */
function clipped(values, { range }) {
    if (range === undefined)
        return values;
    const [low, high] = range;
    for (let at = 0; at < values.length; at += 1) {
        const value = values[at] ?? Number.NaN;
        if (value < low)
            values[at] = low;
        else if (value > high)
            values[at] = high;
    }
    return values;
}

;// CONCATENATED MODULE: ./build/data/noise/added.js

/** value + amount · unit · draw: the unit is the feature's deviation, else the width of the range, else 1. */
function added(signal, amount, drawn) {
    const { values, deviations, range } = signal;
    const out = new Float32Array(values.length);
    if (deviations !== undefined)
        return clipped(addedByFeature(signal, deviations, { amount, drawn }), signal);
    const size = range === undefined ? amount : amount * (range[1] - range[0]);
    for (let at = 0; at < out.length; at += 1)
        out[at] = (values[at] ?? Number.NaN) + size * (drawn[at] ?? Number.NaN);
    return clipped(out, signal);
}
function addedByFeature({ values }, deviations, { amount, drawn }) {
    const out = new Float32Array(values.length);
    for (let at = 0, feature = 0; at < out.length; at += 1, feature += 1) {
        if (feature === deviations.length)
            feature = 0;
        out[at] =
            (values[at] ?? Number.NaN) + amount * (deviations[feature] ?? Number.NaN) * (drawn[at] ?? Number.NaN);
    }
    return out;
}

;// CONCATENATED MODULE: ./build/data/noise/exp.js
const inverseE = 0.36787944117144233;
/** e^−t for t ≥ 0 from + − × ÷ alone, so that its bits are the same everywhere; relative error below 1e-13 up to t = 700. */
function expNegative(t) {
    let whole = Math.floor(t);
    let result = 1 / expBelowOne(t - whole);
    for (let power = inverseE; whole > 0; power *= power) {
        if (whole % 2 === 1)
            result *= power;
        whole = Math.floor(whole / 2);
    }
    return result;
}
/** The Taylor series, to its 20th term: e^t for 0 ≤ t < 1. */
function expBelowOne(t) {
    let sum = 1;
    for (let k = 20; k > 0; k -= 1)
        sum = 1 + (sum * t) / k;
    return sum;
}

;// CONCATENATED MODULE: ./build/data/noise/normal.js

const cells = 32768;
const places = 65536;
const densityAtZero = 0.3989422804014327; // 1 ÷ √(2π)
let made;
/** The table, made at its first use (some tens of milliseconds). */
function normal() {
    made ??= make();
    return made;
}
/** The deviate of 32 bits. */
function deviate({ knots, scale }, bits) {
    const cell = (bits >>> 16) & 32767;
    const place = ((bits & 65535) + 0.5) / places;
    const low = knots[cell] ?? 0;
    const size = cell === cells - 1 ? beyond(place) * scale : low + ((knots[cell + 1] ?? 0) - low) * place;
    return bits < 0 ? -size : size;
}
/** So many deviates. */
function deviates(count, stream) {
    const table = normal();
    const drawn = new Float64Array(count);
    for (let at = 0; at < count; at += 1)
        drawn[at] = deviate(table, stream.int32());
    return drawn;
}
/** |z| in the last cell: the z above which the share (1 − place) ÷ 2¹⁶ of the distribution lies. */
function beyond(place) {
    const share = (1 - place) / places;
    let z = 4;
    for (let round = 0; round < 24; round += 1)
        z += (above(z) - share) / density(z);
    return z;
}
function make() {
    const knots = new Float64Array(cells);
    for (let cell = 1; cell < cells; cell += 1)
        knots[cell] = next(knots[cell - 1] ?? 0, cell / places);
    const scale = 1 / Math.sqrt(variance(knots));
    return { knots: knots.map((knot) => knot * scale), scale };
}
/** The z up to which a given share lies above 0: Newton's method from the knot before, to full precision (it converges quadratically). */
function next(before, share) {
    const first = 1 / places / density(before);
    let z = before + first + (first * first * before) / 2;
    for (;;) {
        const step = share / density(z) - series(z);
        z += step;
        if (step < 1e-8 && step > -1e-8)
            return z;
    }
}
/** Of linear cells, and of what lies beyond the last knot t: 2(tφ(t) + Q(t)). */
function variance(knots) {
    const square = 1 / 3 - 1 / (12 * places * places); // mean square of the places in a cell
    let sum = 0;
    for (let cell = 0; cell < cells - 1; cell += 1) {
        const low = knots[cell] ?? 0;
        const width = (knots[cell + 1] ?? 0) - low;
        sum += low * low + low * width + width * width * square;
    }
    const last = knots[cells - 1] ?? 0;
    return sum / cells + 2 * (last * density(last) + 1 / places);
}
function density(z) {
    return densityAtZero * expNegative((z * z) / 2);
}
/** (Φ(z) − ½) ÷ φ(z) = z + z³/3 + z⁵/15 + …, Marsaglia 2004. */
function series(z) {
    let sum = z;
    let term = z;
    for (let k = 3; term > sum * 1e-17; k += 2) {
        term *= (z * z) / k;
        sum += term;
    }
    return sum;
}
/** 1 − Φ(z) for z ≥ 4 by Laplace's continued fraction φ(z) ÷ (z + 1 ÷ (z + 2 ÷ (z + …))). */
function above(z) {
    let fraction = z;
    for (let k = 60; k > 0; k -= 1)
        fraction = z + k / fraction;
    return density(z) / fraction;
}

;// CONCATENATED MODULE: ./build/data/noise/gaussian.js



/** x + σ·N(0, 1): σ is a share of the range, a multiple of the feature's deviation, or in the data's own units. */
const gaussian = {
    name: 'gaussian',
    options: levelSchema('sigma', 'Standard deviation.', { minimum: 0 }),
    on: ['picture', 'tensor'],
    needsRange: false,
    apply: (signal, options, stream) => added(signal, levelOf(options, 'sigma'), deviates(signal.values.length, stream)),
};

;// CONCATENATED MODULE: ./build/data/noise/impulse.js

/** Salt and pepper: a share of all values (each channel for itself) is replaced, half by the highest and half by the lowest value. */
const impulse = {
    name: 'impulse',
    options: levelSchema('amount', 'Share of values that are replaced.', { minimum: 0, maximum: 1 }),
    on: ['picture', 'tensor'],
    needsRange: true,
    apply: (signal, options, stream) => {
        const amount = levelOf(options, 'amount');
        const [low, high] = rangeOf(signal, 'impulse');
        const reach = amount * 2147483648;
        const noisy = Float32Array.from(signal.values);
        for (let at = 0; at < noisy.length; at += 1) {
            const bits = stream.int32();
            if ((bits & 0x7fffffff) < reach)
                noisy[at] = bits < 0 ? low : high; // a larger amount hits the same values and more
        }
        return noisy;
    },
};

;// CONCATENATED MODULE: ./build/data/noise/poisson.js

const largest = 500;
const slotBits = 12;
const slots = 1 << slotBits;
/**
 * A drawer of Poisson counts by inversion of the distribution function, one uniform number per draw (means above 500:
 * one per part of at most 500, whose counts are added). Pictures have few distinct values, so tables are kept by mean.
 */
function poisson(stream) {
    const kept = {
        means: new Float64Array(slots + 3).fill(Number.NaN),
        tables: new Array(slots + 3),
    };
    return (mean) => {
        if (!(mean >= 0 && mean < Number.POSITIVE_INFINITY))
            return Number.NaN;
        if (mean <= largest)
            return firstAbove(tableOf(mean, kept), stream.uniform());
        const parts = Math.ceil(mean / largest);
        const table = tableOf(mean / parts, kept);
        let count = 0;
        for (let part = 0; part < parts; part += 1)
            count += firstAbove(table, stream.uniform());
        return count;
    };
}
/** A mean's table: in its slot or one of the next three, else made and put there in the place of another. */
function tableOf(mean, { means, tables }) {
    const home = Math.imul(Math.trunc(mean * 65536), 0x9e3779b1) >>> (32 - slotBits);
    let slot = home;
    while (slot < home + 3 && means[slot] !== mean && tables[slot] !== undefined)
        slot += 1;
    const known = tables[slot];
    if (known !== undefined && means[slot] === mean)
        return known;
    const table = cumulative(mean);
    means[slot] = mean;
    tables[slot] = table;
    return table;
}
/** P(count ≤ k) for k = 0, 1, … until what is left is less than a uniform number can tell (2⁻³²). */
function cumulative(mean) {
    const length = Math.ceil(mean + 8 * Math.sqrt(mean) + 16);
    const table = new Float64Array(length);
    let term = expNegative(mean);
    let sum = 0;
    for (let k = 0; k < length; k += 1) {
        sum += term;
        table[k] = sum;
        term *= mean / (k + 1);
    }
    return table;
}
/** The lowest k with u < table[k]; the last where there is none. */
function firstAbove(table, u) {
    let low = 0;
    let high = table.length - 1;
    while (low < high) {
        const middle = (low + high) >>> 1;
        if (u < (table[middle] ?? 1))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

;// CONCATENATED MODULE: ./build/data/noise/shot.js


/** Counted light: Poisson(y·photons) ÷ photons, y being the value's place in the range; fewer photons are noisier. */
const shot = {
    name: 'shot',
    options: levelSchema('photons', 'Photons counted for the highest value.', {
        exclusiveMinimum: 0,
        maximum: 100000,
    }),
    on: ['picture', 'tensor'],
    needsRange: true,
    apply: (signal, options, stream) => {
        const photons = levelOf(options, 'photons');
        const [low, high] = rangeOf(signal, 'shot');
        const width = high - low;
        const count = poisson(stream);
        const noisy = new Float32Array(signal.values.length);
        for (let at = 0; at < noisy.length; at += 1) {
            const share = ((signal.values[at] ?? Number.NaN) - low) / width;
            noisy[at] = low + (count((share < 0 ? 0 : share) * photons) / photons) * width;
        }
        return clipped(noisy, signal);
    },
};

;// CONCATENATED MODULE: ./build/data/noise/speckle.js


/** x + σ·(x − lowest)·N(0, 1): noise that grows with the value, measured from the range's lower end, else from 0. */
const speckle = {
    name: 'speckle',
    options: levelSchema('sigma', 'Standard deviation as a share of the value.', { minimum: 0 }),
    on: ['picture', 'tensor'],
    needsRange: false,
    apply: (signal, options, stream) => {
        const { values, range } = signal;
        const sigma = levelOf(options, 'sigma');
        const lowest = range?.[0] ?? 0;
        const drawn = deviates(values.length, stream);
        const noisy = new Float32Array(values.length);
        for (let at = 0; at < noisy.length; at += 1) {
            const value = values[at] ?? Number.NaN;
            noisy[at] = value + sigma * (value - lowest) * (drawn[at] ?? Number.NaN);
        }
        return clipped(noisy, signal);
    },
};

;// CONCATENATED MODULE: ./build/data/noise/uniform.js


/** x + amount·U(−1, 1): the amount is half the width, a share of the range, a multiple of the feature's deviation, or in the data's own units. */
const uniform = {
    name: 'uniform',
    options: levelSchema('amount', 'Half the width: the most that a value moves.', { minimum: 0 }),
    on: ['picture', 'tensor'],
    needsRange: false,
    apply: (signal, options, stream) => added(signal, levelOf(options, 'amount'), fractions(signal.values.length, stream)),
};
/** Uniform in −1…1, never either. */
function fractions(count, stream) {
    const drawn = new Float64Array(count);
    for (let at = 0; at < count; at += 1)
        drawn[at] = (stream.int32() + 0.5) / 2147483648;
    return drawn;
}

;// CONCATENATED MODULE: ./build/data/noise.js





/** Every kind of noise; all keys of a kind's options are required. */
const noiseKinds = [gaussian, uniform, impulse, shot, speckle];

;// CONCATENATED MODULE: ./build/data/open.js


const endings = '.npz, .npy (NumPy), .csv, .tsv, .jsonl, .ndjson, and a folder of pictures';
/** Opens a data set with the format that reads its path; throws a Fault when none does, or the path holds something else. */
async function openDataset(formats, options) {
    const { path, shown } = options;
    const status = (0,external_node_fs_namespaceObject.statSync)(path, { throwIfNoEntry: false });
    if (status === undefined)
        throw fault('FILE_MISSING', { path: shown, what: 'data' });
    const format = formats.find((candidate) => candidate.reads(path, status.isDirectory()));
    if (format === undefined)
        throw fault('DATA_FORMAT_UNKNOWN', { path: shown, known: endings });
    if (status.isFile() && isLfsPointer(path))
        throw fault('LFS_POINTER', { path: shown });
    return format.open(options);
}
function isLfsPointer(path) {
    const start = Buffer.alloc(40);
    const file = (0,external_node_fs_namespaceObject.openSync)(path, 'r');
    try {
        return start
            .toString('latin1', 0, (0,external_node_fs_namespaceObject.readSync)(file, start, 0, 40, 0))
            .startsWith('version https://git-lfs.github');
    }
    finally {
        (0,external_node_fs_namespaceObject.closeSync)(file);
    }
}

;// CONCATENATED MODULE: ./build/data/preprocess/cast.js


const limits = {
    int8: [-128, 127], uint8: [0, 255], int16: [-32768, 32767], uint16: [0, 65535],
    int32: [-2147483648, 2147483647], uint32: [0, 4294967295],
    int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER], uint64: [0, Number.MAX_SAFE_INTEGER], bool: [0, 1],
}; // prettier-ignore
/** Numbers as a model's element type; whole types are rounded half to even and kept within their limits, NaN there is a Fault. */
function cast(values, type, input) {
    if (type === 'float32')
        return values;
    if (type === 'float64')
        return Float64Array.from(values);
    if (type === 'float16')
        return Uint16Array.from(values, toHalf);
    const [low, high] = limits[type];
    return wholes(type, values, (value) => {
        if (Number.isNaN(value))
            throw fault('INPUT_NOT_A_NUMBER', { input, type });
        return Math.min(high, Math.max(low, nearestEven(value)));
    });
}
/** Whether a number is one of a whole type's, unchanged. */
function isWhole(type, value) {
    const [low, high] = limits[type];
    return Number.isInteger(value) && value >= low && value <= high;
}
const arrays = {
    int8: Int8Array, uint8: Uint8Array, int16: Int16Array, uint16: Uint16Array, int32: Int32Array, uint32: Uint32Array,
    bool: Uint8Array, int64: BigInt64Array, uint64: BigUint64Array,
}; // prettier-ignore
/** An array of a whole type from numbers that `convert` makes whole. */
function wholes(type, values, convert) {
    const out = new arrays[type](values.length);
    for (let at = 0; at < values.length; at += 1) {
        const whole = convert(values[at] ?? Number.NaN);
        if (out instanceof BigInt64Array || out instanceof BigUint64Array)
            out[at] = BigInt(whole);
        else
            out[at] = whole;
    }
    return out;
}

;// CONCATENATED MODULE: ./build/data/preprocess/shape.js
/**
 * The shape in which values of shape `dims` are handed to a model that declares `declared`, or undefined when
 * they don't fit. Axes of length 1 come and go, since they don't move a value.
 */
function fitted(dims, declared) {
    if (declared === null || matches(dims, declared))
        return dims;
    const lengths = dims.filter((length) => length !== 1);
    const wide = declared.filter((length) => length !== 1);
    if (!matches(lengths, wide))
        return undefined;
    let next = 0;
    return declared.map((length) => (length === 1 ? 1 : (lengths[next++] ?? 1)));
}
function matches(dims, declared) {
    return (dims.length === declared.length &&
        declared.every((length, at) => typeof length === 'string' || length === dims[at]));
}
/** `3 × 224 × 224`, for messages. */
function printShape(dims) {
    if (dims.length === 0)
        return 'one value';
    return dims.map((length) => (length === '' ? '?' : String(length))).join(' × ');
}

;// CONCATENATED MODULE: ./build/data/preprocess/finish.js




/** Values after noise as the model's tensor of one sample: normalized, laid out, cast. */
function finishSignal(values, signal, recipe) {
    const { type } = recipe;
    if (type === 'string')
        throw new Error('text has no signal');
    const data = cast(arranged(values, signal, recipe), type, recipe.input);
    return { type, dims: shapeAfter(signal, recipe) ?? signal.dims, data };
}
/** Throws the Faults that finishing a signal of this shape would meet. */
function requireFinishable(signal, recipe, sample) {
    const refuse = (step, reason) => fault('INPUT_STEP_INVALID', { input: recipe.input, step, reason });
    const means = recipe.steps.normalize?.mean.length ?? 1;
    const shape = printShape(signal.dims);
    if (means > 1 && axisOf(means, signal, recipe) === undefined)
        throw refuse('normalize', `${means} means for a shape of ${shape}`);
    if (layoutOf(signal, recipe) !== undefined && signal.dims.length !== 3)
        throw refuse('layout', `${shape} has no rows, columns and channels`);
    requireFitted(signal, recipe, sample, recipe.fields.join(', '));
}
function requireFitted(signal, recipe, sample, field) {
    if (shapeAfter(signal, recipe) !== undefined)
        return;
    const got = printShape(laidOut(signal, recipe));
    const expected = printShape(recipe.declared ?? recipe.steps.shape ?? []);
    const { shape } = recipe.steps;
    const reshaped = shape === undefined ? got : `${got}, with shape ${printShape(shape)}`;
    throw fault('INPUT_SHAPE', { input: recipe.input, field, sample: sample.id, expected, got: reshaped });
}
function shapeAfter(signal, recipe) {
    const { shape } = recipe.steps;
    if (shape === undefined)
        return fitted(laidOut(signal, recipe), recipe.declared);
    return volume(shape) === volume(signal.dims) ? fitted(shape, recipe.declared) : undefined;
}
function laidOut(signal, recipe) {
    const [rows = 1, columns = 1, channels = 1] = signal.dims;
    return layoutOf(signal, recipe) === 'chw' ? [channels, rows, columns] : signal.dims;
}
function layoutOf(signal, { steps }) {
    return steps.layout ?? (signal.is === 'picture' ? 'chw' : undefined);
}
/** Which axis a list of means runs along: the last (channels of a picture, features), else the first of a tensor that is laid out already. */
function axisOf(means, signal, recipe) {
    if (means === signal.dims.at(-1))
        return 'last';
    return means === signal.dims[0] && layoutOf(signal, recipe) === undefined ? 'first' : undefined;
}
function arranged(values, signal, recipe) {
    const { normalize } = recipe.steps;
    const planes = layoutOf(signal, recipe) === 'chw';
    const wide = planes ? (signal.dims[2] ?? 1) : (normalize?.mean.length ?? 1);
    if (normalize === undefined && (!planes || wide === 1))
        return values;
    const { mean, std } = normalize ?? { mean: [0], std: [1] };
    const first = !planes && axisOf(wide, signal, recipe) === 'first';
    const places = values.length / wide;
    const apart = [1, wide]; // steps from one channel to the next, and from one place to the next
    const together = [places, 1];
    return finish_walk(values, {
        mean,
        std,
        channels: wide,
        places,
        from: first ? together : apart,
        to: first || planes ? together : apart,
    });
}
/** (value − mean) ÷ std in float64, rounded once, from one order of axes to another. */
function finish_walk(values, { mean, std, channels, places, from, to }) {
    const out = new Float32Array(values.length);
    const [fromStep, toStep] = [from[1], to[1]];
    for (let channel = 0; channel < channels; channel += 1) {
        const centre = mean[mean.length === 1 ? 0 : channel] ?? Number.NaN;
        const spread = std[std.length === 1 ? 0 : channel] ?? Number.NaN;
        let source = channel * from[0];
        let target = channel * to[0];
        for (let place = 0; place < places; place += 1, source += fromStep, target += toStep) {
            out[target] = ((values[source] ?? Number.NaN) - centre) / spread;
        }
    }
    return out;
}

;// CONCATENATED MODULE: ./build/core/sample.js
function isPicture(value) {
    return typeof value === 'object' && value !== null && 'pixels' in value;
}
function isTensor(value) {
    return typeof value === 'object' && value !== null && 'dims' in value;
}

;// CONCATENATED MODULE: ./build/data/preprocess/reference.js





/** Deviations per feature from a file: an .npy array in any shape, or one line of numbers separated by commas. */
function readReference(root, path) {
    const file = pathInside(root, path, 'reference');
    const deviations = Float32Array.from(/\.npy$/i.test(file) ? fromNpy(file, path) : fromLine(file, path));
    const bad = deviations.find((deviation) => !(deviation >= 0 && Number.isFinite(deviation)));
    if (bad === undefined && deviations.length > 0)
        return deviations;
    throw reference_unreadable(path, bad === undefined ? 'it is empty' : `${bad} is no deviation`);
}
function fromNpy(file, shown) {
    const column = openColumn(file, 'reference', null, shown);
    try {
        const rows = Array.from({ length: column.size }, (_, row) => numbersIn(column.value(row)));
        return rows.flat();
    }
    finally {
        column.close();
    }
}
function numbersIn(value) {
    return isTensor(value)
        ? Array.from(value.data, Number)
        : [Number(value)]; // the union of arrays has no common call
}
function fromLine(file, shown) {
    const text = (0,external_node_fs_namespaceObject.readFileSync)(file, 'utf8').trim();
    if (text.includes('\n'))
        throw reference_unreadable(shown, 'it has more than one line');
    return text.split(',').map((cell) => (cell.trim() === '' ? Number.NaN : Number(cell)));
}
function reference_unreadable(path, reason) {
    return fault('DATA_UNREADABLE', { path, part: null, reason });
}

;// CONCATENATED MODULE: ./build/data/preprocess/filters.js
const filters = ['nearest', 'bilinear', 'bicubic', 'lanczos'];
const kernels = {
    bilinear: { reach: 1, at: triangle },
    bicubic: { reach: 2, at: cubic },
    lanczos: { reach: 3, at: lanczos },
};
/**
 * Weights of separable resampling (Turkowski 1990), the kernel widened by the scale when shrinking, cut off at the
 * borders and normalized to sum 1; rounded to 22 bits, half away from zero, as Pillow does for 8-bit pictures.
 */
function weigh(before, after, filter) {
    const kernel = kernels[filter];
    const step = before / after;
    const scale = Math.max(step, 1);
    const reach = kernel.reach * scale;
    const taps = Math.ceil(reach) * 2 + 1;
    const weights = {
        size: after,
        taps,
        starts: new Int32Array(after),
        counts: new Int32Array(after),
        values: new Int32Array(after * taps),
    };
    for (let at = 0; at < after; at += 1) {
        const centre = (at + 0.5) * step;
        const start = Math.max(Math.trunc(centre - reach + 0.5), 0);
        const count = Math.min(Math.trunc(centre + reach + 0.5), before) - start;
        weights.starts[at] = start;
        weights.counts[at] = count;
        weights.values.set(filters_rowOf({ kernel, count, first: start - centre + 0.5, shrink: 1 / scale }), at * taps);
    }
    return weights;
}
function filters_rowOf({ kernel, count, first, shrink }) {
    const raw = Float64Array.from({ length: count }, (_, k) => kernel.at((k + first) * shrink));
    const sum = raw.reduce((total, weight) => total + weight, 0);
    return Int32Array.from(raw, (weight) => fixed(sum === 0 ? weight : weight / sum));
}
function fixed(weight) {
    return Math.trunc(weight * 4194304 + (weight < 0 ? -0.5 : 0.5));
}
function triangle(x) {
    const far = Math.abs(x);
    return far < 1 ? 1 - far : 0;
}
/** Keys' cubic convolution with a = −½. */
function cubic(x) {
    const a = -0.5;
    const far = Math.abs(x);
    if (far < 1)
        return ((a + 2) * far - (a + 3)) * far * far + 1;
    return far < 2 ? (((far - 5) * far + 8) * far - 4) * a : 0;
}
function lanczos(x) {
    return x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0;
}
function sinc(x) {
    return x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
}

;// CONCATENATED MODULE: ./build/data/preprocess/steps.js



const count = { type: 'integer', minimum: 1 };
const steps_numbers = {
    anyOf: [{ type: 'number' }, { type: 'array', items: { type: 'number' }, minItems: 1 }],
};
const filter = { enum: [...filters], default: 'bilinear' };
const layouts = ['nchw', 'nhwc', 'chw', 'hwc'];
/** The keys of an input that say how a field becomes the model's input, as JSON Schema properties. */
const steps = {
    grayscale: { const: true, description: 'One channel of luminance, as Pillow’s convert("L").' },
    resize: {
        description: 'To this size, bit for bit as Pillow does.',
        anyOf: [
            object({ width: count, height: count, filter }, ['width', 'height']),
            object({ 'shortest-edge': count, filter }, ['shortest-edge']),
        ],
    },
    'center-crop': {
        ...object({ width: count, height: count }, ['width', 'height']),
        description: 'The middle.',
    },
    rescale: {
        description: 'What values are multiplied by, before noise: 1/255.',
        anyOf: [
            { type: 'number', exclusiveMinimum: 0 },
            { type: 'string', pattern: '^[0-9]+/[0-9]+$' },
        ],
    },
    normalize: {
        ...object({ mean: steps_numbers, std: steps_numbers }, ['mean', 'std']),
        description: '(value − mean) ÷ std, after noise: one number, or one per channel.',
    },
    layout: { enum: [...layouts], description: 'Order of a picture’s axes; nchw unless it says otherwise.' },
    cast: { enum: [...elementTypes], description: 'The element type; by default what the model wants.' },
    range: {
        description: 'Lowest and highest value before noise: noise is a share of the range, and stays in it.',
        type: 'array',
        items: { type: 'number' },
        minItems: 2,
        maxItems: 2,
    },
    reference: {
        type: 'string',
        minLength: 1,
        description: 'File of one deviation per feature (.npy, or one line of CSV); noise is a share of it.',
    },
    shape: { type: 'array', items: count, description: 'Shape of one sample, without the batch.' },
};
function object(properties, required) {
    return { type: 'object', properties, required, additionalProperties: false };
}
/** Steps as the schema lets them through; a Fault for what a schema can't say. */
function parseSteps(spec) {
    const of = (step) => spec.steps[step];
    const refuse = (step, reason) => fault('INPUT_STEP_INVALID', { input: spec.input, step, reason }, spec.place);
    for (const step of Object.keys(spec.steps))
        if (!Object.hasOwn(steps, step))
            throw refuse(step, 'there is no such step');
    return {
        grayscale: of('grayscale') === true,
        ...given('resize', resizeOf(of('resize'))),
        ...given('crop', sizeOf(of('center-crop'))),
        ...given('rescale', rescaleOf(of('rescale'), refuse)),
        ...given('normalize', normalizeOf(of('normalize'), refuse)),
        ...given('layout', steps_layoutOf(of('layout'))),
        ...given('cast', elementTypes.find((type) => type === of('cast'))),
        ...given('range', steps_rangeOf(of('range'), refuse)),
        ...given('reference', textOf(of('reference'))),
        ...given('shape', listOf(of('shape'))),
    };
}
/** A property only where there is a value. */
function given(key, value) {
    return value === undefined ? {} : { [key]: value }; // a computed key widens to string
}
function resizeOf(json) {
    const to = sizeOf(json) ?? edgeOf(json);
    const named = filters.find((name) => name === keyOf(json, 'filter')) ?? 'bilinear';
    return to === undefined ? undefined : { to, filter: named };
}
function edgeOf(json) {
    const shortestEdge = keyOf(json, 'shortest-edge');
    return typeof shortestEdge === 'number' ? { shortestEdge } : undefined;
}
function sizeOf(json) {
    const width = keyOf(json, 'width');
    const height = keyOf(json, 'height');
    return typeof width === 'number' && typeof height === 'number' ? { width, height } : undefined;
}
function rescaleOf(json, refuse) {
    if (json === undefined)
        return undefined;
    const [above, below = 1] = typeof json === 'string' ? json.split('/').map(Number) : [Number(json)];
    const factor = (above ?? Number.NaN) / below;
    if (factor > 0 && Number.isFinite(factor))
        return factor;
    throw refuse('rescale', 'it is not a number above 0');
}
function normalizeOf(json, refuse) {
    const mean = listOf(keyOf(json, 'mean'));
    const std = listOf(keyOf(json, 'std'));
    if (mean === undefined || std === undefined)
        return undefined;
    if (!std.every((value) => value > 0))
        throw refuse('normalize', 'a std is not above 0');
    if (mean.length === std.length)
        return { mean, std };
    throw refuse('normalize', `it has ${mean.length} means and ${std.length} stds`);
}
function steps_layoutOf(json) {
    const named = layouts.find((layout) => layout === json);
    return named && (named.endsWith('chw') ? 'chw' : 'hwc');
}
function steps_rangeOf(json, refuse) {
    const [low, high] = listOf(json) ?? [];
    if (low === undefined || high === undefined)
        return undefined;
    if (low < high)
        return [low, high];
    throw refuse('range', `${low} is not below ${high}`);
}
function textOf(json) {
    return typeof json === 'string' ? json : undefined;
}
function listOf(json) {
    if (typeof json === 'number')
        return [json];
    return Array.isArray(json) ? json.filter((item) => typeof item === 'number') : undefined;
}
function keyOf(json, key) {
    if (typeof json !== 'object' || json === null || Array.isArray(json))
        return undefined;
    return json[key]; // what remains of Json after the checks above
}

;// CONCATENATED MODULE: ./build/data/preprocess/recipe.js





/** Looks up fields, steps and reference of one input; throws a Fault for what can't be done with any sample. */
function recipeFor(spec, wanted, context) {
    const steps = parseSteps(spec);
    if (wanted.dims?.length === 0)
        throw impossible(spec, 'from', 'the model declares a single value without a batch axis');
    if (steps.cast !== undefined && steps.cast !== wanted.type) {
        throw impossible(spec, 'cast', `it says ${steps.cast}, the model wants ${wanted.type}`);
    }
    return {
        input: spec.input,
        fields: recipe_fieldsOf(spec, context),
        joins: 'allBut' in spec.from || spec.from.fields.length > 1,
        steps,
        type: wanted.type,
        declared: wanted.dims === null ? null : wanted.dims.slice(1),
        ...(steps.reference !== undefined && { deviations: readReference(context.directory, steps.reference) }),
    };
}
function recipe_fieldsOf(spec, { fields, except }) {
    const { from } = spec;
    const named = 'allBut' in from ? from.allBut : from.fields;
    const missing = named.find((field) => !fields.includes(field));
    if (missing !== undefined) {
        throw fault('INPUT_FIELD_MISSING', { input: spec.input, field: missing, known: fields.join(', ') }, spec.place);
    }
    const made = 'fields' in from ? named : fields.filter((field) => !named.includes(field) && !except.includes(field));
    if (made.length === 0)
        throw impossible(spec, 'from', 'it leaves no field');
    return made;
}
function impossible(spec, step, reason) {
    return fault('INPUT_STEP_INVALID', { input: spec.input, step, reason }, spec.place);
}
/** The Fault of a sample whose field can't become this input. */
function unfit(recipe, sample, field, expected) {
    const got = describe(sample.fields.get(field) ?? null);
    return fault('INPUT_VALUE', { input: recipe.input, field, sample: sample.id, expected, got });
}
function describe(value) {
    if (value === null)
        return 'missing';
    if (typeof value === 'string')
        return 'text';
    if (typeof value !== 'object')
        return `the ${typeof value} ${value}`;
    if (isPicture(value))
        return `a picture of ${value.width} × ${value.height} pixels with ${value.channels} channels`;
    return isTensor(value)
        ? `${value.type} of shape ${printShape(value.dims)}`
        : `a list of ${value.length} texts`;
}

;// CONCATENATED MODULE: ./build/data/preprocess/gather.js



/** The numbers of a recipe's fields; several fields, each a number or a vector, are joined to one vector. */
function gatherNumbers(recipe, sample) {
    const parts = recipe.fields.map((field) => {
        const numbers = gather_numbersIn(sample.fields.get(field) ?? null);
        if (numbers === undefined)
            throw unfit(recipe, sample, field, 'numbers');
        if (recipe.joins && numbers.dims.length > 1)
            throw unfit(recipe, sample, field, 'a number or a vector');
        return numbers;
    });
    const [only] = parts;
    if (only !== undefined && !recipe.joins)
        return only;
    const items = parts.flatMap((part) => Array.from(part.items));
    return { dims: [items.length], items };
}
function gather_numbersIn(value) {
    if (typeof value === 'number' || typeof value === 'boolean')
        return { dims: [], items: [Number(value)] };
    if (value === null || typeof value === 'string' || isPicture(value) || !isTensor(value))
        return undefined;
    const { type, dims, data } = value;
    if (type === 'float16' && data instanceof Uint16Array)
        return { dims, items: Float32Array.from(data, fromHalf) };
    return type === 'string' ? undefined : { dims, items: data }; // only text tensors hold text
}
/** The texts of a recipe's fields; several fields are joined to one vector. */
function gatherTexts(recipe, sample) {
    const parts = recipe.fields.map((field) => {
        const texts = textsIn(sample.fields.get(field) ?? null);
        if (texts === undefined)
            throw unfit(recipe, sample, field, 'text');
        return texts;
    });
    const [only] = parts;
    if (only !== undefined && !recipe.joins)
        return only;
    const texts = parts.flatMap((part) => part.texts);
    return { dims: [texts.length], texts };
}
function textsIn(value) {
    if (typeof value === 'string')
        return { dims: [], texts: [value] };
    if (typeof value !== 'object' || value === null || isPicture(value))
        return undefined;
    if (!isTensor(value))
        return { dims: [value.length], texts: value };
    return value.type === 'string' ? { dims: value.dims, texts: value.data } : undefined; // text tensors hold text
}

;// CONCATENATED MODULE: ./build/data/preprocess/picture.js
/** One channel of luminance from RGB, ITU-R 601 in 16-bit fixed point as Pillow's convert('L'); grey stays, alpha is dropped. */
function grey(picture) {
    if (picture.channels === 1)
        return picture;
    const { channels, pixels: from } = picture;
    const pixels = blank(from, picture.width * picture.height);
    for (let at = 0; at < pixels.length; at += 1) {
        const [red = 0, green = 0, blue = 0] = [
            from[at * channels],
            from[at * channels + 1],
            from[at * channels + 2],
        ];
        pixels[at] = Math.floor((red * 19595 + green * 38470 + blue * 7471 + 32768) / 65536);
    }
    return { ...picture, channels: 1, pixels };
}
/** A picture with three channels: grey is repeated, alpha dropped. */
function picture_rgb(picture) {
    if (picture.channels === 3)
        return picture;
    const { channels, pixels: from } = picture;
    const pixels = blank(from, picture.width * picture.height * 3);
    for (let to = 0; to < pixels.length; to += 1) {
        const start = Math.floor(to / 3) * channels;
        pixels[to] = from[channels === 1 ? start : start + (to % 3)] ?? 0;
    }
    return { ...picture, channels: 3, pixels };
}
/** The middle of a picture, or undefined when it is smaller; half pixels are rounded to even, as torchvision's CenterCrop does. */
function cropCentre(picture, { width, height }) {
    if (picture.width < width || picture.height < height)
        return undefined;
    const left = middle(picture.width - width);
    const top = middle(picture.height - height);
    const { channels } = picture;
    const pixels = blank(picture.pixels, width * height * channels);
    for (let y = 0; y < height; y += 1) {
        const from = ((top + y) * picture.width + left) * channels;
        pixels.set(picture.pixels.subarray(from, from + width * channels), y * width * channels);
    }
    return { width, height, channels, pixels };
}
function middle(spare) {
    const half = Math.floor(spare / 2);
    return spare % 2 === 1 && half % 2 === 1 ? half + 1 : half;
}
/** The size whose shorter edge is as long as asked; the longer one is rounded down, as torchvision's Resize does. */
function sizeByShortestEdge({ width, height }, edge) {
    if (width <= height)
        return { width: edge, height: Math.max(1, Math.floor((edge * height) / width)) };
    return { width: Math.max(1, Math.floor((edge * width) / height)), height: edge };
}
function blank(like, length) {
    return like instanceof Uint16Array ? new Uint16Array(length) : new Uint8Array(length);
}

;// CONCATENATED MODULE: ./build/data/preprocess/resize.js

/** A picture at another size, bit for bit as Pillow's Image.resize gives it for L and RGB (antialiased when it shrinks). */
function resize(picture, { width, height }, filter) {
    if (width === picture.width && height === picture.height)
        return picture;
    if (filter === 'nearest')
        return nearest(picture, { width, height });
    const wide = width === picture.width ? picture : across(picture, weigh(picture.width, width, filter));
    return height === wide.height ? wide : down(wide, weigh(wide.height, height, filter));
}
const half = 1 << 21; // one half in weights of 22 bits
function across(picture, weights) {
    const { height, width: before, channels, pixels } = picture;
    const { size: width, starts, counts, taps, values } = weights;
    const out = new Uint8ClampedArray(width * height * channels);
    for (let y = 0, to = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
            const from = (y * before + (starts[x] ?? 0)) * channels;
            const count = counts[x] ?? 0;
            for (let c = 0; c < channels; c += 1, to += 1) {
                let sum = half;
                for (let k = 0; k < count; k += 1)
                    sum += (pixels[from + k * channels + c] ?? 0) * (values[x * taps + k] ?? 0);
                out[to] = sum >> 22;
            }
        }
    }
    return { height, width, channels, pixels: new Uint8Array(out.buffer) };
}
function down(picture, weights) {
    const { width, channels, pixels } = picture;
    const { size: height, starts, counts, taps, values } = weights;
    const stride = width * channels;
    const out = new Uint8ClampedArray(height * stride);
    const sums = new Int32Array(stride);
    for (let y = 0; y < height; y += 1) {
        sums.fill(half);
        for (let k = 0; k < (counts[y] ?? 0); k += 1) {
            const from = ((starts[y] ?? 0) + k) * stride;
            const weight = values[y * taps + k] ?? 0;
            for (let i = 0; i < stride; i += 1)
                sums[i] = (sums[i] ?? 0) + (pixels[from + i] ?? 0) * weight;
        }
        for (let i = 0; i < stride; i += 1)
            out[y * stride + i] = (sums[i] ?? 0) >> 22;
    }
    return { height, width, channels, pixels: new Uint8Array(out.buffer) };
}
function nearest(picture, { width, height }) {
    const { channels } = picture;
    const columns = centres(picture.width, width);
    const rows = centres(picture.height, height);
    const pixels = new Uint8Array(width * height * channels);
    let to = 0;
    for (const row of rows) {
        for (const column of columns) {
            const from = (row * picture.width + column) * channels;
            for (let c = 0; c < channels; c += 1, to += 1)
                pixels[to] = picture.pixels[from + c] ?? 0;
        }
    }
    return { height, width, channels, pixels };
}
/** Source positions of the new pixels' centres; added up step by step as Pillow does, whose rounding decides ties. */
function centres(before, after) {
    const step = before / after;
    const found = new Int32Array(after);
    let centre = step * 0.5;
    for (let at = 0; at < after; at += 1) {
        found[at] = Math.min(Math.floor(centre), before - 1);
        centre += step;
    }
    return found;
}

;// CONCATENATED MODULE: ./build/data/preprocess/signal.js






/** One input up to the point where noise is added: decoded, resized, cropped, rescaled. */
function signalOf(recipe, sample) {
    const picture = pictureIn(recipe, sample);
    return picture === undefined
        ? tensorSignal(recipe, sample)
        : pictureSignal(prepared(picture, recipe, sample), recipe, sample);
}
function pictureIn(recipe, sample) {
    const [field = ''] = recipe.fields;
    const value = sample.fields.get(field) ?? null;
    if (recipe.joins)
        return undefined;
    if (isPicture(value))
        return value;
    const { grayscale, resize: resized, crop, layout, normalize } = recipe.steps;
    const shaping = grayscale || resized !== undefined || crop !== undefined;
    if (!shaping && layout === undefined && (normalize?.mean.length ?? 1) === 1)
        return undefined;
    const picture = isTensor(value) ? asPicture(value.dims, value.data) : undefined;
    if (picture === undefined && shaping)
        throw unfit(recipe, sample, field, 'a picture (uint8, rows × columns × 1, 3 or 4 channels)');
    return picture;
}
function asPicture(dims, data) {
    const [height, width, channels = 1] = dims;
    if (height === undefined || width === undefined || dims.length > 3)
        return undefined;
    if (![1, 3, 4].includes(channels))
        return undefined;
    if (data instanceof Uint8Array || data instanceof Uint16Array)
        return { height, width, channels, pixels: data };
    return undefined;
}
function prepared(picture, recipe, sample) {
    const [field = ''] = recipe.fields;
    const { grayscale, crop } = recipe.steps;
    const coloured = grayscale ? grey(picture) : withChannels(picture, channelsWanted(recipe));
    const sized = resized(coloured, recipe, sample);
    if (crop === undefined)
        return sized;
    const cropped = cropCentre(sized, crop);
    if (cropped !== undefined)
        return cropped;
    const size = `${sized.width} × ${sized.height}`;
    throw unfit(recipe, sample, field, `at least ${crop.width} × ${crop.height} pixels for center-crop, after resize it has ${size}`);
}
function withChannels(picture, wanted) {
    return wanted === 3 ? picture_rgb(picture) : picture;
}
function channelsWanted({ declared, steps }) {
    return declared?.length === 3 ? declared[steps.layout === 'hwc' ? 2 : 0] : undefined;
}
function resized(picture, recipe, sample) {
    const step = recipe.steps.resize;
    if (step === undefined)
        return picture;
    if (!isEightBit(picture))
        throw unfit(recipe, sample, recipe.fields[0] ?? '', '8 bits a channel for resize');
    const size = 'shortestEdge' in step.to ? sizeByShortestEdge(picture, step.to.shortestEdge) : step.to;
    return resize(picture, size, step.filter);
}
function isEightBit(picture) {
    return picture.pixels instanceof Uint8Array;
}
function pictureSignal(picture, recipe, sample) {
    const { rescale = 1, range } = recipe.steps;
    const top = isEightBit(picture) ? 255 : 65535;
    const values = signal_scaled(picture.pixels, rescale);
    const dims = [picture.height, picture.width, picture.channels];
    return checked({ values, dims, range: range ?? [0, Math.fround(top * rescale)], is: 'picture' }, recipe, sample);
}
function tensorSignal(recipe, sample) {
    const { rescale = 1, range } = recipe.steps;
    const { dims, items } = gatherNumbers(recipe, sample);
    return checked({ values: signal_scaled(items, rescale), dims, ...(range && { range }), is: 'tensor' }, recipe, sample);
}
function signal_scaled(items, factor) {
    if (factor === 1 && items instanceof Float32Array)
        return items;
    if (items instanceof Uint8Array)
        return scaledBytes(items, factor);
    const values = new Float32Array(items.length);
    for (let at = 0; at < values.length; at += 1)
        values[at] = Number(items[at]) * factor;
    return values;
}
/** Most pictures are bytes: a loop that meets one kind of array only is several times faster. */
function scaledBytes(bytes, factor) {
    const values = new Float32Array(bytes.length);
    for (let at = 0; at < bytes.length; at += 1)
        values[at] = (bytes[at] ?? 0) * factor;
    return values;
}
/** Adds the deviations; a value outside a declared range would be cut by noise in both models alike, so it is a Fault. */
function checked(signal, recipe, sample) {
    const { deviations, steps, fields } = recipe;
    if (steps.range !== undefined)
        requireInside(steps.range, signal, recipe, sample);
    if (deviations === undefined)
        return signal;
    const last = signal.dims.at(-1) ?? 1;
    if (deviations.length === last || deviations.length === volume(signal.dims))
        return { ...signal, deviations };
    throw unfit(recipe, sample, fields.join(', '), `${deviations.length} features, as many as the reference holds`);
}
function requireInside([low, high], { values }, recipe, sample) {
    const outside = values.find((value) => !(value >= Math.fround(low) && value <= Math.fround(high)));
    if (outside === undefined)
        return;
    throw unfit(recipe, sample, recipe.fields.join(', '), `values in the range ${low} … ${high} (after rescale ${outside} is one of them)`);
}

;// CONCATENATED MODULE: ./build/data/preprocess/untouched.js






/** The tensor of a text input. */
function textInput(recipe, sample) {
    const { dims, texts } = gatherTexts(recipe, sample);
    return { type: 'string', dims: shaped(dims, recipe, sample), data: texts };
}
/** The tensor of an input of whole numbers that no step changes; a number that the type can't hold is a Fault. */
function wholeInput(type, recipe, sample) {
    const { dims, items } = gatherNumbers(recipe, sample);
    const numbers = Array.from(items, Number);
    if (!numbers.every((value) => isWhole(type, value))) {
        throw unfit(recipe, sample, recipe.fields.join(', '), `whole numbers that ${type} can hold`);
    }
    return { type, dims: shaped(dims, recipe, sample), data: wholes(type, numbers, (value) => value) };
}
function shaped(dims, recipe, sample) {
    const { steps, input, fields, declared } = recipe;
    const found = fitted(steps.shape ?? dims, declared);
    if (found !== undefined && volume(found) === volume(dims))
        return found;
    const expected = printShape(declared ?? steps.shape ?? []);
    throw fault('INPUT_SHAPE', {
        input,
        field: fields.join(', '),
        sample: sample.id,
        expected,
        got: printShape(dims),
    });
}

;// CONCATENATED MODULE: ./build/data/preprocess/compile.js





/** Compiles the making of one input: `spec` says how, `wanted` is what the model declares. Throws a Fault for what no sample could satisfy. */
function compileInput(spec, wanted, context) {
    const recipe = recipeFor(spec, wanted, context);
    return isUntouched(recipe, spec) ? untouchedMaker(recipe) : signalMaker(recipe);
}
function signalMaker(recipe) {
    const base = (sample) => {
        const signal = signalOf(recipe, sample);
        requireFinishable(signal, recipe, sample);
        return signal;
    };
    const finish = (values, signal) => finishSignal(values, signal, recipe);
    const make = (sample) => {
        const signal = base(sample);
        return finish(signal.values, signal);
    };
    return { fields: recipe.fields, takesNoise: true, base, finish, make };
}
function untouchedMaker(recipe) {
    const { fields, input, type } = recipe;
    const refuse = () => {
        throw fault('INPUT_REFUSES_NOISE', { input, type });
    };
    return {
        fields,
        takesNoise: false,
        base: refuse,
        finish: refuse,
        make: (sample) => untouched(recipe, sample),
    };
}
function untouched(recipe, sample) {
    const { type } = recipe;
    if (type === 'string')
        return textInput(recipe, sample);
    if (isFloat(type))
        throw new Error('float inputs are signals');
    return wholeInput(type, recipe, sample);
}
/** Text, and whole numbers that no step makes a measurement of. 8-bit inputs are those of quantized models, and are signals. */
function isUntouched(recipe, spec) {
    const { type } = recipe;
    const step = Object.keys(spec.steps).find((name) => name !== 'shape' && name !== 'cast');
    if (type !== 'string')
        return step === undefined && !isFloat(type) && type !== 'uint8' && type !== 'int8';
    if (step === undefined)
        return true;
    throw fault('INPUT_STEP_INVALID', { input: spec.input, step, reason: 'the model wants text' }, spec.place);
}
function isFloat(type) {
    return type === 'float16' || type === 'float32' || type === 'float64';
}

;// CONCATENATED MODULE: ./build/data/preprocess/stack.js



/** Tensors of single samples as one tensor whose first axis is the sample; a Fault when their shapes differ. */
function stack(tensors) {
    const [first] = tensors;
    if (first === undefined)
        throw new RangeError('a batch has at least one sample');
    const other = tensors.find((tensor) => tensor.type !== first.type || !isSameShape(tensor, first));
    if (other !== undefined)
        throw fault('BATCH_UNEVEN', { first: print(first), second: print(other) });
    return { type: first.type, dims: [tensors.length, ...first.dims], data: joined(tensors, first) };
}
function isSameShape(left, right) {
    return left.dims.length === right.dims.length && left.dims.every((length, at) => length === right.dims[at]);
}
function joined(tensors, { data, dims }) {
    if (!ArrayBuffer.isView(data))
        return tensors.flatMap((tensor) => tensor.data); // one type in all of them
    const size = volume(dims);
    const Class = data.constructor; // an array of the same class
    const all = new Class(size * tensors.length);
    for (const [at, tensor] of tensors.entries())
        all.set(tensor.data, at * size); // one type in all of them
    return all;
}
function print({ type, dims }) {
    return `${type} ${printShape(dims)}`;
}

;// CONCATENATED MODULE: external "node:module"
const external_node_module_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:module");
;// CONCATENATED MODULE: ./build/runtimes/ort.js





/**
 * Node 24's Float16Array breaks float16 inputs in ONNX Runtime's binding (it expects Uint16Array), and makes
 * outputs differ in class between Node versions. Without the global both versions use Uint16Array.
 * Must run before the first tensor is made; workers only.
 */
function hideFloat16Array() {
    Reflect.deleteProperty(globalThis, 'Float16Array');
}
/** Opens a session over either engine; `model` is a path (native) or bytes with external data (WASM). */
async function openSession(ort, model, options) {
    const settings = await sessionOptions(model, options);
    const session = model.as === 'path'
        ? await ort.InferenceSession.create(model.file.path, settings)
        : await ort.InferenceSession.create(await (0,promises_namespaceObject.readFile)(model.file.path), settings);
    try {
        return wrap(ort, session);
    }
    catch (error) {
        await session.release();
        throw error;
    }
}
async function sessionOptions(model, options) {
    const external = model.as === 'path' ? [] : await Promise.all(model.file.external.map(readExternal));
    return {
        executionProviders: [model.as === 'path' ? 'cpu' : 'wasm'],
        graphOptimizationLevel: options.graphOptimization,
        intraOpNumThreads: options.threads,
        interOpNumThreads: 1,
        logSeverityLevel: 4,
        ...(external.length > 0 && { externalData: external }),
        ...(Object.keys(options.session).length > 0 && { extra: { session: { ...options.session } } }),
    };
}
async function readExternal(entry) {
    return { path: entry.location, data: await (0,promises_namespaceObject.readFile)(entry.path) };
}
function wrap(ort, session) {
    const outputs = shapes(session.outputMetadata);
    return {
        inputs: shapes(session.inputMetadata),
        outputs,
        run: async (feeds) => {
            const made = {};
            for (const [name, tensor] of feeds)
                made[name] = toOrt(ort, tensor);
            const results = await session.run(made);
            return new Map(outputs.map(({ name }) => [name, fromOrt(results[name])]));
        },
        close: () => session.release(),
    };
}
/** int4 outputs abort the process when they are read, so unknown types are refused before the first run. */
function shapes(metadata) {
    return metadata.map((value) => {
        if (!value.isTensor)
            throw new Error(`${value.name} is not a tensor (sequences and maps are not supported)`);
        const type = elementTypes.find((known) => known === value.type);
        if (type === undefined)
            throw new Error(`${value.name} has type ${value.type}, which can't be read from JavaScript`);
        // An unknown rank and a scalar both arrive as an empty shape.
        return { name: value.name, type, dims: value.shape.length === 0 ? null : value.shape };
    });
}
function toOrt(ort, tensor) {
    // The constructor's overloads tie type to data; core's Tensor keeps that tie at run time.
    const make = ort.Tensor;
    return new make(tensor.type, tensor.data, tensor.dims);
}
function fromOrt(tensor) {
    if (tensor === undefined)
        throw new Error('the engine returned no value for a declared output');
    const type = elementTypes.find((known) => known === tensor.type);
    if (type === undefined)
        throw new Error(`the engine returned type ${tensor.type}`);
    return { type, dims: tensor.dims, data: tensor.data };
}
/** SHA-256 over files, in the order given. */
async function digestFiles(paths) {
    const hash = (0,external_node_crypto_namespaceObject.createHash)('sha256');
    for (const path of paths)
        await (0,external_node_stream_promises_namespaceObject.pipeline)((0,external_node_fs_namespaceObject.createReadStream)(path), hash, { end: false });
    return hash.digest('hex');
}

;// CONCATENATED MODULE: ./build/runtimes/native.js




/** onnxruntime-node from a run-time directory: a bundler must not see the name, its binaries can't travel in a bundle. */
const native_native = {
    name: 'native',
    load: (directory) => {
        const load = (0,external_node_module_namespaceObject.createRequire)((0,external_node_path_namespaceObject.join)(directory, '_.js'));
        const ort = load('onnxruntime-node'); // the package's own types describe the same module
        return {
            identity: async () => {
                const root = (0,external_node_path_namespaceObject.dirname)((0,external_node_path_namespaceObject.dirname)(load.resolve('onnxruntime-node')));
                const folder = (0,external_node_path_namespaceObject.join)(root, 'bin', 'napi-v6', process.platform, process.arch);
                const files = (0,external_node_fs_namespaceObject.readdirSync)(folder).sort();
                return {
                    runtime: 'onnxruntime-node',
                    version: ort.env.versions.node ?? ort.env.versions.common,
                    digest: await digestFiles(files.map((file) => (0,external_node_path_namespaceObject.join)(folder, file))),
                    providers: ['cpu'],
                };
            },
            open: (file, options) => openSession(ort, { file, as: 'path' }, options),
        };
    },
};

;// CONCATENATED MODULE: ./build/runtimes/wasm.js



/** onnxruntime-web's plain WASM build: slower, but it travels with the action and its integer arithmetic is exact. */
const wasm = {
    name: 'wasm',
    load: (directory) => {
        const load = (0,external_node_module_namespaceObject.createRequire)((0,external_node_path_namespaceObject.join)(directory, '_.js'));
        const ort = load('onnxruntime-web'); // the package's own types describe the same module
        let threads;
        return {
            identity: async () => ({
                runtime: 'onnxruntime-web',
                version: ort.env.versions.web ?? ort.env.versions.common,
                digest: await digestFiles([load.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')]),
                providers: ['wasm'],
            }),
            open: (file, options) => {
                threads = fixThreads(ort, options, threads);
                return openSession(ort, { file, as: 'bytes' }, options);
            },
        };
    },
};
/** The thread count is a property of the WASM instance: it holds for every session of the process. */
function fixThreads(ort, options, fixed) {
    if (fixed !== undefined && fixed !== options.threads) {
        throw new Error(`wasm targets must agree on threads: ${fixed} and ${options.threads}`);
    }
    ort.env.wasm.numThreads = options.threads;
    return options.threads;
}

;// CONCATENATED MODULE: ./build/stats/divergence.js
/** Smaller probabilities of the compressed model are taken as this, 2⁻²⁴. */
const probabilityFloor = 1 / 16777216;
/**
 * Natural log-softmax of `length` logits from `offset`. −Infinity is probability 0; with NaN, +Infinity or nothing
 * but −Infinity, and past the end of the logits, all results are NaN.
 */
function logSoftmax(logits, offset, length) {
    let highest = -Infinity;
    for (let at = offset; at < offset + length; at += 1)
        highest = Math.max(highest, logits[at] ?? NaN);
    const logs = new Float64Array(length);
    let sum = 0;
    for (let at = 0; at < length; at += 1) {
        const shifted = (logits[offset + at] ?? NaN) - highest;
        logs[at] = shifted;
        sum += Math.exp(shifted);
    }
    const logSum = Math.log(sum);
    return logs.map((shifted) => shifted - logSum);
}
/** Natural logarithms of `length` probabilities from `offset`; 0 gives −Infinity, what is no probability NaN. */
function logOf(probabilities, offset = 0, length = probabilities.length - offset) {
    return Float64Array.from({ length }, (_, at) => Math.log(probabilities[offset + at] ?? NaN));
}
/**
 * Logarithms as above for q, the compressed side, with every probability below 2⁻²⁴ raised to it, and how many
 * were: a probability of 0 is as often an underflow as a belief.
 */
function floorLog(probabilities, offset = 0, length = probabilities.length - offset) {
    const plain = logOf(probabilities, offset, length);
    const lowest = Math.log(probabilityFloor);
    return {
        logs: plain.map((log) => Math.max(log, lowest)),
        floored: plain.filter((log) => log < lowest).length,
    };
}
/**
 * KL(P‖Q) = Σ p·(log p − log q) in nats, from natural logarithms; 0·log 0 is 0, and +Infinity when Q rules out
 * what P does not. At least 0: rounding, or a floored q that sums to more than 1, can't make it negative.
 */
function klFromLog(logP, logQ) {
    requireSameLength(logP, logQ);
    let sum = 0;
    for (let at = 0; at < logP.length; at += 1)
        sum += klTerm(logP[at] ?? NaN, logQ[at] ?? NaN);
    return Math.max(0, sum);
}
/** Jensen–Shannon divergence in nats, 0…ln 2, from natural logarithms. */
function js(logP, logQ) {
    requireSameLength(logP, logQ);
    let sum = 0;
    for (let at = 0; at < logP.length; at += 1) {
        const p = logP[at] ?? NaN;
        const q = logQ[at] ?? NaN;
        const middle = Math.log((Math.exp(p) + Math.exp(q)) / 2);
        sum += (klTerm(p, middle) + klTerm(q, middle)) / 2;
    }
    return Math.min(Math.LN2, Math.max(0, sum));
}
function klTerm(logP, logQ) {
    const p = Math.exp(logP);
    if (Number.isNaN(logQ))
        return NaN;
    return p === 0 ? 0 : p * (logP - logQ);
}
function requireSameLength(logP, logQ) {
    if (logP.length !== logQ.length)
        throw new Error(`${logP.length} classes against ${logQ.length}`);
}

;// CONCATENATED MODULE: ./build/stats/ece.js
const eceBins = 15;
/**
 * One answer's part in the expected calibration error over equal-width, right-closed bins of confidence: for each
 * bin the number of answers, their confidence and how many were right, to be added over samples. Confidence beyond
 * 0…1 counts in the nearest bin; NaN makes every sum NaN.
 */
function eceSums(confidence, right, bins = eceBins) {
    const sums = new Array(3 * bins).fill(Number.isNaN(confidence) ? NaN : 0);
    if (Number.isNaN(confidence))
        return sums;
    const at = 3 * binOf(confidence, bins);
    [sums[at], sums[at + 1], sums[at + 2]] = [1, confidence, right ? 1 : 0];
    return sums;
}
/** Expected calibration error Σ |right − confidence| ÷ n of added `eceSums`, 0…1; NaN without answers. */
function ece(total) {
    let gaps = 0;
    let answers = 0;
    for (let at = 0; at < total.length; at += 3) {
        answers += total[at] ?? NaN;
        gaps += Math.abs((total[at + 2] ?? NaN) - (total[at + 1] ?? NaN));
    }
    return gaps / answers;
}
/** Edges are the float64 nearest to bin ÷ bins; confidence × bins may round across one, so they are compared. */
function binOf(confidence, bins) {
    const near = Math.ceil(Math.min(1, Math.max(0, confidence)) * bins) - 1;
    const bin = confidence <= near / bins ? near - 1 : confidence > (near + 1) / bins ? near + 1 : near;
    return Math.min(bins - 1, Math.max(0, bin));
}

;// CONCATENATED MODULE: ./build/tasks/measures.js
/** Share of an arm's answers: higher is better. */
const armShare = { of: 'arm', better: 'higher', unit: 'share' };
/** Share of pairs in which something went wrong: lower is better. */
const pairShare = { of: 'pair', better: 'lower', unit: 'share' };
/** A measure that counts hits; null leaves the sample out of n. */
function rate(about, hit) {
    return { ...about, form: { is: 'rate', hit } };
}
/** A measure computed from added vectors, whose length must not depend on the sample. */
function sums(about, sumsOf, value) {
    return { ...about, form: { is: 'sums', sums: sumsOf, value } };
}
/** A measure that needs each value; NaN where the sample has none. */
function whole(about, valueOf) {
    const value = (kept) => valueOf(kept) ?? NaN;
    return { ...about, form: { is: 'whole', value } };
}
/**
 * The mean of a value over the samples that are in n (`undefined`: not in n), then `finish`ed (e.g. a square root).
 * Samples whose value is infinite or null (undefined, as of an answer that is none) are counted apart, so that
 * totals stay finite in files: the mean is then Infinity, or NaN, and never the mean of the others.
 */
function mean(about, valueOf, finish = (value) => value) {
    return sums(about, (kept) => meanSums(valueOf(kept)), (total) => finish(meanOf(total)));
}
function meanSums(value) {
    if (value === undefined)
        return [0, 0, 0, 0];
    if (value === Infinity)
        return [1, 0, 1, 0];
    return value !== null && Number.isFinite(value) ? [1, value, 0, 0] : [1, 0, 0, 1];
}
function meanOf([n = NaN, sum = NaN, infinite = NaN, undefined_ = NaN]) {
    if (undefined_ !== 0)
        return NaN;
    return infinite === 0 ? sum / n : Infinity;
}

;// CONCATENATED MODULE: ./build/tasks/flips.js

/** The flips of a pair of which it is known whether the answer changed and which arm was right (methods §1.2). */
function flips(changed, left, right) {
    if (left === null || right === null)
        return { changed, negative: null, positive: null, other: null };
    return { changed, negative: left && !right, positive: !left && right, other: changed && left === right };
}
/** Rates that every kind with answers has; higher `positive-flips` are better, all others worse. */
const flipMeasures = {
    disagreement: rate(pairShare, (pair) => pair.changed),
    'negative-flips': rate(pairShare, (pair) => pair.negative),
    'positive-flips': rate({ ...pairShare, better: 'higher' }, (pair) => pair.positive),
    'other-flips': rate(pairShare, (pair) => pair.other),
};
/** Limits that every kind with answers, a rightness and a score in 0…1 has. */
const commonLimits = {
    disagreement: { unit: 'share', labels: false, judge: { by: 'rate', measure: 'disagreement' } },
    'negative-flips': { unit: 'share', labels: true, judge: { by: 'rate', measure: 'negative-flips' } },
    'score-drop': { unit: 'points', labels: true, judge: { by: 'loss', measure: 'score' } },
    error: { unit: 'share', labels: true, judge: { by: 'error' } },
    'robustness-gap': { unit: 'points', labels: true, judge: { by: 'gap' } },
};
/**
 * Sorts evidence, larger first: an answer that is none 4; lost right answers 2…3; all others 0…1. `weight` (0…1)
 * is the kind's own order within.
 */
function severity(pair) {
    if (pair.degenerate)
        return 4;
    const weight = Math.min(1, Math.max(0, Number.isNaN(pair.weight) ? 1 : pair.weight));
    return pair.negative === true ? 2 + weight : weight;
}

;// CONCATENATED MODULE: ./build/tasks/outputs.js


/** The output of this name; models that don't return what they declare are a bug of ours or theirs, not a finding. */
function outputOf(outputs, name) {
    const tensor = outputs.get(name);
    if (tensor === undefined)
        throw new Error(`no output ${name} among ${[...outputs.keys()].join(', ')}`);
    return tensor;
}
/**
 * An output as one row of float64 per sample: [N], [N, C] and shapes with further dimensions of 1, such as
 * [N, C, 1, 1]. Fault OUTPUT_ROWS or OUTPUT_SHAPE otherwise.
 */
function outputs_rowsOf(outputs, name, count) {
    const tensor = outputOf(outputs, name);
    const width = widthOf(tensor, name, count);
    const values = numbersOf(tensor);
    const rows = Array.from({ length: count }, (_, row) => values.subarray(row * width, (row + 1) * width));
    return { output: name, width, rows };
}
/** How many values each sample has in an output; a Fault if the samples are not its first dimension. */
function widthOf(tensor, name, count) {
    const [samples, ...rest] = tensor.dims;
    if (samples !== count)
        throw fault('OUTPUT_ROWS', { output: name, shape: tensor.dims, samples: count });
    const width = volume(rest);
    if (rest.filter((dim) => dim !== 1).length > 1 || width === 0) {
        throw fault('OUTPUT_SHAPE', {
            output: name,
            shape: tensor.dims,
            expected: 'one row of scores per sample',
        });
    }
    return width;
}
/** The values of a tensor as float64; float16 bits are decoded, bool is 0 and 1, texts are read as numbers (or NaN). */
function numbersOf({ data, type }) {
    if (!ArrayBuffer.isView(data))
        return Float64Array.from(data, numberIn);
    if (data instanceof BigInt64Array || data instanceof BigUint64Array)
        return Float64Array.from(data, Number);
    return type === 'float16' && data instanceof Uint16Array ? float16(data) : Float64Array.from(data);
}
/** A text as a number; '' and other texts are NaN. */
function numberIn(text) {
    return text.trim() === '' ? NaN : Number(text);
}
/** NaN or +Infinity anywhere, or nothing but −Infinity: an answer that is none. */
function isNoAnswer(row) {
    return row.some((value) => !(value < Infinity)) || row.every((value) => value === -Infinity);
}
/** Positions of the `k` largest values, largest first, the lower index first on ties; O(n·k) for small k. */
function outputs_largest(row, k) {
    const top = [];
    row.forEach((value, index) => {
        const before = top.findIndex((other) => value > (row[other] ?? NaN));
        if (before >= 0)
            top.splice(before, 0, index);
        else if (top.length < k)
            top.push(index);
        if (top.length > k)
            top.pop();
    });
    return top;
}
/** float16 bits as numbers (IEEE 754-2008 binary16). */
function float16(bits) {
    const scales = halfScales();
    return Float64Array.from(bits, (half) => {
        const exponent = (half >> 10) & 31;
        const fraction = half & 1023;
        const sign = half & 0x8000 ? -1 : 1;
        if (exponent === 31)
            return fraction === 0 ? sign * Infinity : NaN;
        const significand = exponent === 0 ? fraction : 1024 + fraction;
        return sign * significand * (scales[exponent] ?? NaN);
    });
}
/** What one unit of the significand is worth, by exponent: 2⁻²⁴ for subnormals and for exponent 1, then doubled. */
function halfScales() {
    const scales = new Float64Array(31).fill(1 / 16777216);
    for (let exponent = 2; exponent < 31; exponent += 1)
        scales[exponent] = 2 * (scales[exponent - 1] ?? NaN);
    return scales;
}

;// CONCATENATED MODULE: ./build/tasks/guess.js



const none = {
    label: -1,
    degenerate: true,
    top5: null,
    confidence: null,
    logP: null,
    logQ: null,
    floored: 0,
};
/** One guess per sample; `threshold` is the probability above which an output of one column says class 1. */
function guess(from, settings) {
    const { outputs, reading, count } = from;
    if (reading.meaning === 'labels')
        return labelsOf(outputOf(outputs, reading.output), from, settings.classes);
    const { rows, width } = outputs_rowsOf(outputs, reading.output, count);
    if (reading.meaning === 'probabilities')
        requireProbabilities(rows, reading.output);
    return rows.map((row) => width === 1
        ? binary(row, reading.meaning, settings.threshold)
        : isNoAnswer(row)
            ? { ...none, classes: width }
            : scored(row, reading.meaning));
}
/**
 * Fault OUTPUT_NOT_PROBABILITIES for a value outside 0…1 by more than the probe's 1e-3: logits declared as
 * probabilities would make any limit on confidence or divergence meaningless.
 */
function requireProbabilities(rows, output) {
    for (const row of rows) {
        const value = row.find((entry) => Number.isFinite(entry) && (entry < -0.001 || entry > 1.001));
        if (value !== undefined)
            throw fault('OUTPUT_NOT_PROBABILITIES', { output, value: String(value) });
    }
}
/** Probability of "yes" from one score; sigmoid of a logit. */
function yes(score, meaning) {
    if (meaning === 'logits')
        return 1 / (1 + Math.exp(-score));
    return meaning === 'log-probabilities' ? Math.exp(score) : score;
}
function scored(row, meaning) {
    const top5 = outputs_largest(row, 5);
    const label = top5[0] ?? -1;
    const { p, ...logs } = certainty(row, meaning);
    return { label, classes: row.length, degenerate: false, top5, confidence: p(label), ...logs };
}
function certainty(row, meaning) {
    if (meaning === 'probabilities')
        return { ...logsOf(row), p: (index) => row[index] ?? NaN };
    const logP = logSoftmax(row, 0, row.length);
    return { logP, logQ: logP, floored: 0, p: (index) => Math.exp(logP[index] ?? NaN) };
}
/** Rows are made to sum to 1 first: a quantized softmax seldom does, and its divergence could fall below 0. */
function logsOf(row) {
    const positive = row.map((value) => Math.max(0, value));
    const sum = positive.reduce((total, value) => total + value, 0);
    const shares = positive.map((value) => value / sum);
    const { logs, floored } = floorLog(shares);
    return { logP: logOf(shares), logQ: logs, floored };
}
/** One column: the score of class 1 against class 0. */
function binary(row, meaning, threshold) {
    if (isNoAnswer(row))
        return { ...none, classes: 2 };
    const score = row[0] ?? NaN;
    const p = yes(score, meaning);
    const label = p > threshold ? 1 : 0;
    const logs = meaning === 'logits' ? certaintyOfLogit(score) : logsOf(Float64Array.of(1 - p, p));
    return {
        label,
        classes: 2,
        degenerate: false,
        top5: [label, 1 - label],
        confidence: label === 1 ? p : 1 - p,
        ...logs,
    };
}
function certaintyOfLogit(logit) {
    const logP = logSoftmax([0, logit], 0, 2);
    return { logP, logQ: logP, floored: 0 };
}
function labelsOf(tensor, from, classes) {
    const { output } = from.reading;
    const width = widthOf(tensor, output, from.count);
    if (width !== 1)
        throw fault('OUTPUT_SHAPE', { output, shape: tensor.dims, expected: 'one label per sample' });
    const labels = tensor.type === 'string' ? named(tensor, output, classes) : numbersOf(tensor);
    return Array.from(labels, (label) => labelled(label, output));
}
function labelled(label, output) {
    if (!Number.isFinite(label))
        return { ...none, classes: null };
    if (!Number.isSafeInteger(label)) {
        throw fault('OUTPUT_NOT_LABELS', { output, value: String(label), expected: 'class numbers' });
    }
    return { ...none, label, degenerate: false, classes: null };
}
function named(tensor, output, classes) {
    const texts = tensor.data; // type 'string' carries texts, by core/tensor
    return Float64Array.from(texts, (text) => {
        const index = classes.indexOf(text.trim()) ?? numberIn(text);
        if (typeof index === 'number' && Number.isSafeInteger(index))
            return index;
        throw fault('OUTPUT_NOT_LABELS', {
            output,
            value: `"${text}"`,
            expected: 'named classes or class numbers',
        });
    });
}

;// CONCATENATED MODULE: ./build/tasks/labels.js



/** The classes of a list of names, by index. */
function classesOf(names) {
    const indexes = new Map();
    names.forEach((name, index) => indexes.set(name, indexes.has(name) ? 'ambiguous' : index));
    return {
        count: names.length,
        indexOf: (name) => indexes.get(name),
        nameOf: (index) => names[index] ?? String(index),
    };
}
/** The value of the label field; undefined when the task has none, or this sample hasn't: no field, or null. */
function labelValue(sample, settings) {
    if (settings.label === undefined)
        return undefined;
    return sample.fields.get(settings.label) ?? undefined;
}
/**
 * The index of a class given by number, name, text of a number (a name counts first), true or false, or a tensor
 * of one such value. Fault LABEL_OUT_OF_RANGE, LABEL_UNKNOWN, LABEL_AMBIGUOUS or LABEL_TYPE otherwise.
 */
function classIndex(value, classes, sample) {
    const single = singleOf(value);
    if (typeof single === 'boolean')
        return labels_inRange(Number(single), classes, sample);
    if (typeof single === 'number')
        return labels_inRange(single, classes, sample);
    if (typeof single !== 'string')
        throw wrongType(value, 'a class number or a class name', sample);
    return indexIn(single.trim(), classes, sample);
}
/** A number given as such, as text, or as a tensor of one; Fault LABEL_TYPE unless it is finite. */
function finiteNumber(value, sample) {
    const single = singleOf(value);
    const number = typeof single === 'string' ? numberIn(single) : single;
    if (typeof number === 'number' && Number.isFinite(number))
        return number;
    throw wrongType(value, 'a finite number', sample);
}
/** A finding about a label of the wrong type. */
function wrongType(value, expected, sample) {
    return fault('LABEL_TYPE', { sample, expected, got: labels_describe(value) });
}
/** Fault LABEL_OUT_OF_RANGE unless the index is a whole number below the number of classes (0: not known yet). */
function labels_inRange(index, classes, sample) {
    const known = classes.count > 0;
    if (Number.isSafeInteger(index) && index >= 0 && (!known || index < classes.count))
        return index;
    throw fault('LABEL_OUT_OF_RANGE', { sample, value: String(index), classes: known ? classes.count : null });
}
function indexIn(text, classes, sample) {
    const named = classes.indexOf(text);
    if (named === 'ambiguous')
        throw fault('LABEL_AMBIGUOUS', { sample, value: text });
    if (named !== undefined)
        return named;
    const number = numberIn(text);
    if (!Number.isNaN(number))
        return labels_inRange(number, classes, sample);
    throw fault('LABEL_UNKNOWN', { sample, value: text, classes: classes.count });
}
/** A tensor of one value stands for the value; all else for itself. */
function singleOf(value) {
    if (value === null || typeof value !== 'object' || !isTensor(value) || value.data.length !== 1)
        return value;
    const first = value.data[0];
    return value.type === 'string' ? String(first) : (numbersOf(value)[0] ?? NaN);
}
function labels_describe(value) {
    if (value === null || typeof value !== 'object')
        return value === null ? 'nothing' : `the ${typeof value} ${String(value)}`;
    if (isPicture(value))
        return 'a picture';
    return isTensor(value) ? `a ${value.type} tensor of shape [${value.dims.join(', ')}]` : 'a list of texts';
}

;// CONCATENATED MODULE: ./build/tasks/options.js
/** A share written with %, or bare 0 or 1-and-below as the policy hands it on: 0…1. */
const shareSchema = {
    type: 'string',
    pattern: '^(100|[0-9]{1,2}(\\.[0-9]+)?)\\s*%$',
};
/** The schema of a choice among names. */
function choiceSchema(names, byDefault, description) {
    return { enum: names, default: byDefault, description };
}
/** A number, a text like '5%' as 0.05, or undefined for anything else. */
function share(value) {
    if (typeof value === 'number')
        return Number.isFinite(value) ? value : undefined;
    if (typeof value !== 'string')
        return undefined;
    const percent = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(value)?.[1];
    return percent === undefined ? undefined : Number(percent) / 100;
}
/** One of `names`; the first when nothing is chosen. The policy's schema has refused all else. */
function choice(value, names) {
    if (value === undefined || value === null)
        return names[0];
    const found = names.find((name) => name === value);
    if (found === undefined)
        throw new Error(`${JSON.stringify(value)} is none of ${names.join(', ')}`);
    return found;
}
/** A share, `byDefault` when nothing is written. The policy's schema has refused all else. */
function shareOr(value, byDefault) {
    if (value === undefined || value === null)
        return byDefault;
    const read = share(value);
    if (read === undefined || !(read >= 0 && read <= 1))
        throw new Error(`${JSON.stringify(value)} is no share`);
    return read;
}

;// CONCATENATED MODULE: ./build/tasks/classification.js








const classMeasures = {
    ...flipMeasures,
    'confident-flips': rate(pairShare, (pair) => pair.confidentFlip),
    'confident-disagreement': rate(pairShare, (pair) => pair.confidentDisagreement),
    divergence: whole({ of: 'pair', better: 'lower', unit: 'nats' }, (pair) => pair.kl),
    'divergence-mean': mean({ of: 'pair', better: 'lower', unit: 'nats' }, (pair) => pair.kl),
    floored: sums({ of: 'pair', better: 'lower', unit: 'number' }, (pair) => [1, pair.floored], ([n = 0, floored = NaN]) => (n > 0 ? floored : NaN)),
    accuracy: rate(armShare, (kept) => kept.right),
    'top-5': rate(armShare, (kept) => kept.top5),
    nll: mean({ of: 'arm', better: 'lower', unit: 'nats' }, (kept) => kept.right === null ? undefined : kept.nll),
    ece: sums({ ...armShare, better: 'lower' }, calibrationSums, calibrationError),
};
/** Classification: the class with the highest score, the lowest index on ties. */
const classification = {
    name: 'classification',
    summary: 'one class per sample: the highest score, the lowest index on ties',
    options: {
        score: choiceSchema(['accuracy', 'top-5'], 'accuracy', 'What score-drop, error and robustness-gap read.'),
        threshold: {
            ...shareSchema,
            default: '50%',
            description: 'For outputs of one column: the probability above which the answer is class 1.',
        },
    },
    limits: {
        ...commonLimits,
        'confident-flips': {
            unit: 'share', labels: true, confidence: true, judge: { by: 'rate', measure: 'confident-flips' },
        },
        'confident-disagreement': {
            unit: 'share', labels: false, confidence: true, judge: { by: 'rate', measure: 'confident-disagreement' },
        },
        divergence: {
            unit: 'nats', labels: false, confidence: true, judge: { by: 'value', measure: 'divergence-mean' },
        },
        'divergence-p99': {
            unit: 'nats', labels: false, confidence: true,
            judge: { by: 'exceedance', measure: 'divergence', share: { numerator: 1, denominator: 100 } },
        },
        'calibration-shift': {
            unit: 'points', labels: true, confidence: true, judge: { by: 'loss', measure: 'ece' },
        },
    }, // prettier-ignore
    meanings: ['logits', 'probabilities', 'log-probabilities', 'labels'],
    create,
};
function create(settings) {
    const classes = classesOf(settings.names);
    const threshold = shareOr(settings.options.threshold, 0.5);
    return {
        truth: (sample) => {
            const value = labelValue(sample, settings);
            if (value === undefined || value === '')
                return undefined;
            return { label: classIndex(value, classes, sample.id), sample: sample.id };
        },
        predict: (outputs, reading, count) => guess({ outputs, reading, count }, { threshold, classes }),
        isDegenerate: (prediction) => prediction.degenerate,
        keep,
        compare: (left, right, truth) => compare({ left, right, truth }, settings.confidentAt),
        evidence: (left, right, truth) => evidence({ left, right, truth }, classes),
        measures: classMeasures,
        score: choice(settings.options.score, ['accuracy', 'top-5']),
    };
}
function keep(prediction, truth) {
    const { confidence, logQ } = prediction;
    const right = isRight(prediction, truth);
    if (truth === undefined)
        return { right, top5: null, confidence, nll: null };
    const nll = logQ === null ? null : -(logQ[truth.label] ?? NaN);
    const top5 = prediction.classes === null ? null : (prediction.top5?.includes(truth.label) ?? false);
    return { right, top5, confidence, nll: Number.isNaN(nll) ? null : nll };
}
/** null without a label; a Fault when the label is none of the classes that the output tells apart. */
function isRight(prediction, truth) {
    if (truth === undefined)
        return null;
    labels_inRange(truth.label, { count: prediction.classes ?? 0 }, truth.sample);
    return !prediction.degenerate && prediction.label === truth.label;
}
function compare({ left, right, truth }, confidentAt) {
    if (left.classes !== null && right.classes !== null && left.classes !== right.classes) {
        throw fault('CLASSES_DIFFER', { left: left.classes, right: right.classes });
    }
    const changed = left.degenerate || right.degenerate || left.label !== right.label;
    const flip = flips(changed, isRight(left, truth), isRight(right, truth));
    const confident = left.classes === null ? null : left.confidence !== null && left.confidence >= confidentAt;
    return {
        ...flip,
        confidentFlip: confident === null || flip.negative === null ? null : confident && flip.negative,
        confidentDisagreement: confident === null ? null : confident && changed,
        ...divergence(left, right),
    };
}
function divergence(left, right) {
    if (left.logP === null || right.logQ === null)
        return { kl: null, floored: right.floored };
    const kl = klFromLog(left.logP, right.logQ);
    return { kl: Number.isNaN(kl) ? null : kl, floored: right.floored };
}
/** A labelled answer without confidence is counted apart: the error is then undefined, not that of the others. */
function calibrationSums(kept) {
    const nothing = (undefined_) => [
        undefined_,
        ...new Array(3 * eceBins).fill(0),
    ];
    if (kept.right === null)
        return nothing(0);
    return kept.confidence === null ? nothing(1) : [0, ...eceSums(kept.confidence, kept.right)];
}
function calibrationError([undefined_ = NaN, ...bins]) {
    return undefined_ === 0 ? ece(bins) : NaN;
}
function evidence({ left, right, truth }, classes) {
    const { negative } = flips(true, isRight(left, truth), isRight(right, truth));
    const degenerate = left.degenerate || right.degenerate;
    return {
        left: classification_answer(left, classes),
        right: classification_answer(right, classes),
        label: truth === undefined ? null : classes.nameOf(truth.label),
        severity: severity({ degenerate, negative, weight: left.confidence ?? 0 }),
    };
}
function classification_answer(prediction, classes) {
    const text = prediction.degenerate ? 'no answer' : classes.nameOf(prediction.label);
    return { text, confidence: prediction.confidence };
}

;// CONCATENATED MODULE: ./build/tasks/multilabel.js








const tagsMeasures = {
    ...flipMeasures,
    'label-disagreement': sums(pairShare, (pair) => [pair.width, pair.labelsChanged], ([labels = NaN, changed = NaN]) => changed / labels),
    'subset-accuracy': rate(armShare, (kept) => kept.right),
    'micro-f1': sums(armShare, countSums, microF1),
    'macro-f1': sums(armShare, countSums, macroF1),
};
/** Multilabel: the set of labels whose probability is over the threshold. */
const multilabel = {
    name: 'multilabel',
    summary: 'a set of labels per sample: those whose probability is over the threshold',
    options: {
        threshold: {
            ...shareSchema,
            default: '50%',
            description: 'The probability above which a label is given.',
        },
        score: choiceSchema(['micro-f1', 'macro-f1', 'subset-accuracy'], 'micro-f1', 'What score-drop, error and robustness-gap read.'),
    },
    limits: commonLimits,
    meanings: ['logits', 'probabilities', 'labels'],
    create: multilabel_create,
};
function multilabel_create(settings) {
    const classes = classesOf(settings.names);
    const threshold = shareOr(settings.options.threshold, 0.5);
    return {
        truth: (sample) => truth(sample, settings, classes),
        predict: (outputs, reading, count) => predict({ outputs, reading, count }, threshold),
        isDegenerate: (prediction) => prediction.degenerate,
        keep: multilabel_keep,
        compare: multilabel_compare,
        evidence: (left, right, label) => multilabel_evidence({ left, right, label }, classes),
        measures: tagsMeasures,
        score: choice(settings.options.score, ['micro-f1', 'macro-f1', 'subset-accuracy']),
    };
}
function predict({ outputs, reading, count }, threshold) {
    const { output, meaning } = reading;
    const { rows, width } = outputs_rowsOf(outputs, output, count);
    if (meaning === 'probabilities')
        requireProbabilities(rows, output);
    if (meaning === 'labels')
        requireBits(rows, output);
    const isIn = meaning === 'labels' ? isOne : (score) => yes(score, meaning) > threshold;
    return rows.map((row) => {
        const degenerate = isNoAnswer(row);
        return { labels: degenerate ? [] : indexesOf(row, isIn), width, degenerate };
    });
}
/** Fault OUTPUT_NOT_LABELS for a finite value that is neither 0 nor 1. */
function requireBits(rows, output) {
    for (const row of rows) {
        const value = row.find((entry) => Number.isFinite(entry) && entry !== 0 && entry !== 1);
        if (value === undefined)
            continue;
        throw fault('OUTPUT_NOT_LABELS', { output, value: String(value), expected: '0 or 1 for each label' });
    }
}
function isOne(value) {
    return value === 1;
}
function indexesOf(row, isIn) {
    return Array.from(row.keys()).filter((index) => isIn(row[index] ?? NaN));
}
/** A tensor of 0 and 1, a list of names, one class, or names or numbers joined by '|'; '' is the empty set. */
function truth(sample, settings, classes) {
    const value = labelValue(sample, settings);
    if (value === undefined || value === null)
        return undefined;
    return { label: setOf(value, classes, sample.id), sample: sample.id };
}
function setOf(value, classes, sample) {
    if (typeof value === 'object' && value !== null && isTensor(value))
        return multiHot(value, classes, sample);
    const parts = typeof value === 'string'
        ? partsOf(value)
        : Array.isArray(value)
            ? value
            : [value]; // isArray does not narrow readonly arrays
    const indexes = parts.map((part) => classIndex(part, classes, sample));
    return [...new Set(indexes)].sort((one, other) => one - other);
}
function partsOf(text) {
    return text.trim() === '' ? [] : text.split('|');
}
function multiHot(tensor, classes, sample) {
    const values = numbersOf(tensor);
    const expected = classes.count > 0 ? `a 0 or 1 for each of ${classes.count} classes` : 'a 0 or 1 for each class';
    const isWrong = values.some((value) => value !== 0 && value !== 1);
    if (isWrong || (classes.count > 0 && values.length !== classes.count))
        throw wrongType(tensor, expected, sample);
    return indexesOf(values, isOne);
}
function multilabel_keep({ labels, width, degenerate }, label) {
    if (label === undefined)
        return { right: null, width, hits: null, extra: null, missed: null };
    for (const index of label.label)
        labels_inRange(index, { count: width }, label.sample);
    const hits = labels.filter((index) => label.label.includes(index));
    const extra = labels.filter((index) => !label.label.includes(index));
    const missed = label.label.filter((index) => !labels.includes(index));
    return { right: !degenerate && extra.length + missed.length === 0, width, hits, extra, missed };
}
function multilabel_compare(left, right, label) {
    const { width } = left;
    if (width !== right.width)
        throw fault('CLASSES_DIFFER', { left: width, right: right.width });
    const labelsChanged = left.degenerate || right.degenerate ? width : differing(left.labels, right.labels);
    const flip = flips(labelsChanged > 0, multilabel_keep(left, label).right, multilabel_keep(right, label).right);
    return { ...flip, labelsChanged, width };
}
function differing(left, right) {
    const shared = left.filter((index) => right.includes(index)).length;
    return left.length + right.length - 2 * shared;
}
/** For each label the numbers rightly given, wrongly given and missed; all 0 for a sample without a label. */
function countSums(kept) {
    const counts = new Array(3 * kept.width).fill(0);
    for (const index of kept.hits ?? [])
        counts[3 * index] = 1;
    for (const index of kept.extra ?? [])
        counts[3 * index + 1] = 1;
    for (const index of kept.missed ?? [])
        counts[3 * index + 2] = 1;
    return counts;
}
/** F1 over all labels together; NaN where no label was given or due, which is no score. */
function microF1(total) {
    const at = (place) => total.reduce((sum, count, index) => (index % 3 === place ? sum + count : sum), 0);
    return f1(at(0), at(1) + at(2));
}
/** Mean of the labels' F1, 0 for a label never given and never due; NaN where that is so of all. */
function macroF1(total) {
    if (total.every((count) => count === 0))
        return NaN;
    let sum = 0;
    for (let at = 0; at < total.length; at += 3) {
        const wrong = (total[at + 1] ?? NaN) + (total[at + 2] ?? NaN);
        sum += total[at] === 0 && wrong === 0 ? 0 : f1(total[at] ?? NaN, wrong);
    }
    return sum / (total.length / 3);
}
/** F1 = 2·tp ÷ (2·tp + fp + fn), `wrong` being fp + fn; 0 ÷ 0 is NaN. */
function f1(hits, wrong) {
    return (2 * hits) / (2 * hits + wrong);
}
function multilabel_evidence({ left, right, label }, classes) {
    const { negative, labelsChanged, width } = multilabel_compare(left, right, label);
    const degenerate = left.degenerate || right.degenerate;
    return {
        left: multilabel_answer(left, classes),
        right: multilabel_answer(right, classes),
        label: label === undefined ? null : listed(label.label, classes),
        severity: severity({ degenerate, negative, weight: labelsChanged / width }),
    };
}
function multilabel_answer({ degenerate, labels }, classes) {
    return { text: degenerate ? 'no answer' : listed(labels, classes), confidence: null };
}
function listed(labels, classes) {
    return labels.length === 0 ? '(none)' : labels.map((index) => classes.nameOf(index)).join(' | ');
}

;// CONCATENATED MODULE: ./build/tasks/probe.js


/** How far a row of probabilities may be from summing to 1, by the policy's page. */
const sumsToOneWithin = 1e-3;
const wholeTypes = new Set([
    'int8',
    'uint8',
    'int16',
    'uint16',
    'int32',
    'uint32',
    'int64',
    'uint64',
    'bool',
    'string',
]);
/**
 * What an output seems to hold, from its values for `count` samples (first dimension): a kind with one meaning needs
 * no look. Rows that are no answers are left out; logits where nothing speaks for something else.
 */
function probe_probe(kind, outputs, output, count) {
    const [only, ...others] = kind.meanings;
    if (only !== undefined && others.length === 0)
        return only;
    const tensor = outputOf(outputs, output);
    const seen = { ...outputs_rowsOf(outputs, output, count), isSet: kind.name === 'multilabel' };
    const found = wholeTypes.has(tensor.type) ? inWhole(seen) : inFloats(seen);
    return found !== null && kind.meanings.includes(found) ? found : 'logits';
}
/** Whole numbers and texts are labels: one a sample, or a 0 or 1 for each label of a set; other shapes are scores. */
function inWhole({ rows, width, isSet }) {
    if (isSet)
        return rows.every((row) => row.every((value) => value === 0 || value === 1)) ? 'labels' : null;
    return width === 1 ? 'labels' : null;
}
function inFloats({ rows, width, isSet }) {
    const answers = rows.filter((row) => !isNoAnswer(row));
    if (answers.length === 0)
        return null;
    const single = isSet || width === 1;
    const shares = answers.every((row) => row.every((value) => value >= 0 && value <= 1));
    if (shares && (single || answers.every(sumsToOne)))
        return 'probabilities';
    return !single && answers.every(isLogOfShares) ? 'log-probabilities' : null;
}
function sumsToOne(row) {
    return Math.abs(row.reduce((sum, value) => sum + value, 0) - 1) <= sumsToOneWithin;
}
/** Softmax changes nothing: log Σ exp is 0, and so no value is above it. */
function isLogOfShares(row) {
    const first = row.findIndex((value) => value > -Infinity);
    const shift = (row[first] ?? NaN) - (logSoftmax(row, 0, row.length)[first] ?? NaN);
    return Math.abs(shift) <= sumsToOneWithin;
}

;// CONCATENATED MODULE: ./build/tasks/regression.js






const lowerArm = { of: 'arm', better: 'lower', unit: 'number' };
const lowerPair = { of: 'pair', better: 'lower', unit: 'number' };
const estimateMeasures = {
    ...flipMeasures,
    'absolute-change': whole(lowerPair, (pair) => pair.change),
    'mean-absolute-change': mean(lowerPair, (pair) => pair.change),
    'within-tolerance': rate(armShare, (kept) => kept.right),
    mae: mean(lowerArm, (kept) => errorOf(kept, Math.abs)),
    rmse: mean(lowerArm, (kept) => errorOf(kept, (error) => error * error), Math.sqrt),
    r2: sums({ of: 'arm', better: 'higher', unit: 'number' }, r2Sums, r2),
};
/** Regression: one number per sample. */
const regression = {
    name: 'regression',
    summary: 'one number per sample, changed when it moves by more than the tolerance',
    options: {
        type: 'object',
        required: ['tolerance'],
        properties: {
            tolerance: {
                title: 'a number, or a share such as 5%',
                type: ['number', 'string'],
                minimum: 0,
                pattern: '^[0-9]+(\\.[0-9]+)?\\s*%$',
                description: "How far an answer may move: a number in the output's own units, or a share (5%) of what it is held " +
                    "against: the baseline's answer for changes, the label for being right.",
            },
            column: {
                title: 'a column of the output',
                type: 'integer',
                minimum: 0,
                description: 'Which column of the output to read, from 0; needed when it has several.',
            },
        },
    },
    limits: commonLimits,
    meanings: ['labels'],
    create: regression_create,
};
function regression_create(settings) {
    const tolerance = toleranceOf(settings.options.tolerance);
    const { column } = settings.options;
    const keepOne = (prediction, truth) => regression_keep(prediction, truth, tolerance);
    return {
        truth: (sample) => {
            const value = labelValue(sample, settings);
            if (value === undefined || value === '')
                return undefined;
            return { label: finiteNumber(value, sample.id), sample: sample.id };
        },
        predict: (outputs, reading, count) => regression_predict({ outputs, reading, count }, typeof column === 'number' ? column : null),
        isDegenerate,
        keep: keepOne,
        compare: (left, right, truth) => regression_compare({ left, right, truth }, tolerance),
        evidence: (left, right, truth) => regression_evidence({ left, right, truth }, tolerance),
        measures: estimateMeasures,
        score: 'within-tolerance',
    };
}
/** A tolerance as the policy writes it: 0.5, or '5%'. Fault TOLERANCE_MISSING when there is none to read. */
function toleranceOf(written) {
    const value = share(written);
    if (value === undefined || !(value >= 0))
        throw fault('TOLERANCE_MISSING', {});
    return typeof written === 'string' ? { relative: value } : { absolute: value };
}
/** Whether `value` is within the tolerance of `from`; false for NaN. A relative tolerance of 0 is 0: only 0 is near. */
function isNear(value, from, tolerance) {
    return Math.abs(value - from) <= room(from, tolerance);
}
function room(from, tolerance) {
    return 'absolute' in tolerance ? tolerance.absolute : tolerance.relative * Math.abs(from);
}
function regression_predict({ outputs, reading, count }, column) {
    const { rows, width } = outputs_rowsOf(outputs, reading.output, count);
    if (column === null ? width !== 1 : column >= width) {
        throw fault('OUTPUT_COLUMN', { output: reading.output, columns: width, column });
    }
    return rows.map((row) => ({ value: row[column ?? 0] ?? NaN }));
}
function isDegenerate({ value }) {
    return !Number.isFinite(value);
}
function regression_keep({ value }, truth, tolerance) {
    if (truth === undefined)
        return { right: null, error: null, label: null };
    const error = value - truth.label;
    const right = isNear(value, truth.label, tolerance);
    return { right, error: Number.isFinite(error) ? error : null, label: truth.label };
}
function regression_compare({ left, right, truth }, tolerance) {
    const change = Math.abs(right.value - left.value);
    const changed = isDegenerate(left) || isDegenerate(right) || !isNear(right.value, left.value, tolerance);
    const flip = flips(changed, regression_keep(left, truth, tolerance).right, regression_keep(right, truth, tolerance).right);
    return { ...flip, change: Number.isFinite(change) ? change : null };
}
/** undefined: not in n; null: in n without a value. */
function errorOf(kept, of) {
    if (kept.right === null)
        return undefined;
    return kept.error === null ? null : of(kept.error);
}
/** n, Σ label, Σ label², Σ error², and how many have no error. */
function r2Sums(kept) {
    if (kept.label === null)
        return [0, 0, 0, 0, 0];
    const { label, error } = kept;
    return [1, label, label * label, error === null ? 0 : error * error, error === null ? 1 : 0];
}
/** R² = 1 − Σ error² ÷ Σ (label − mean label)²; NaN where the labels don't vary. */
function r2([n = NaN, y = NaN, y2 = NaN, squared = NaN, undefined_ = NaN]) {
    const spread = y2 - (y * y) / n;
    return undefined_ === 0 && spread > 0 ? 1 - squared / spread : NaN;
}
function regression_evidence({ left, right, truth }, tolerance) {
    const { negative, change } = regression_compare({ left, right, truth }, tolerance);
    const moved = (change ?? Infinity) / room(left.value, tolerance);
    const degenerate = isDegenerate(left) || isDegenerate(right);
    return {
        left: regression_answer(left, right),
        right: regression_answer(right, left),
        label: truth === undefined ? null : shortest(truth.label, NaN),
        severity: severity({ degenerate, negative, weight: moved === Infinity ? 1 : moved / (1 + moved) }),
    };
}
function regression_answer(estimate, other) {
    const text = isDegenerate(estimate) ? 'no answer' : shortest(estimate.value, other.value);
    return { text, confidence: null };
}
/** At least 6 digits, and as many as tell a number from the other one. */
function shortest(value, other) {
    for (let digits = 6; digits < 17; digits += 1) {
        const rounded = Number(value.toPrecision(digits));
        if (value === other || rounded !== Number(other.toPrecision(digits)))
            return String(rounded);
    }
    return String(value);
}

;// CONCATENATED MODULE: ./build/kinds.js












const taskKinds = [classification, multilabel, regression];
const engines = [native_native, wasm];

/** Every registry: a new kind is one file and one line here or in its room's list. */
const kinds_kinds = {
    tasks: taskKinds,
    noises: noiseKinds,
    formats: formats,
    engines,
    steps: steps,
    openDataset: (options) => openDataset(formats, options),
    compileInput: compileInput,
    stack: stack,
    probe: probe_probe,
};

;// CONCATENATED MODULE: ./build/worker.js



hideFloat16Array();
/** The channel is closed only when the goodbye is out: an end without it counts as a crash. */
const worker_take = serve(kinds_kinds, (message) => {
    const after = message.is === 'bye' ? () => process.disconnect() : undefined;
    process.send?.(message, undefined, undefined, after);
});
process.on('message', worker_take);
process.on('SIGINT', () => undefined); // Ctrl-C reaches us too; the parent decides
process.on('disconnect', () => {
    process.exit(); // the parent is gone, or everything is said
});


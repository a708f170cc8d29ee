import type { AnyNoise } from '../core/noise.js';
import { brightness } from './noise/brightness.js';
import { contrast } from './noise/contrast.js';
import { defocusBlur } from './noise/defocus-blur.js';
import { elastic } from './noise/elastic.js';
import { fog } from './noise/fog.js';
import { gaussianBlur } from './noise/gaussian-blur.js';
import { glassBlur } from './noise/glass-blur.js';
import { jpeg } from './noise/jpeg.js';
import { motionBlur } from './noise/motion-blur.js';
import { pixelate } from './noise/pixelate.js';
import { saturate } from './noise/saturate.js';
import { snow } from './noise/snow.js';
import { zoomBlur } from './noise/zoom-blur.js';
import { gaussian } from './noise/gaussian.js';
import { impulse } from './noise/impulse.js';
import { shot } from './noise/shot.js';
import { speckle } from './noise/speckle.js';
import { uniform } from './noise/uniform.js';

/** Every kind of noise; all keys of a kind's options are required. */
export const noiseKinds: readonly AnyNoise[] = [
  gaussian,
  uniform,
  impulse,
  shot,
  speckle,
  gaussianBlur,
  defocusBlur,
  motionBlur,
  zoomBlur,
  glassBlur,
  brightness,
  contrast,
  saturate,
  pixelate,
  jpeg,
  fog,
  snow,
  elastic,
];

import type { AnyNoise } from '../core/noise.js';
import { brightness } from './noise/brightness.js';
import { contrast } from './noise/contrast.js';
import { defocusBlur } from './noise/defocus-blur.js';
import { elastic } from './noise/elastic.js';
import { fog } from './noise/fog.js';
import { gaussianBlur } from './noise/gaussian-blur.js';
import { glassBlur } from './noise/glass-blur.js';
import { jpeg } from './noise/jpeg.js';
import { missing } from './noise/missing.js';
import { motionBlur } from './noise/motion-blur.js';
import { pixelate } from './noise/pixelate.js';
import { saturate } from './noise/saturate.js';
import { snow } from './noise/snow.js';
import { zoomBlur } from './noise/zoom-blur.js';
import { bandLimit } from './noise/band-limit.js';
import { recordings } from './noise/recordings.js';
import { reverberation } from './noise/reverberation.js';
import { gain } from './noise/gain.js';
import { pink } from './noise/pink.js';
import { white } from './noise/white.js';
import { wrongCase } from './noise/case.js';
import { deletion } from './noise/delete.js';
import { dropWords } from './noise/drop-words.js';
import { homoglyphs } from './noise/homoglyphs.js';
import { insert } from './noise/insert.js';
import { keyboard } from './noise/keyboard.js';
import { ocr } from './noise/ocr.js';
import { punctuation } from './noise/punctuation.js';
import { swap } from './noise/swap.js';
import { whitespace } from './noise/whitespace.js';
import { gaussian } from './noise/gaussian.js';
import { impulse } from './noise/impulse.js';
import { shot } from './noise/shot.js';
import { speckle } from './noise/speckle.js';
import { uniform } from './noise/uniform.js';

/** Every kind of noise; keys of a kind's options are required unless they have a default. */
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
  missing,
  keyboard,
  swap,
  deletion,
  insert,
  wrongCase,
  punctuation,
  whitespace,
  homoglyphs,
  ocr,
  dropWords,
  white,
  pink,
  recordings,
  reverberation,
  bandLimit,
  gain,
];

import type { Engine } from './core/engine.js';
import type { Kinds } from './core/kinds.js';
import type { TaskKind } from './core/task.js';
import { formats } from './data/formats.js';
import { noiseKinds } from './data/noise.js';
import { openDataset } from './data/open.js';
import { compileInput } from './data/preprocess/compile.js';
import { stack } from './data/preprocess/stack.js';
import { steps } from './data/preprocess/steps.js';
import { openTokenizer } from './data/text/tokenizer.js';
import { native } from './runtimes/native.js';
import { wasm } from './runtimes/wasm.js';
import { classification } from './tasks/classification.js';
import { detection } from './tasks/detection.js';
import { embedding } from './tasks/embedding.js';
import { generation } from './tasks/generation.js';
import { languageModeling } from './tasks/language-modeling.js';
import { multilabel } from './tasks/multilabel.js';
import { multipleChoice } from './tasks/multiple-choice.js';
import { numbersOf } from './tasks/outputs.js';
import { probe } from './tasks/probe.js';
import { regression } from './tasks/regression.js';
import { segmentation } from './tasks/segmentation.js';
import { speechRecognition } from './tasks/speech-recognition.js';
import { textToText } from './tasks/text-to-text.js';
import { tokenClassification } from './tasks/token-classification.js';

export const taskKinds: readonly TaskKind[] = [
  classification,
  embedding,
  multilabel,
  regression,
  tokenClassification,
  detection,
  segmentation,
  languageModeling,
  speechRecognition,
  generation,
  multipleChoice,
  textToText,
];

export const engines: readonly Engine[] = [native, wasm];

export { formats, noiseKinds, steps };

/** Every registry: a new kind is one file and one line here or in its room's list. */
export const kinds: Kinds = {
  tasks: taskKinds,
  noises: noiseKinds,
  formats,
  engines,
  steps,
  openDataset: (options) => openDataset(formats, options),
  compileInput,
  openTokenizer,
  stack,
  numbers: numbersOf,
  probe,
};

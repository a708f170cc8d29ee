/** Norms below it count as it: a tensor of zeros still has a ratio. Python's `finfo(float).eps`. */
const epsilon = 2.220446049250313e-16;

/**
 * Signal-to-quantization-noise ratio in decibels, from sums of squares; higher is better.
 * 20·log₁₀(‖x‖ ÷ ‖x − x̂‖), both norms at least ε, as ONNX Runtime's `qdq_loss_debug` has it.
 */
export function sqnr(signal: number, noise: number): number {
  return 20 * Math.log10(atLeast(Math.sqrt(signal)) / atLeast(Math.sqrt(noise)));
}

/** A NaN stays one: `Math.max` keeps it. */
function atLeast(norm: number): number {
  return Math.max(norm, epsilon);
}

/** Two tensors of one shape against each other, added up over samples in float64. */
export class SignalTally {
  n = 0;
  private signal = 0;
  private other = 0;
  private product = 0;
  private noise = 0;

  add(left: ArrayLike<number>, right: ArrayLike<number>): void {
    if (left.length !== right.length) throw new Error(`${left.length} values against ${right.length}`);
    for (let at = 0; at < left.length; at += 1) {
      const [x, y] = [left[at] ?? NaN, right[at] ?? NaN];
      this.signal += x * x;
      this.other += y * y;
      this.product += x * y;
      this.noise += (x - y) * (x - y);
    }
    this.n += left.length;
  }

  addAll({ n, signal, other, product, noise }: SignalTally): void {
    this.n += n;
    this.signal += signal;
    this.other += other;
    this.product += product;
    this.noise += noise;
  }

  /** Decibels; NaN where nothing was added. */
  sqnr(): number {
    return this.n === 0 ? NaN : sqnr(this.signal, this.noise);
  }

  /** Noise power as a share of the signal's; NaN where nothing was added. */
  share(): number {
    return this.n === 0 ? NaN : this.noise / Math.max(this.signal, epsilon);
  }

  /** Cosine of the angle between both; NaN where one of them is nothing but zeros. */
  cosine(): number {
    return this.product / (Math.sqrt(this.signal) * Math.sqrt(this.other));
  }
}

/** What makes activations hard to quantize, added up over samples. */
export class OutlierTally {
  private n = 0;
  private beyond = 0;
  private readonly powers: [number, number, number, number] = [0, 0, 0, 0];
  private readonly largest: Float64Array;

  constructor(channels: number) {
    this.largest = new Float64Array(channels);
  }

  /** Row-major values whose channel changes every `stride` values. */
  add(values: ArrayLike<number>, stride: number): void {
    const channels = this.largest.length;
    for (let at = 0; at < values.length; at += 1) {
      const x = values[at] ?? NaN;
      const size = Math.abs(x);
      const channel = Math.floor(at / stride) % channels;
      if (size > (this.largest[channel] ?? NaN)) this.largest[channel] = size;
      if (size > outlier) this.beyond += 1;
      this.powers[0] += x;
      this.powers[1] += x * x;
      this.powers[2] += x * x * x;
      this.powers[3] += x * x * x * x;
    }
    this.n += values.length;
  }

  get(): Outliers {
    const sorted = Float64Array.from(this.largest).sort();
    const middle = median(sorted);
    return {
      maxOverMedian: (sorted.at(-1) ?? NaN) / middle,
      beyondSix: this.beyond / this.n,
      kurtosis: excessKurtosis(this.n, this.powers),
    };
  }
}

/** Magnitude from which LLM.int8() (arXiv 2208.07339) calls an activation an outlier. */
const outlier = 6;

export interface Outliers {
  /** The largest channel's largest magnitude over the median channel's. */
  readonly maxOverMedian: number;
  /** Share of values of a magnitude over 6. */
  readonly beyondSix: number;
  /** Excess kurtosis (0 for a normal distribution), without correction for bias. */
  readonly kurtosis: number;
}

/** Of values in ascending order; NaN for none. */
export function median(sorted: ArrayLike<number>): number {
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? NaN) + upper) / 2;
}

/** m₄ ÷ m₂² − 3 from raw power sums. */
function excessKurtosis(
  n: number,
  [one, two, three, four]: readonly [number, number, number, number],
): number {
  const mean = one / n;
  const second = two / n - mean * mean;
  const fourth =
    four / n - (4 * mean * three) / n + (6 * mean * mean * two) / n - 3 * mean * mean * mean * mean;
  return fourth / (second * second) - 3;
}

import { fromHalf } from '../core/half.js';
import type { Tensor } from '../core/tensor.js';
import { OutlierTally, SignalTally, type Outliers } from '../stats/signal.js';
import { runOnce } from './answer.js';
import type { Bench } from './chunk.js';
import { crossFields, type Crossing, type FieldCount } from './fields-changed.js';
import { feedsOf, makeInputs, readySamples, type Made, type Readied } from './inputs.js';
import { casesOf, featuresOf, marginOf, type CaseReading, type Look } from './looks.js';

/** A tensor of a graph, an input or an output; whole numbers with what makes them real. */
export interface Tap {
  readonly name: string;
  readonly scale?: number;
  readonly zero?: number;
}

/** What to read of one layer in the two graphs whose tensors are exposed: arm 0 is float, arm 1 compressed. */
export interface LayerTaps {
  readonly output: { readonly float: Tap; readonly compressed: Tap };
  readonly input: { readonly float: Tap; readonly compressed: Tap } | null;
  /** The compressed layer's input before and behind its quantization, and the range it is cut to. */
  readonly quantized: {
    readonly before: Tap;
    readonly behind: Tap;
    readonly low: number;
    readonly high: number;
  } | null;
  /** The axis of the float input that channels are numbered by, −1 for the last; null: no outliers are counted. */
  readonly channelAxis: number | null;
}

/** Sums over the samples of one side. */
export interface LayerSide {
  readonly samples: number;
  readonly sqnr: number;
  readonly cosine: number;
  readonly added: number;
}

export interface LayerReading {
  readonly changed: LayerSide;
  readonly unchanged: LayerSide;
  readonly inputSqnr: number;
  readonly clipped: number;
  readonly outliers: Outliers | null;
  readonly departures: number;
}

export interface LayerRequest {
  readonly taps: readonly LayerTaps[];
  /** Of each position of the first pass's order: whether its answer changed. */
  readonly changed: readonly boolean[];
  /** All samples of the check, for counting what the changed ones have in common. */
  readonly all: Crossing;
}

/** What looking into both models brought. */
export interface InsideReading {
  readonly layers: readonly LayerReading[];
  /** Of the changed samples that were looked into. */
  readonly cases: readonly CaseReading[];
  readonly total: { readonly n: number; readonly changed: number; readonly better: number };
  readonly fields: readonly FieldCount[];
}

/** Runs both graphs on every sample, one at a time, and keeps sums; samples that can't be read are left out. */
export async function readLayers(bench: Bench, { taps, changed, all }: LayerRequest): Promise<InsideReading> {
  const meters = taps.map((tap) => new Meter(tap));
  const looks: Look[] = [];
  for (const [position, isChanged] of changed.entries()) {
    const ran = await runBoth(bench, position);
    if (ran === undefined) continue;
    for (const meter of meters) meter.add(ran.seen, isChanged);
    const margin = isChanged ? marginOf(bench, { made: ran.made, outputs: ran.seen[0] }) : null;
    const features = lastFeatures(taps, ran.seen);
    looks.push({ id: ran.slot.sample.id, position, isChanged, margin, features });
  }
  const firsts = firstDepartures(meters, looks);
  return {
    layers: meters.map((meter, layer) => meter.read(firsts.filter((first) => first === layer).length)),
    cases: casesOf(looks, firsts),
    ...(await crossFields(bench.open, all)),
  };
}

/** What the baseline's last layer reads. */
function lastFeatures(taps: readonly LayerTaps[], [float]: Seen): Float64Array {
  const { input = null, channelAxis = null } = taps.at(-1) ?? {};
  const tensor = input === null ? undefined : float.get(input.float.name);
  if (input === null || channelAxis === null || tensor === undefined) return new Float64Array();
  return featuresOf(tensor, valuesOf(float, input.float), channelAxis);
}

type Seen = readonly [float: ReadonlyMap<string, Tensor>, compressed: ReadonlyMap<string, Tensor>];

interface Ran {
  readonly slot: Readied;
  readonly made: Made;
  readonly seen: Seen;
}

async function runBoth(bench: Bench, position: number): Promise<Ran | undefined> {
  const { open, work } = bench;
  const [slot] = await readySamples(open, position, position + 1);
  const [level] = open.pass.levels;
  if (slot === undefined || 'fault' in slot || level === undefined) return undefined;
  const made = makeInputs(slot, { open, level, noises: open.noises[0] ?? [], seed: work.seed });
  const float = await runArm(bench, position, { arm: 0, made });
  return { slot, made, seen: [float, await runArm(bench, position, { arm: 1, made })] };
}

/** Everything an arm's graph shows of one sample: what it is fed, and its outputs. */
async function runArm(
  { kinds, open, work, mark }: Bench,
  position: number,
  { arm, made }: { readonly arm: number; readonly made: Made },
): Promise<Map<string, Tensor>> {
  const planned = work.arms[arm];
  if (planned === undefined) throw new Error(`no arm ${arm}`);
  const size = open.pass.models[planned.model].fixedBatch ?? 1;
  const rows = Array.from({ length: size }, () => made[planned.model]);
  const feeds = feedsOf(kinds, open.makers[planned.model], rows);
  const session = await open.session(arm);
  mark({ arm, from: position, to: position + 1 });
  return new Map([...feeds, ...(await runOnce(session, feeds, planned))]);
}

/** One layer's sums. */
class Meter {
  /** Noise ÷ signal at the output, of each sample. */
  readonly shares: { readonly share: number; readonly isChanged: boolean }[] = [];
  private readonly sides = { changed: new Side(), unchanged: new Side() };
  private readonly local = new SignalTally();
  private readonly beyond = { count: 0, n: 0 };
  private outliers: OutlierTally | undefined;

  constructor(private readonly taps: LayerTaps) {}

  add([float, compressed]: Seen, isChanged: boolean): void {
    const { output, input, quantized } = this.taps;
    const side = isChanged ? this.sides.changed : this.sides.unchanged;
    const out = pairOf(valuesOf(float, output.float), valuesOf(compressed, output.compressed));
    side.samples += 1;
    side.output.addAll(out);
    if (input !== null)
      side.input.addAll(pairOf(valuesOf(float, input.float), valuesOf(compressed, input.compressed)));
    if (input !== null) this.addOutliers(float.get(input.float.name), valuesOf(float, input.float));
    if (quantized !== null) {
      const before = unfolded(valuesOf(compressed, quantized.before), quantized.low);
      this.local.addAll(pairOf(before, valuesOf(compressed, quantized.behind)));
      for (const value of before) if (value < quantized.low || value > quantized.high) this.beyond.count += 1;
      this.beyond.n += before.length;
    }
    this.shares.push({ share: out.share(), isChanged });
  }

  read(departures: number): LayerReading {
    const { count, n } = this.beyond;
    const own = this.local.n === 0 ? 0 : this.local.share();
    return {
      changed: this.sides.changed.read(own),
      unchanged: this.sides.unchanged.read(own),
      inputSqnr: this.local.sqnr(),
      clipped: count / n,
      outliers: this.outliers?.get() ?? null,
      departures,
    };
  }

  private addOutliers(tensor: Tensor | undefined, values: ArrayLike<number>): void {
    const { channelAxis } = this.taps;
    if (tensor === undefined || channelAxis === null || values.length === 0) return;
    const at = channelAxis < 0 ? tensor.dims.length + channelAxis : channelAxis;
    const stride = tensor.dims.slice(at + 1).reduce((product, dim) => product * dim, 1);
    this.outliers ??= new OutlierTally(tensor.dims[at] ?? 1);
    this.outliers.add(values, stride);
  }
}

class Side {
  samples = 0;
  readonly output = new SignalTally();
  readonly input = new SignalTally();

  /** `own`: noise ÷ signal of the layer's quantization of its input, which the input's own noise includes. */
  read(own: number): LayerSide {
    const before = this.input.n === 0 ? 0 : this.input.share() - own;
    const added = this.output.share() - Math.max(0, before);
    return { samples: this.samples, sqnr: this.output.sqnr(), cosine: this.output.cosine(), added };
  }
}

function pairOf(left: ArrayLike<number>, right: ArrayLike<number>): SignalTally {
  const tally = new SignalTally();
  if (left.length === right.length) tally.add(left, right);
  return tally;
}

/** A Relu folded into a range that starts at zero is no error of quantization. */
function unfolded(values: Float32Array | Float64Array, low: number): Float32Array | Float64Array {
  return low === 0 ? values.map((value) => (value < 0 ? 0 : value)) : values;
}

/** Real numbers; none for what is no tensor of numbers. */
function valuesOf(
  seen: ReadonlyMap<string, Tensor>,
  { name, scale, zero = 0 }: Tap,
): Float32Array | Float64Array {
  const tensor = seen.get(name);
  if (tensor === undefined) throw new Error(`${name} was not exposed`);
  const { type, data } = tensor;
  if (type === 'float16') return Float32Array.from(data as Uint16Array, fromHalf); // core/tensor.ts: float16 travels as bits
  if (data instanceof Float32Array || data instanceof Float64Array) return data;
  if (scale === undefined || type === 'string') return new Float32Array();
  return Float64Array.from(data as Uint8Array, (whole) => (whole - zero) * scale); // whole numbers of at most 32 bits
}

/** Samples that say what is usual, at least. */
const fewest = 8;

/** Of each changed sample the first layer at which it is noisier than 95 % of unchanged ones; null where there is none. */
function firstDepartures(meters: readonly Meter[], looks: readonly Look[]): (number | null)[] {
  const limits = meters.map(({ shares }) => {
    const usual = shares.flatMap(({ share, isChanged }) => (isChanged ? [] : [share])).sort((a, b) => a - b);
    return usual.length < fewest ? Infinity : (usual[Math.floor(usual.length * 0.95)] ?? Infinity);
  });
  return looks.map(({ isChanged }, sample) => {
    const first = meters.findIndex(
      ({ shares }, layer) => (shares[sample]?.share ?? 0) > (limits[layer] ?? Infinity),
    );
    return isChanged && first >= 0 ? first : null;
  });
}

import { rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { PutBack } from '../core/diagnosis.js';
import type { PlannedModel } from '../core/plan.js';
import type { Check } from '../core/report.js';
import type { OpenModel } from '../onnx/model.js';
import type { LayerPair } from '../onnx/pair.js';
import { restore } from '../onnx/restore.js';
import { checkAgain, placeModel } from './put-back.js';
import type { Subject, Surrounding } from './subject.js';

/** Two models with their layers paired. */
export interface Opened {
  readonly baseline: OpenModel;
  readonly compressed: OpenModel;
  readonly pairs: readonly LayerPair[];
}

/** What putting a set of layers back brought, or why it could not be tried. */
export type Trial = PutBack | { readonly kept: string };

/** Bytes of models that one worker may hold at a time, and so many models at most. */
const heldBytes = 200e6;
const heldModels = 8;

/** Repeats a check with layers put back, as long as the budget lasts. */
export class Trials {
  /** Model runs, per sample and level. */
  spent = 0;
  private readonly bytes: number;
  /** With the weights that lie beside the file. */
  private readonly held: number;

  constructor(
    private readonly subject: Subject,
    private readonly opened: Opened,
    private readonly surrounding: Surrounding,
    readonly budget: number,
  ) {
    const { path, external } = subject.pass.models.compressed.file;
    this.bytes = statSync(path).size;
    this.held = external.reduce((sum, each) => sum + statSync(each.path).size, this.bytes);
  }

  /** What measuring so many models costs, the baseline's answers with them. */
  cost(models: number, positions: Uint32Array | null): number {
    const samples = (positions ?? this.subject.pass.order).length * this.subject.levels.length;
    return this.runs(models) * samples;
  }

  /** Model runs for one sample at one level: the baseline runs beside each batch of models. */
  runs(models: number): number {
    return models + Math.ceil(models / this.atOnce());
  }

  affords(models: number, positions: Uint32Array | null): boolean {
    return this.spent + this.cost(models, positions) <= this.budget;
  }

  /** The check on the compressed model as it is. */
  async before(positions: Uint32Array | null): Promise<Check | null> {
    this.spent += this.cost(1, positions);
    const [check] = await checkAgain(
      this.subject,
      [this.subject.pass.models.compressed],
      this.surrounding,
      positions,
    );
    return check ?? null;
  }

  /** Each set of layers put back by itself. */
  async each(sets: readonly (readonly LayerPair[])[], positions: Uint32Array | null): Promise<Trial[]> {
    const trials: Trial[] = [];
    for (let from = 0; from < sets.length; from += this.atOnce())
      trials.push(...(await this.some(sets.slice(from, from + this.atOnce()), positions)));
    return trials;
  }

  private atOnce(): number {
    return Math.max(1, Math.min(heldModels, Math.floor(heldBytes / Math.max(1, this.held))));
  }

  private async some(
    sets: readonly (readonly LayerPair[])[],
    positions: Uint32Array | null,
  ): Promise<Trial[]> {
    const made = sets.map((layers) => this.make(layers));
    const models = made.flatMap((one) => ('model' in one ? [one.model] : []));
    this.spent += this.cost(models.length, positions);
    const checks = await checkAgain(this.subject, models, this.surrounding, positions);
    for (const { file } of models) rmSync(dirname(file.path), { recursive: true });
    return made.map((one, position): Trial => {
      if (!('model' in one)) return one;
      const check = checks[models.indexOf(one.model)];
      if (check?.measured === undefined || check.measured === null)
        return { kept: 'with it put back the check could not be measured' };
      const { measured, count, n, outcome } = check;
      const layers = (sets[position] ?? []).map(({ baseline }) => baseline.name);
      return { layers, measured, count, n, outcome, bytesAdded: one.bytesAdded };
    });
  }

  private make(layers: readonly LayerPair[]): { model: PlannedModel; bytesAdded: number } | { kept: string } {
    try {
      const bytes = restore(this.opened.baseline, this.opened.compressed, layers);
      const model = placeModel(this.surrounding.scratch, this.subject.pass.models.compressed, bytes);
      return { model, bytesAdded: bytes.length - this.bytes };
    } catch (error) {
      return { kept: error instanceof Error ? error.message : String(error) };
    }
  }
}

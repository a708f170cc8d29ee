import { finding, type Finding } from '../core/fault.js';
import type { Work } from '../core/plan.js';
import type { End } from './child.js';
import type { LostArm, Skip } from './protocol.js';

/** After so many deaths over one arm it is asked nothing more on that pass's model. */
const patience = 3;

/** After so many deaths in all a pass is abandoned; what was not measured is missing. */
const limit = 12;

/** What the crashes of one pass have cost so far. */
interface Toll {
  deaths: number;
  /** Deaths by arm; −1: reading data. */
  readonly byArm: Map<number, number>;
  readonly lostArms: LostArm[];
}

/** What crashes have cost so far: stretches that are not tried again, and arms that were given up on a pass. */
export class Crashes {
  private readonly skips = new Map<number, Skip[]>();
  private readonly tolls = new Map<number, Toll>();

  constructor(
    private readonly work: Work,
    private readonly timeoutMs: number,
  ) {}

  skipsOf(chunk: number): readonly Skip[] {
    return this.skips.get(chunk) ?? [];
  }

  /** Arms that answer nothing more in the pass of a chunk. */
  lostArmsOf(chunk: number): readonly LostArm[] {
    return this.tollOf(chunk).lostArms;
  }

  /** Notes a death over a chunk; returns its reason when the chunk's pass has to be abandoned. */
  note(end: End, chunk: number): Finding | undefined {
    const { arm, from, to } = end.mark ?? { arm: -1, from: 0, to: 0 };
    const toll = this.tollOf(chunk);
    toll.deaths += 1;
    const deaths = (toll.byArm.get(arm) ?? 0) + 1;
    toll.byArm.set(arm, deaths);
    const isOpening = to <= from;
    if (!isOpening) {
      const skip = { from, to, arm, reason: this.reasonOf(end, arm) };
      this.skips.set(chunk, [...this.skipsOf(chunk), skip]);
    }
    if (arm >= 0 && deaths === patience) toll.lostArms.push(this.givenUp(arm, deaths));
    const hopeless = toll.deaths >= limit || (isOpening && deaths >= patience);
    return hopeless ? this.openingReason(end, arm) : undefined;
  }

  private tollOf(chunk: number): Toll {
    const pass = this.work.chunks[chunk]?.pass ?? -1;
    const known = this.tolls.get(pass);
    if (known) return known;
    const toll: Toll = { deaths: 0, byArm: new Map(), lostArms: [] };
    this.tolls.set(pass, toll);
    return toll;
  }

  private givenUp(arm: number, crashes: number): LostArm {
    return { arm, reason: finding('ARM_GIVEN_UP', { arm: nameOf(this.work, arm), crashes }) };
  }

  /** The parent knows positions only: the worker that skips the stretch adds the sample. */
  private reasonOf(end: End, position: number): Finding {
    const seconds = this.timeoutMs / 1000;
    const sample = '';
    if (position < 0 && end.timedOut) return finding('READER_TIMEOUT', { sample, seconds });
    if (position < 0) return finding('READER_CRASHED', { sample, signal: end.how });
    const arm = nameOf(this.work, position);
    if (end.timedOut) return finding('WORKER_TIMEOUT', { arm, sample, seconds });
    return finding('WORKER_CRASHED', { arm, sample, signal: end.how });
  }

  private openingReason(end: End, position: number): Finding {
    return deathWhileOpening(end, nameOf(this.work, position), this.timeoutMs);
  }
}

function nameOf({ arms }: Work, position: number): string {
  return arms[position]?.model ?? 'data';
}

/** A death over no sample: while engines, data or models were opened, or looked at first. */
export function deathWhileOpening(end: End, arm: string, timeoutMs: number): Finding {
  if (end.timedOut) return finding('OPENING_TIMEOUT', { arm, seconds: timeoutMs / 1000 });
  return finding('OPENING_CRASHED', { arm, signal: end.how, words: end.words });
}

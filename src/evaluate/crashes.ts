import { finding, type Finding } from '../core/fault.js';
import type { Arm } from '../core/plan.js';
import type { End } from './child.js';
import type { LostArm, Skip } from './protocol.js';

/** After so many deaths over one arm it is asked nothing more. */
const patience = 3;

/** After so many deaths in all the evaluation ends; what was not measured is missing. */
const limit = 12;

/** What crashes have cost so far: stretches that are not tried again, and arms that were given up. */
export class Crashes {
  readonly lostArms: LostArm[] = [];
  private readonly skips = new Map<number, Skip[]>();
  private readonly deaths = new Map<number, number>();
  private total = 0;

  constructor(
    private readonly arms: readonly Arm[],
    private readonly timeoutMs: number,
  ) {}

  skipsOf(chunk: number): readonly Skip[] {
    return this.skips.get(chunk) ?? [];
  }

  /** Notes a death; returns its reason when there were too many to go on. */
  note(end: End, chunk: number | undefined): Finding | undefined {
    const arm = end.mark?.arm ?? -1;
    const reason = this.reasonOf(end, arm);
    this.total += 1;
    const deaths = (this.deaths.get(arm) ?? 0) + 1;
    this.deaths.set(arm, deaths);
    if (arm >= 0 && deaths >= patience) this.giveUp(arm, deaths);
    const { from = 0, to = 0 } = end.mark ?? {};
    if (chunk !== undefined && to > from)
      this.skips.set(chunk, [...this.skipsOf(chunk), { from, to, arm, reason }]);
    const hopeless = arm === -1 && to <= from && deaths >= patience;
    return hopeless || this.total >= limit ? reason : undefined;
  }

  private giveUp(arm: number, crashes: number): void {
    if (this.lostArms.some((lost) => lost.arm === arm)) return;
    this.lostArms.push({ arm, reason: finding('ARM_GIVEN_UP', { arm: this.nameOf(arm), crashes }) });
  }

  private reasonOf(end: End, position: number): Finding {
    const arm = this.nameOf(position);
    const seconds = this.timeoutMs / 1000;
    if (end.timedOut) return finding('WORKER_TIMEOUT', { arm, sample: '', seconds });
    return finding('WORKER_CRASHED', { arm, sample: '', signal: end.how });
  }

  private nameOf(position: number): string {
    const arm = this.arms[position];
    return arm?.model ?? 'data';
  }
}

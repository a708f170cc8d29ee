/** KL of baseline to compressed over the samples of a row. */
export interface ReportedDivergence {
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
  readonly unit: 'nats';
  /** Probabilities of the compressed model that were floored at 2⁻²⁴. */
  readonly floored: number;
}

export interface ReportedFloor {
  readonly task: string;
  readonly model: 'baseline' | 'compressed';
  readonly count: number;
  readonly n: number;
  readonly rate: number;
}

export interface BenchRow {
  readonly id: string
  /** Median of the runs. */
  readonly ours: number
  readonly unit: string
  /** What a well-known way or the target needs, in the same unit; null when there is none. */
  readonly peer: number | null
  /** ours / peer. */
  readonly ratio: number | null
  readonly runs: readonly number[]
  readonly details: Readonly<Record<string, unknown>>
}

/** One measurement: makes its own data in `folder`, from a fixed seed. */
export interface Bench {
  readonly id: string
  readonly unit: string
  readonly peer: number | null
  /** Runs when no `--only` names it. */
  readonly byDefault: boolean
  run(
    folder: string,
  ): Promise<{ readonly runs: readonly number[]; readonly details: Readonly<Record<string, unknown>> }>
}

export const BENCH_SEED = 'kith-bench'

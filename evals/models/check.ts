/** What a check is run with. */
export interface CheckFrame {
  /** The folder of public data and splits that `--data` names. */
  readonly dataFolder: string
  /** Folder for stores and the like; removed afterwards. */
  readonly scratch: string
  readonly seed: string
}

/** One number held against its target. */
export interface Measurement {
  readonly metric: string
  readonly target: string | number
  readonly ours: string | number
  readonly ok: boolean
}

/** A computation held against published numbers, an exact split or an independent result on real data. */
export interface Check {
  /** Stable; `--only` names it. */
  readonly id: string
  /** Files below the data folder, for the table. */
  readonly data: string
  run(frame: CheckFrame): Promise<readonly Measurement[]>
}

/** A measurement that must equal its target. */
export const mustEqual = (metric: string, target: string | number, ours: string | number): Measurement => ({
  metric,
  target,
  ours,
  ok: target === ours,
})

/** A measurement that must reach its target, compared at so many decimals. */
export const atLeast = (metric: string, target: number, ours: number | null, decimals: number): Measurement => ({
  metric,
  target: `>= ${target.toFixed(decimals)}`,
  ours: ours === null ? 'none' : ours.toFixed(decimals),
  ok: ours !== null && Number(ours.toFixed(decimals)) >= Number(target.toFixed(decimals)),
})

/** A measurement that must not exceed its target, compared at so many decimals. */
export const atMost = (metric: string, target: number, ours: number | null, decimals: number): Measurement => ({
  metric,
  target: `<= ${target.toFixed(decimals)}`,
  ours: ours === null ? 'none' : ours.toFixed(decimals),
  ok: ours !== null && Number(ours.toFixed(decimals)) <= Number(target.toFixed(decimals)),
})

/** A measurement that must be as near to its target as `tolerance`. */
export const within = (metric: string, target: number, ours: number, tolerance: number): Measurement => ({
  metric,
  target,
  ours,
  ok: Math.abs(ours - target) <= tolerance,
})

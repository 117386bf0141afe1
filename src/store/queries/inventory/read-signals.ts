import type { Store } from '../../open.ts'

export interface SignalRow {
  readonly name: string
  readonly day: number
  /** Mean over the regions that report it. */
  readonly value: number
}

/** Outside signals before a local day, by name and day; values that are no numbers are left out. */
export const readSignals = (store: Store, beforeDay: number): SignalRow[] =>
  store.sqlite
    .prepare<[number], SignalRow>(
      `SELECT name, day, avg(CAST(value AS REAL)) AS value FROM signals
       WHERE day < ? AND value GLOB '*[0-9]*' GROUP BY name, day ORDER BY name, day`,
    )
    .all(beforeDay)

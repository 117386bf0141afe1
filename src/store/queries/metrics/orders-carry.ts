import type { Store } from '../../open.ts'
import type { Attribute } from './metric-plan.ts'

const CARRIED: readonly Attribute[] = ['country', 'region', 'city', 'channel', 'device', 'source', 'campaign']

/** Whether any order carries the attribute: by the rollups where these exist, so that no table is read through. */
export function ordersCarry(store: Store, attribute: Attribute): boolean {
  if (!CARRIED.includes(attribute)) return true
  const rolled = store.sqlite
    .prepare<[], { found: number }>("SELECT EXISTS (SELECT 1 FROM daily_rollups WHERE dimension = 'all') AS found")
    .get()
  const found =
    rolled?.found === 1
      ? store.sqlite
          .prepare<[string], { found: number }>(
            "SELECT EXISTS (SELECT 1 FROM daily_rollups WHERE dimension = ? AND value <> '') AS found",
          )
          .get(attribute)
      : store.sqlite
          .prepare<[], { found: number }>(
            `SELECT EXISTS (SELECT 1 FROM orders WHERE ${attribute} IS NOT NULL) AS found`,
          )
          .get()
  return found?.found === 1
}

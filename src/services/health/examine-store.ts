import { readHealth, type StoreHealth } from '../../store/queries/health/read-health.ts'
import { readSampleCipher } from '../../store/queries/health/read-sample-cipher.ts'
import { verifyAudit } from '../../store/queries/audit/verify-audit.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'

export interface HealthCheck {
  readonly name: string
  readonly ok: boolean
  readonly found: string
  /** What to do when it is not ok. */
  readonly remedy: string
  /** True for what Kith can do without: it is told, and the shop is healthy all the same. */
  readonly optional?: boolean
}

type Sums = StoreHealth['facts']
const equal = (a: Sums, b: Sums): boolean =>
  a.orders === b.orders && a.grossMinor === b.grossMinor && a.returnsMinor === b.returnsMinor
const describe = (a: Sums): string =>
  `${a.orders} orders, gross ${a.grossMinor}, returns ${a.returnsMinor} (minor units)`

/** Compares what the store says of itself by independent ways; each check names its remedy. */
export function examineStore({ ctx }: { ctx: ServiceContext }): readonly HealthCheck[] {
  authorise(ctx, 'manage')
  const health = readHealth(ctx.store)
  const audit = verifyAudit(ctx.store)
  const rebuild = 'Run `kith refresh all --force`: it computes them anew from the facts.'
  return [
    {
      name: 'database',
      ok: health.integrity === 'ok',
      found: health.integrity,
      remedy: 'Restore a backup: the file is damaged.',
    },
    {
      name: 'references',
      ok: health.foreignKeyFaults === 0,
      found: `${health.foreignKeyFaults} rows point to nothing`,
      remedy: 'Import the files again that hold the missing customers, products or orders.',
    },
    {
      name: 'rollups by customer',
      ok: equal(health.facts, health.byCustomer),
      found: `${describe(health.byCustomer)}; facts say ${describe(health.facts)}`,
      remedy: rebuild,
    },
    {
      name: 'rollups by day',
      ok: equal(health.allOrders, health.byDay),
      found: `${describe(health.byDay)}; facts say ${describe(health.allOrders)}`,
      remedy: rebuild,
    },
    {
      name: 'audit chain',
      ok: audit.brokenAt === null,
      found: audit.brokenAt === null ? `${audit.rows} rows hold` : `breaks at row ${audit.brokenAt}`,
      remedy: 'Someone changed the record: compare it with a backup.',
    },
    {
      name: 'imports',
      ok: health.unfinishedImports === 0,
      found: `${health.unfinishedImports} unfinished`,
      remedy: 'Run the same import again: it goes on where it stopped.',
    },
    keyCheck(ctx, readSampleCipher(ctx.store)),
  ]
}

function keyCheck(ctx: ServiceContext, cipher: Buffer | null): HealthCheck {
  const remedy = 'Start with the key that the store was made with: the file key in KITH_HOME, or KITH_KEY.'
  if (cipher === null) return { name: 'key', ok: true, found: 'no identifier stored yet', remedy }
  try {
    ctx.vault.decrypt(cipher)
    return { name: 'key', ok: true, found: 'opens the identifiers', remedy }
  } catch {
    return { name: 'key', ok: false, found: 'does not open the identifiers', remedy }
  }
}

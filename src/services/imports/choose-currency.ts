import type { ImportKind } from '../../importing/kinds.ts'
import { openSource } from '../../importing/open-source.ts'
import { sourceCurrency } from '../../importing/source-currency.ts'
import { ensureShopRow, holdsMoney, updateShopRow } from '../../store/queries/shop/shop-row.ts'
import type { ServiceContext, Shop } from '../context.ts'

export interface CurrencyChoice {
  readonly files: readonly string[]
  readonly kind: ImportKind | null
  readonly preset: string | null
  readonly mapping: Readonly<Record<string, string>> | null
  /** A dry run takes the currency without writing it. */
  readonly dryRun: boolean
}

/**
 * The shop for an import whose owner named no currency: while the store holds no amount yet, the shop's currency becomes
 * that of the first file that says which it is in. Where none does, the shop's own is assumed, and that is to be said.
 */
export async function chooseCurrency(
  ctx: ServiceContext,
  { files, kind, preset, mapping, dryRun }: CurrencyChoice,
): Promise<{ readonly shop: Shop; readonly isAssumed: boolean }> {
  if (holdsMoney(ctx.store)) return { shop: ctx.shop, isAssumed: false }
  const { name, zone, currency, weekStart } = ctx.shop
  for (const path of files) {
    const source = await openSource(path, { kind, preset, mapping, zone, currency, now: ctx.clock(), companions: [] })
    const found = await sourceCurrency(source)
    if (found === null) continue
    if (!dryRun) {
      ensureShopRow(ctx.store, { name, timeZone: zone.name, currency: found, weekStart, createdAt: ctx.clock() })
      updateShopRow(ctx.store, { currency: found })
    }
    return { shop: { ...ctx.shop, currency: found }, isAssumed: false }
  }
  return { shop: ctx.shop, isAssumed: true }
}

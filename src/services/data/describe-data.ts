import { asOfDate } from '../../lib/as-of.ts'
import { NotFoundError } from '../../lib/errors.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import { readCustomerExists } from '../../store/queries/customers/read-customer-record.ts'
import {
  readImports,
  readImportsBy,
  readImportTotals,
  readWatermarks,
  type ImportLedgerRow,
} from '../../store/queries/data/read-imports.ts'
import { readCustomerFreshness } from '../../store/queries/data/read-freshness.ts'
import { readLeftOut } from '../../store/queries/data/read-left-out.ts'
import { readTableRanges } from '../../store/queries/data/read-table-ranges.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { profileMoment } from '../customers/profile/profile-moment.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { dataDefinitions } from './definitions.ts'
import { addTallies, importLedger, type ImportLedger } from './import-ledger.ts'
import { dataFacts, dataTable } from './data-facts.ts'
import { qualityScore, shareOf, type QualityParts } from './quality-score.ts'

export interface DescribeDataInput {
  /** Id of an import, name of its file, `latest`, or `latest_` and a kind such as `latest_orders`. */
  readonly import_id?: string | undefined
  /** Id of a customer: how fresh that customer's profile is. */
  readonly freshness?: string | undefined
}

export interface ProfileFreshness {
  readonly customer_id: string
  /** ISO instants; null when there is no such fact. */
  readonly last_event_at: string | null
  readonly last_event: string | null
  readonly last_event_product: string | null
  readonly last_order_at: string | null
  readonly last_received_at: string | null
  readonly profile_at: string
  readonly profile_delay_ms: number | null
}

export interface DescribeDataData {
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly from: string | null; readonly to: string | null }[]
  readonly imports: readonly ImportLedger[]
  /** Rows of the imports above that analyses leave out, and orders of the store that figures leave out, by reason. */
  readonly left_out: { readonly imported_rows: Readonly<Record<string, number>>; readonly orders: Readonly<Record<string, number>> }
  readonly quality: QualityParts & { readonly score: number | null }
  readonly currency: string
  readonly time_zone: string
  readonly as_of: string
  readonly watermarks: readonly { readonly name: string; readonly fact_version: number; readonly as_of: string | null; readonly updated_at: string }[]
  readonly freshness: ProfileFreshness | null
}

const IMPORTS_LISTED = 20
const STATUSES: Readonly<Record<string, string>> = { running: '正在进行', failed: '失败了', cancelled: '已取消' }

/** What the store holds, how it came in, what was refused or left out and why, and how fresh it is. */
export function describeData({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: DescribeDataInput
}): ServiceResult<DescribeDataData> {
  authorise(ctx, 'read:data_quality')
  const { store, asOf, shop } = ctx
  const day = (value: number | null): string | null => (value === null ? null : dateOfDay(value))
  const rows = input.import_id === undefined ? readImports(store, IMPORTS_LISTED) : importsNamed(ctx, input.import_id)
  const imports = rows.map((row) => importLedger(row, ctx.language))
  const tables = readTableRanges(store, (instant) => shop.zone.dayOf(instant)).map(({ table, rows: count, firstDay, lastDay }) => ({
    table,
    rows: count,
    from: day(firstDay),
    to: day(lastDay),
  }))
  const leftOutOrders = readLeftOut(store, asOf.until)
  const quality = qualityOf(ctx, input.import_id === undefined ? null : imports, tables, leftOutOrders)
  const data: DescribeDataData = {
    tables,
    imports,
    left_out: { imported_rows: addTallies(imports.map(({ left_out: tally }) => tally)), orders: leftOutOrders },
    quality,
    currency: shop.currency,
    time_zone: shop.zone.name,
    as_of: asOfDate(asOf),
    watermarks: readWatermarks(store).map(({ name, factVersion, asOf: until, updatedAt }) => ({
      name,
      fact_version: factVersion,
      as_of: until === null ? null : dateOfDay(shop.zone.dayOf(until - 1)),
      updated_at: new Date(updatedAt).toISOString(),
    })),
    freshness: input.freshness === undefined ? null : freshnessOf(ctx, input.freshness),
  }
  return {
    data,
    facts: dataFacts(data, { oneImport: input.import_id !== undefined, zone: shop.zone }),
    table: dataTable(data, input.import_id !== undefined),
    evidence: {
      period: null,
      population: input.import_id === undefined ? say(ctx, 'the whole store', '全部数据') : say(ctx, `the import ${input.import_id}`, `导入 ${input.import_id}`),
      rows_used: imports.reduce((sum, { read }) => sum + read, 0),
      rows_left_out: data.left_out.imported_rows,
      definition: dataDefinitions[ctx.language],
      method: say(ctx, 'import ledgers, table counts and the ends of date indexes', '导入台账、各表行数以及日期索引的首尾'),
      model: null,
      sql: [],
    },
    warnings: imports.flatMap(({ file, status }) => (status === 'done' ? [] : [say(ctx, `the import of ${file} is ${status}`, `${file} 的导入${STATUSES[status] ?? status}`)])),
    suggestions: suggestionsFor(imports, ctx.language),
  }
}

/** Kinds of files that a word means: "the order file" holds lines or heads of orders. */
const KINDS: Readonly<Record<string, readonly string[]>> = { orders: ['order_lines', 'orders'] }

function importsNamed({ store }: ServiceContext, word: string): ImportLedgerRow[] {
  const found = readImportsBy(store, word)
  if (found.length > 0) return found
  const recent = readImports(store, 10_000)
  const [latest] = recent
  if (word === 'latest' && latest !== undefined) return recent.filter(({ batchId }) => batchId === latest.batchId)
  const kind = /^latest_(\w+)$/.exec(word)?.[1]
  if (kind !== undefined) {
    for (const wanted of KINDS[kind] ?? [kind]) {
      const match = recent.find((row) => row.kind === wanted)
      if (match !== undefined) return [match]
    }
  }
  throw new NotFoundError('import', word, {
    hint:
      latest === undefined
        ? 'Nothing has been imported yet.'
        : "Use 'latest', 'latest_orders', an import id or a file name as describe_data lists them.",
  })
}

/** Of one import when one is asked about, else of all that were ever read. */
function qualityOf(
  { store }: ServiceContext,
  imports: readonly ImportLedger[] | null,
  tables: DescribeDataData['tables'],
  leftOut: Readonly<Record<string, number>>,
): DescribeDataData['quality'] {
  const sum = (key: 'read' | 'quarantined'): number => (imports ?? []).reduce((total, one) => total + one[key], 0)
  const totals = imports === null ? readImportTotals(store) : { read: sum('read'), quarantined: sum('quarantined') }
  const orders = tables.find(({ table }) => table === 'orders')?.rows ?? 0
  const unusable = Object.entries(leftOut)
    .filter(([reason]) => reason !== 'cancelled_orders' && reason !== 'orders_without_customer')
    .reduce((total, [, count]) => total + count, 0)
  const valid = orders - unusable - (leftOut['cancelled_orders'] ?? 0)
  const parts: QualityParts = {
    accepted: shareOf(totals.read - totals.quarantined, totals.read),
    identified: imports === null ? shareOf(valid - (leftOut['orders_without_customer'] ?? 0), valid) : null,
    usable: imports === null ? shareOf(orders - unusable, orders) : null,
  }
  return { ...parts, score: qualityScore(parts) }
}

/**
 * How fresh one customer's profile is. Profiles are computed from the facts when they are read, so a profile holds every
 * fact that was committed, and stands for the instant of the latest commit.
 */
function freshnessOf(ctx: ServiceContext, customerId: string): ProfileFreshness {
  authorise(ctx, 'read:customers', { customerId })
  if (!readCustomerExists(ctx.store, customerId, ctx.asOf.until)) throw new NotFoundError('customer', customerId)
  const facts = readCustomerFreshness(ctx.store, customerId, ctx.asOf.until)
  const { profileAt, delayMs } = profileMoment(ctx, facts.lastReceivedAt)
  const iso = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString())
  return {
    customer_id: customerId,
    last_event_at: iso(facts.lastEventAt),
    last_event: facts.lastEventName,
    last_event_product: facts.lastEventProduct,
    last_order_at: iso(facts.lastOrderAt),
    last_received_at: iso(facts.lastReceivedAt),
    profile_at: new Date(profileAt).toISOString(),
    profile_delay_ms: delayMs,
  }
}

function suggestionsFor(imports: readonly ImportLedger[], language: 'en' | 'zh'): string[] {
  const rejected = imports.find(({ quarantined }) => quarantined > 0)
  const zh = language === 'zh'
  if (imports.length === 0) return [zh ? '导入一个订单文件' : 'Import a file of orders']
  if (rejected?.quarantine_file === undefined || rejected.quarantine_file === null) return []
  return [
    zh
      ? `改好 ${rejected.quarantine_file} 里的行后再次导入`
      : `Mend the rows in ${rejected.quarantine_file} and import that file again`,
  ]
}

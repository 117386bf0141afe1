import { localMinuteOf } from '../../lib/local-time.ts'
import type { TimeZone } from '../../lib/time-zone.ts'
import type { Fact, ResultTable } from '../../lib/tool-result.ts'
import type { DescribeDataData } from './describe-data.ts'
import { addTallies } from './import-ledger.ts'

/** Files whose ledger one answer can speak of in words; the table has them all. */
const REASONS_IN_WORDS = 5

export function dataFacts(data: DescribeDataData, { oneImport, zone }: { readonly oneImport: boolean; readonly zone: TimeZone }): Fact[] {
  const { imports, tables, quality, freshness } = data
  const sum = (key: 'read' | 'imported' | 'updated' | 'duplicates' | 'quarantined'): number =>
    imports.reduce((total, one) => total + one[key], 0)
  const read = sum('read')
  const known = (id: string, label: string, value: string | number | null, unit: string): Fact[] =>
    value === null ? [] : [{ id, label, value, unit }]
  const at = (iso: string | null): string | null => (iso === null ? null : localMinuteOf(iso, zone))
  const rowsOf = (table: string): number => tables.find((one) => one.table === table)?.rows ?? 0
  const orders = tables.find(({ table }) => table === 'orders')
  const [first] = imports
  const reasons = Object.entries(addTallies(imports.map((one) => one.reasons)))
  const leftOut = Object.entries(data.left_out.imported_rows)
  return [
    { id: 'as_of', label: 'As of', value: data.as_of, unit: 'date' },
    { id: 'currency', label: 'Currency', value: data.currency, unit: 'text' },
    { id: 'time_zone', label: 'Time zone', value: data.time_zone, unit: 'text' },
    { id: 'customers', label: 'Customers', value: rowsOf('customers'), unit: 'customers' },
    { id: 'orders', label: 'Orders', value: rowsOf('orders'), unit: 'orders' },
    { id: 'products', label: 'Products', value: rowsOf('products'), unit: 'rows' },
    { id: 'events', label: 'Events', value: rowsOf('events'), unit: 'rows' },
    { id: 'reviews', label: 'Reviews', value: rowsOf('reviews'), unit: 'reviews' },
    ...known('orders_from', 'First order', orders?.from ?? null, 'date'),
    ...known('orders_to', 'Last order', orders?.to ?? null, 'date'),
    { id: 'files', label: 'Imported files', value: imports.length, unit: 'files' },
    { id: 'read', label: 'Rows read', value: read, unit: 'rows' },
    { id: 'imported', label: 'Rows imported', value: sum('imported'), unit: 'rows', n: read },
    { id: 'updated', label: 'Of the imported, rows that changed a fact', value: sum('updated'), unit: 'rows', n: read },
    { id: 'duplicates', label: 'Exact repeats', value: sum('duplicates'), unit: 'rows', n: read },
    { id: 'quarantined', label: 'Rows quarantined', value: sum('quarantined'), unit: 'rows', n: read },
    ...known('quarantined_share', 'Share of rows quarantined', read === 0 ? null : sum('quarantined') / read, 'ratio'),
    ...known('quality_score', 'Quality score', quality.score, 'ratio'),
    ...known('accepted_share', 'Rows accepted', quality.accepted, 'ratio'),
    ...known('identified_share', 'Valid orders that name a customer', quality.identified, 'ratio'),
    ...known('usable_share', 'Orders that figures can use', quality.usable, 'ratio'),
    ...(oneImport && first !== undefined
      ? [
          { id: 'file', label: 'File', value: first.file, unit: 'text' },
          { id: 'import_id', label: 'Import', value: first.import_id, unit: 'id' },
          { id: 'kind', label: 'Kind', value: first.kind, unit: 'label' },
          { id: 'import_status', label: 'State of the import', value: first.status, unit: 'label' },
        ]
      : []),
    ...known('quarantine_file', 'Quarantine file', imports.find((one) => one.quarantine_file !== null)?.quarantine_file ?? null, 'text'),
    ...reasons.slice(0, REASONS_IN_WORDS).flatMap(([reason, count], index) => [
      { id: `reason_${index + 1}`, label: 'Reason', value: reason, unit: 'label' },
      { id: `reason_${index + 1}_rows`, label: `Rows quarantined: ${reason}`, value: count, unit: 'rows', n: read },
    ]),
    ...leftOut.slice(0, REASONS_IN_WORDS).flatMap(([reason, count], index) => [
      { id: `left_out_${index + 1}`, label: 'Left out because', value: reason, unit: 'label' },
      { id: `left_out_${index + 1}_rows`, label: `Rows left out: ${reason}`, value: count, unit: 'rows' },
    ]),
    ...Object.entries(data.left_out.orders).map(([reason, count]) => ({
      id: reason,
      label: reason.replaceAll('_', ' '),
      value: count,
      unit: 'orders',
    })),
    ...(freshness === null
      ? []
      : [
          { id: 'customer_id', label: 'Customer', value: freshness.customer_id, unit: 'id' },
          ...known('last_event_at', 'Latest event', at(freshness.last_event_at), 'text'),
          ...known('last_event', 'What it was', freshness.last_event, 'label'),
          ...known('last_received_at', 'Latest fact received', at(freshness.last_received_at), 'text'),
          { id: 'profile_at', label: 'Profile as of', value: localMinuteOf(freshness.profile_at, zone), unit: 'text' },
          ...known('profile_delay_ms', 'Milliseconds from arrival to profile', freshness.profile_delay_ms, 'ms'),
        ]),
  ]
}

/** One import: its rejected rows by reason. The store: its tables. */
export function dataTable({ tables, imports }: DescribeDataData, oneImport: boolean): ResultTable {
  const column = (key: string, label: string, unit: string) => ({ key, label, unit })
  if (!oneImport) {
    return {
      columns: [column('table', 'Table', 'label'), column('rows', 'Rows', 'rows'), column('from', 'From', 'date'), column('to', 'To', 'date')],
      rows: tables.map((table) => ({ ...table })),
      total_rows: tables.length,
    }
  }
  return {
    columns: [
      column('file', 'File', 'text'),
      column('kind', 'Kind', 'label'),
      column('read', 'Read', 'rows'),
      column('imported', 'Imported', 'rows'),
      column('duplicates', 'Duplicates', 'rows'),
      column('quarantined', 'Quarantined', 'rows'),
      column('reasons', 'Reasons', 'text'),
      column('quarantine_file', 'Quarantine file', 'text'),
      column('started_at', 'Imported at', 'text'),
    ],
    rows: imports.map((one) => ({
      file: one.file,
      kind: one.kind,
      read: one.read,
      imported: one.imported,
      duplicates: one.duplicates,
      quarantined: one.quarantined,
      reasons: Object.entries(one.reasons)
        .map(([reason, count]) => `${reason} ${count}`)
        .join(', '),
      quarantine_file: one.quarantine_file,
      started_at: one.started_at,
    })),
    total_rows: imports.length,
  }
}

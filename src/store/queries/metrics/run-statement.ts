import type { Store } from '../../open.ts'
import type { BaseMeasure, MetricPlan, MetricRow } from './metric-plan.ts'
import { bucketsTable, type PlanScope } from './plan-scope.ts'
import { describeSql, joinSql, type SqlText } from './sql-text.ts'

export interface Statement {
  readonly plan: MetricPlan
  readonly scope: PlanScope
  /** Expressions by measure. */
  readonly columns: readonly (readonly [BaseMeasure, string])[]
  readonly from: SqlText
  readonly where: readonly (SqlText | null)[]
  /** 'bucket': `from` begins with the buckets table. Otherwise the expression of a local day, put into buckets afterwards. */
  readonly time: 'bucket' | { readonly day: string }
  readonly ctes?: readonly SqlText[]
}

export interface StatementAnswer {
  readonly rows: readonly MetricRow[]
  readonly sql: string
}

/** Runs one grouped statement. Sums by day are put into buckets here: exact, because such measures add up over days. */
export function runStatement(
  store: Store,
  { plan, scope, columns, from, where, time, ctes = [] }: Statement,
): StatementAnswer {
  const timeColumn = time === 'bucket' ? 'b.bucket AS t' : `${time.day} AS t`
  const select = [timeColumn, ...scope.groupColumns, ...columns.map(([measure, sql]) => `${sql} AS ${measure}`)]
  const days: SqlText | null =
    time === 'bucket'
      ? null
      : {
          sql: `${time.day} >= ? AND ${time.day} < ?`,
          params: [plan.buckets[0]?.fromDay ?? 0, plan.buckets.at(-1)?.toDay ?? 0],
        }
  const conditions = joinSql([...where, days, scope.where], ' AND ')
  const statement = joinSql([
    joinSql(['WITH', joinSql([bucketsTable(plan), ...scope.ctes, ...ctes], ', ')]),
    `SELECT ${select.join(', ')}`,
    from,
    scope.extraJoins,
    conditions.sql === '' ? null : joinSql(['WHERE', conditions]),
    `GROUP BY ${['t', ...scope.groupNames].join(', ')}`,
  ])
  return { rows: readRows(store, plan, scope, columns, statement, time), sql: describeSql(statement) }
}

function readRows(
  store: Store,
  plan: MetricPlan,
  scope: PlanScope,
  columns: Statement['columns'],
  statement: SqlText,
  time: Statement['time'],
): MetricRow[] {
  const groups = scope.groupNames.length
  const records = store.sqlite.prepare<(string | number)[], (string | number | null)[]>(statement.sql).raw()
  const byKey = new Map<string, { bucket: number; groups: string[]; values: Partial<Record<BaseMeasure, number>> }>()
  for (const record of records.iterate(...statement.params)) {
    const bucket = time === 'bucket' ? Number(record[0]) : bucketOfDay(plan, Number(record[0]))
    if (bucket === null) continue
    const names = record.slice(1, 1 + groups).map(String)
    const key = JSON.stringify([bucket, ...names])
    let row = byKey.get(key)
    if (row === undefined) {
      row = { bucket, groups: names, values: {} }
      byKey.set(key, row)
    }
    for (const [index, [measure]] of columns.entries()) {
      row.values[measure] = (row.values[measure] ?? 0) + Number(record[1 + groups + index] ?? 0)
    }
  }
  return [...byKey.values()]
}

/** The bucket that holds a day, by bisection; null between buckets. */
export function bucketOfDay(plan: Pick<MetricPlan, 'buckets'>, day: number): number | null {
  let low = 0
  let high = plan.buckets.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const bucket = plan.buckets[middle]
    if (bucket === undefined) return null
    if (day < bucket.fromDay) high = middle - 1
    else if (day >= bucket.toDay) low = middle + 1
    else return middle
  }
  return null
}

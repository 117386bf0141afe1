/** A piece of SQL with the values of its placeholders, in order. */
export interface SqlText {
  readonly sql: string
  readonly params: readonly (string | number)[]
}

/** Joins pieces and plain strings; falsy pieces vanish. */
export function joinSql(pieces: readonly (SqlText | string | null | false)[], separator = ' '): SqlText {
  const kept = pieces.filter(
    (piece): piece is SqlText | string =>
      piece !== null && piece !== false && (typeof piece === 'string' ? piece : piece.sql) !== '',
  )
  return {
    sql: kept.map((piece) => (typeof piece === 'string' ? piece : piece.sql)).join(separator),
    params: kept.flatMap((piece) => (typeof piece === 'string' ? [] : piece.params)),
  }
}

const LONGEST_SHOWN = 120

/** A statement as evidence shows it: long parameters (lists of customers) by their length only. */
export function describeSql({ sql, params }: SqlText): string {
  const shown = params.map((param) =>
    typeof param === 'string' && param.length > LONGEST_SHOWN
      ? `<list of ${param.length} characters>`
      : JSON.stringify(param),
  )
  return `${sql.replaceAll(/\s+/g, ' ').trim()}${shown.length === 0 ? '' : ` -- [${shown.join(', ')}]`}`
}

/** Canonical fields of a record, as `TypedRecord` holds them. */
export type Values = Readonly<Record<string, string | number | boolean>>

/** Text of a field; null when the record leaves it empty. */
export function textOf(values: Values, field: string): string | null {
  const value = values[field]
  return value === undefined || value === '' ? null : typeof value === 'string' ? value : String(value)
}

/** Number of an integer, instant or date field; null when the record leaves it empty. */
export function numberOf(values: Values, field: string): number | null {
  const value = values[field]
  return typeof value === 'number' ? value : null
}

/** 1 or 0 of a boolean field; null when the record leaves it empty. */
export function flagOf(values: Values, field: string): 0 | 1 | null {
  const value = values[field]
  return typeof value === 'boolean' ? (value ? 1 : 0) : null
}

import type { TableAccess } from '../../store/queries/facts/table-access.ts'
import { DUPLICATE, IMPORTED, UPDATED, type Outcome } from './outcome.ts'

/**
 * Puts a fact that has a key of its own: unknown, it is imported; known with the same content, it is a duplicate; known
 * with other content, an update. What the new row leaves empty keeps what is stored.
 *
 * @param isStub - whether the stored row was only made because another fact named it: completing it is an import
 */
export function putKeyed<Row extends object>(
  access: TableAccess<Row>,
  key: readonly unknown[],
  row: Row,
  isStub: (stored: Row) => boolean = () => false,
): Outcome {
  const stored = access.get(...key)
  if (stored === undefined) {
    access.insert(row)
    return IMPORTED
  }
  const merged = mergeRow(stored, row)
  if (merged === null) return DUPLICATE
  access.put(merged)
  return isStub(stored) ? IMPORTED : UPDATED
}

/** The stored row with what the new one fills in; null when that changes nothing. */
export function mergeRow<Row extends object>(stored: Row, row: Row): Row | null {
  const merged: Record<string, unknown> = Object.fromEntries(Object.entries(stored))
  let changed = false
  for (const [property, value] of Object.entries(row)) {
    if (value === null || value === undefined || sameValue(merged[property], value)) continue
    merged[property] = value
    changed = true
  }
  return changed ? { ...stored, ...merged } : null
}

const sameValue = (a: unknown, b: unknown): boolean =>
  a === b || (Buffer.isBuffer(a) && Buffer.isBuffer(b) && a.equals(b))

/** What became of one record. */
export type Outcome =
  | { readonly kind: 'imported' | 'updated' | 'duplicate' }
  | {
      readonly kind: 'quarantined'
      readonly reason: string
      readonly column: string | null
      readonly value: string | null
    }

export const IMPORTED: Outcome = { kind: 'imported' }
export const UPDATED: Outcome = { kind: 'updated' }
export const DUPLICATE: Outcome = { kind: 'duplicate' }

export const quarantined = (reason: string, column: string | null, value: unknown): Outcome => ({
  kind: 'quarantined',
  reason,
  column,
  value: value === undefined || value === null ? null : String(value),
})

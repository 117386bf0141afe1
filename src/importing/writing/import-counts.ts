import type { ImportRow } from '../../store/queries/facts/import-ledger.ts'
import type { Outcome } from './outcome.ts'

/** The tallies of one file; read = imported + duplicates + quarantined at every moment. */
export class ImportCounts {
  read = 0
  imported = 0
  /** Imported rows that changed a fact instead of adding one. */
  updated = 0
  duplicates = 0
  quarantined = 0
  readonly leftOut = new Map<string, number>()
  readonly reasons = new Map<string, number>()

  /** Goes on from where a broken off run stood. */
  resume(row: ImportRow): void {
    this.read = row.read
    this.imported = row.imported
    this.updated = row.updated
    this.duplicates = row.duplicates
    this.quarantined = row.quarantined
    fill(this.leftOut, row.leftOut)
    fill(this.reasons, row.reasons)
  }

  readonly leaveOut = (reason: string): void => add(this.leftOut, reason)

  add(outcome: Outcome): void {
    this.read += 1
    if (outcome.kind === 'duplicate') this.duplicates += 1
    else if (outcome.kind === 'quarantined') {
      this.quarantined += 1
      add(this.reasons, outcome.reason)
    } else {
      this.imported += 1
      if (outcome.kind === 'updated') this.updated += 1
    }
  }

  columns(): Pick<ImportRow, 'read' | 'imported' | 'updated' | 'duplicates' | 'quarantined' | 'leftOut' | 'reasons'> {
    const { read, imported, updated, duplicates, quarantined } = this
    return {
      read,
      imported,
      updated,
      duplicates,
      quarantined,
      leftOut: JSON.stringify(sorted(this.leftOut)),
      reasons: JSON.stringify(sorted(this.reasons)),
    }
  }
}

export const sorted = (tally: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries([...tally].sort(([a], [b]) => (a < b ? -1 : 1)))

const add = (tally: Map<string, number>, reason: string): void => void tally.set(reason, (tally.get(reason) ?? 0) + 1)

function fill(tally: Map<string, number>, json: string): void {
  const parsed: unknown = JSON.parse(json)
  if (parsed === null || typeof parsed !== 'object') return
  for (const [reason, count] of Object.entries(parsed)) if (typeof count === 'number') tally.set(reason, count)
}

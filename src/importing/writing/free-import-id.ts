import { createHash } from 'node:crypto'
import type { ImportLedger } from '../../store/queries/facts/import-ledger.ts'

/** An id made from what is imported and when, so that the same run gives the same bytes. */
export function freeImportId(ledger: ImportLedger, content: string): string {
  for (let attempt = 0; ; attempt += 1) {
    const id = `I-${createHash('sha256').update(`${content}\0${attempt}`).digest('hex').slice(0, 12)}`
    if (ledger.imports.get(id) === undefined) return id
  }
}

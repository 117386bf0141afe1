import { canonicalJson } from '../../lib/canonical-json.ts'
import type { ImportRow } from '../../store/queries/facts/import-ledger.ts'
import type { SourceDescription } from '../pipeline.ts'
import { freeImportId } from './free-import-id.ts'
import { ImportCounts } from './import-counts.ts'
import type { ImportEnvironment } from './import-environment.ts'

/** The ledger's row of a file: that of a run that was broken off, which goes on, or a new one. */
export function openLedgerRow(
  { ledger, batchId, continued }: ImportEnvironment,
  description: SourceDescription,
  startedAt: number,
): ImportRow {
  const { fingerprint, kind, preset, file, warnings } = description
  const mapping = canonicalJson(description.mapping)
  const earlier = ledger.latestOf(fingerprint, kind, mapping)
  if (earlier !== undefined && (continued || earlier.status !== 'done') && earlier.preset === preset) {
    return { ...earlier, batchId, file, status: 'running', finishedAt: null, error: null }
  }
  const row: ImportRow = {
    id: freeImportId(ledger, `${fingerprint}${kind}${mapping}${startedAt}`),
    batchId,
    file,
    fingerprint,
    kind,
    preset,
    mapping,
    status: 'running',
    startedAt,
    finishedAt: null,
    checkpoint: 0,
    ...new ImportCounts().columns(),
    quarantineFile: null,
    warnings: JSON.stringify(warnings),
    error: null,
    seconds: 0,
  }
  ledger.imports.put(row)
  return row
}

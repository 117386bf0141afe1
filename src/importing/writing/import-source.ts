import { KithError } from '../../lib/errors.ts'
import type { ImportRow } from '../../store/queries/facts/import-ledger.ts'
import type { FileImportResult, ReadRecord, RecordSource } from '../pipeline.ts'
import { sorted } from './import-counts.ts'
import { ImportRun, type ImportEnvironment } from './import-run.ts'
import { progressOf } from './progress.ts'
import { quarantinePath, writeQuarantineFile } from './quarantine-file.ts'

/** Records per transaction: large enough that sums and index pages are written rarely, small enough for flat memory. */
export const BATCH_RECORDS = 20_000

/** Lets other work of the event loop run between two batches. */
const breathe = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

/** Reads one source to its end, batch by batch; each batch and the checkpoint behind it are one transaction. */
export async function importSource(environment: ImportEnvironment, source: RecordSource): Promise<FileImportResult> {
  const { description } = source
  const run = new ImportRun(environment, description)
  const report = progressOf(description, source.bytesRead, environment.clock, environment.onProgress)
  let pending: ReadRecord[] = []
  try {
    for await (const batch of source.batches()) {
      pending = pending.length === 0 ? [...batch] : pending.concat(batch)
      if (pending.length < BATCH_RECORDS) continue
      run.settle(pending)
      pending = []
      report(run.counts.read)
      await breathe()
      if (environment.signal.aborted) throw cancelled(description.file)
    }
    run.settle(pending)
    report(run.counts.read)
    const row = run.finish()
    return resultOf(environment, source, run, row)
  } catch (error) {
    throw run.fail(error)
  }
}

const cancelled = (file: string): KithError =>
  new KithError('CANCELLED', `the import of ${file} was stopped`, {
    hint: 'What was read is kept; import the file again to go on from there.',
  })

function resultOf(
  environment: ImportEnvironment,
  source: RecordSource,
  run: ImportRun,
  row: ImportRow,
): FileImportResult {
  const { description } = source
  const { counts } = run
  return {
    file: description.file,
    kind: description.kind,
    preset: description.preset,
    mapping: description.mapping,
    read: counts.read,
    imported: counts.imported,
    updated: counts.updated,
    duplicates: counts.duplicates,
    quarantined: counts.quarantined,
    left_out: sorted(counts.leftOut),
    reasons: sorted(counts.reasons),
    quarantine_file: writeRejects(environment, source, run, row),
    import_id: row.id,
    seconds: row.seconds / 1000,
  }
}

function writeRejects(
  environment: ImportEnvironment,
  source: RecordSource,
  run: ImportRun,
  row: ImportRow,
): string | null {
  if (run.counts.quarantined === 0 || environment.home === null || environment.dryRun) return null
  const path = quarantinePath(environment.home, row.id)
  writeQuarantineFile(path, source.description, environment.ledger.quarantinedOf(row.id), environment.vault)
  environment.ledger.imports.put({ ...row, quarantineFile: path })
  return path
}

import { KithError } from '../../lib/errors.ts'
import type { ImportRow } from '../../store/queries/facts/import-ledger.ts'
import type { FileImportResult, RecordSource } from '../pipeline.ts'
import { sorted } from './import-counts.ts'
import type { ImportEnvironment } from './import-environment.ts'
import { ImportRun } from './import-run.ts'
import { progressOf } from './progress.ts'
import { quarantinePath, writeQuarantineFile } from './quarantine-file.ts'

/**
 * Reads one source to its end, batch by batch. A transaction stays open between batches, so the store's connection must
 * have no other user meanwhile: the command line has its own process, the server imports in a worker.
 */
export async function importSource(environment: ImportEnvironment, source: RecordSource): Promise<FileImportResult> {
  const { description } = source
  const run = new ImportRun(environment, description)
  const report = progressOf(description, source.bytesRead, environment.clock, environment.onProgress)
  try {
    for await (const batch of source.batches()) {
      run.settle(batch)
      if (batch.length > 0 && run.isSettled) report(run.counts.read)
      if (environment.signal.aborted) {
        run.commit()
        throw cancelled(description.file)
      }
    }
    const row = run.finish()
    report(run.counts.read)
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
  if (run.counts.quarantined === 0 || environment.home === null || !environment.keepRejects) return null
  const path = quarantinePath(environment.home, row.id)
  writeQuarantineFile(path, source.description, environment.ledger.quarantinedOf(row.id), environment.vault)
  environment.ledger.imports.put({ ...row, quarantineFile: path })
  return path
}

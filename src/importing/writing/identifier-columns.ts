import { KIND_FIELDS } from '../kinds.ts'
import type { SourceDescription } from '../pipeline.ts'

/** Columns of a file that hold identifiers: their values are not shown in the ledger. */
export const identifierColumns = (source: SourceDescription): ReadonlySet<string> =>
  new Set(
    KIND_FIELDS[source.kind]
      .filter((field) => field.type === 'identifier')
      .flatMap((field) => [field.name, source.mapping[field.name] ?? field.name]),
  )

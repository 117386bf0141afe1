import { normalizeName } from './field-synonyms.ts'
import { readShape } from './sampled-columns.ts'
import { takeSample } from './sample.ts'
import { openSourceFile, type FileAccess } from './source-file.ts'

/** A small file of the same command that another one needs. */
export interface Companion {
  readonly path: string
  readonly rows: readonly (readonly string[])[]
}

/**
 * The first of the files that has a column of that name, with its rows (as many as a sample holds). A file that cannot be
 * read is passed over here: its own import says what is wrong with it.
 */
export async function findCompanion(
  column: string | undefined,
  paths: readonly string[],
  files: FileAccess,
): Promise<Companion | null> {
  if (column === undefined) return null
  for (const path of paths) {
    const shape = await openSourceFile(path, files)
      .then(async (file) => readShape(path, await takeSample(file)))
      .catch(() => null)
    if (shape?.columns.some((name) => normalizeName(name) === normalizeName(column)) === true) {
      return { path, rows: shape.rows }
    }
  }
  return null
}

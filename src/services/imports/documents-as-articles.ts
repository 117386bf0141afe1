import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { isDocument, readDocument } from '../../importing/documents/read-document.ts'

export interface ReadDocuments {
  /** Paths to import: documents are files of one article now. */
  readonly files: readonly string[]
  /** The document behind each file that stands for one. */
  readonly originals: ReadonlyMap<string, string>
  /** Removes what was written. */
  done(): Promise<void>
}

/** Documents among the files (Markdown, HTML, PDF) as files of the kind `articles`; other files stay as they are. */
export async function documentsAsArticles(paths: readonly string[]): Promise<ReadDocuments> {
  const originals = new Map<string, string>()
  if (!paths.some(isDocument)) return { files: paths, originals, done: () => Promise.resolve() }
  const folder = await mkdtemp(join(tmpdir(), 'kith-articles-'))
  const done = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    const files: string[] = []
    for (const [i, path] of paths.entries()) {
      if (!isDocument(path)) {
        files.push(path)
        continue
      }
      const file = join(folder, `${i}-${basename(path)}.jsonl`)
      await writeFile(file, `${JSON.stringify(await readDocument(path))}\n`)
      originals.set(file, path)
      files.push(file)
    }
    return { files, originals, done }
  } catch (error) {
    await done()
    throw error
  }
}

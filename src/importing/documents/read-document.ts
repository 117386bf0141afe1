import { readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { InvalidInputError } from '../../lib/errors.ts'
import type { Document } from './document.ts'
import { readMarkdown } from './read-markdown.ts'

const MOST_BYTES = 20 * 1024 * 1024
const MARKDOWN = new Set(['.md', '.markdown'])
const HTML = new Set(['.html', '.htm'])

/** An article as a record of the kind `articles`. */
export interface ArticleRecord {
  readonly article_id: string
  readonly title: string
  readonly body: string
  readonly language: string | null
  readonly category: string | null
  readonly url: string | null
  readonly updated_at: string | null
}

/** Whether a path is one of a document: Markdown, HTML or PDF, by its ending. */
export function isDocument(path: string): boolean {
  const ending = extname(path).toLowerCase()
  return MARKDOWN.has(ending) || HTML.has(ending) || ending === '.pdf'
}

/**
 * Reads a document as one article. Its id comes from the file's name, so that a new version of the file is a new version of the
 * article.
 *
 * @throws {InvalidInputError} for a document that is missing, too large, damaged or without text
 */
export async function readDocument(path: string): Promise<ArticleRecord> {
  const name = basename(path)
  const ending = extname(path).toLowerCase()
  const facts = await stat(path).catch(() => null)
  if (facts === null || !facts.isFile()) {
    throw new InvalidInputError(`there is no file '${path}'`, { field: 'file', hint: 'Check the path.' })
  }
  if (facts.size > MOST_BYTES) {
    throw new InvalidInputError(`'${name}' is larger than 20 MiB, which no article is`, {
      field: 'file',
      hint: 'Import its chapters as files of their own.',
    })
  }
  const document = await read(await readFile(path), ending, name)
  if (document.body.trim() === '') {
    throw new InvalidInputError(`'${name}' holds no text`, { field: 'file', hint: 'Export or save it again.' })
  }
  const stem = basename(name, extname(name))
  return {
    article_id: `DOC-${stem
      .normalize('NFKC')
      .trim()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .toUpperCase()}`,
    title: document.title ?? stem.replaceAll(/[-_]+/g, ' '),
    body: document.body,
    language: (document.language ?? (/\p{Script=Han}/u.test(document.body) ? 'zh' : 'en')).slice(0, 2).toLowerCase(),
    category: document.category,
    url: document.url,
    updated_at: document.updated,
  }
}

/** Readers are loaded when a document needs them: most imports bring none. */
async function read(bytes: Buffer, ending: string, name: string): Promise<Document> {
  if (ending === '.pdf') {
    const { readPdf } = await import('./read-pdf.ts')
    return readPdf(new Uint8Array(bytes), name)
  }
  if (HTML.has(ending)) {
    const { readHtml } = await import('./read-html.ts')
    return readHtml(bytes.toString('utf8'))
  }
  return readMarkdown(bytes.toString('utf8'))
}

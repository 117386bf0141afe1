import { extractText, getDocumentProxy, getMeta } from 'unpdf'
import { InvalidInputError } from '../../lib/errors.ts'
import type { Document } from './document.ts'

/** A line that ends a paragraph: its end is the end of a sentence. */
const SENTENCE_END = /[.!?。！？:：]$/

/**
 * The text of a PDF document, page by page, and the title that it gives itself.
 *
 * @throws {InvalidInputError} when it cannot be read (damaged, or locked with a password) or holds no text (a scan)
 */
export async function readPdf(bytes: Uint8Array, name: string): Promise<Document> {
  const { text, title } = await open(bytes, name)
  const body = text
    .map(paragraphs)
    .filter((page) => page !== '')
    .join('\n\n')
  if (body === '') {
    throw new InvalidInputError(`'${name}' is a PDF document without text: its pages are pictures`, {
      field: 'file',
      hint: 'Run it through text recognition first, or import the text as Markdown.',
    })
  }
  return { title, body, language: null, category: null, url: null, updated: null }
}

async function open(
  bytes: Uint8Array,
  name: string,
): Promise<{ readonly text: readonly string[]; readonly title: string | null }> {
  try {
    const pdf = await getDocumentProxy(bytes, { verbosity: 0 })
    const { text } = await extractText(pdf, { mergePages: false })
    const { info } = await getMeta(pdf)
    const title: unknown = info['Title']
    return { text, title: typeof title === 'string' && title.trim() !== '' ? title.trim() : null }
  } catch (cause) {
    throw new InvalidInputError(`'${name}' cannot be read as a PDF document`, {
      field: 'file',
      hint: 'It may be damaged or locked with a password: save it again without one, or import the text as Markdown.',
      cause,
    })
  }
}

/** Lines of a page brought together into paragraphs. */
const paragraphs = (page: string): string =>
  page
    .split(/\r?\n/)
    .map((line) => line.trim())
    .reduce((text, line) => {
      if (line === '') return text
      if (text === '') return line
      const last = text.split('\n').at(-1) ?? ''
      return `${text}${SENTENCE_END.test(last) ? '\n' : ' '}${line}`
    }, '')

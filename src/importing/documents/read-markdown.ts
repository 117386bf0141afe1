import type { Document } from './document.ts'

const FRONT = /^\ufeff?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/
const FIELD = /^([a-z_]+)[ \t]*:[ \t]*(.*)$/gim
const TITLE = /^#[ \t]+(.+?)[ \t]*#*[ \t]*$/m

/** A Markdown file; front matter may give title, language, category, url and updated. The first heading is the title otherwise. */
export function readMarkdown(text: string): Document {
  const front = FRONT.exec(text)
  const fields = new Map(
    [...(front?.[1] ?? '').matchAll(FIELD)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      value.trim().replace(/^(["'])(.*)\1$/, '$2'),
    ]),
  )
  const body = text
    .slice(front?.[0].length ?? 0)
    .replaceAll('\r\n', '\n')
    .trim()
  const heading = TITLE.exec(body)
  const of = (...names: string[]): string | null =>
    names.map((name) => fields.get(name)).find((value) => value !== undefined && value !== '') ?? null
  const title = of('title') ?? heading?.[1] ?? null
  // A title that stands above everything is no passage.
  const rest = heading !== null && body.startsWith(heading[0]) ? body.slice(heading[0].length).trim() : body
  return {
    title,
    body: rest,
    language: of('language', 'lang'),
    category: of('category'),
    url: of('url', 'permalink'),
    updated: of('updated', 'updated_at', 'date'),
  }
}

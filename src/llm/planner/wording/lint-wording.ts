import { KithError } from '../../../lib/errors.ts'
import { parseWording, type WordingFile } from './parse-wording.ts'
import { LOOP, OPERATIONS, PLACEHOLDER } from './render-wording.ts'

const SIMPLE = /^(?:[a-z]\w*|table\[\d+\]\.[a-z]\w*|row\.[a-z]\w*)$/
const FIGURE = /[0-9０-９]|[一二两三四五六七八九十百千万亿]成|百分之|[一两三四五六七八九十]倍/

/** Everything wrong with a set of wording files: one line each, naming the file; empty when all are well. */
export function lintWordings(files: readonly WordingFile[]): string[] {
  const problems = files.flatMap(lintFile)
  for (const file of files) {
    const other = file.language === 'en' ? 'zh' : 'en'
    const twin = files.some((one) => one.language === other && one.domain === file.domain && one.tool === file.tool)
    if (!twin) problems.push(`${nameOf(file)}: there is no wording in ${other}`)
  }
  return problems
}

const nameOf = (file: WordingFile): string => `${file.language}/${file.domain}/${file.tool}.md`

function lintFile(file: WordingFile): string[] {
  try {
    const { sections } = parseWording(file)
    const problems: string[] = []
    if (sections.at(-1)?.condition !== null)
      problems.push('the last section has a condition, so nothing may be left to say')
    for (const section of sections) {
      for (const variant of section.variants) {
        const text = variant.map((line) => line.text).join('\n')
        if (text.trim() === '') problems.push(`section ${section.name} has an empty wording`)
        problems.push(...lintText(text).map((problem) => `section ${section.name}: ${problem}`))
      }
    }
    return problems.map((problem) => `${nameOf(file)}: ${problem}`)
  } catch (error) {
    if (error instanceof KithError) return [error.message]
    throw error
  }
}

/** Placeholders that nothing can fill, and figures written by hand. */
export function lintText(text: string): string[] {
  const problems: string[] = []
  const rest = text.replaceAll(LOOP, (_all, _count, separator: string | undefined, body: string) => {
    for (const [, inner = ''] of body.matchAll(PLACEHOLDER)) problems.push(...lintPlaceholder(inner.trim(), true))
    return `${separator ?? ''}${body.replaceAll(PLACEHOLDER, '')}`
  })
  for (const [, inner = ''] of rest.matchAll(PLACEHOLDER)) problems.push(...lintPlaceholder(inner.trim(), false))
  const words = rest.replaceAll(PLACEHOLDER, '')
  if (words.includes('{{') || words.includes('}}')) problems.push('a brace of a placeholder or loop is not closed')
  const figure = FIGURE.exec(words)
  if (figure !== null)
    problems.push(`a figure is written by hand near '${words.slice(figure.index, figure.index + 20)}'`)
  return problems
}

function lintPlaceholder(inner: string, inLoop: boolean): string[] {
  if (inner.startsWith('row.') && !inLoop) return [`{{${inner}}} stands outside a loop over rows`]
  const operation = /^([a-z]+)\((.+)\)$/.exec(inner)
  if (operation === null) return SIMPLE.test(inner) ? [] : [`{{${inner}}} is not a placeholder`]
  const known = OPERATIONS.some((name) => name === operation[1])
  const parts = (operation[2] ?? '').split(',').map((part) => part.trim())
  return known && parts.every((part) => SIMPLE.test(part)) ? [] : [`{{${inner}}} is not an operation`]
}

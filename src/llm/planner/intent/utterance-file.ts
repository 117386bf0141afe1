import { KithError } from '../../../lib/errors.ts'
import type { Language } from '../../../lib/answer.ts'

/** A text of example utterances as it lies in `prompts/utterances/{language}/{domain}/{name}.txt`. */
export interface UtteranceFile {
  readonly language: Language
  readonly domain: string
  /** The tool's name, or the name of a reply for domain `general`. */
  readonly name: string
  readonly text: string
}

export interface Utterance {
  readonly language: Language
  /** What it asks for: a tool's name, or `general:topic`. */
  readonly intent: string
  readonly text: string
  /** Arguments that the words imply and that no name or number in them fills. */
  readonly implied: Readonly<Record<string, unknown>>
}

/** The intent of a line in a general file: its name, with the topic when the line gives one. */
export const generalIntent = (name: string, topic?: unknown): string =>
  typeof topic === 'string' ? `general:${name}:${topic}` : `general:${name}`

/**
 * The utterances of a file: one per line, `#` begins a comment, `text => {json}` gives implied arguments.
 *
 * @throws {KithError} when what stands after `=>` is not a JSON object
 */
export function parseUtterances(file: UtteranceFile): Utterance[] {
  return file.text.split('\n').flatMap((raw, index) => {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) return []
    const [, text = line, json] = /^(.*?)\s*=>\s*(\{.*\})$/.exec(line) ?? []
    const implied = json === undefined ? {} : parseImplied(json, file, index + 1)
    if (json === undefined && line.includes('=>')) parseImplied('', file, index + 1)
    const { topic, ...rest } = implied
    const intent = file.domain === 'general' ? generalIntent(file.name, topic) : file.name
    return [{ language: file.language, intent, text, implied: file.domain === 'general' ? rest : implied }]
  })
}

function parseImplied(json: string, file: UtteranceFile, line: number): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json)
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return { ...value }
  } catch {
    // Told below, with the place.
  }
  throw new KithError(
    'INVALID_INPUT',
    `prompts/utterances/${file.language}/${file.domain}/${file.name}.txt line ${line}: what follows => is not a JSON object`,
    { hint: 'Write `text => {"argument": "value"}` with double quotes.' },
  )
}

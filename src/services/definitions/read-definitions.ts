import { readFileSync } from 'node:fs'
import { installedPath } from '../../resources/installed-path.ts'
import type { Language } from '../../lib/answer.ts'

type InBothLanguages = Readonly<Record<Language, string>>

export interface Definition {
  readonly label: InBothLanguages
  readonly words: InBothLanguages
  /** Empty where words say it all. */
  readonly formula: string
  /** Other words for it that people use, in either language. */
  readonly synonyms: readonly string[]
  /** Terms that the words lean on. */
  readonly see: readonly string[]
  /** Names of settings that change the figure. */
  readonly settings: readonly string[]
}

const read = (name: string): unknown => JSON.parse(readFileSync(installedPath(`data/definitions/${name}.json`), 'utf8'))

let definitions: ReadonlyMap<string, Definition> | null = null
let labels: ReadonlyMap<string, InBothLanguages> | null = null

/** Every defined term by name: the words that the assistant quotes when asked how something is computed. */
export function readDefinitions(): ReadonlyMap<string, Definition> {
  definitions ??= new Map(
    ['metrics', 'terms'].flatMap((name) =>
      Object.entries((read(name) as { readonly definitions: Readonly<Record<string, Definition>> }).definitions),
    ),
  )
  return definitions
}

function readLabels(): ReadonlyMap<string, InBothLanguages> {
  labels ??= new Map(
    Object.entries((read('labels') as { readonly labels: Readonly<Record<string, InBothLanguages>> }).labels),
  )
  return labels
}

/** A term's or column's short name; the key itself when nothing names it. */
export const termLabel = (term: string, language: Language): string =>
  readDefinitions().get(term)?.label[language] ?? readLabels().get(term)?.[language] ?? term

/** A term's definition in words; empty when nothing defines it. */
export const termWords = (term: string, language: Language): string =>
  readDefinitions().get(term)?.words[language] ?? ''

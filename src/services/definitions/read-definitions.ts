import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Language } from '../../lib/answer.ts'

type InBothLanguages = Readonly<Record<Language, string>>

export interface Definition {
  readonly label: InBothLanguages
  readonly words: InBothLanguages
  readonly formula: string
  /** Other words for it that people use, in either language. */
  readonly synonyms: readonly string[]
  /** Terms that the words lean on. */
  readonly see: readonly string[]
  /** Names of settings that change the figure. */
  readonly settings: readonly string[]
}

interface DefinitionFile {
  readonly version: number
  readonly definitions: Readonly<Record<string, Definition>>
}

const FOLDER = fileURLToPath(new URL('../../../data/definitions', import.meta.url))

let loaded: ReadonlyMap<string, Definition> | null = null

/** Every defined term by name: the words that the assistant quotes when asked how something is computed. */
export function readDefinitions(): ReadonlyMap<string, Definition> {
  loaded ??= new Map(
    readdirSync(FOLDER)
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .flatMap((name) =>
        Object.entries((JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as DefinitionFile).definitions),
      ),
  )
  return loaded
}

/** A term's short name as a label; the term itself when nothing defines it. */
export const termLabel = (term: string, language: Language): string =>
  readDefinitions().get(term)?.label[language] ?? term

/** A term's definition in words; empty when nothing defines it. */
export const termWords = (term: string, language: Language): string =>
  readDefinitions().get(term)?.words[language] ?? ''

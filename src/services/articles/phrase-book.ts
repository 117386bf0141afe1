import { readFileSync } from 'node:fs'
import { installedPath } from '../../resources/installed-path.ts'
import { normaliseText } from '../../compute/text/normalise-text.ts'

/** What a text names, with what named it. */
export interface NamedMatter {
  readonly name: string
  /** How surely: what more words say counts more, "send it back" more than "back". */
  readonly weight: number
  /** As normalised text. */
  readonly named: readonly string[]
}

type PhraseFile = Readonly<Record<string, { readonly en: readonly string[]; readonly zh: readonly string[] }>>

interface Matter {
  readonly name: string
  readonly english: readonly RegExp[]
  readonly chinese: readonly string[]
}

const LONGEST = 8000
const books = new Map<string, readonly Matter[]>()

/** A word also stands for its plural ("parcels"), an asterisk for up to three words ("send my shoes back"). */
const phraseOf = (phrase: string): RegExp =>
  new RegExp(`(?<![a-z])${phrase.replaceAll(' * ', '(?: \\S+){1,3} ').replaceAll(' ', '\\s+')}(?:s|es)?(?![a-z])`, 'g')

/** Phrases of data/lexicons by what they name; read once. */
function bookOf(file: string): readonly Matter[] {
  const known = books.get(file)
  if (known !== undefined) return known
  const path = installedPath(`data/lexicons/${file}.json`)
  const phrases = JSON.parse(readFileSync(path, 'utf8')) as PhraseFile
  const book = Object.entries(phrases).map(([name, { en, zh }]) => ({ name, english: en.map(phraseOf), chinese: zh }))
  books.set(file, book)
  return book
}

/** Everything of a phrase file that a text names, in the order of the file. */
export function findMatters(file: string, text: string): NamedMatter[] {
  const folded = normaliseText(text.slice(0, LONGEST))
  return bookOf(file).flatMap(({ name, english, chinese }) => {
    let weight = 0
    const named: string[] = []
    for (const phrase of english) {
      for (const [found] of folded.matchAll(phrase)) {
        weight += found.split(/\s+/).length
        named.push(found)
      }
    }
    for (const phrase of chinese) {
      const times = folded.split(phrase).length - 1
      weight += times * (phrase.length > 2 ? 2 : 1)
      if (times > 0) named.push(phrase)
    }
    return weight === 0 ? [] : [{ name, weight, named }]
  })
}

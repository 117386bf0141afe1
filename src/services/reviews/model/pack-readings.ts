import type { TextLanguage } from '../../../compute/text/detect-language.ts'
import type { ReadText } from '../score-review-text.ts'
import { packNumbers, unpackWhole } from './pack-numbers.ts'

/** What a review's text was read as, kept with the run that read it: numbers only, no word of the text. */
export type Reading = Pick<ReadText, 'language' | 'sentiment' | 'mentions'>

/** Readings of many reviews, as JSON keeps them. */
export interface PackedReadings {
  readonly ids: readonly string[]
  readonly languages: readonly TextLanguage[]
  readonly topics: readonly string[]
  /** Per review: hash of its text, place of its language, sentiment (`NONE` where there is none), its mentions. */
  readonly rows: string
  /** Per mention: place of its topic, from, to, sentiment. */
  readonly mentions: string
}

const PER_ROW = 4
const PER_MENTION = 4
/** Sentiments are kept to so many parts of one. */
const PARTS = 10_000
const NONE = 2 * PARTS

/** A sentiment as it is kept. */
export const roundSentiment = (value: number): number => Math.round(value * PARTS) / PARTS

/** FNV-1a, 32 bit: tells that a text is no longer the one that was read. */
export function hashOfText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash | 0
}

/** Puts readings into numbers one after the other, so that none has to be kept meanwhile. */
export class ReadingPacker {
  readonly #ids: string[] = []
  readonly #languages: TextLanguage[] = []
  readonly #topics: string[] = []
  readonly #rows: number[] = []
  readonly #mentions: number[] = []

  add({ id, text, reading }: { readonly id: string; readonly text: string; readonly reading: Reading }): void {
    const kept = reading.sentiment === null ? NONE : Math.round(reading.sentiment * PARTS)
    this.#ids.push(id)
    this.#rows.push(hashOfText(text), placeIn(this.#languages, reading.language), kept, reading.mentions.length)
    for (const { aspect, from, to, sentiment } of reading.mentions) {
      this.#mentions.push(placeIn(this.#topics, aspect), from, to, Math.round(sentiment * PARTS))
    }
  }

  packed(): PackedReadings {
    return {
      ids: this.#ids,
      languages: this.#languages,
      topics: this.#topics,
      rows: packNumbers(Int32Array.from(this.#rows)),
      mentions: packNumbers(Int32Array.from(this.#mentions)),
    }
  }
}

function placeIn<Value>(list: Value[], value: Value): number {
  const at = list.indexOf(value)
  return at >= 0 ? at : list.push(value) - 1
}

/** Readings by review id, each with the hash of the text that was read. */
export function unpackReadings(packed: PackedReadings): Map<string, Reading & { readonly hash: number }> {
  const rows = unpackWhole(packed.rows)
  const mentions = unpackWhole(packed.mentions)
  let next = 0
  return new Map(
    packed.ids.map((id, i) => {
      const [hash = 0, language = 0, kept = NONE, count = 0] = rows.subarray(i * PER_ROW, (i + 1) * PER_ROW)
      const own = Array.from({ length: count }, () => {
        const [topic = 0, from = 0, to = 0, sentiment = 0] = mentions.subarray(next, next + PER_MENTION)
        next += PER_MENTION
        return { aspect: packed.topics[topic] ?? '', from, to, sentiment: sentiment / PARTS }
      })
      return [
        id,
        {
          hash,
          language: packed.languages[language] ?? 'none',
          sentiment: kept === NONE ? null : kept / PARTS,
          mentions: own,
        },
      ] as const
    }),
  )
}

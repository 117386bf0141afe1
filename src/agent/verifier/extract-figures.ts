import type { Figure } from './figure.ts'
import { foldText } from './fold-text.ts'
import { readChineseFigures } from './read-chinese-figures.ts'
import { readDates } from './read-dates.ts'
import { readDigitFigures } from './read-digit-figures.ts'
import { readEnglishFigures } from './read-english-figures.ts'

/**
 * Every figure of a text in either language, in order and without overlaps: digits of any script with their signs and
 * scale words, per cents, money, dates, ids, Chinese numerals (三成, 一半, 百分之五) and English number words (a third, dozen,
 * doubled). Finds too much rather than too little: what it finds must be proved.
 */
export function extractFigures(text: string): readonly Figure[] {
  const folded = foldText(text)
  const kept: Figure[] = []
  // Dates first: their digits are no figures of their own; then the longest reading of each place.
  for (const figures of [
    readDates(folded),
    longestFirst([...readDigitFigures(folded), ...readChineseFigures(folded), ...readEnglishFigures(folded)]),
  ]) {
    for (const figure of figures) {
      if (kept.every((other) => figure.end <= other.start || figure.start >= other.end)) {
        kept.push({ ...figure, text: text.slice(figure.start, figure.end) })
      }
    }
  }
  return kept.toSorted((a, b) => a.start - b.start)
}

const longestFirst = (figures: readonly Figure[]): Figure[] =>
  figures.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)

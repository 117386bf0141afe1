import type { Figure } from './figure.ts'

const ONES = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
]
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const SCALES: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  dozen: 12,
  score: 20,
}
const VALUE = new Map<string, number>([
  ...ONES.map((word, value) => [word, value] as const),
  ...TENS.map((word, index) => [word, (index + 2) * 10] as const),
])

const NUMBER_WORD = `(?:${[...ONES.slice(2), 'zero', ...TENS].join('|')})`
const SCALE_WORD = '(?:hundreds?|thousands?|millions?|billions?|dozens?)'
const CARDINAL = `\\b(?:an?\\s+|one\\s+|few\\s+|several\\s+)?${SCALE_WORD}(?:\\s+(?:and\\s+)?${NUMBER_WORD})*\\b|\\b${NUMBER_WORD}(?:[\\s-]+(?:and\\s+)?(?:${NUMBER_WORD}|one|${SCALE_WORD}))*\\b`
const FRACTION =
  '\\b(?:an?|one|two|three|four)[\\s-]+(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|twentieth|hundredth)s?\\b(?!\\s+(?:of\\s+)?(?:\\d{4}|is|was|order|purchase|customer|time))|\\b(?:two|three|four)[\\s-]+(?:thirds|quarters|fifths|tenths)\\b'
const MULTIPLE =
  '\\b(?:doubl(?:e[ds]?|ing)|tripl(?:e[ds]?|ing)|quadrupl(?:e[ds]?|ing)|halv(?:e[ds]?|ing)|half|halves|twice|thrice|twofold|threefold|fourfold|fivefold|tenfold)\\b'
const ONE_OF = `\\bone\\s+(?:in|out\\s+of|of\\s+every)\\s+${NUMBER_WORD}\\b|\\bone\\s+(?:customer|order|buyer|unit|day|week|month|year|person|percent|per\\s+cent|time|review|ticket|product)\\b|\\b(?:a|one)\\s+(?:couple|pair)\\s+of\\b`

const PATTERN = new RegExp(`${ONE_OF}|${FRACTION}|${CARDINAL}|${MULTIPLE}`, 'gi')
const PERCENT = /^\s*(?:percent|per\s?cent|%)/i

/** Figures written in English words: twenty-five, a third, half, dozens, doubled, one in five. */
export function readEnglishFigures(text: string): Figure[] {
  return [...text.matchAll(PATTERN)].map((match) => {
    const start = match.index
    const percent = PERCENT.exec(text.slice(start + match[0].length))?.[0] ?? ''
    const end = start + match[0].length + percent.length
    const value = readCardinal(match[0])
    const meaning =
      value === null
        ? `word:${match[0].toLowerCase().replaceAll(/[\s-]+/g, ' ')}`
        : `${percent === '' ? 'number' : 'percent'}:${value}`
    return { start, end, text: text.slice(start, end), kind: percent === '' ? 'word' : 'percent', meaning }
  })
}

function readCardinal(phrase: string): number | null {
  let total = 0
  let section = 0
  for (const word of phrase.toLowerCase().split(/[\s-]+/)) {
    if (word === 'a' || word === 'an' || word === 'and') continue
    const value = VALUE.get(word)
    const scale = SCALES[word]
    if (value !== undefined) section += value
    else if (scale === 100 || scale === 12) section = (section === 0 ? 1 : section) * scale
    else if (scale !== undefined) {
      total += (section === 0 ? 1 : section) * scale
      section = 0
    } else return null
  }
  return total + section
}

/** What a query says about price. Amounts in major units. */
export interface PriceWish {
  /** The query without the words about price. */
  readonly rest: string
  readonly atLeast: number | null
  readonly atMost: number | null
  /** Level within its category that "cheap" and "premium" stand for. */
  readonly band: 'low' | 'medium' | 'high' | null
}

const AMOUNT = String.raw`(?:[¥$€£]|rmb|cny|usd|eur|gbp)?\s*(\d{1,7}(?:\.\d{1,2})?)\s*(?:yuan|rmb|cny|usd|eur|gbp|dollars?|元|块钱?|[¥$€£])?`
const between = new RegExp(String.raw`\bbetween ${AMOUNT} and ${AMOUNT}|${AMOUNT}\s*(?:到|至|~)\s*${AMOUNT}`)
const atMost = new RegExp(
  String.raw`\b(?:under|below|less than|up to|at most|cheaper than|no more than|max(?:imum)?)\s+${AMOUNT}|(?:不超过|低于|少于|不到|最多)\s*${AMOUNT}|${AMOUNT}\s*(?:以下|以内|之内)`,
)
const atLeast = new RegExp(
  String.raw`\b(?:over|above|more than|at least|from|min(?:imum)?)\s+${AMOUNT}|(?:高于|超过|至少|不低于)\s*${AMOUNT}|${AMOUNT}\s*(?:以上|起)`,
)
const BANDS = [
  ['low', /\b(?:cheap(?:er|est)?|budget|inexpensive|affordable|low[- ]priced?)\b|便宜|平价|低价|实惠|经济型/],
  ['high', /\b(?:premium|luxury|high[- ]end|expensive|top[- ]end)\b|高端|高档|奢华|贵一?点/],
  ['medium', /\b(?:mid[- ]?range|mid[- ]?priced?)\b|中端|中档|中等价位/],
] as const

/**
 * Reads "under 300", "便宜", "300元以内" out of a query.
 *
 * @param text - folded
 * @returns the wish, and the words that are left to be looked up; amounts without such words ("2l kettle") are left alone
 * @example readPriceWords('cheap tent under 500') // => { rest: 'tent', atLeast: null, atMost: 500, band: 'low' }
 * Time O(length).
 */
export function readPriceWords(text: string): PriceWish {
  let rest = text
  const take = (pattern: RegExp): readonly number[] | null => {
    const found = pattern.exec(rest)
    if (found === null) return null
    rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`
    return found
      .slice(1)
      .filter((group) => group !== undefined)
      .map(Number)
  }
  const range = take(between)
  const [low = null, high = null] = range === null ? [] : [Math.min(...range), Math.max(...range)]
  const most = range === null ? (take(atMost)?.[0] ?? null) : high
  const least = range === null ? (take(atLeast)?.[0] ?? null) : low
  const band = BANDS.find(([, words]) => words.test(rest))
  if (band !== undefined) rest = rest.replace(band[1], ' ')
  return { rest: rest.replaceAll(/\s+/g, ' ').trim(), atLeast: least, atMost: most, band: band?.[0] ?? null }
}

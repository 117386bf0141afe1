const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const SMALL_UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }
const LARGE_UNITS: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 }

/** Chinese numerals, with arabic digits mixed in: 两万, 三百五, 2.5万, 十一. Null for anything else. */
export function readChineseNumber(text: string): number | null {
  const plain = /^(\d+(?:\.\d+)?)([十百千万亿]?)$/.exec(text)
  if (plain?.[1] !== undefined) {
    const unit = plain[2] ?? ''
    return Number(plain[1]) * (SMALL_UNITS[unit] ?? LARGE_UNITS[unit] ?? 1)
  }
  let total = 0
  let section = 0
  let digit: number | null = null
  let lastUnit = 1
  for (const character of text) {
    const value = DIGITS[character]
    const small = SMALL_UNITS[character]
    const large = LARGE_UNITS[character]
    if (value !== undefined) digit = value
    else if (small !== undefined) {
      section += (digit ?? 1) * small
      lastUnit = small
      digit = null
    } else if (large !== undefined) {
      total = (total + section + (digit ?? 0)) * large
      section = 0
      lastUnit = large
      digit = null
    } else return null
  }
  // 三百五 is 350 and 两万五 is 25,000: a digit right after a unit counts tenths of it.
  const rest = digit === null ? 0 : lastUnit > 10 && !text.includes('零') ? (digit * lastUnit) / 10 : digit
  return text === '' ? null : total + section + rest
}

const WORDS: readonly string[] = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
  'eighteen nineteen twenty'
).split(' ')
const TENS: Readonly<Record<string, number>> = { thirty: 30, forty: 40, fifty: 50, sixty: 60, ninety: 90, hundred: 100 }

/** English number words up to twenty and round ones; digits with thousands marks and k or m. Null for anything else. */
export function readEnglishNumber(text: string): number | null {
  const index = WORDS.indexOf(text)
  if (index >= 0) return index
  if (TENS[text] !== undefined) return TENS[text]
  const match = /^(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s?(k|m|thousand|million)?$/.exec(text)
  if (match?.[1] === undefined) return null
  const scale = match[3] === undefined ? 1 : match[3].startsWith('k') || match[3].startsWith('t') ? 1000 : 1_000_000
  return Number(`${match[1].replaceAll(',', '')}${match[2] ?? ''}`) * scale
}

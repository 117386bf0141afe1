const DIGITS = '零一二三四五六七八九'
const VALUES: Readonly<Record<string, number>> = {
  ...Object.fromEntries([...DIGITS].map((character, value) => [character, value])),
  〇: 0,
  两: 2,
  俩: 2,
  仨: 3,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
}
const SMALL: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const LARGE: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 }

export const CHINESE_NUMERAL = '零〇一二两俩仨三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟'

/**
 * The number that a run of Chinese numerals means; null when it is not a number.
 *
 * @example readChineseNumeral('一万二千三百') // => 12300
 * @example readChineseNumeral('二〇二六') // => 2026
 */
export function readChineseNumeral(run: string): number | null {
  const characters = [...run]
  if (characters.length > 1 && characters.every((character) => VALUES[character] !== undefined)) {
    return Number(characters.map((character) => VALUES[character]).join(''))
  }
  let total = 0
  let section = 0
  let digit: number | null = null
  for (const character of characters) {
    const value = VALUES[character]
    const small = SMALL[character]
    const large = LARGE[character]
    if (value !== undefined) {
      digit = value
    } else if (small !== undefined) {
      section += (digit ?? 1) * small
      digit = null
    } else if (large !== undefined) {
      total = (total + section + (digit ?? (total + section === 0 ? 1 : 0))) * large
      section = 0
      digit = null
    } else {
      return null
    }
  }
  return total + section + (digit ?? 0)
}

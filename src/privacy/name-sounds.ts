import { pinyinReader } from '../resources/pinyin.ts'

const HAN_NAME = /^\p{Script=Han}{2,4}$/u

/** Surnames of two characters; every other surname has one. */
const LONG_SURNAMES: ReadonlySet<string> = new Set(
  '欧阳 司马 上官 诸葛 东方 独孤 南宫 夏侯 皇甫 尉迟 公孙 慕容 司徒 令狐 宇文 长孙 端木 百里 呼延 轩辕 歐陽 諸葛 東方 獨孤 南宮 長孫 軒轅'.split(
    ' ',
  ),
)

export interface NameSounds {
  /** What the parts of a Chinese name sound like in Latin letters: surname and given name. Empty for other names. */
  readonly parts: readonly string[]
  /** Keys under which a whole name meets the same name in the other script, whichever part comes first. */
  readonly keys: readonly string[]
}

/**
 * How a name sounds, so that 王伟, Wang Wei and Wei Wang meet. Chinese names are read in pinyin without tones, with the
 * surname read as a surname (单 is Shan, 曾 is Zeng).
 *
 * @param name - a name as `normaliseIdentifier` leaves it
 * @example soundsOfName('王小明') // => { parts: ['wang', 'xiaoming'], keys: ['wang xiaoming', 'ming wang xiao'] }
 * @example soundsOfName('wei wang') // => { parts: [], keys: ['wang wei'] }
 */
export function soundsOfName(name: string): NameSounds {
  const plain = name.replaceAll(/[\s·]/gu, '')
  if (HAN_NAME.test(plain)) {
    const characters = [...plain]
    const syllables = pinyinReader()(plain, { toneType: 'none', type: 'array', surname: 'head', v: true }).map(
      foldSyllable,
    )
    const long = characters.length > 2 && LONG_SURNAMES.has(characters.slice(0, 2).join(''))
    const surname = syllables.slice(0, long ? 2 : 1).join('')
    const given = syllables.slice(long ? 2 : 1)
    const parts = [surname, given.join('')]
    return { parts, keys: [...new Set([keyOf(parts), keyOf([surname, ...given])])] }
  }
  const words = name.split(/[^\p{L}]+/u).filter((word) => word !== '')
  const latin = words.length >= 2 && words.length <= 4 && words.every((word) => /^\p{Script=Latin}+$/u.test(word))
  return { parts: [], keys: latin ? [keyOf(words.map(foldSyllable))] : [] }
}

/** Passports write ü as v, yu or with its dots. */
const foldSyllable = (syllable: string): string =>
  syllable
    .replace(/^([ln])yu$/, '$1v')
    .replaceAll('ü', 'v')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')

const keyOf = (parts: readonly string[]): string => parts.toSorted().join(' ')

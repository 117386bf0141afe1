/** Runs of words that could be the sound of a Chinese name in Latin letters. */
export interface PinyinRun {
  readonly start: number
  readonly end: number
  /** The name with its parts apart, as `soundsOfName` reads it. */
  readonly value: string
}

const SYLLABLE =
  '(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ian|iao|ing|ong|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|üe|a|e|i|o|u|v|ü)'
const UP_TO_THREE = new RegExp(`^(?:${SYLLABLE}){1,3}$`)
const WORD = /(?<![\p{L}\p{N}])\p{Script=Latin}{2,18}(?![\p{L}\p{N}])/gu
/** Between the words of one name. */
const BETWEEN = /^[ ,.·_-]{1,2}$/

/** English words that read like syllables: a run of nothing but these, in small letters, is taken for English. */
const ENGLISH = new Set(
  'a an ban bang bin can change chin die ding fan fen gang gun hang he hen lie long man me men pan pang pie pin ping ran rang run sang she shin song sun tan tang tin wan win you yang'.split(
    ' ',
  ),
)

const plain = (word: string): string => word.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')

/**
 * Two to four words, or one that holds a surname and a given name, which read as pinyin. Whether anybody is called so must
 * be looked up.
 *
 * @param text - with widths folded
 * @example [...pinyinNames('ask Wang Xiaoming')].map(({ value }) => value) // => ['Wang Xiaoming', 'xi aoming', 'xia oming', 'xiao ming']
 */
export function* pinyinNames(text: string): Generator<PinyinRun> {
  const words = [...text.matchAll(WORD)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    raw: match[0],
    sound: plain(match[0]),
  }))
  for (const [index, word] of words.entries()) {
    if (!UP_TO_THREE.test(word.sound)) continue
    yield* joinedName(word)
    let isEnglish = isSmallEnglish(word)
    for (let next = index + 1; next < Math.min(words.length, index + 4); next += 1) {
      const [before, last] = [words[next - 1], words[next]]
      if (before === undefined || last === undefined) break
      if (!BETWEEN.test(text.slice(before.end, last.start)) || !UP_TO_THREE.test(last.sound)) break
      isEnglish &&= isSmallEnglish(last)
      if (isEnglish) continue
      const value = words.slice(index, next + 1).map(({ raw }) => raw)
      yield { start: word.start, end: last.end, value: value.join(' ') }
    }
  }
}

const isSmallEnglish = ({ raw, sound }: { readonly raw: string; readonly sound: string }): boolean =>
  raw === raw.toLowerCase() && ENGLISH.has(sound)

/** A name written in one word, cut wherever its first part is a syllable. */
function* joinedName({
  start,
  end,
  sound,
}: {
  readonly start: number
  readonly end: number
  readonly sound: string
}): Generator<PinyinRun> {
  if (ENGLISH.has(sound)) return
  for (let cut = 1; cut <= 8 && cut < sound.length; cut += 1) {
    const [surname, given] = [sound.slice(0, cut), sound.slice(cut)]
    if (UP_TO_THREE.test(surname) && UP_TO_THREE.test(given)) yield { start, end, value: `${surname} ${given}` }
  }
}

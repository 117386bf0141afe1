import { createRequire } from 'node:module'
import type { pinyin } from 'pinyin-pro'

const load = createRequire(import.meta.url)
let loaded: typeof pinyin | null = null

/** Loaded with the first Chinese text, at once as its callers need it: the dictionary takes 9 MiB that most imports spare. */
export const pinyinReader = (): typeof pinyin => (loaded ??= (load('pinyin-pro') as { pinyin: typeof pinyin }).pinyin)

/** Pinyin of Chinese text without tones, one syllable for each character. */
export const syllablesOf = (han: string): readonly string[] =>
  pinyinReader()(han, { toneType: 'none', type: 'array', v: true })

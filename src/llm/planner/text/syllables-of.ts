import { pinyin } from 'pinyin-pro'

/** Pinyin of Chinese text without tones, one syllable for each character. */
export const syllablesOf = (han: string): readonly string[] => pinyin(han, { toneType: 'none', type: 'array', v: true })

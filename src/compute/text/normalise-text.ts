/** Emoji, zero-width and variation characters: they carry no words. */
const SILENT = /[\u200b-\u200f\u2060\ufeff\u{1f000}-\u{1faff}\u{2600}-\u{27bf}]|\p{Variation_Selector}/gu

/**
 * Folds what looks or means the same into one spelling: full-width and compatibility forms (NFKC), case, curly quotes,
 * runs of spaces, emoji and zero-width characters.
 *
 * Traditional and simplified Chinese stay apart here; a caller that has a converter folds them before.
 *
 * @param text - anything a person typed
 * @returns text that is never longer in words than the input; may be empty
 * @example normaliseText('ＧＭＶ  of “June”😀?') // => 'gmv of "june"?'
 * Time and memory O(length).
 */
export function normaliseText(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(SILENT, '')
    .replaceAll(/[\u2018\u2019\u02bc]/g, "'")
    .replaceAll(/[\u201c\u201d\u300c\u300d\u300e\u300f]/g, '"')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll('\u3002', '.')
    .replaceAll('\u3001', ',')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim()
}

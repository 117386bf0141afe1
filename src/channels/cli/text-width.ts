const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/

/** Columns that a text takes in a terminal: two for each wide character. */
export const textWidth = (text: string): number =>
  [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0)

/**
 * A text cut to so many columns, with an ellipsis where something went.
 *
 * @example cutToWidth('华东地区', 5) // => '华东…'
 */
export function cutToWidth(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text
  let kept = ''
  let used = 1
  for (const character of text) {
    used += textWidth(character)
    if (used > columns) break
    kept += character
  }
  return `${kept}…`
}

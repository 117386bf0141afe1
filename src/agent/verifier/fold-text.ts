/**
 * The same text with look-alikes of digits and signs as plain ones, character for character, so that positions stay:
 * full-width and circled digits, superscripts, other scripts' digits, full-width per cent and currency signs.
 */
export function foldText(text: string): string {
  let folded = ''
  for (const character of text) {
    const plain = character === '，' || character === '。' ? character : foldCharacter(character)
    folded += plain.length === character.length ? plain : character
  }
  return folded
}

const DECIMAL_DIGIT = /\p{Nd}/u

function foldCharacter(character: string): string {
  const compatible = character.normalize('NFKC')
  if (compatible !== character) return compatible
  if (character > '\u007f' && DECIMAL_DIGIT.test(character)) return digitOf(character)
  return character
}

/** Decimal digits of every script come in runs of ten that begin with zero. */
function digitOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  for (let back = 0; back < 10; back += 1) {
    if (!DECIMAL_DIGIT.test(String.fromCodePoint(code - back - 1))) return String(back)
  }
  return String(code % 10)
}

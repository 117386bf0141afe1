/**
 * Full-width and other compatibility forms as plain ones, character for character, so that positions in the folded text
 * are positions in the text. Characters whose plain form is longer stay.
 */
export function foldWidth(text: string): string {
  // oxlint-disable-next-line no-control-regex -- plain ASCII needs no folding
  if (/^[\u0000-\u007f]*$/.test(text)) return text
  let folded = ''
  for (const character of text) {
    const plain = character.normalize('NFKC')
    folded += plain.length === character.length ? plain : character
  }
  return folded
}

/** Characters that hide or reorder text: zero-width, soft hyphen, direction marks, tags, private controls. */
const INVISIBLE = /[\p{Cf}\p{Variation_Selector}\u115f\u1160\u17b4\u17b5\u{e0000}-\u{e007f}]|\u034f/gu
// oxlint-disable-next-line no-control-regex -- control characters are what this removes
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

/** The text without characters that a reader cannot see; tabs and newlines stay. */
export const visibleText = (text: string): string => text.replace(INVISIBLE, '').replace(CONTROL, '')

const LONGEST = 2000

/**
 * Words of imported data as one harmless line of at most `longest` characters: nothing hidden, no markup, no link, no image, no template braces.
 *
 * @example plainText('Kettle ![x](https://a.example/p.png) <b>2L</b>') // => 'Kettle x 2L'
 */
export function plainText(text: string, longest = LONGEST): string {
  const line = withoutMarkup(visibleText(text))
    .replaceAll(/[{}]{2,}/g, '')
    .replaceAll(/[`|]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return line.length <= longest ? line : `${line.slice(0, longest - 1).trimEnd()}…`
}

/** Markdown text without images, links, raw addresses and HTML; link texts stay. */
export const withoutMarkup = (text: string): string =>
  text
    .replaceAll(/!?\[([^\][]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/!?\[([^\][]*)\]\[[^\]]*\]/g, '$1')
    .replaceAll(/^[ \t]*\[[^\]\n]+\]:\s.*$/gm, '')
    .replaceAll(/<\/?[a-z!][^>]*>?/gi, '')
    .replaceAll(/\b(?:javascript|data|vbscript|file):\S+/gi, '')
    .replaceAll(/\b(?:https?|ftp):\/\/[^\s)\]}>，。；、]+|\bwww\.[^\s)\]}>，。；、]+/gi, '')

import { addTrimmed, type Span } from './split-sentences.ts'

/**
 * What may not stand in a quote: images, links and addresses, HTML, template braces, hidden and control characters, e-mail
 * addresses, long rows of digits such as telephone and card numbers.
 */
const BARRED = new RegExp(
  [
    String.raw`!?\[[^\][]*\]\([^)]*\)`,
    String.raw`!?\[[^\][]*\]\[[^\]]*\]`,
    String.raw`<(?:script|style)\b[\s\S]*?(?:<\/(?:script|style)>|$)`,
    String.raw`<\/?[a-z!][^>]*>?`,
    String.raw`\b(?:https?|ftp):\/\/[^\s)\]}>，。；、]+`,
    String.raw`\b(?:javascript|data|vbscript|file):\S+`,
    String.raw`\bwww\.[^\s)\]}>，。；、]+`,
    String.raw`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`,
    String.raw`\+?\d(?:[\s().-]?\d){6,}`,
    String.raw`[{}]{2,}`,
    String.raw`[\p{Cf}\p{Cc}\p{Variation_Selector}\u115f\u1160\u17b4\u17b5\u034f]+`,
  ].join('|'),
  'giu',
)

/**
 * Stretches of a text that may be shown word for word: each is an exact part of it and holds no link, image, markup, hidden
 * character, e-mail address or long number.
 *
 * @returns spans in order, without outer spaces; none is empty
 * @example quotableSpans('Nice ![x](https://a.example/p.png) kettle') // => [{ from: 0, to: 4 }, { from: 35, to: 41 }]
 * Time O(length).
 */
export function quotableSpans(text: string): Span[] {
  const spans: Span[] = []
  let from = 0
  for (const match of text.matchAll(BARRED)) {
    // A line break is a control character, and a quote may run up to it.
    addTrimmed(spans, text, from, match.index)
    from = match.index + match[0].length
  }
  addTrimmed(spans, text, from, text.length)
  return spans
}

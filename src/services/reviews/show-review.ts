import { addressesAssistant } from '../../compute/text/addresses-assistant.ts'
import { quotableSpans } from '../../compute/text/quotable-spans.ts'
import { splitSentences } from '../../compute/text/split-sentences.ts'

/** What was left out of a text that is shown, by kind. */
export const REMOVED = ['image', 'link', 'hidden_characters', 'markup', 'contact', 'order_to_assistant'] as const
export type Removed = (typeof REMOVED)[number]

export interface ShownText {
  /** Exact parts of the text, in order, each as long as it can be. */
  readonly parts: readonly string[]
  readonly removed: readonly Removed[]
}

const LONGEST = 1200

const FORMS: readonly (readonly [Removed, RegExp])[] = [
  ['image', /!\[[^\][]*\]\([^)]*\)|<img\b/i],
  ['link', /\[[^\][]*\]\([^)]*\)|\b(?:https?|ftp):\/\/|\bwww\.|\b(?:javascript|data|vbscript|file):\S/i],
  ['hidden_characters', /[\p{Cf}\p{Variation_Selector}\u115f\u1160]|\u17b4|\u17b5|\u034f|[^\P{Cc}\n\r\t]/u],
  ['markup', /<\/?[a-z!][^>]*>?/i],
  ['contact', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+?\d(?:[\s().-]?\d){6,}/],
]

/**
 * A customer's text as it may be shown: its own words without links, images, markup, hidden characters, addresses and telephone
 * numbers, and without sentences that give orders to the assistant.
 */
export function showText(text: string): ShownText {
  const read = text.slice(0, LONGEST)
  const removed = new Set<Removed>(FORMS.filter(([, form]) => form.test(read)).map(([kind]) => kind))
  const parts: { from: number; to: number }[] = []
  for (const span of quotableSpans(read)) {
    for (const sentence of splitSentences(read.slice(span.from, span.to))) {
      const [from, to] = [span.from + sentence.from, span.from + sentence.to]
      const last = parts.at(-1)
      if (addressesAssistant(read.slice(from, to))) removed.add('order_to_assistant')
      else if (last !== undefined && read.slice(last.to, from).trim() === '') last.to = to
      else parts.push({ from, to })
    }
  }
  return {
    parts: parts.map(({ from, to }) => read.slice(from, to)),
    removed: REMOVED.filter((kind) => removed.has(kind)),
  }
}

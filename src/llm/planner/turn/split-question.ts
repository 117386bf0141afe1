const SENTENCE_END = /(?<=[?;!])\s*|(?<=[a-z\p{Script=Han}])\.\s+|(?<=\p{Script=Han})\.\s*/gu
const JOINED =
  /,\s*(?:and|then|also|plus)\s+(?=(?:what|who|which|how|when|where|why|is|are|do|does|did|tell|show|list|give|draft|explain|compare|split)\b)|\s+and\s+(?=(?:what|who|which|how|when|where|why|tell me|show me|list|draft|explain)\b)|,\s*(?=(?:并且?|然后|再|还有|以及|另外|同时|给|哪|谁|多少|怎么|为什么|它|他们|她们))/g

/**
 * Parts of a folded question that may ask for different things: sentences, and clauses that begin a question of their own.
 *
 * @example splitQuestion('how many new customers in may, and what did they spend?')
 * // => ['how many new customers in may', 'what did they spend?']
 */
export function splitQuestion(text: string): string[] {
  return text
    .split(SENTENCE_END)
    .flatMap((sentence) => sentence.split(JOINED))
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
}

const SENTENCE_END = /(?<=[?;!])\s*|(?<=[a-z\p{Script=Han}])\.\s+|(?<=\p{Script=Han})\.\s*/gu
/** What a question or a request of its own begins with. */
const ASKS =
  'what|who|which|how|when|where|why|is|are|do|does|did|can|tell|show|list|give|draft|write|explain|compare|split|find|check|recommend|suggest|forecast|predict|build|make|plan|look|any'
const JOINED = new RegExp(
  [
    String.raw`,?\s*\b(?:and )?(?:then|also|additionally|besides|on top(?: of that)?)\b,?\s+(?=(?:${ASKS})\b)`,
    String.raw`,\s*(?:and|also|plus|as well as)\s+(?=(?:${ASKS})\b)`,
    String.raw`\s+(?:and|plus|as well as)\s+(?=(?:what|who|which|how|when|where|why|tell me|show me|list|draft|explain|write|recommend|forecast|find|check)\b)`,
    String.raw`,?\s*(?:顺便|另外|此外|接着|随后|最后)(?:再|也|还)?(?:请|帮我)?`,
    String.raw`,?\s*然后(?:再|也)?(?=[^,]{2})`,
    String.raw`,\s*(?=(?:并且?|再|还有|以及|同时|给|哪|谁|多少|怎么|为什么|它|他们|她们))`,
  ].join('|'),
  'gu',
)

/** Joints that hold parts of one question more often than questions: a list of cities, two figures of one month. */
const LOOSE =
  /\s*(?:,(?!\d)|、)\s*(?:and |plus |以及|还有|和)?|\s+(?:and|plus|&|as well as|along with|together with)\s+|(?:以及|还有|加上|外加|和|与|及)/gu

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
    .filter(hasWords)
}

/** A piece of a question and what joins it to the piece before. */
export interface Piece {
  readonly text: string
  readonly joint: string
}

/**
 * Pieces at which a part may be a list of several wishes; whether it is one, only what the pieces mean can tell.
 *
 * @example splitLoosely('sales, complaints and late deliveries in june').map(({ text }) => text)
 * // => ['sales', 'complaints', 'late deliveries in june']
 */
export function splitLoosely(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  let joint = ''
  for (const match of text.matchAll(LOOSE)) {
    pieces.push({ text: text.slice(from, match.index), joint })
    joint = match[0]
    from = match.index + joint.length
  }
  pieces.push({ text: text.slice(from), joint })
  return pieces.filter((piece) => hasWords(piece.text))
}

const hasWords = (part: string): boolean => /[\p{L}\p{N}]/u.test(part)

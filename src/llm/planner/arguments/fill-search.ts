import type { Mark } from '../marks/mark.ts'
import type { Arguments, FillRequest } from './request.ts'

const QUOTED = /"([^"]{1,200})"|'([^']{2,200})'(?![a-z])|[《【]([^》】]{1,200})[》】]/

/** Where the words of a search begin, and what ends them when nothing is in quotes. */
const ENGLISH_LEAD =
  /\b(?:search(?:es|ed|ing)?(?: results)?|results|suggestions?|completions?|queries|suggest)\s+(?:of\s+)?(?:for|of)\s+(?:searching for\s+)?|\b(?:look(?:s|ing)?|rank)\s+(?:for|up)\s+|\b(?:types?|typed|typing|autocomplete|auto-complete|query|product search|match(?:es)?|like)\s+(?:only\s+|just\s+|the query\s+)?/
const ENGLISH_END =
  /\s+(?:for (?:c-\d+|her|him|them|this|the customer)|by (?:her|his|their)|in the (?:shop|catalogue|search box)|into the|be sorted|be ranked|show|find|to c-\d+)\b|[,?.!;:]|$/
const CHINESE_LEAD =
  /(?:搜索词|搜索联想词?|搜索框输入|只?输入|只?打了?|搜索|商品搜索|搜一?下?|查找|补全|联想|匹配)\s*[:]?\s*/
const CHINESE_END = /时|会|应该|按|的|怎么|如何|有哪|有结果|吗|该|能|开头|,|。|\?|!|$/
const ARTICLE = /^(?:a|an|the|any|some)\s+/
const THINGS = ['product_id', 'product_word', 'category', 'brand', 'interest']

interface Span {
  readonly words: string
  readonly start: number
  readonly end: number
}

/**
 * What was typed into the search box: in quotes, else what follows the words for searching, else a thing that is named.
 * Names and numbers inside it are part of it and no conditions.
 */
export function readSearchWords(request: FillRequest): string | null {
  const { text, marks, used } = request
  const found =
    quoted(text) ??
    between(text, CHINESE_LEAD, CHINESE_END) ??
    between(text, ENGLISH_LEAD, ENGLISH_END) ??
    namedThing(request)
  if (found === null) return null
  for (const mark of marks) if (mark.start < found.end && mark.end > found.start) used.add(mark)
  return found.words
}

function quoted(text: string): Span | null {
  const found = QUOTED.exec(text)
  const words = (found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim()
  return found === null || words === '' ? null : { words, start: found.index, end: found.index + found[0].length }
}

function between(text: string, lead: RegExp, end: RegExp): Span | null {
  const found = lead.exec(text)
  if (found === null) return null
  const start = found.index + found[0].length
  const rest = text.slice(start)
  const length = end.exec(rest)?.index ?? rest.length
  const words = rest.slice(0, length).replace(ARTICLE, '').trim()
  return words === '' ? null : { words, start, end: start + length }
}

/** 极光 in 极光 水壶 or 有没有极光水壶: a name of its own that nothing else stands before. */
const BRAND_BEFORE =
  /^(?:有没有|帮我|我想要?|想要|找一?下?|看看|有|要|买)*(?<brand>(?!有没有|帮我|想要|看看)(?:(?!的)\p{Script=Han}){2,4}的?\s?)$/u
const WORD_BEFORE =
  /\b(?:any|some|an?|find|sell|have|want|need|got|for)\s+(?<brand>(?!any|some|the|me|us|other|more|of)[a-z]{4,}\s)$/

/** The things that are named with what stands between them: "aurora 2l 水壶" is one wish. */
function namedThing({ marks, text }: FillRequest): Span | null {
  const things = marks.filter(isThing)
  const [first] = things
  const end = things.at(-1)?.end ?? 0
  if (first === undefined) return null
  const head = text.slice(0, first.start)
  const start = (BRAND_BEFORE.exec(head) ?? WORD_BEFORE.exec(head))?.groups?.['brand']?.length ?? 0
  const from = first.start - start
  return { words: text.slice(from, end), start: from, end }
}

/** Whether a mark names something of the catalogue: a product, a kind, a category, a brand. */
export const isThing = (mark: Mark): boolean => mark.kind === 'entity' && THINGS.includes(mark.field)

/** "What goes with a tent": the kind of product that is named; null where a product is, or for a list that has other kinds. */
export function readProductKind(request: FillRequest, args: Arguments): string | null {
  if (request.tool.arguments.has('strategy') || args['product_id'] !== undefined) return null
  const kind = request.marks.find((mark) => mark.kind === 'entity' && mark.field === 'product_word')
  if (kind?.kind !== 'entity') return null
  request.used.add(kind)
  return kind.value
}

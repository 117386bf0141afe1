import { isThing } from '../arguments/fill-search.ts'
import type { ToolShape } from '../arguments/tool-shape.ts'
import { meaningOf, type Mark } from '../marks/mark.ts'

/** Words that say no more than that something is looked for, or whether it is there. */
const LOOKED_FOR =
  /\b(?:a|an|the|any|some|of|for|me|us|you|we|i|find|show|get|look|looking|search|do|does|is|are|there|have|has|got|sell|stock|in|our|your|all|browse|please|want|need)\b|看看|看一?下|有货|有没有|还有|有|没有|找一?下?|帮我|我要|我想要?|想要|要|卖|吗|么|呢|的|个|款|搜/g
/** "2l", "500ml", "18寸": sizes are part of what is looked for. */
const SIZE = /\d+(?:\.\d+)?\s?(?:l|ml|kg|g|cm|inch|升|毫升|公斤|千克|克|寸|厘米)?(?![a-z\d])/g

/**
 * The tool that looks things up in the catalogue, for a question that is nothing but what is typed into a search box: a brand
 * and a kind, a kind and a size, whether there are any. Null for every other question: one word alone may mean its sales.
 */
export function bareThingTool(
  text: string,
  marks: readonly Mark[],
  tools: ReadonlyMap<string, ToolShape>,
): ToolShape | null {
  const things = marks.filter(isThing)
  const names = new Set(things.map((mark) => (mark.kind === 'entity' ? mark.field : '')))
  const isKind = names.has('product_word') || names.has('product_id')
  if (!isKind) return null
  const rest = marks.filter(
    (mark) => !isThing(mark) && mark.kind !== 'number' && meaningOf(mark, 'courtesies') === null,
  )
  let words = text
  for (const mark of things.toReversed()) words = `${words.slice(0, mark.start)} ${words.slice(mark.end)}`
  const asked =
    /\b(?:find|show|browse|looking for|search|in stock|got any|do (?:you|we) (?:have|sell))\b|有货|有没有|找|卖|搜|看看|看下|看一下/.test(
      words,
    )
  if (things.length < 2 && !asked) return null
  if (rest.some((mark) => !LOOKED_FOR_WORD.test(mark.text))) return null
  if (/[\p{L}\p{N}]/u.test(words.replaceAll(SIZE, ' ').replaceAll(LOOKED_FOR, ' '))) return null
  return (
    [...tools.values()].find(({ name, required }) => required.join() === 'query' && name.includes('product')) ?? null
  )
}

/** Words of the vocabulary that are such words too ("show me", 有货). */
const LOOKED_FOR_WORD = new RegExp(`^(?:${LOOKED_FOR.source}|\\s)+$`)

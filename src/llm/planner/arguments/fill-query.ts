import type { FillRequest } from './request.ts'

const QUOTED = /["“「『《]([^"”」』》]{2,300})["”」』》]/
const CUE =
  /\b(?:mention(?:s|ing|ed)?|talks? about|complains? about|writes? about|say(?:s|ing)?(?: that)?|about|for|on|like|praises?)\b\s*|提到|说到|谈到|讲到|写到|关于|搜一下|搜索|查一下|找一下|查找|讲|夸|说/g
/** A list of the newest is asked for, not something that they say. */
const NEWEST = /\b(?:latest|newest|most recent|last)\b|最新|最近|逐条/

/**
 * What is to be searched for by meaning: the words in quotes, else what follows "reviews that mention" or 提到, else the
 * question in its own words; null where the newest are asked for.
 */
export function readQuery({ text, tool, marks }: Pick<FillRequest, 'text' | 'tool' | 'marks'>): string | null {
  const quoted = QUOTED.exec(text)?.[1]?.trim()
  if (quoted !== undefined) return quoted
  // Of single reviews only what they are to mention counts; a question to the articles is asked as it stands.
  const reviews = tool.arguments.has('review_id')
  if (reviews && NEWEST.test(text) && !/\bmention|提到|说到/.test(text)) return null
  if (reviews && saysNothing(text, marks)) return null
  const lead = reviews ? [...text.matchAll(CUE)][0] : SEARCH.exec(text)
  const from = lead === undefined || lead === null ? 0 : lead.index + lead[0].length
  const rest = text
    .slice(from)
    .replace(/(?:的(?:文章|评论|评价|差评|好评|一星评论|五星好评)(?:有哪些|吗)?|吗)?[?？。.!！\s]*$/, '')
  return rest.trim() === '' ? text.trim() : rest.trim()
}

const SEARCH =
  /^(?:please\s+)?(?:(?:can|could) you\s+)?(?:search|look it up|look|find)\b[^,.?!]{0,40}?\b(?:about|for|on)\s+|^.{0,12}?(?:搜一下|搜索|查一下|找一下)(?:帮助)?(?:文章)?(?:里)?(?:的|讲)?/

/** Words that ask to be shown reviews, whatever is in them. */
const SHOWS =
  /\b(?:please|show|give|list|read|find|get|pull|up|me|us|out|the|a|an|any|some|of|for|with|from|only|just|reviews?|comments?|ratings?|stars?|one|two|three|four|five)\b|给我|帮我|看看|看一?下|列出?|展示|显示|读一?下|找出?|评论|评价|原文|差评|好评|[条篇个的几星一二两三四五]/g

/** "Two one-star reviews of the kettle": names and numbers, and nothing that they are to say. */
function saysNothing(text: string, marks: FillRequest['marks']): boolean {
  let rest = text
  for (const mark of marks.toReversed()) rest = `${rest.slice(0, mark.start)} ${rest.slice(mark.end)}`
  return !/[\p{L}\p{N}]/u.test(rest.replaceAll(SHOWS, ''))
}

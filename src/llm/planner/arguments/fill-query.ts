import type { FillRequest } from './request.ts'

const QUOTED = /["“「『《]([^"”」』》]{2,300})["”」』》]/
const LEAD =
  /^(?:please\s+)?(?:(?:can|could) you\s+)?(?:search|look|find|show|list|give|quote)\b[^,.?!]{0,60}?\b(?:that (?:mention|say|talk about|complain about)|which (?:mention|say)|mention(?:ing)?|saying|about|for|on)\s+|^.{0,24}?(?:提到|说到|谈到|讲到|讲|关于|搜一下|搜索|查一下|找一下)/

/**
 * What is to be searched for by meaning: the words in quotes, else what follows "reviews that mention" or 提到, else the
 * question in its own words.
 */
export function readQuery({ text }: Pick<FillRequest, 'text'>): string | null {
  const quoted = QUOTED.exec(text)?.[1]?.trim()
  if (quoted !== undefined) return quoted
  const rest = text
    .replace(LEAD, '')
    .replace(/(?:的(?:文章|评论|评价))?[?？。.!！]*$/, '')
    .trim()
  return rest === '' ? text.trim() : rest
}

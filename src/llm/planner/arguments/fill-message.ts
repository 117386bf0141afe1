import type { FillRequest } from './request.ts'

const QUOTED = /["“「『]([^"”」』]{2,2000})["”」』]/
const SAYS = /(?:\b(?:says|writes|wrote|asks|message)|说|问|留言|来信)\s*[:：]\s*(.{3,})$/s
/** Words of somebody who asks about a customer, not of the customer. */
const ABOUT =
  /\b(?:customer|she|he|c-\d+|draft|card|context|next best action|what (?:may|must) i|brief me)\b|客户|草稿|卡片|上下文|下一步|怎么回复|写.{0,4}回复|跟.{0,6}说|沟通/

/**
 * What the customer wrote: quoted, after a colon, or, in a conversation that is bound to the customer, the question itself.
 */
export function readMessageOf({ text, boundCustomerId }: Pick<FillRequest, 'text' | 'boundCustomerId'>): string | null {
  const given = QUOTED.exec(text)?.[1] ?? SAYS.exec(text)?.[1]
  if (given !== undefined) return given.trim()
  return boundCustomerId === null || ABOUT.test(text) ? null : text.trim()
}

import type { Context } from 'hono'
import type { Language } from '../../lib/answer.ts'

/** The language that a caller reads, by its `Accept-Language`; undefined leaves the choice to the shop. */
export function languageOf(c: Context): Language | undefined {
  const first = /^[a-z]{2}/i.exec(c.req.header('accept-language') ?? '')?.[0].toLowerCase()
  return first === 'zh' || first === 'en' ? first : undefined
}

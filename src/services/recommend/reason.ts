import type { Language } from '../../lib/answer.ts'

/** Why a product is in the list; every figure of it can be counted in the data. */
export type Reason =
  | { readonly code: 'bought_with'; readonly product: string; readonly count: number; readonly of: number }
  | { readonly code: 'also_bought'; readonly product: string; readonly count: number; readonly of: number }
  | {
      readonly code: 'bought_after'
      readonly kind: string
      readonly next: string
      readonly count: number
      readonly of: number
      readonly days: number
    }
  | { readonly code: 'your_rhythm'; readonly days: number; readonly dueOn: string; readonly count: number }
  | { readonly code: 'your_history'; readonly product: string }
  | { readonly code: 'like'; readonly product: string }
  | { readonly code: 'popular'; readonly count: number; readonly of: number; readonly days: number }
  | { readonly code: 'popular_in'; readonly category: string; readonly count: number; readonly source: string }
  | { readonly code: 'rising'; readonly count: number; readonly before: number }
  | { readonly code: 'new'; readonly days: number }

/** Names of products by id, in the reader's language. */
type NameOf = (productId: string) => string

/** The reason in words. */
export const reasonText = (reason: Reason, nameOf: NameOf, language: Language): string =>
  (language === 'zh' ? inChinese : inEnglish)(reason, nameOf)

function inEnglish(reason: Reason, nameOf: NameOf): string {
  switch (reason.code) {
    case 'bought_with':
      return `in the same order as ${nameOf(reason.product)} in ${reason.count} of ${reason.of} orders with it`
    case 'also_bought':
      return `people with this history: ${reason.count} of ${reason.of} buyers of ${nameOf(reason.product)} bought it too`
    case 'bought_after':
      return `after ${reason.kind}, ${reason.next} followed within ${reason.days} days ${reason.count} of ${reason.of} times`
    case 'your_rhythm':
      return `bought every ${reason.days} days, ${reason.count} times so far; next due ${reason.dueOn}`
    case 'your_history':
      return `goes with ${nameOf(reason.product)} in this history`
    case 'like':
      return `like ${nameOf(reason.product)}`
    case 'popular':
      return `${reason.count} of ${reason.of} customers bought it in the last ${reason.days} days`
    case 'popular_in':
      return `popular in ${reason.category}, which customers from ${reason.source} prefer: ${reason.count} recent buyers`
    case 'rising':
      return `${reason.count} units in the last four weeks, ${reason.before} in the four-week average before`
    case 'new':
      return `new since ${reason.days} days`
  }
}

function inChinese(reason: Reason, nameOf: NameOf): string {
  switch (reason.code) {
    case 'bought_with':
      return `含「${nameOf(reason.product)}」的 ${reason.of} 个订单中有 ${reason.count} 个同时买了它`
    case 'also_bought':
      return `有相同经历的人：买过「${nameOf(reason.product)}」的 ${reason.of} 人中有 ${reason.count} 人也买了它`
    case 'bought_after':
      return `买了 ${reason.kind} 后 ${reason.days} 天内接着买 ${reason.next}：${reason.of} 次中有 ${reason.count} 次`
    case 'your_rhythm':
      return `每 ${reason.days} 天购买一次，已买 ${reason.count} 次；下次约在 ${reason.dueOn}`
    case 'your_history':
      return `与历史中的「${nameOf(reason.product)}」相配`
    case 'like':
      return `与「${nameOf(reason.product)}」相似`
    case 'popular':
      return `近 ${reason.days} 天 ${reason.of} 位客户中有 ${reason.count} 位购买`
    case 'popular_in':
      return `在 ${reason.category} 中受欢迎（来自 ${reason.source} 的客户偏爱该品类）：近期 ${reason.count} 位买家`
    case 'rising':
      return `近四周售出 ${reason.count} 件，此前四周平均 ${reason.before} 件`
    case 'new':
      return `上新 ${reason.days} 天`
  }
}

/** The figures of a reason that a table shows: how often, of how many. */
export const reasonFigures = (reason: Reason): { readonly count: number | null; readonly of: number | null } => ({
  count: 'count' in reason ? reason.count : null,
  of: 'of' in reason ? reason.of : null,
})

import type { Language } from '../../lib/answer.ts'

/** What moved a product in the list most, with figures that can be counted in the data. */
export type SearchReason =
  | { readonly code: 'bought_before'; readonly count: number; readonly of: null }
  | { readonly code: 'looked_at'; readonly count: number; readonly of: null }
  | { readonly code: 'brand'; readonly brand: string; readonly count: number; readonly of: number }
  | { readonly code: 'also_bought'; readonly product: string; readonly count: number; readonly of: number }
  | { readonly code: 'price'; readonly count: number; readonly of: null }
  | { readonly code: 'clicked'; readonly count: number; readonly of: number }
  | { readonly code: 'popular'; readonly count: number; readonly of: number }
  | { readonly code: 'words'; readonly count: null; readonly of: null }

/** The reason in words. */
export function searchReasonText(reason: SearchReason, nameOf: (id: string) => string, language: Language): string {
  const zh = language === 'zh'
  switch (reason.code) {
    case 'bought_before':
      return zh
        ? `此前买过 ${reason.count} 次`
        : `bought before (${reason.count} ${reason.count === 1 ? 'purchase' : 'purchases'})`
    case 'looked_at':
      return zh
        ? `近期看过或加购 ${reason.count} 次`
        : `looked at or put in the cart lately (${reason.count} ${reason.count === 1 ? 'product event' : 'product events'})`
    case 'brand':
      return zh
        ? `偏爱品牌 ${reason.brand}：同类的 ${reason.of} 次购买与浏览中有 ${reason.count} 次`
        : `of ${reason.brand}: ${reason.count} of ${reason.of} purchases and looks at such things were of this brand`
    case 'also_bought':
      return zh
        ? `买过「${nameOf(reason.product)}」的 ${reason.of} 人中有 ${reason.count} 人也买了它`
        : `${reason.count} of ${reason.of} buyers of ${nameOf(reason.product)} bought it too`
    case 'price':
      return zh
        ? `价格接近其同类 ${reason.count} 次购买与浏览的水平`
        : `priced like the ${reason.count} such things that were bought or looked at`
    case 'clicked':
      return zh
        ? `搜过同一词的 ${reason.of} 人中有 ${reason.count} 人点了它`
        : `${reason.count} of ${reason.of} who searched for the same went on to it`
    case 'popular':
      return zh
        ? `近期 ${reason.of} 位客户中有 ${reason.count} 位购买`
        : `${reason.count} of ${reason.of} recent customers bought it`
    case 'words':
      return zh ? '与搜索词最相符' : 'fits the words best'
  }
}

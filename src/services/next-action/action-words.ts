import type { Language } from '../../lib/answer.ts'

/** What a customer did, in words of the past tense, for sentences that say why. */
const WORDS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  signed_in: { en: 'signed in', zh: '登录' },
  page: { en: 'opened a page', zh: '打开页面' },
  search: { en: 'searched', zh: '搜索' },
  product_list: { en: 'looked through a list', zh: '浏览列表' },
  product_view: { en: 'looked at a product', zh: '看商品' },
  favourite: { en: 'marked a favourite', zh: '收藏' },
  add_to_cart: { en: 'put something in the cart', zh: '加购' },
  remove_from_cart: { en: 'took something out of the cart', zh: '移出购物车' },
  checkout: { en: 'went to the checkout', zh: '去结算' },
  pay: { en: 'paid', zh: '支付' },
  share: { en: 'shared a product', zh: '分享' },
  rate: { en: 'rated', zh: '评分' },
  not_interested: { en: 'said "not interested"', zh: '标记不感兴趣' },
  click: { en: 'clicked a tile', zh: '点击推荐位' },
}

export const actionWords = (action: string, language: Language): string => WORDS[action]?.[language] ?? action

/** The label of leaving, which is no event of the vocabulary. */
export const LEAVING = 'leave_visit'

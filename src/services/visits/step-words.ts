import type { Language } from '../../lib/answer.ts'

/** Steps of a visit in a line of words. */
export const STEP_WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    signed_in: 'sign-in',
    page: 'page',
    search: 'search',
    product_list: 'list',
    product_view: 'product',
    favourite: 'favourite',
    add_to_cart: 'cart',
    remove_from_cart: 'out of cart',
    checkout: 'checkout',
    pay: 'payment',
    share: 'share',
    rate: 'rating',
    not_interested: 'not interested',
    click: 'click',
  },
  zh: {
    signed_in: '登录',
    page: '页面',
    search: '搜索',
    product_list: '商品列表',
    product_view: '浏览商品',
    favourite: '收藏',
    add_to_cart: '加购',
    remove_from_cart: '移出购物车',
    checkout: '结账',
    pay: '支付',
    share: '分享',
    rate: '评分',
    not_interested: '不感兴趣',
    click: '点击',
  },
}

/** A shop that is spoken of by a name of its own: "shop Bluebird", "the store called Sunrise", 蓝鸟商店. */
const ENGLISH =
  /\b(?:(?:of|at|from|in|for|by)\s+(?:shop|store)|(?:shop|store)\s+(?:called|named))\s+["“']?(?<name>[a-z][a-z'-]{2,})/g
const CHINESE = /(?<![\p{Script=Han}])(?<before>\p{Script=Han}{2,6})(?:商店|店铺|商城|专卖店|旗舰店|便利店)/gu
/** What a competitor holds and this shop cannot know; prices may be imported, so they are no part of it. */
const RIVALS =
  /\b(?:customers?(?: list| data)?|orders?|sales|revenue|turnover|buyers|members)\b(?: list| data)? (?:of|at|from) (?:our |my |the |a |any )?(?:competitors?|rivals?)\b|\b(?:competitors?|rivals?)(?:'s?|s')? (?:customers?|sales|revenue|turnover|orders|customer (?:list|data))\b|(?:竞争对手|竞品店?|对手|同行)(?:家)?的?(?:客户|顾客|会员|销售额|营业额|销量|订单|业绩)/
/** What stands before "shop" and names no other one. */
const OWN = /[我本这该全整各每哪咱的上线网实官]|所有|开|看|查|个/

/**
 * The name of a shop that is not this one; null when none is named. Words that Kith knows from its examples and from this
 * shop's own names are no names of another shop.
 *
 * @example otherShop('revenue of shop bluebird in may', known, 'kith demo') // => 'bluebird'
 */
export function otherShop(text: string, known: ReadonlySet<string>, shop: string): string | null {
  for (const match of text.matchAll(ENGLISH)) {
    const name = match.groups?.['name'] ?? ''
    const isWord = known.has(name) || known.has(name.replace(/(?:'s|s)$/, ''))
    if (!isWord && !shop.includes(name)) return name
  }
  if (RIVALS.test(text)) return 'competitor'
  for (const match of text.matchAll(CHINESE)) {
    const name = match.groups?.['before'] ?? ''
    if (!OWN.test(name) && !shop.includes(name)) return name
  }
  return null
}

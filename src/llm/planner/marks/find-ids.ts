import type { EntityMark } from './mark.ts'

const IDS: readonly (readonly [RegExp, string])[] = [
  [/\bc-\d{3,}\b/g, 'customer_id'],
  [/\bo-\d{3,}\b/g, 'order_id'],
  [/\br-\d{3,}\b/g, 'review_id'],
  [/\bsku-?\d{3,}\b/g, 'product_id'],
  // Shops that number plainly: the word before says what the number is.
  [
    /(?<=\b(?:customer|client|buyer|shopper)\s(?:no\.?\s|number\s|id\s|#)?)#?\d{3,}\b(?!\s*(?:yuan|orders|customers))/g,
    'customer_id',
  ],
  [/(?<=(?:客户|顾客|会员|用户)(?:编号|号|id)?\s?)#?\d{3,}(?!\s*(?:元|单|人|个|位|天|次|名|-))/g, 'customer_id'],
  [/(?<=\b(?:order|invoice)\s(?:no\.?\s|number\s|id\s|#)?)#?\d{4,}\b(?!\s*(?:yuan|orders|customers))/g, 'order_id'],
  [/(?<=(?:订单)(?:编号|号|id)?\s?)#?\d{4,}(?!\s*(?:元|单|人|个|位|天|次))/g, 'order_id'],
  // Ids of 32 hexadecimal characters, as some exports have them.
  [/\b[0-9a-f]{32}\b/g, 'customer_id'],
]

/** Ids as shops write them; letters are given back in capitals, as they are stored. */
export function findIds(text: string): EntityMark[] {
  return IDS.flatMap(([pattern, field]) =>
    [...text.matchAll(pattern)].map((match): EntityMark => ({
      kind: 'entity',
      field,
      value: /^[0-9a-f]{32}$/.test(match[0]) ? match[0] : match[0].replace(/^#/, '').toUpperCase(),
      also: [],
      guessed: false,
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
    })),
  )
}

const BEST =
  /\b(?:best|top|biggest|largest|most valuable|highest[- ]spending|number one)(?: (?:paying|spending))? (?:customer|buyer|client|shopper)(?<many>s)?\b|(?<like>[像跟和与给对为同](?:我们|咱们|店里)?的?)?(?:最好|最佳|最大|头号|最优质|最有价值|消费最高|花钱最多)的?(?<that>那个|那位|那名)?(?:客户|顾客|买家)(?<those>们)?/

/**
 * Whether the customer who brought most is spoken of ("our best customer"), or several such; null for neither.
 *
 * @example spokenOfBest('who resembles our best customer?') // => 'one'
 * @example spokenOfBest('like our best customers') // => 'several'
 */
export function spokenOfBest(text: string): 'one' | 'several' | null {
  const found = BEST.exec(text)
  if (found === null) return null
  const { many, those, like, that } = found.groups ?? {}
  if (many !== undefined || those !== undefined) return 'several'
  // Chinese names one and many alike: it is one who is pointed at, or whom something is done for or held against.
  const isHan = /^\p{Script=Han}/u.test(found[0])
  return !isHan || like !== undefined || that !== undefined ? 'one' : 'several'
}

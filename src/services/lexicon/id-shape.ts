/** How a shop writes ids: a beginning that all share, then figures. */
export interface IdShape {
  /** As stored: `CUST_` of CUST_0042. */
  readonly prefix: string
  readonly fewestDigits: number
}

const ID = /^(?<prefix>[^\s\d]*\p{L}[^\s\d]*)(?<digits>\d+)$/u
const LONGEST_PREFIX = 12
/** Few ids may be of another kind: imported by hand, or of people who were erased. */
const SHARE = 0.9
/** Letters and a figure or two are words ("q4", "v2") unless a sign stands between. */
const FEWEST_AFTER_LETTER = 3

/**
 * The shape of ids of one kind; null when they share none. Bare numbers have none: in a question they may be anything.
 *
 * @example idShape(['CUST_0042', 'CUST_0101']) // => { prefix: 'CUST_', fewestDigits: 4 }
 */
export function idShape(ids: readonly string[]): IdShape | null {
  const parts = ids.flatMap((id) => {
    const { prefix = '', digits = '' } = ID.exec(id)?.groups ?? {}
    return prefix === '' || prefix.length > LONGEST_PREFIX ? [] : [{ prefix, digits: digits.length }]
  })
  const [first] = parts
  const same = parts.filter(({ prefix }) => prefix === first?.prefix)
  if (first === undefined || same.length < SHARE * ids.length) return null
  const fewest = Math.min(...same.map(({ digits }) => digits))
  const endsInLetter = /\p{L}$/u.test(first.prefix)
  return { prefix: first.prefix, fewestDigits: endsInLetter ? Math.max(fewest, FEWEST_AFTER_LETTER) : fewest }
}

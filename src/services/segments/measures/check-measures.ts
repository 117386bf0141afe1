import { ForbiddenError, InvalidInputError } from '../../../lib/errors.ts'
import { CATEGORIES, MEASURE_NAMES } from './customer-measures.ts'

/** Other words for measures: those of the filters and of everyday speech. */
const ALIASES: Readonly<Record<string, string>> = {
  recency_days: 'recency',
  days_since_order: 'recency',
  orders: 'frequency',
  net_revenue: 'monetary',
  spend: 'monetary',
  revenue: 'monetary',
  aov: 'order_value',
  average_order_value: 'order_value',
  gap: 'purchase_gap',
  category: CATEGORIES,
  category_shares: CATEGORIES,
  interests: CATEGORIES,
}

/** What a person is: describes groups in reports and is an input of no group, score, offer or look-alike. */
const PROTECTED =
  /(?:^|_)(?:gender|sex|sexual|age|birth|birthday|born|ethnic|ethnicity|race|racial|nation|nationality|minority|religion|religious|faith|health|disability|disabled|pregnan\w*|marital|married|family|children|household|political|union)(?:_|$)/

/**
 * The measures that a caller named, each once, in their own order; aliases become the measure that they mean.
 *
 * @throws {ForbiddenError} for a protected attribute; {InvalidInputError} for a name that is none
 */
export function checkMeasures(names: readonly string[]): readonly string[] {
  const checked = new Set<string>()
  for (const written of names) {
    const folded = written
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_')
    if (PROTECTED.test(folded)) {
      throw new ForbiddenError(`'${written}' describes who a person is; customers are not grouped or matched by it`, {
        field: 'features',
        hint: `Use what customers do: ${MEASURE_NAMES.join(', ')}.`,
        details: { reason_code: 'protected_attribute' },
      })
    }
    const name = ALIASES[folded] ?? folded
    if (!MEASURE_NAMES.includes(name)) {
      throw new InvalidInputError(`there is no feature '${written}'`, {
        field: 'features',
        hint: `Features are: ${MEASURE_NAMES.join(', ')}.`,
        details: { reason_code: 'unknown_value' },
      })
    }
    checked.add(name)
  }
  if (checked.size === 0) {
    throw new InvalidInputError('features must name at least one', {
      field: 'features',
      hint: `Features are: ${MEASURE_NAMES.join(', ')}.`,
    })
  }
  return [...checked]
}

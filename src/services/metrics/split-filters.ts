import { InvalidInputError } from '../../lib/errors.ts'
import type { Filter } from '../../lib/filters.ts'
import type { Store } from '../../store/open.ts'
import { readProductsBy } from '../../store/queries/customers/read-buyers.ts'
import type { AnalyticsEngine, Attribute, PlanFilter } from '../../store/queries/metrics/metric-plan.ts'
import {
  attributeFor,
  DIMENSION_NAMES,
  FACT_FIELDS,
  type DimensionName,
  type QuestionScope,
} from './metric-dimensions.ts'

/** Filters that choose facts, and filters that choose whose facts. */
export interface SplitFilters {
  readonly facts: readonly PlanFilter[]
  readonly people: readonly Filter[]
}

/** "Never bought X" is about people, over all history; so is "bought X in a period". */
const isAboutPeople = ({ field, op, period }: Filter): boolean =>
  !FACT_FIELDS.some((fact) => fact === field) ||
  period !== undefined ||
  ((field === 'product_id' || field === 'category') && op === 'not_in')

const MATCH: Readonly<Partial<Record<Filter['op'], PlanFilter['match']>>> = {
  eq: 'any',
  in: 'any',
  ne: 'none',
  not_in: 'none',
  contains: 'contains',
  is_empty: 'missing',
}

export function splitFilters(
  engine: AnalyticsEngine,
  filters: readonly Filter[],
  scope: QuestionScope,
  store: Store,
): SplitFilters {
  return {
    facts: filters
      .filter((filter) => !isAboutPeople(filter))
      .map((filter) => factFilter(engine, namedProducts(store, filter), scope)),
    people: filters.filter(isAboutPeople),
  }
}

/** "Products whose name holds this": facts know products by id alone, so the names are looked up. */
function namedProducts(store: Store, filter: Filter): Filter {
  if (filter.field !== 'product_id' || filter.op !== 'contains' || filter.value === undefined) return filter
  const values = Array.isArray(filter.value) ? filter.value.map(String) : [String(filter.value)]
  const ids = readProductsBy(store, 'product_id', values, 'contains')
  if (ids.length > 0) return { ...filter, op: 'in', value: ids }
  throw new InvalidInputError(`no product of this shop is called '${values.join("', '")}'`, {
    field: 'filters.product_id',
    hint: 'Use a word of a product name as other results show it.',
    details: { reason_code: 'unknown_value' },
  })
}

function factFilter(engine: AnalyticsEngine, { field, op, value }: Filter, scope: QuestionScope): PlanFilter {
  const match = MATCH[op]
  const name = DIMENSION_NAMES.find((known) => known === field) as (Attribute & DimensionName) | undefined
  if (match === undefined || name === undefined) {
    throw new InvalidInputError(`the filter ${field} cannot be compared with '${op}'`, {
      field: 'filters',
      hint: `Use one of: ${Object.keys(MATCH).join(', ')}.`,
    })
  }
  const values = value === undefined ? [] : Array.isArray(value) ? value.map(String) : [String(value)]
  if (match !== 'missing' && values.length === 0) {
    throw new InvalidInputError(`the filter on ${field} has no value`, {
      field: 'filters',
      hint: `Write it as {"field": "${field}", "op": "${op}", "value": "..."}.`,
    })
  }
  return { attribute: attributeFor(engine, name, scope), match, values }
}

import { InvalidInputError } from '../../lib/errors.ts'
import type { Filter, FilterField, FilterOperator } from '../../lib/filters.ts'
import type { Period, PeriodFrame } from '../../lib/periods.ts'
import { periodInData } from './period-in-data.ts'
import { FIELD_RULES, operatorsOf, type FieldKind } from './field-rules.ts'

/** A filter whose operator and value fit its field, with its period as days. */
export interface CheckedFilter {
  readonly field: FilterField
  readonly op: FilterOperator
  readonly kind: FieldKind
  /** Empty for `is_empty`; two for `between`; one or more otherwise. */
  readonly values: readonly (string | number)[]
  readonly period: Period | null
}

/**
 * Holds a filter against the rules of its field.
 *
 * @throws {InvalidInputError} naming the field, the value, the rule and the way out
 */
export function checkFilter(filter: Filter, frame: PeriodFrame): CheckedFilter {
  const { field, op } = filter
  const rule = FIELD_RULES[field]
  const refuse = (message: string, hint: string): InvalidInputError =>
    new InvalidInputError(message, { field: `filters.${field}`, hint, details: { filter } })
  const operators = operatorsOf(rule.kind)
  if (!operators.includes(op)) {
    throw refuse(`${field} cannot be compared with '${op}'`, `${field} takes: ${operators.join(', ')}.`)
  }
  if (filter.period !== undefined && !rule.takesPeriod) {
    const hint = `Leave the period out; these take one: ${fieldsWithPeriod()}.`
    throw refuse(`${field} is a state at the as-of date and takes no period`, hint)
  }
  const period = filter.period === undefined ? null : periodInData(filter.period, frame, `filters.${field}`)
  return { field, op, kind: rule.kind, values: checkValues(filter, rule.kind, refuse), period }
}

type Refuse = (message: string, hint: string) => InvalidInputError

function checkValues(filter: Filter, kind: FieldKind, refuse: Refuse): readonly (string | number)[] {
  const { field, op, value } = filter
  if (op === 'is_empty') {
    if (value === undefined || value === true) return []
    throw refuse(`${field} is_empty takes no value, got ${JSON.stringify(value)}`, 'Leave the value out.')
  }
  if (value === undefined) throw refuse(`${field} ${op} has no value`, 'Give the value to compare with.')
  if (typeof value === 'boolean') {
    throw refuse(
      `${field} cannot be compared with ${String(value)}`,
      `Give a ${WANTED[kind]}, for example ${EXAMPLES[kind]}.`,
    )
  }
  const list: readonly (string | number)[] = typeof value === 'object' ? value : [value]
  const takesList = op === 'in' || op === 'not_in' || op === 'between'
  if (op === 'between' && list.length !== 2) {
    throw refuse(`${field} between needs two values, got ${list.length}`, 'Write [least, most]; both count as inside.')
  }
  if (!takesList && list.length !== 1) {
    throw refuse(`${field} ${op} takes one value, got ${list.length}`, "Use 'in' or 'not_in' for several values.")
  }
  if (list.length === 0) throw refuse(`${field} ${op} has an empty list`, 'Name at least one value.')
  for (const item of list) checkValue(field, item, kind, refuse)
  const [least, most] = list
  if (op === 'between' && least !== undefined && most !== undefined && comparable(least, most) && least > most) {
    throw refuse(`${field} between ${least} and ${most} holds nothing`, 'Write the smaller value first.')
  }
  return list
}

/** Two numbers, or two dates; names of periods have no order as words. */
const comparable = (least: string | number, most: string | number): boolean =>
  typeof least === 'number' || [least, most].every((value) => /^\d{4}-\d{2}-\d{2}$/.test(String(value)))

function checkValue(field: FilterField, item: string | number, kind: FieldKind, refuse: Refuse): void {
  const numeric = kind === 'number' || kind === 'money'
  if (numeric ? typeof item !== 'number' || !Number.isFinite(item) : typeof item !== 'string' || item.trim() === '') {
    throw refuse(
      `${field} cannot be compared with ${JSON.stringify(item)}`,
      `Give a ${WANTED[kind]}, for example ${EXAMPLES[kind]}.`,
    )
  }
  const { values } = FIELD_RULES[field]
  if (values !== undefined && typeof item === 'string' && !values.includes(item.toLowerCase())) {
    throw refuse(`there is no ${field} '${item}'`, `${field} is one of: ${values.join(', ')}.`)
  }
}

const WANTED: Readonly<Record<FieldKind, string>> = {
  word: 'text',
  number: 'number',
  money: 'number in major units',
  day: 'date or a period name',
}
const EXAMPLES: Readonly<Record<FieldKind, string>> = {
  word: "'high'",
  number: '30',
  money: '2000',
  day: "'2026-06-30' or 'last_month'",
}

const fieldsWithPeriod = (): string =>
  Object.entries(FIELD_RULES)
    .filter(([, rule]) => rule.takesPeriod)
    .map(([field]) => field)
    .join(', ')

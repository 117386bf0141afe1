import { InvalidInputError } from '../../lib/errors.ts'

/** Things done in a visit, as definitions name them. */
export const VISIT_STEPS = [
  'signed_in',
  'page',
  'search',
  'product_list',
  'product_view',
  'favourite',
  'add_to_cart',
  'remove_from_cart',
  'checkout',
  'pay',
  'share',
  'rate',
  'not_interested',
  'click',
] as const

/** Steps that lead to an order, in order. */
export const ORDER_STEPS = ['product_view', 'add_to_cart', 'checkout', 'pay'] as const

/** A visit that led to an order holds this. */
export const ORDER_STEP = 'pay'

const OTHER_NAMES: Readonly<Record<string, string>> = {
  view: 'product_view',
  cart: 'add_to_cart',
  order: 'pay',
  payment: 'pay',
  purchase: 'pay',
  list: 'product_list',
  favorite: 'favourite',
}

/**
 * The step of that name.
 *
 * @throws {InvalidInputError} listing the known ones
 */
export function visitStep(name: string, field: string): string {
  const folded = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
  const step = OTHER_NAMES[folded] ?? folded
  if (VISIT_STEPS.some((known) => known === step)) return step
  throw new InvalidInputError(`'${name.slice(0, 60)}' is nothing that is done in a visit`, {
    field,
    hint: `Use ${VISIT_STEPS.join(', ')}.`,
  })
}

/**
 * The names of Segment's e-commerce events (version 2) in the event vocabulary of the shop. Names that are not listed keep
 * their own, in snake_case.
 *
 * @see https://segment.com/docs/connections/spec/ecommerce/v2/
 */
const VOCABULARY: Readonly<Record<string, string>> = {
  products_searched: 'search',
  product_list_viewed: 'product_list',
  product_list_filtered: 'product_list',
  promotion_viewed: 'impression',
  promotion_clicked: 'click',
  product_clicked: 'click',
  product_viewed: 'product_view',
  product_added: 'add_to_cart',
  product_removed: 'remove_from_cart',
  checkout_started: 'checkout',
  order_completed: 'pay',
  product_added_to_wishlist: 'favourite',
  wishlist_product_added_to_cart: 'add_to_cart',
  product_shared: 'share',
  cart_shared: 'share',
  product_reviewed: 'rate',
  signed_in: 'signed_in',
  signed_up: 'signed_in',
}

/** 'Product List Viewed', 'productListViewed' and 'product_list_viewed' are one name. */
export const snakeCase = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/(?<=[\p{Ll}\d])(?=\p{Lu})/gu, '_')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_|_$/g, '')

/** Our name for a tracked event. @example eventName('Product List Viewed') // => 'product_list' */
export function eventName(name: string): string {
  const own = snakeCase(name)
  return (Object.hasOwn(VOCABULARY, own) ? VOCABULARY[own] : undefined) ?? own
}

import type { Store } from '../../open.ts'

/** Whether a word is the id of a customer. */
export const namesCustomer = (store: Store, word: string): boolean =>
  store.sqlite.prepare<[string], number>('SELECT 1 FROM customers WHERE id = ?').pluck().get(word) === 1

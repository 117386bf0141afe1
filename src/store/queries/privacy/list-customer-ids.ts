import type { Store } from '../../open.ts'

export const listCustomerIds = ({ sqlite }: Store): string[] =>
  sqlite.prepare<[], string>('SELECT id FROM customers ORDER BY id').pluck().all()

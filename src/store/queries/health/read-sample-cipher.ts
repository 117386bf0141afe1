import type { Store } from '../../open.ts'

/** One sealed identifier, to try the shop's key on; null when none is stored. */
export const readSampleCipher = ({ sqlite }: Store): Buffer | null =>
  sqlite.prepare<[], { cipher: Buffer }>('SELECT cipher FROM customer_identifiers LIMIT 1').get()?.cipher ?? null

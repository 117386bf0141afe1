import type { RecordSource } from './pipeline.ts'

/**
 * The currency that a source's amounts are in: what its preset knows, else what its first records say; null when neither
 * does. Reads one batch.
 */
export async function sourceCurrency(source: RecordSource): Promise<string | null> {
  if (source.description.amountsIn !== null) return source.description.amountsIn
  for await (const batch of source.batches()) {
    for (const read of batch) {
      const currency = read.ok ? read.record.values['currency'] : undefined
      if (typeof currency === 'string') return currency
    }
    break
  }
  return null
}

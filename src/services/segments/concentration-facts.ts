import { shareOfTop } from '../../compute/segments/share-of-top.ts'
import type { CustomerFeatures } from '../../features/customer-features.ts'
import type { Fact } from '../../lib/tool-result.ts'
import type { Segmentation } from './segment-by.ts'

const PARTS = [
  ['tenth', 0.1],
  ['fifth', 0.2],
] as const

/** How much of the last year's net revenue the best tenth and fifth of the buyers brought; none for other cuts. */
export function concentrationFacts(
  { size, frequency, yearNetMinor }: Pick<CustomerFeatures, 'size' | 'frequency' | 'yearNetMinor'>,
  { method }: Segmentation,
  members: Uint8Array | null,
): readonly Fact[] {
  if (method !== 'value') return []
  const amounts: number[] = []
  for (let i = 0; i < size; i++) {
    if ((frequency[i] ?? 0) > 0 && (members === null || members[i] === 1)) amounts.push(yearNetMinor[i] ?? 0)
  }
  return PARTS.flatMap(([name, part]): Fact[] => {
    const top = shareOfTop(Float64Array.from(amounts), part)
    if (top === null) return []
    return [
      { id: `top_${name}_buyers`, label: `Buyers in the top ${name}`, value: top.members, unit: 'customers' },
      {
        id: `top_${name}_share`,
        label: `What the top ${name} brought`,
        value: top.share,
        unit: 'ratio',
        n: amounts.length,
      },
    ]
  })
}

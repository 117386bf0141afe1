import type { RfmScores } from './rfm-scores.ts'

/** The eleven groups, best first; a customer without an order is in none. */
export const RFM_SEGMENTS = [
  'champions',
  'loyal',
  'potential_loyalists',
  'new',
  'promising',
  'need_attention',
  'about_to_sleep',
  'at_risk',
  'cant_lose_them',
  'hibernating',
  'lost',
] as const
export type RfmSegment = (typeof RFM_SEGMENTS)[number]

/** Segment by recency score (row R1..R5) and value score V (column V1..V5). */
const GRID: readonly (readonly RfmSegment[])[] = [
  ['lost', 'lost', 'at_risk', 'cant_lose_them', 'cant_lose_them'],
  ['hibernating', 'hibernating', 'at_risk', 'at_risk', 'at_risk'],
  ['about_to_sleep', 'about_to_sleep', 'need_attention', 'loyal', 'loyal'],
  ['promising', 'potential_loyalists', 'potential_loyalists', 'loyal', 'loyal'],
  ['new', 'potential_loyalists', 'potential_loyalists', 'champions', 'champions'],
]

/**
 * The segment of one set of scores: R against V, the mean of F and M rounded half up.
 *
 * @param recency - 1..5, 5 most recent
 * @param frequency - 1..5
 * @param monetary - 1..5
 * @returns null when a score is 0 (no order)
 * @example rfmSegment(5, 4, 5) // => 'champions'
 */
export function rfmSegment(recency: number, frequency: number, monetary: number): RfmSegment | null {
  if (recency === 0 || frequency === 0 || monetary === 0) return null
  const value = Math.floor((frequency + monetary + 1) / 2)
  return GRID[recency - 1]?.[value - 1] ?? null
}

/**
 * Segment of each customer as an index into `RFM_SEGMENTS`; -1 without an order.
 *
 * Time O(n), memory O(n).
 */
export function rfmSegmentCodes(scores: Pick<RfmScores, 'recency' | 'frequency' | 'monetary'>): Int8Array {
  const table = new Int8Array(216).fill(-1)
  for (let code = 0; code < 216; code++) {
    const segment = rfmSegment(Math.floor(code / 36), Math.floor(code / 6) % 6, code % 6)
    if (segment !== null) table[code] = RFM_SEGMENTS.indexOf(segment)
  }
  const codes = new Int8Array(scores.recency.length)
  for (let i = 0; i < codes.length; i++) {
    const r = scores.recency[i] ?? 0
    codes[i] = table[r * 36 + (scores.frequency[i] ?? 0) * 6 + (scores.monetary[i] ?? 0)] ?? -1
  }
  return codes
}

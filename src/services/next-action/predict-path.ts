import { contextKey, unpackCounts, type ContextCounts } from '../../compute/sequence/context-counts.ts'
import { nextSymbol, OwnCounts } from '../../compute/sequence/next-symbol.ts'
import { EDGE } from '../../compute/sequence/symbol-sequences.ts'
import type { Move } from '../../store/queries/events/read-moves.ts'
import { LEAVING } from './action-words.ts'
import { PREDICTS_LEAVING, type FittedPart, type NextActionParameters } from './next-action-parameters.ts'
import { PATH_PARTS, VISIT_GAP_MS, vocabularyOf, walkPath, type PathPart, type Vocabulary } from './visit-paths.ts'

export interface Likely {
  readonly value: string
  readonly probability: number
}

/** What comes next in one part, likeliest first, and what that rests on. */
export interface PathPrediction {
  readonly likely: readonly Likely[]
  /** What was done in the visit that is still open, oldest first; empty between visits. */
  readonly context: readonly string[]
  /** Of the longest context that was met before: its length, how often it was met and what followed most. */
  readonly met: { readonly length: number; readonly times: number }
  /** Things of this part that the customer has done. */
  readonly own: number
}

interface Unpacked {
  readonly counts: ContextCounts
  readonly vocabulary: Vocabulary
}

const unpacked = new WeakMap<FittedPart, Unpacked>()

function unpack(part: FittedPart): Unpacked {
  const known = unpacked.get(part)
  if (known !== undefined) return known
  const fresh = { counts: unpackCounts(part.counts, part.values.length + 1), vocabulary: vocabularyOf(part.values) }
  unpacked.set(part, fresh)
  return fresh
}

const MOST_CONTEXT = 5

/** Whether the visit that the latest move belongs to may still go on. */
export function isOpen(moves: readonly Move[], until: number): boolean {
  const last = moves.at(-1)
  return last !== undefined && until - last.at <= VISIT_GAP_MS
}

/**
 * What one customer does next, by part; null for a part that was not fitted. A customer without a move gets what everybody
 * begins a visit with.
 *
 * @param moves - the customer's own, oldest first, none at or after `until`
 * @param k - how many of each, at most
 */
export function predictPath(
  { parts }: NextActionParameters,
  moves: readonly Move[],
  until: number,
  k: number,
): Readonly<Record<PathPart, PathPrediction | null>> {
  const walked = Object.fromEntries(PATH_PARTS.map((part) => [part, [] as number[]])) as Record<PathPart, number[]>
  const own = Object.fromEntries(PATH_PARTS.map((part) => [part, new OwnCounts()])) as Record<PathPart, OwnCounts>
  walkPath(moves, until, (part, value) => {
    const { fitted } = parts[part]
    if (fitted === null) return
    const path = walked[part]
    const symbol = value === EDGE ? EDGE : unpack(fitted).vocabulary.symbolOf.get(value)
    if (symbol === undefined) return
    const afterEdge = path.length === 0 || path.at(-1) === EDGE
    if (symbol === EDGE && afterEdge && path.length > 0) return
    if (path.length > 0 && (symbol !== EDGE || PREDICTS_LEAVING[part])) own[part].add(symbol, afterEdge)
    path.push(symbol)
  })
  const open = isOpen(moves, until)
  const predict = (part: PathPart): PathPrediction | null => {
    const { fitted } = parts[part]
    if (fitted === null) return null
    const { counts } = unpack(fitted)
    const path = walked[part]
    if (!open && path.at(-1) !== EDGE) path.push(EDGE)
    const afterEdge = path.at(-1) === EDGE
    const distribution = nextSymbol(counts, path, path.length, own[part], fitted.settings, afterEdge ? [EDGE] : [])
    const nameOf = (symbol: number): string => (symbol === EDGE ? LEAVING : (fitted.values[symbol - 1] ?? ''))
    return {
      likely: likeliest(distribution, k).map((symbol) => ({
        value: nameOf(symbol),
        probability: distribution[symbol] ?? 0,
      })),
      context: path
        .slice(path.lastIndexOf(EDGE) + 1)
        .slice(-MOST_CONTEXT)
        .map(nameOf),
      met: longestMet(counts, path, fitted.settings.order),
      own: own[part].firstTotal + own[part].laterTotal,
    }
  }
  return Object.fromEntries(PATH_PARTS.map((part) => [part, predict(part)])) as Record<PathPart, PathPrediction | null>
}

function likeliest(distribution: Float64Array, k: number): number[] {
  const symbols: number[] = []
  for (let symbol = 0; symbol < distribution.length; symbol++) if ((distribution[symbol] ?? 0) > 0) symbols.push(symbol)
  return symbols.sort((a, b) => (distribution[b] ?? 0) - (distribution[a] ?? 0) || a - b).slice(0, k)
}

function longestMet(counts: ContextCounts, path: readonly number[], order: number): PathPrediction['met'] {
  let met = { length: 0, times: counts.orders[0]?.get(0)?.total ?? 0 }
  for (let length = 1; length <= order && length < counts.orders.length; length++) {
    const key = contextKey(path, path.length, length, counts.alphabet)
    const found = key === null ? undefined : counts.orders[length]?.get(key)
    if (found === undefined) break
    met = { length, times: found.total }
  }
  return met
}

import { chooseHiddenStates, type StateCountScore } from '../../../compute/sequence/choose-hidden-states.ts'
import type { PackedSequences } from '../../../compute/sequence/fit-hidden-markov.ts'
import type { HiddenMarkov } from '../../../compute/sequence/hidden-markov.ts'
import { hasEvents } from '../../../store/queries/features/read-active-days.ts'
import { readMoves, readMovesByDay } from '../../../store/queries/events/read-moves.ts'
import type { Gate } from '../../../lib/tool-result.ts'
import { dateOfDay } from '../../../lib/time-zone.ts'
import { defineModel, type ModelDefinition, type Training, type TrainingFrame } from '../../models/model-definition.ts'
import { STATE_OF_KIND, VISIT_KINDS, visitSequences } from './visit-kinds.ts'

/** A fitted model of visits as plain data. */
export interface VisitStatesParameters {
  readonly states: number
  readonly start: readonly number[]
  readonly transitions: readonly number[]
  readonly emissions: readonly number[]
  /** Label of each state, from what is done in it. */
  readonly names: readonly string[]
  /** Share of each kind of visit in each state. */
  readonly kinds: readonly Readonly<Record<string, number>>[]
  readonly scores: readonly StateCountScore[]
}

/** Raised with every change of method or parameters. */
const DEFINITION = 1
const STATE_COUNTS = [2, 3, 4, 5, 6] as const
/** Visits (and silences) learnt from, evenly taken by customer. */
const MOST_LEARNT = 20_000
const VISITS_NEEDED = 1000
const CUSTOMERS_NEEDED = 100
/** Events and order lines read at most: the latest days of them. */
const MOST_MOVES = 2_000_000

/** The day from which visits are read. */
export function visitsFrom({ store, asOf }: Pick<TrainingFrame, 'store' | 'asOf'>): number {
  let [sum, from] = [0, asOf.day]
  for (const [day, moves] of readMovesByDay(store, asOf.day + 1)) {
    sum += moves
    if (sum > MOST_MOVES) break
    from = day
  }
  return from
}

async function train(frame: TrainingFrame): Promise<Training<VisitStatesParameters>> {
  const { store, asOf, seed } = frame
  await frame.checkpoint('reading visits', 0)
  const gate = (failed: string, have: number, need: number): Gate => ({
    failed,
    have,
    need,
    pooled_estimate: null,
    opens_on: null,
  })
  if (!hasEvents(store, asOf.until, asOf.day)) return { fitted: false, gate: gate('events', 0, 1) }
  const all = visitSequences(readMoves(store, asOf.until, visitsFrom(frame)), asOf.until)
  const customers = all.customerIds.length
  if (customers < CUSTOMERS_NEEDED)
    return { fitted: false, gate: gate('customers_with_visits', customers, CUSTOMERS_NEEDED) }
  if (all.symbols.length < VISITS_NEEDED)
    return { fitted: false, gate: gate('visits', all.symbols.length, VISITS_NEEDED) }
  await frame.checkpoint('finding states', 0.3)
  const learnt = thinned(all)
  const { model, scores } = chooseHiddenStates(learnt, STATE_COUNTS, seed)
  const kinds = kindsOf(model)
  const chosen = scores.find(({ states }) => states === model.states)
  const one = scores.map(({ heldOut }) => heldOut)
  return {
    fitted: true,
    parameters: {
      states: model.states,
      start: [...model.start],
      transitions: [...model.transitions],
      emissions: [...model.emissions],
      names: namesOf(model, learnt),
      kinds,
      scores,
    },
    reportCard: {
      model: 'visit_states',
      trained_on: [dateOfDay(asOf.day)],
      tested_on: dateOfDay(asOf.day),
      n_train: learnt.symbols.length,
      n_test: Math.ceil(learnt.offsets.length / 4),
      training: {},
      out_of_time: { log_likelihood: chosen?.heldOut ?? null },
      baseline: { name: 'each visit by itself, whatever came before', out_of_time: { log_likelihood: alone(learnt) } },
      candidates: scores.map(({ states, bic, heldOut }) => ({
        name: `states_${states}`,
        chosen: states === model.states,
        scores: { log_likelihood: heldOut, bic },
      })),
      chosen: {
        name: `hidden Markov model of ${model.states} states`,
        reason: `the fewest states that no larger number beats on a quarter of the customers (${Math.max(...one).toFixed(4)} at best)`,
        reason_zh: `再增加状态数也不会在四分之一客户的检验上更好的最少状态数（最好为 ${Math.max(...one).toFixed(4)}）`,
      },
      importance: [],
      left_out: [],
      details: { kinds, names: namesOf(model, learnt) },
    },
    gate: null,
  }
}

function thinned({ symbols, offsets, alphabet }: PackedSequences): PackedSequences {
  const step = Math.max(1, Math.ceil(symbols.length / MOST_LEARNT))
  if (step === 1) return { symbols, offsets, alphabet }
  const kept: number[] = []
  const ends = [0]
  for (let person = 0; person + 1 < offsets.length; person += step) {
    for (let i = offsets[person] as number; i < (offsets[person + 1] as number); i++) kept.push(symbols[i] as number)
    ends.push(kept.length)
  }
  return { symbols: Int32Array.from(kept), offsets: Int32Array.from(ends), alphabet }
}

/** ln P per visit when each is drawn by itself. */
function alone({ symbols, alphabet }: PackedSequences): number {
  const counts = new Float64Array(alphabet)
  for (const symbol of symbols) counts[symbol] = (counts[symbol] as number) + 1
  return counts.reduce((sum, n) => (n === 0 ? sum : sum + (n / symbols.length) * Math.log(n / symbols.length)), 0)
}

const kindsOf = ({ states, alphabet, emissions }: HiddenMarkov): readonly Readonly<Record<string, number>>[] =>
  Array.from({ length: states }, (_, state) =>
    Object.fromEntries(VISIT_KINDS.map((kind, i) => [kind, emissions[state * alphabet + i] ?? 0])),
  )

/** Each state is named after the kind of visit that it has most beyond everybody's share; no two share a name. */
function namesOf({ states, alphabet, emissions }: HiddenMarkov, { symbols }: PackedSequences): readonly string[] {
  const shares = new Float64Array(alphabet).fill(1 / symbols.length)
  for (const symbol of symbols) shares[symbol] = (shares[symbol] as number) + 1 / symbols.length
  const claims: { state: number; kind: number; strength: number }[] = []
  for (let state = 0; state < states; state++) {
    for (let kind = 0; kind < alphabet; kind++) {
      const share = emissions[state * alphabet + kind] as number
      // What is common in a state and rare elsewhere names it best: the part of its surprise that the kind carries.
      claims.push({ state, kind, strength: share * Math.log(share / (shares[kind] as number)) })
    }
  }
  claims.sort((a, b) => b.strength - a.strength || a.state - b.state || a.kind - b.kind)
  const names = new Map<number, string>()
  const taken = new Set<number>()
  for (const { state, kind } of claims) {
    if (names.has(state) || taken.has(kind)) continue
    names.set(state, STATE_OF_KIND[VISIT_KINDS[kind] ?? 'look'])
    taken.add(kind)
  }
  return Array.from({ length: states }, (_, state) => names.get(state) ?? `state_${state + 1}`)
}

/** What customers are up to, visit by visit. Who is where is worked out when it is asked for: every visit changes it. */
export const visitStatesModel: ModelDefinition = defineModel<VisitStatesParameters>({
  name: 'visit_states',
  definition: DEFINITION,
  predicts: [],
  train,
  score: () => Promise.resolve([]),
})

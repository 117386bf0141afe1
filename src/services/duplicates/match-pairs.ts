import { matchProbability, type Agreement, type FieldWeight } from '../../compute/linkage/match-probability.ts'
import type { IdentifierKind } from '../../lib/identifier-vault.ts'
import { readIdentifiers } from '../../store/queries/customers/read-identifiers.ts'
import {
  countHolders,
  countNamesakes,
  readSharedIdentifiers,
} from '../../store/queries/identifiers/read-shared-identifiers.ts'
import type { ServiceContext } from '../context.ts'
import { bareName, compareNames } from './compare-names.ts'

/** Identifiers by which two accounts are brought together at all. */
export const BLOCKING_KINDS = ['phone', 'email', 'document', 'address'] as const
export type BlockingKind = (typeof BLOCKING_KINDS)[number]

/** Shared by more, an identifier is a reception desk or a made-up number. */
export const MOST_SHARING = 20

/**
 * How often fields agree in two accounts of one person, and of two. The first of each pair is a judgement about shops in
 * general (people change their address and keep their name); the second says how rare a chance agreement is.
 */
const WEIGHTS: Readonly<Record<BlockingKind, FieldWeight>> = {
  phone: { sameIfOne: 0.6, sameIfTwo: 1e-5 },
  email: { sameIfOne: 0.6, sameIfTwo: 1e-6 },
  document: { sameIfOne: 0.95, sameIfTwo: 1e-7 },
  address: { sameIfOne: 0.7, sameIfTwo: 1e-3 },
}
/**
 * Where names differ, another explanation stands beside chance: people who live together share an address, a telephone and
 * at times a mailbox. So these say much less then.
 */
const HOUSEHOLD_WEIGHTS: Readonly<Record<BlockingKind, FieldWeight>> = {
  phone: { sameIfOne: 0.6, sameIfTwo: 1e-2 },
  email: { sameIfOne: 0.6, sameIfTwo: 1e-3 },
  document: WEIGHTS.document,
  address: { sameIfOne: 0.7, sameIfTwo: 0.5 },
}
/** Of two accounts of one person, names are the same or nearly so; what is similar by chance is rare. */
const NAME = { sameIfOne: 0.85, similarIfOne: 0.12, similarIfTwo: 1e-3 } as const
/** Accounts that are a second one of somebody, of all. */
const SHARE_OF_DUPLICATES = 0.01

export interface MatchedPair {
  readonly a: string
  readonly b: string
  readonly probability: number
  readonly shared: readonly BlockingKind[]
  readonly name: Agreement
}

type Identity = Readonly<Partial<Record<IdentifierKind, string>>>

/** Pairs of accounts that share an identifier, with the probability that they are of one person. */
export function matchPairs(ctx: ServiceContext): readonly MatchedPair[] {
  const shared = sharedByPair(ctx)
  const ids = [...new Set([...shared.values()].flatMap(({ a, b }) => [a, b]))]
  const identities = identitiesOf(ctx, ids)
  const named = countHolders(ctx.store, 'name')
  const people = Math.max(named, ids.length, 2)
  const priorOdds = (2 * SHARE_OF_DUPLICATES) / people
  const rarity = new Map<string, number>()
  const chanceOf = (name: string): number => {
    const known = rarity.get(name)
    if (known !== undefined) return known
    // One namesake more than were counted: a name that nobody else has here is still not unique.
    const chance = Math.min(0.5, (countNamesakes(ctx.store, ctx.vault.hash('name', name)) + 1) / (people + 1))
    rarity.set(name, chance)
    return chance
  }
  return [...shared.values()].map(({ a, b, kinds }) => {
    const one = identities.get(a) ?? {}
    const other = identities.get(b) ?? {}
    const name = compareNames(one.name, other.name)
    const agreements = BLOCKING_KINDS.map((kind) => ({
      weight: (name === 'different' ? HOUSEHOLD_WEIGHTS : WEIGHTS)[kind],
      agreement: agreementOf(kinds.has(kind), one[kind], other[kind]),
    }))
    const weight = { ...NAME, sameIfTwo: chanceOf(bareName(one.name ?? '')) }
    const probability = matchProbability(priorOdds, [...agreements, { weight, agreement: name }])
    return { a, b, probability, shared: BLOCKING_KINDS.filter((kind) => kinds.has(kind)), name }
  })
}

const agreementOf = (same: boolean, a: string | undefined, b: string | undefined): Agreement =>
  same ? 'same' : a === undefined || b === undefined ? 'missing' : 'different'

function sharedByPair(ctx: ServiceContext) {
  const pairs = new Map<string, { readonly a: string; readonly b: string; readonly kinds: Set<BlockingKind> }>()
  for (const { kind, customerIds } of readSharedIdentifiers(ctx.store, BLOCKING_KINDS, MOST_SHARING)) {
    const blocking = BLOCKING_KINDS.find((known) => known === kind)
    if (blocking === undefined) continue
    for (const [i, a] of customerIds.entries()) {
      for (const b of customerIds.slice(i + 1)) {
        const key = `${a}\0${b}`
        const pair = pairs.get(key) ?? { a, b, kinds: new Set<BlockingKind>() }
        pairs.set(key, pair)
        pair.kinds.add(blocking)
      }
    }
  }
  return pairs
}

/** Latest identifiers in the clear, for comparison here and nowhere else. */
function identitiesOf(ctx: ServiceContext, customerIds: readonly string[]): ReadonlyMap<string, Identity> {
  const identities = new Map<string, Partial<Record<IdentifierKind, string>>>()
  for (const { customerId, kind, cipher } of readIdentifiers(ctx.store, customerIds, [...BLOCKING_KINDS, 'name'])) {
    const own = identities.get(customerId) ?? {}
    identities.set(customerId, own)
    own[kind] ??= ctx.vault.decrypt(cipher)
  }
  return identities
}

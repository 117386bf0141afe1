import { InvalidInputError } from '../../lib/errors.ts'
import { als } from './fit-als.ts'
import { content } from './fit-content.ts'
import { ease } from './fit-ease.ts'
import { associationRules, markov, sequentialRules } from './fit-followers.ts'
import { itemCosine } from './fit-item-cosine.ts'
import { sessionNeighbours, userNeighbours } from './fit-neighbours.ts'
import { popularity } from './fit-popularity.ts'
import { rp3Beta } from './fit-rp3-beta.ts'
import { methodOfBytes } from './model-bytes.ts'
import type { FittedRecommender, Recommender } from './recommender.ts'

/** Every method that stands on its own, by its name. */
export const plainRecommenders = {
  popularity,
  item_cf: itemCosine,
  user_cf: userNeighbours,
  ease,
  als,
  rp3beta: rp3Beta,
  content,
  markov,
  vsknn: sessionNeighbours,
  sr: sequentialRules,
  ar: associationRules,
} as const

export type PlainMethod = keyof typeof plainRecommenders

/**
 * A stored model of a plain method.
 *
 * @throws {InvalidInputError} when the bytes are none
 */
export function plainFromBytes(bytes: Uint8Array): FittedRecommender {
  const method = methodOfBytes(bytes)
  const all: readonly Recommender<unknown>[] = Object.values(plainRecommenders)
  const recommender = all.find((one) => one.method === method)
  if (recommender === undefined) throw new InvalidInputError(`there is no plain recommender '${method}'`)
  return recommender.fromBytes(bytes)
}

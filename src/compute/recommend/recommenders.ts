import { InvalidInputError } from '../../lib/errors.ts'
import { itemCosine } from './fit-item-cosine.ts'
import { popularity } from './fit-popularity.ts'
import { methodOfBytes } from './model-bytes.ts'
import type { FittedRecommender, Recommender } from './recommender.ts'

/** Every way to recommend, by its method. A caller that sets parameters of its own imports the method itself. */
export const recommenders = { popularity, item_cf: itemCosine } as const

/**
 * A stored model of any method.
 *
 * @throws {InvalidInputError} when the bytes are none
 */
export function recommenderFromBytes(bytes: Uint8Array): FittedRecommender {
  const method = methodOfBytes(bytes)
  const all: readonly Pick<Recommender<unknown>, 'method' | 'fromBytes'>[] = Object.values(recommenders)
  const recommender = all.find((one) => one.method === method)
  if (recommender === undefined) throw new InvalidInputError(`there is no recommender '${method}'`)
  return recommender.fromBytes(bytes)
}

import { blend } from './fit-blend.ts'
import { methodOfBytes } from './model-bytes.ts'
import { plainFromBytes, plainRecommenders } from './plain-recommenders.ts'
import type { FittedRecommender } from './recommender.ts'

/** Every way to recommend, by its method. */
export const recommenders = { ...plainRecommenders, blend } as const

/**
 * A stored model of any method.
 *
 * @throws {InvalidInputError} when the bytes are none
 */
export const recommenderFromBytes = (bytes: Uint8Array): FittedRecommender =>
  methodOfBytes(bytes) === 'blend' ? blend.fromBytes(bytes) : plainFromBytes(bytes)

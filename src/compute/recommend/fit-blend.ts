import { blendFromBytes, blendRecommender, type BlendPart } from './blend-model.ts'
import { ease } from './fit-ease.ts'
import { markov, sequentialRules } from './fit-followers.ts'
import { sessionNeighbours } from './fit-neighbours.ts'
import { checkInteractions } from './interactions.ts'
import { plainFromBytes, plainRecommenders, type PlainMethod } from './plain-recommenders.ts'
import type { Recommender } from './recommender.ts'

type PartOf<Method extends PlainMethod> = {
  readonly method: Method
  /** Its part of the blend, >= 0; a part of nought is not fitted. */
  readonly weight: number
  readonly parameters: (typeof plainRecommenders)[Method]['defaults']
}

/** A method of a blend with its parameters. */
export type BlendPartParameters = { readonly [Method in PlainMethod]: PartOf<Method> }[PlainMethod]

export interface BlendParameters {
  readonly parts: readonly BlendPartParameters[]
}

/**
 * The default: EASE on a history whose latest events count most, and what customers took next after those.
 *
 * `learnBlend` chooses decays and weights on a cut of the shop's own data; these defaults are for who does not.
 *
 * Time and memory: those of its parts.
 */
export const blend: Recommender<BlendParameters> = {
  method: 'blend',
  defaults: {
    parts: [
      {
        method: 'ease',
        weight: 1,
        parameters: { ...ease.defaults, weighing: { repeats: 'once', decayPerEvent: 0.93, halfLifeDays: 0 } },
      },
      { method: 'markov', weight: 1, parameters: markov.defaults },
    ],
  },
  fit(interactions, { parts }, context) {
    checkInteractions(interactions)
    const wanted = parts.filter(({ weight }) => weight > 0)
    const fitted = wanted.map(({ method, weight, parameters }, index): BlendPart => {
      const recommender: Recommender<unknown> = plainRecommenders[method]
      const model = recommender.fit(interactions, parameters, {
        ...context,
        onProgress: (share) => context.onProgress?.((index + share) / wanted.length),
      })
      return { weight, model }
    })
    const weights = fitted.map(({ model, weight }) => [`weight_${model.method}`, weight] as const)
    const more = fitted.flatMap(({ model }) =>
      Object.entries(model.notes).map(([name, value]) => [`${model.method}_${name}`, value] as const),
    )
    return blendRecommender(fitted, interactions.items, Object.fromEntries([...weights, ...more]))
  },
  fromBytes: (bytes) => blendFromBytes(bytes, plainFromBytes),
}

/** The blend for running sessions: nearest sessions, and what followed the last click. Chosen on later sessions of a train set. */
export const sessionBlend: BlendParameters = {
  parts: [
    { method: 'vsknn', weight: 1, parameters: sessionNeighbours.defaults },
    { method: 'sr', weight: 0.3, parameters: sequentialRules.defaults },
  ],
}

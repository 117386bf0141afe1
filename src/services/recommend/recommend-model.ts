import { defineModel, type ModelDefinition } from '../models/model-definition.ts'
import type { RecommendParameters } from './recommend-parameters.ts'
import { trainRecommender } from './train-recommender.ts'

/** Raised with every change of method or parameters. */
const DEFINITION = 2

/** What is bought with, after and by the same people as what. It keeps no predictions: lists are made when asked for. */
export const recommendModel: ModelDefinition = defineModel<RecommendParameters>({
  name: 'recommend',
  definition: DEFINITION,
  predicts: [],
  train: trainRecommender,
  score: () => Promise.resolve([]),
})

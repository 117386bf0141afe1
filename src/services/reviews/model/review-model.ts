import { defineModel, type ModelDefinition } from '../../models/model-definition.ts'
import type { ReviewParameters } from './review-parameters.ts'
import { trainReviews } from './train-reviews.ts'

/** Raised with every change of method, parameters or lexicons: kept readings were made with them. */
const DEFINITION = 6

/** What the shop's own reviews teach about how its customers write. Stores no predictions: they are of reviews, not of customers. */
export const reviewModel: ModelDefinition = defineModel<ReviewParameters>({
  name: 'reviews',
  definition: DEFINITION,
  predicts: [],
  train: trainReviews,
  score: () => Promise.resolve([]),
})

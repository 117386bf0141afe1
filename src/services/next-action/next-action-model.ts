import { defineModel, type ModelDefinition } from '../models/model-definition.ts'
import type { NextActionParameters } from './next-action-parameters.ts'
import { trainNextAction } from './train-next-action.ts'

/** Raised with every change of method or parameters. */
const DEFINITION = 1

/** What comes next in a visit. Stores no predictions: every move changes them, so they are made when they are asked for. */
export const nextActionModel: ModelDefinition = defineModel<NextActionParameters>({
  name: 'next_action',
  definition: DEFINITION,
  predicts: [],
  train: trainNextAction,
  score: () => Promise.resolve([]),
})

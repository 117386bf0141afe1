import { readRiskBuyers } from '../../store/queries/risk/read-risk-orders.ts'
import { profilingRefusers } from '../customers/profiling-consent.ts'
import { defineModel, type ModelDefinition, type Prediction, type TrainingFrame } from '../models/model-definition.ts'
import type { RiskParameters } from './risk-parameters.ts'
import { RISK_DAYS } from './score-customers.ts'
import { scoreOwnRisk } from './score-own-risk.ts'
import { riskFrame, trainRisk } from './train-risk.ts'

/** Raised with every change of signals or parameters. */
const DEFINITION = 1
const BLOCK = 5000

/** What speaks against accounts, of everybody who ordered within the year; who refused profiling is not scored. */
export const riskModel: ModelDefinition = defineModel<RiskParameters>({
  name: 'risk',
  definition: DEFINITION,
  predicts: ['risk'],
  train: trainRisk,
  score: async (frame, parameters) => predictions(frame, parameters),
})

function* predictions(frame: TrainingFrame, parameters: RiskParameters): Generator<Prediction> {
  const { store, shop, asOf } = frame
  const refusers = profilingRefusers(frame)
  const from = shop.zone.startOfDay(asOf.day + 1 - RISK_DAYS)
  const buyers = readRiskBuyers(store, from, asOf.until).filter((id) => !refusers.has(id))
  for (let start = 0; start < buyers.length; start += BLOCK) {
    for (const { customerId, score } of scoreOwnRisk(
      riskFrame(frame),
      parameters,
      buyers.slice(start, start + BLOCK),
    )) {
      yield { model: 'risk', customerId, value: score, low: null, high: null, details: null }
    }
  }
}

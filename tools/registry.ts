import { predictChurnTool } from './churn/predict-churn.ts'
import { analyzeCohortsTool } from './cohorts/analyze-cohorts.ts'
import { findCustomersTool } from './customers/find-customers.ts'
import { getCustomerProfileTool } from './customers/get-customer-profile.ts'
import { describeDataTool } from './data/describe-data.ts'
import { explainMetricTool } from './data/explain-metric.ts'
import type { ToolDefinition } from './define-tool.ts'
import { explainChangeTool } from './metrics/explain-change.ts'
import { explainModelTool } from './models/explain-model.ts'
import { queryMetricsTool } from './metrics/query-metrics.ts'
import { findOrdersTool } from './orders/find-orders.ts'
import { scoreRfmTool } from './segments/score-rfm.ts'
import { segmentCustomersTool } from './segments/segment-customers.ts'
import { predictValueTool } from './value/predict-value.ts'

/** Every tool of the product, by name order; one line each. */
export const tools: readonly ToolDefinition[] = [
  analyzeCohortsTool,
  describeDataTool,
  explainChangeTool,
  explainMetricTool,
  explainModelTool,
  findCustomersTool,
  findOrdersTool,
  getCustomerProfileTool,
  predictChurnTool,
  predictValueTool,
  queryMetricsTool,
  scoreRfmTool,
  segmentCustomersTool,
]

export const findTool = (name: string): ToolDefinition | undefined => tools.find((tool) => tool.name === name)

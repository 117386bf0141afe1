import { analyzeCohortsTool } from './cohorts/analyze-cohorts.ts'
import { explainMetricTool } from './data/explain-metric.ts'
import type { ToolDefinition } from './define-tool.ts'
import { explainChangeTool } from './metrics/explain-change.ts'
import { queryMetricsTool } from './metrics/query-metrics.ts'
import { scoreRfmTool } from './segments/score-rfm.ts'
import { segmentCustomersTool } from './segments/segment-customers.ts'

/** Every tool of the product, by name order; one line each. */
export const tools: readonly ToolDefinition[] = [
  analyzeCohortsTool,
  explainChangeTool,
  explainMetricTool,
  queryMetricsTool,
  scoreRfmTool,
  segmentCustomersTool,
]

export const findTool = (name: string): ToolDefinition | undefined => tools.find((tool) => tool.name === name)

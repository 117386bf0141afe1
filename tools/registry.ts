import { analyzeFunnelTool } from './behaviour/analyze-funnel.ts'
import { analyzePathsTool } from './behaviour/analyze-paths.ts'
import { predictNextActionTool } from './behaviour/predict-next-action.ts'
import { createAlertTool } from './alerts/create-alert.ts'
import { getBriefTool } from './alerts/get-brief.ts'
import { listAlertsTool } from './alerts/list-alerts.ts'
import { buildAudienceTool } from './audiences/build-audience.ts'
import { listProposalsTool } from './approvals/list-proposals.ts'
import { proposeActionTool } from './approvals/propose-action.ts'
import { allocateBudgetTool } from './campaigns/allocate-budget.ts'
import { predictCampaignTool } from './campaigns/predict-campaign.ts'
import { analyzeChannelsTool } from './growth/analyze-channels.ts'
import { analyzeMemberLevelsTool } from './growth/analyze-member-levels.ts'
import { analyzePlacementsTool } from './growth/analyze-placements.ts'
import { evaluateCampaignTool } from './campaigns/evaluate-campaign.ts'
import { exportAudienceTool } from './audiences/export-audience.ts'
import { draftContentTool } from './content/draft-content.ts'
import { classifyProductsTool } from './products/classify-products.ts'
import { assessCustomerRiskTool } from './risk/assess-customer-risk.ts'
import { assessOrdersTool } from './risk/assess-orders.ts'
import { predictChurnTool } from './churn/predict-churn.ts'
import { scoreActivityTool } from './activity/score-activity.ts'
import { analyzeCohortsTool } from './cohorts/analyze-cohorts.ts'
import { findDuplicateCustomersTool } from './customers/find-duplicate-customers.ts'
import { findCustomersTool } from './customers/find-customers.ts'
import { getCustomerProfileTool } from './customers/get-customer-profile.ts'
import { measureDeliveryTool } from './delivery/measure-delivery.ts'
import { describeDataTool } from './data/describe-data.ts'
import { explainMetricTool } from './data/explain-metric.ts'
import type { ToolDefinition } from './define-tool.ts'
import { designExperimentTool } from './experiments/design-experiment.ts'
import { measureUpliftTool } from './experiments/measure-uplift.ts'
import { evaluateExperimentTool } from './experiments/evaluate-experiment.ts'
import { forecastDemandTool } from './forecast/forecast-demand.ts'
import { planInventoryTool } from './inventory/plan-inventory.ts'
import { estimatePriceSensitivityTool } from './prices/estimate-price-sensitivity.ts'
import { comparePricesTool } from './prices/compare-prices.ts'
import { simulatePriceTool } from './prices/simulate-price.ts'
import { explainChangeTool } from './metrics/explain-change.ts'
import { explainModelTool } from './models/explain-model.ts'
import { queryMetricsTool } from './metrics/query-metrics.ts'
import { findOrdersTool } from './orders/find-orders.ts'
import { analyzeReviewsTool } from './reviews/analyze-reviews.ts'
import { compareSegmentsTool } from './segments/compare-segments.ts'
import { findSimilarCustomersTool } from './segments/find-similar-customers.ts'
import { measureServiceTool } from './service/measure-service.ts'
import { saveSegmentTool } from './segments/save-segment.ts'
import { erasePersonalDataTool } from './privacy/erase-personal-data.ts'
import { exportPersonalDataTool } from './privacy/export-personal-data.ts'
import { evaluateRecommendersTool } from './recommend/evaluate-recommenders.ts'
import { auditFairnessTool } from './fairness/audit-fairness.ts'
import { findBundlesTool } from './recommend/find-bundles.ts'
import { findRepurchaseDueTool } from './recommend/find-repurchase-due.ts'
import { recommendProductsTool } from './recommend/recommend-products.ts'
import { checkReviewsTool } from './reviews/check-reviews.ts'
import { measureSatisfactionTool } from './satisfaction/measure-satisfaction.ts'
import { searchReviewsTool } from './reviews/search-reviews.ts'
import { getServiceContextTool } from './service/get-service-context.ts'
import { searchArticlesTool } from './service/search-articles.ts'
import { analyzeSearchesTool } from './search/analyze-searches.ts'
import { searchProductsTool } from './search/search-products.ts'
import { suggestQueriesTool } from './search/suggest-queries.ts'
import { scoreRfmTool } from './segments/score-rfm.ts'
import { segmentCustomersTool } from './segments/segment-customers.ts'
import { bestSendTimeTool } from './timing/best-send-time.ts'
import { analyzeTrendsTool } from './trends/analyze-trends.ts'
import { predictValueTool } from './value/predict-value.ts'
import { planWinbackTool } from './winback/plan-winback.ts'

/** Every tool of the product, by name order; one line each. */
export const tools: readonly ToolDefinition[] = [
  allocateBudgetTool,
  analyzeChannelsTool,
  analyzeMemberLevelsTool,
  analyzePlacementsTool,
  analyzeCohortsTool,
  analyzeFunnelTool,
  analyzePathsTool,
  auditFairnessTool,
  analyzeSearchesTool,
  analyzeTrendsTool,
  bestSendTimeTool,
  assessCustomerRiskTool,
  assessOrdersTool,
  analyzeReviewsTool,
  buildAudienceTool,
  checkReviewsTool,
  comparePricesTool,
  classifyProductsTool,
  compareSegmentsTool,
  createAlertTool,
  describeDataTool,
  designExperimentTool,
  estimatePriceSensitivityTool,
  evaluateCampaignTool,
  evaluateExperimentTool,
  erasePersonalDataTool,
  evaluateRecommendersTool,
  explainChangeTool,
  explainMetricTool,
  explainModelTool,
  draftContentTool,
  exportAudienceTool,
  exportPersonalDataTool,
  findBundlesTool,
  findCustomersTool,
  findDuplicateCustomersTool,
  findOrdersTool,
  findRepurchaseDueTool,
  findSimilarCustomersTool,
  forecastDemandTool,
  getBriefTool,
  getCustomerProfileTool,
  getServiceContextTool,
  listAlertsTool,
  measureDeliveryTool,
  measureSatisfactionTool,
  measureServiceTool,
  listProposalsTool,
  planInventoryTool,
  measureUpliftTool,
  planWinbackTool,
  predictCampaignTool,
  predictChurnTool,
  predictNextActionTool,
  predictValueTool,
  proposeActionTool,
  queryMetricsTool,
  recommendProductsTool,
  saveSegmentTool,
  scoreActivityTool,
  scoreRfmTool,
  searchArticlesTool,
  searchProductsTool,
  searchReviewsTool,
  segmentCustomersTool,
  simulatePriceTool,
  suggestQueriesTool,
]

export const findTool = (name: string): ToolDefinition | undefined => tools.find((tool) => tool.name === name)

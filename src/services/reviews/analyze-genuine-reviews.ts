import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { loadReviewChecks, SUSPICIOUS } from '../review-checks/review-checks.ts'
import type { ServiceResult } from '../service-result.ts'
import type { AnalyzeReviewsInput } from './analyze-input.ts'
import { analyzeReviews, type AnalyzeReviewsData } from './analyze-reviews.ts'

/** Reviews as `analyzeReviews` has them; where asked, without those that the checks hold for suspicious. */
export async function analyzeGenuineReviews({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: AnalyzeReviewsInput
}): Promise<ServiceResult<AnalyzeReviewsData>> {
  if (input.without_suspicious !== true) return analyzeReviews({ ctx, input })
  // Whoever may not see which reviews are suspicious may not work it out by leaving them out either.
  authorise(ctx, 'read:customers')
  const { suspicions } = await loadReviewChecks(ctx)
  return analyzeReviews({ ctx, input, isFlagged: (id) => (suspicions.get(id)?.score ?? 0) >= SUSPICIOUS })
}

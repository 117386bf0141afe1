import { z } from 'zod'
import { checkReviews } from '../../src/services/review-checks/check-reviews.ts'
import { RING_SIGNS } from '../../src/services/review-checks/find-rings.ts'
import { SUSPICION_REASONS } from '../../src/services/review-checks/review-checks.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'

const text = z.string().nullable()
const ids = z.array(z.string()).readonly()
const interval = z.tuple([z.number(), z.number()]).readonly()
const figures = z.object({
  reviews: z.number(),
  mean_rating: z.number(),
  mean_interval: interval.nullable(),
  csat: z.number(),
  csat_interval: interval,
})

export const checkReviewsTool = defineTool({
  name: 'check_reviews',
  description:
    'Which reviews may not be genuine, each with its reasons: copied texts in groups with their accounts (by id) and ' +
    'similarity, rings of accounts, bursts, stars that the words deny; how the writers rate and what they buy; what setting ' +
    'the flagged reviews aside changes. Not for what reviews say (analyze_reviews).',
  scope: 'read:customers',
  input: z.object({
    product_id: z.string().min(1).max(200).optional(),
    filters: filtersSchema.optional(),
    limit: z.number().int().min(1).max(1000).optional().describe('suspicious reviews to list, 20 unless given'),
  }),
  output: z.object({
    reviews: z.number(),
    flagged: z.number(),
    suspicious: z
      .array(
        z.object({
          review_id: z.string(),
          customer_id: text,
          product_id: text,
          rating: z.number().nullable(),
          written_on: z.string(),
          score: z.number(),
          reasons: z.array(z.enum(SUSPICION_REASONS)).readonly(),
        }),
      )
      .readonly(),
    duplicate_groups: z
      .array(
        z.object({
          group: z.number(),
          reviews: ids,
          accounts: ids,
          products: ids,
          similarity: z.number(),
          exact: z.boolean(),
          from: z.string(),
          to: z.string(),
          excerpt: z.string(),
        }),
      )
      .readonly(),
    rings: z
      .array(
        z.object({
          accounts: ids,
          reviews: ids,
          products: ids,
          signs: z.array(z.enum(RING_SIGNS)).readonly(),
          from: z.string(),
          to: z.string(),
        }),
      )
      .readonly(),
    bursts: z
      .array(
        z.object({
          product_id: z.string(),
          from: z.string(),
          to: z.string(),
          reviews: z.number(),
          expected: z.number(),
        }),
      )
      .readonly(),
    mismatches: z.number(),
    reviewers: z
      .array(
        z.object({
          customer_id: z.string(),
          flagged: z.number(),
          reviews: z.number(),
          mean_rating: z.number().nullable(),
          five_star_share: z.number(),
          helpful_votes: z.number(),
          verified: z.number().nullable(),
          products: z.number(),
          categories: ids,
          orders: z.number(),
        }),
      )
      .readonly(),
    effect: z
      .object({
        with_flagged: figures,
        without_flagged: figures.nullable(),
        mean_change: z.number().nullable(),
        csat_change: z.number().nullable(),
      })
      .nullable(),
    linguistic_score: z.object({ available: z.literal(false), reason: z.string() }),
  }),
  run: ({ ctx, input }) => checkReviews({ ctx, input }),
})

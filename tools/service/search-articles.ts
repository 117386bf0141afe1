import { z } from 'zod'
import { searchArticles } from '../../src/services/articles/search-articles.ts'
import { defineTool } from '../define-tool.ts'

export const searchArticlesTool = defineTool({
  name: 'search_articles',
  description:
    "What the shop's own articles say: return policy, delivery times, warranty, member levels, guides. Give the question in " +
    'the words it was asked in. Gives passages word for word, each with its article; answered is false when no article ' +
    'answers, and then nobody may make up a rule. Knows nothing of a single order or customer.',
  scope: 'read:catalogue',
  input: z.object({
    query: z.string().min(1).max(2000).describe('the question, in its own words'),
    k: z.number().int().min(1).max(20).optional().describe('passages to give, 3 unless given'),
  }),
  output: z.object({
    query: z.string(),
    answered: z.boolean(),
    threshold: z.number(),
    best_score: z.number(),
    passages: z
      .array(
        z.object({
          marker: z.string(),
          article_id: z.string(),
          title: z.string(),
          heading: z.string().nullable(),
          text: z.string(),
          url: z.string().nullable(),
          language: z.string().nullable(),
          category: z.string().nullable(),
          updated_on: z.string(),
          score: z.number(),
        }),
      )
      .readonly(),
    searched_articles: z.number(),
  }),
  run: ({ ctx, input }) => searchArticles({ ctx, input }),
})

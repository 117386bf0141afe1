import { InvalidInputError } from '../../lib/errors.ts'
import type { ToolSuccess } from '../../lib/tool-result.ts'
import { readReviewSubject } from '../../store/queries/content/read-review-subject.ts'
import { readShelf } from '../../store/queries/recommend/read-shelf.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { findProduct } from '../recommend/find-product.ts'
import { productName } from '../recommend/product-name.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { composeDrafts, type Draft, type DraftFacts } from './compose-draft.ts'
import { draftTemplates, type DraftGoal, type DraftTone } from './draft-templates.ts'

export interface DraftContentInput {
  /** Whom it is for: a stage, a tier or a segment by name. */
  readonly audience?: string | undefined
  readonly goal?: DraftGoal | undefined
  readonly channel?: DraftChannel | undefined
  readonly tone?: DraftTone | undefined
  readonly count?: number | undefined
  readonly about?:
    | {
        readonly result_id?: string | undefined
        readonly review_id?: string | undefined
        readonly product_id?: string | undefined
      }
    | undefined
  readonly max_lines?: number | undefined
}

export const DRAFT_CHANNELS = ['email', 'sms', 'push', 'web', 'app', 'review_reply', 'ad'] as const
export type DraftChannel = (typeof DRAFT_CHANNELS)[number]

export interface DraftContentData {
  readonly goal: DraftGoal
  readonly channel: DraftChannel
  readonly tone: DraftTone
  readonly audience: string | null
  readonly product_id: string | null
  readonly drafts: readonly {
    readonly subject: string | null
    readonly text: string
    readonly lines: readonly string[]
  }[]
}

/** What people of a stage are usually written to for. */
const GOAL_OF_AUDIENCE: Readonly<Record<string, DraftGoal>> = {
  at_risk: 'win_back',
  dormant: 'win_back',
  churned: 'win_back',
  lost: 'win_back',
  hibernating: 'win_back',
  cant_lose_them: 'win_back',
  new: 'welcome',
  won_back: 'thank_you',
  high: 'thank_you',
  champions: 'thank_you',
  loyal: 'thank_you',
}
const LINES: Readonly<Record<DraftChannel, number>> = {
  email: 4,
  sms: 1,
  push: 1,
  web: 3,
  app: 2,
  review_reply: 3,
  ad: 2,
}

/**
 * Drafts made of prepared sentences, without a model: text only, no figures of its own, no offers; what it says of a product
 * is in the catalogue. Nothing is sent or posted.
 *
 * @throws {KithError} NOT_FOUND for an unknown product or review; INVALID_INPUT for a result that is not there
 */
export function draftContent({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: DraftContentInput
}): ServiceResult<DraftContentData> {
  authorise(ctx, 'read:catalogue')
  const about = subjectOf(ctx, input)
  const wanted =
    input.goal ??
    about.goal ??
    GOAL_OF_AUDIENCE[input.audience ?? ''] ??
    (about.productId === null ? 'newsletter' : 'promote')
  // Without a product there is nothing to promote but the shop.
  const goal = wanted === 'promote' && about.productId === null ? 'newsletter' : wanted
  const isReply = goal === 'reply_negative' || goal === 'reply_positive'
  const channel = input.channel ?? (isReply ? 'review_reply' : 'email')
  const tone = input.tone ?? 'friendly'
  const templates = draftTemplates(ctx.language)
  const drafts = composeDrafts(templates.goals[goal], {
    facts: factsOf(ctx, about.productId),
    tone,
    form: channel === 'email' ? 'letter' : LINES[channel] === 1 ? 'line' : 'reply',
    count: input.count ?? 1,
    maxLines: input.max_lines ?? LINES[channel],
    greeting: templates.greeting,
  })
  return {
    data: {
      goal,
      channel,
      tone,
      audience: input.audience ?? null,
      product_id: about.productId,
      drafts: drafts.map(({ subject, lines }) => ({ subject, text: lines.join('\n'), lines })),
    },
    facts: [
      { id: 'drafts', label: 'Drafts', value: drafts.length, unit: 'drafts' },
      { id: 'goal', label: 'Purpose', value: goal, unit: 'label' },
      { id: 'channel', label: 'Channel', value: channel, unit: 'label' },
      { id: 'tone', label: 'Tone', value: tone, unit: 'label' },
      ...(about.productId === null
        ? []
        : [{ id: 'product_id', label: 'Product', value: about.productId, unit: 'id' } as const]),
    ],
    table: {
      columns: [
        { key: 'draft', label: 'Draft', unit: 'text' },
        { key: 'text', label: 'Text', unit: 'text' },
      ],
      rows: drafts.flatMap((draft, i) => rowsOf(draft, LETTERS[i] ?? 'Z')),
      total_rows: drafts.reduce((sum, draft) => sum + rowsOf(draft, '').length, 0),
    },
    evidence: {
      period: null,
      population: say(ctx, 'prepared sentences and the catalogue', '预设文案与商品目录'),
      rows_used: drafts.length,
      rows_left_out: {},
      definition: DEFINITIONS[ctx.language],
      method: say(
        ctx,
        'sentences by goal and tone, blanks filled from the catalogue',
        '按目标和语气选取文案，空缺处用商品目录填写',
      ),
      model: null,
      sql: [],
    },
    warnings: [],
    suggestions: [],
  }
}

const DEFINITIONS = {
  en: [
    'Drafts hold no figures and no offers of their own; what they say of a product is in the catalogue. Nothing is sent.',
  ],
  zh: ['草稿不含任何自拟的数字或优惠；关于商品的说法都来自商品资料。不会发送任何内容。'],
} as const

const LETTERS = 'ABCDEFGHIJ'

const rowsOf = ({ subject, lines }: Draft, draft: string) => [
  ...(subject === null ? [] : [{ draft, text: subject }]),
  ...lines.map((text) => ({ draft, text })),
]

/** Stars from which a review is answered with thanks. */
const GOOD_RATING = 4

function subjectOf(
  ctx: ServiceContext,
  { about, goal }: DraftContentInput,
): { readonly productId: string | null; readonly goal: DraftGoal | null } {
  if (about?.review_id !== undefined) {
    const review = readReviewSubject(ctx.store, about.review_id, ctx.asOf.until)
    return {
      productId: review.productId,
      goal: (review.rating ?? 0) >= GOOD_RATING ? 'reply_positive' : 'reply_negative',
    }
  }
  if (about?.product_id !== undefined) {
    return { productId: findProduct(readShelf(ctx.store, ctx.asOf.until), about.product_id).id, goal: null }
  }
  if (about?.result_id === undefined) return { productId: null, goal: null }
  const result: ToolSuccess | null = ctx.earlierResult(about.result_id)
  if (result === null) {
    throw new InvalidInputError(`this conversation has no result '${about.result_id}'`, {
      field: 'about.result_id',
      hint: 'Use the result_id of an earlier answer of the same conversation.',
    })
  }
  const named = result.evidence.args['product_id']
  const productId = typeof named === 'string' ? findProduct(readShelf(ctx.store, ctx.asOf.until), named).id : null
  const aboutReviews = /review/.test(result.evidence.tool)
  return { productId, goal: goal ?? (aboutReviews ? 'reply_negative' : null) }
}

function factsOf(ctx: ServiceContext, productId: string | null): DraftFacts {
  const templates = draftTemplates(ctx.language)
  const product = productId === null ? undefined : readShelf(ctx.store, ctx.asOf.until).get(productId)
  if (product === undefined) {
    return { product: null, brand: null, category: null, subject: templates.shop }
  }
  const name = productName(product, product.id, ctx.language)
  // A category is told in the language that the shop wrote it in.
  const readable = product.category !== null && /\p{Script=Han}/u.test(product.category) === (ctx.language === 'zh')
  return { product: name, brand: product.brand, category: readable ? product.category : null, subject: name }
}

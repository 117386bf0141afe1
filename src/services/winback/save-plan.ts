import { createHash } from 'node:crypto'
import { asOfDate } from '../../lib/as-of.ts'
import { canonicalJson } from '../../lib/canonical-json.ts'
import { insertAudience } from '../../store/queries/audiences/audiences.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { ServiceContext } from '../context.ts'
import type { WinbackOffer } from './offers.ts'
import type { ProposedAction } from './propose-actions.ts'

/** What a stored plan says of itself. */
export interface PlanDefinition {
  readonly kind: 'winback'
  readonly as_of_day: number
  readonly as_of: string
  readonly window_days: number
  readonly run_id: string
  readonly offers: readonly WinbackOffer[]
}

/**
 * Draws the hold-out and keeps the plan, so that its read-out compares the people who were drawn. The id is a digest of
 * the plan: asked twice, the same plan holds out the same people and is kept once.
 */
export function savePlan(
  ctx: ServiceContext,
  {
    taken,
    offers,
    windowDays,
    runId,
    saved,
    draw,
  }: {
    readonly taken: readonly ProposedAction[]
    readonly offers: readonly WinbackOffer[]
    readonly windowDays: number
    readonly runId: string
    readonly saved: boolean
    readonly draw: (seed: string) => Uint8Array
  },
): { readonly id: string; readonly held: Uint8Array } {
  const { asOf, store, actor, clock } = ctx
  const definition: PlanDefinition = {
    kind: 'winback',
    as_of_day: asOf.day,
    as_of: asOfDate(asOf),
    window_days: windowDays,
    run_id: runId,
    offers,
  }
  const members = taken.map(({ customerId, priced }) => [customerId, priced.offer.id])
  const digest = createHash('sha256').update(canonicalJson({ definition, members })).digest('hex').slice(0, 8)
  const id = `winback-${asOfDate(asOf)}-${digest}`
  const held = draw(id)
  if (!saved) return { id, held }
  insertAudience(
    store,
    {
      id,
      name: id,
      definition: canonicalJson(definition),
      channel: null,
      createdBy: actor.id,
      createdAt: clock(),
      size: taken.length,
      holdout: held.reduce((sum, flag) => sum + flag, 0),
      leftOutForConsent: 0,
    },
    taken.map(({ customerId }, i) => ({ customerId, isHoldout: held[i] === 1 })),
  )
  recordAudit(ctx, { action: 'plan', subject: `audience:${id}`, details: { customers: taken.length } })
  return { id, held }
}

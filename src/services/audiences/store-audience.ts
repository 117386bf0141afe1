import { createHash } from 'node:crypto'
import { assignHoldout } from '../../compute/experiment/assign-holdout.ts'
import { asOfDate } from '../../lib/as-of.ts'
import { canonicalJson } from '../../lib/canonical-json.ts'
import { NotFoundError } from '../../lib/errors.ts'
import {
  insertAudience,
  readAudience,
  readAudienceMembers,
  readOverlaps,
  type AudienceMember,
  type AudienceOverlap,
  type AudienceRow,
} from '../../store/queries/audiences/audiences.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { ServiceContext } from '../context.ts'
import { chosenBy, refuseProtected } from './chosen-by.ts'
import { choosePeople, type AudienceTerms, type ChosenPeople } from './choose-people.ts'

/** What a stored audience says of how it was made. */
export interface AudienceDefinition {
  readonly kind: 'audience'
  readonly as_of: string
  readonly as_of_day: number
  readonly population: string
  /** Fields by which people were chosen, saved segments opened. */
  readonly chosen_by: readonly string[]
  readonly ordered_by: string | null
  readonly channel: string | null
}

export interface StoredAudience {
  readonly id: string
  readonly name: string
  readonly people: ChosenPeople
  readonly members: readonly AudienceMember[]
  readonly overlaps: readonly AudienceOverlap[]
}

export interface StoreAudienceInput extends AudienceTerms {
  readonly name?: string | undefined
  readonly holdout_share?: number | undefined
}

/** Left alone at random unless asked otherwise: without them nobody can tell later what it did. */
export const HOLDOUT_SHARE = 0.1
/** Below so many people chance alone decides, and nobody is held out unless asked. */
const SMALLEST_HELD = 20
const OVERLAP_DAYS = 30

/**
 * Chooses the people of an audience, draws its hold-out and keeps it. The id is a digest of who is in it and how they were
 * chosen: asked twice, the same audience holds out the same people and is kept once. Nothing leaves the shop by this.
 *
 * @throws {KithError} FORBIDDEN for a choice by protected attributes
 */
export async function storeAudience(ctx: ServiceContext, input: StoreAudienceInput): Promise<StoredAudience> {
  const fields = chosenBy(ctx, input)
  refuseProtected(fields)
  const people = await choosePeople(ctx, input)
  const definition: AudienceDefinition = {
    kind: 'audience',
    as_of: asOfDate(ctx.asOf),
    as_of_day: ctx.asOf.day,
    population: people.storedDescription,
    chosen_by: fields,
    ordered_by: people.orderedBy,
    channel: input.channel,
  }
  const n = people.customerIds.length
  const share = input.holdout_share ?? (n < SMALLEST_HELD ? 0 : HOLDOUT_SHARE)
  const digest = createHash('sha256')
    .update(canonicalJson({ definition, share, name: input.name ?? null, members: people.customerIds }))
    .digest('hex')
    .slice(0, 8)
  const id = `aud-${definition.as_of}-${digest}`
  const held = assignHoldout(n, share, id)
  const members = people.customerIds.map((customerId, i) => ({ customerId, isHoldout: held[i] === 1 }))
  const since = ctx.clock() - OVERLAP_DAYS * 86_400_000
  const overlaps = n === 0 ? [] : readOverlaps(ctx.store, people.customerIds, { since, except: id })
  const name = input.name ?? id
  if (n > 0) {
    insertAudience(
      ctx.store,
      {
        id,
        name,
        definition: canonicalJson(definition),
        channel: input.channel,
        createdBy: ctx.actor.id,
        createdAt: ctx.clock(),
        size: n,
        holdout: held.reduce((sum, flag) => sum + flag, 0),
        leftOutForConsent: people.leftOut['no_consent'] ?? 0,
      },
      members,
    )
    recordAudit(ctx, { action: 'audience', subject: `audience:${id}`, details: { customers: n } })
  }
  return { id, name, people, members, overlaps }
}

export interface LoadedAudience {
  readonly row: AudienceRow
  readonly definition: AudienceDefinition
  readonly members: readonly AudienceMember[]
}

/** @throws {NotFoundError} when no audience has that id; win-back plans are audiences too */
export function loadAudience(ctx: Pick<ServiceContext, 'store'>, id: string): LoadedAudience {
  const row = readAudience(ctx.store, id.trim())
  if (row === undefined) {
    throw new NotFoundError('audience', id.slice(0, 80), {
      field: 'audience_id',
      hint: 'build_audience names the audience that it made.',
    })
  }
  const stored = JSON.parse(row.definition) as Partial<AudienceDefinition>
  return {
    row,
    definition: {
      kind: 'audience',
      as_of: stored.as_of ?? '',
      as_of_day: stored.as_of_day ?? 0,
      population: stored.population ?? row.name,
      chosen_by: stored.chosen_by ?? [],
      ordered_by: stored.ordered_by ?? null,
      channel: row.channel,
    },
    members: readAudienceMembers(ctx.store, row.id),
  }
}

import { asOfDate } from '../../lib/as-of.ts'
import { personHash } from '../../lib/person-hash.ts'
import { authorise } from '../access/authorise.ts'
import { findAction } from '../approvals/actions.ts'
import { propose } from '../approvals/propose.ts'
import { parseActionArgs } from '../approvals/parse-action-args.ts'
import { summariseProposal, type ProposalSummary } from '../approvals/proposing/summarise-proposal.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { privacyDefinitions } from './definitions.ts'
import { readPersonById } from './find-person.ts'

export interface PrivacyInput {
  readonly customer_id: string
}

type Verb = 'export_personal_data' | 'erase_personal_data'

/** Proposes a copy of all that is kept about a person, or their erasure; nothing happens before it is approved. */
function proposePrivacy(
  ctx: ServiceContext,
  verb: Verb,
  input: PrivacyInput,
): ServiceResult<{ readonly proposal: ProposalSummary }> {
  authorise(ctx, 'propose:privacy')
  const customerId = input.customer_id.trim()
  readPersonById(ctx, customerId)
  const action = findAction(verb)
  const written =
    verb === 'erase_personal_data'
      ? { customer_hash: personHash(ctx.vault, customerId).toString('hex') }
      : { customer_id: customerId }
  const effect = action.effect?.(ctx, parseActionArgs(action, written))
  const row = propose({ ctx, input: { action: verb, args: written } })
  return {
    data: { proposal: summariseProposal(ctx, row) },
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
      { id: 'customer_id', label: 'Customer', value: customerId, unit: 'id' },
      ...(effect?.facts ?? []),
      { id: 'proposal_id', label: 'Proposal', value: row.id, unit: 'id' },
    ],
    table: null,
    evidence: {
      period: null,
      population: say(ctx, `customer ${customerId}`, `客户 ${customerId}`),
      rows_used: Number(effect?.facts.find(({ id }) => id === 'rows')?.value ?? 0),
      rows_left_out: {},
      definition: privacyDefinitions[ctx.language],
      method: say(
        ctx,
        'a proposal: nothing happens before it is approved, then exactly once',
        '提案：批准之前不会执行，批准后只执行一次',
      ),
      model: null,
      sql: [],
    },
  }
}

export const exportPersonalData = ({ ctx, input }: { ctx: ServiceContext; input: PrivacyInput }) =>
  proposePrivacy(ctx, 'export_personal_data', input)

export const erasePersonalData = ({ ctx, input }: { ctx: ServiceContext; input: PrivacyInput }) =>
  proposePrivacy(ctx, 'erase_personal_data', input)

import { asOfDate } from '../../../lib/as-of.ts'
import { authorise } from '../../access/authorise.ts'
import type { ServiceContext } from '../../context.ts'
import type { ServiceResult } from '../../service-result.ts'
import { findAction } from '../actions.ts'
import { parseActionArgs } from '../parse-action-args.ts'
import { propose } from '../propose.ts'
import { say } from '../../say.ts'
import { actionArgs } from './action-args.ts'
import type { ProposeActionInput } from './action-request.ts'
import { proposalDefinitions } from './definitions.ts'
import { summariseProposal, type ProposalSummary } from './summarise-proposal.ts'

export interface ProposeActionData {
  readonly proposal: ProposalSummary
  /** Who may approve: roles, and whether it must be another person. */
  readonly approval: { readonly roles: readonly string[]; readonly second_person: boolean }
}

/**
 * Proposes one action, with what it would really do. Nothing happens until somebody who may approves this very proposal;
 * words in a conversation approve nothing.
 */
export async function proposeAction({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: ProposeActionInput
}): Promise<ServiceResult<ProposeActionData>> {
  const action = findAction(input.action)
  authorise(ctx, action.proposeNeed)
  const written = await actionArgs(ctx, input)
  const args = parseActionArgs(action, written)
  const effect = action.effect?.(ctx, args) ?? null
  const row = propose({ ctx, input: { action: action.name, args: written } })
  return {
    data: {
      proposal: summariseProposal(ctx, row),
      approval: { roles: ['admin'], second_person: action.needsSecondPerson },
    },
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
      { id: 'action', label: 'Action', value: action.name, unit: 'label' },
      ...(effect?.facts ?? []),
      { id: 'proposal_id', label: 'Proposal', value: row.id, unit: 'id' },
      {
        id: 'second_person',
        label: 'Another person must approve',
        value: action.needsSecondPerson ? 'yes' : 'no',
        unit: 'label',
      },
    ],
    table: null,
    evidence: {
      period: null,
      population: action.name,
      rows_used: 1,
      rows_left_out: {},
      definition: proposalDefinitions[ctx.language],
      method: say(
        ctx,
        'a proposal: nothing happens before it is approved, then exactly once',
        '提案：批准之前不会执行，批准后只执行一次',
      ),
      model: null,
      sql: [],
    },
    warnings: [...(effect?.warnings ?? [])],
    suggestions: [ctx.language === 'zh' ? '有哪些提案在等待批准？' : 'Which proposals wait for approval?'],
  }
}

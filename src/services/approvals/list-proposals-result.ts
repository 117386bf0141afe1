import { dateOfDay } from '../../lib/time-zone.ts'
import type { ProposalStatus } from '../../store/queries/proposals/proposals.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { listProposals, type ProposalRow } from './list-proposals.ts'
import { previewOf } from './proposal-preview.ts'
import { readPostState } from './outbox/post-state.ts'
import { proposalDefinitions } from './proposing/definitions.ts'

export interface ListedProposal {
  readonly proposal_id: string
  readonly action: string
  readonly status: ProposalStatus
  readonly preview: string
  readonly hash: string
  readonly proposed_by: string
  readonly proposed_on: string
  readonly expires_at: string
  readonly decided_by: string | null
  readonly decision_note: string | null
  /** What it came to, once carried out: counts and the file that left, no personal data. */
  readonly outcome: Readonly<Record<string, unknown>> | null
}

const SHOWN = 20

const STATUSES: Readonly<Record<ProposalStatus | 'all', string>> = {
  proposed: '等待批准',
  approved: '已批准',
  rejected: '已拒绝',
  expired: '已过期',
  executed: '已执行',
  failed: '失败',
  all: '全部',
}

/** Proposals as an answer shows them: those that wait unless another status, or all, is asked for. */
export function listProposalsResult({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: { readonly status?: ProposalStatus | 'all' | undefined }
}): ServiceResult<{ readonly proposals: readonly ListedProposal[]; readonly waiting: number }> {
  const status = input.status ?? 'proposed'
  const all = listProposals({ ctx, input: { status: null } })
  const rows = status === 'all' ? all : all.filter((row) => row.status === status)
  const waiting = all.filter((row) => row.status === 'proposed').length
  const proposals = rows.map((row) => listedProposal(ctx, row))
  const stuck = all.filter((row) => {
    const state = readPostState(row.outcome)
    return state !== null && state.status !== 'delivered' && state.attempts > 0
  })
  return {
    data: { proposals, waiting },
    facts: [
      { id: 'listed', label: 'Proposals listed', value: proposals.length, unit: 'proposals' },
      { id: 'waiting', label: 'Waiting for a decision', value: waiting, unit: 'proposals' },
      { id: 'status', label: 'Status', value: status, unit: 'label' },
    ],
    table: {
      columns: [
        { key: 'proposal_id', label: 'Proposal', unit: 'id' },
        { key: 'action', label: 'Action', unit: 'label' },
        { key: 'status', label: 'Status', unit: 'label' },
        { key: 'preview', label: 'What it would do', unit: 'text' },
        { key: 'proposed_on', label: 'Proposed on', unit: 'date' },
      ],
      rows: proposals.slice(0, SHOWN).map(({ proposal_id, action, status: state, preview, proposed_on }) => ({
        proposal_id,
        action,
        status: state,
        preview,
        proposed_on,
      })),
      total_rows: proposals.length,
    },
    evidence: {
      period: null,
      population: say(ctx, `proposals, ${status}`, `提案（${STATUSES[status]}）`),
      rows_used: proposals.length,
      rows_left_out: {},
      definition: proposalDefinitions[ctx.language],
      method: say(ctx, 'as recorded; what waited too long has expired', '按记录；等待过久的已过期'),
      model: null,
      sql: [],
    },
    warnings: stuck.map(({ id, outcome }) => {
      const state = readPostState(outcome)
      const failed = state?.status === 'failed'
      return say(
        ctx,
        `${id} is approved, and the webhook did not take its file (${state?.problem ?? 'no answer yet'}): ${failed ? 'it is not tried again' : 'it is tried again'}; the file is in the outbox`,
        `${id} 已批准，但 webhook 没有接收其文件（${state?.problem ?? '尚无应答'}）：${failed ? '不再重试' : '将会重试'}；文件保存在发件箱中`,
      )
    }),
  }
}

export const listedProposal = (
  { shop, language }: Pick<ServiceContext, 'shop' | 'language'>,
  row: ProposalRow,
): ListedProposal => ({
  proposal_id: row.id,
  action: row.action,
  status: row.status as ProposalStatus,
  preview: previewOf(row, language),
  hash: row.hash,
  proposed_by: row.proposedBy,
  proposed_on: dateOfDay(shop.zone.dayOf(row.createdAt)),
  expires_at: new Date(row.expiresAt).toISOString(),
  decided_by: row.decidedBy,
  decision_note: row.decisionNote,
  outcome: row.outcome === null ? null : (JSON.parse(row.outcome) as Readonly<Record<string, unknown>>),
})

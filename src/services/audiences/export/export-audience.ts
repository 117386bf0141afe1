import { existsSync, readFileSync } from 'node:fs'
import { asOfDate } from '../../../lib/as-of.ts'
import { InvalidInputError, KithError } from '../../../lib/errors.ts'
import { readProposal } from '../../../store/queries/proposals/proposals.ts'
import { authorise } from '../../access/authorise.ts'
import { exportAudienceAction } from '../../approvals/actions/messages/export-audience.ts'
import { outboxPath } from '../../approvals/outbox/deliver-approved.ts'
import { propose } from '../../approvals/propose.ts'
import { proposalDefinitions } from '../../approvals/proposing/definitions.ts'
import { summariseProposal, type ProposalSummary } from '../../approvals/proposing/summarise-proposal.ts'
import { recordAudit } from '../../audit/record-audit.ts'
import type { ServiceContext } from '../../context.ts'
import type { ServiceResult } from '../../service-result.ts'
import { say } from '../../say.ts'
import { FORMATS, type ExportFormat } from './export-formats.ts'

export interface ExportAudienceInput {
  readonly audience_id: string
  readonly format?: ExportFormat | undefined
  readonly hashed?: boolean | undefined
}

export interface ExportAudienceData {
  readonly proposal: ProposalSummary
  readonly audience_id: string
  readonly format: ExportFormat
  readonly hashed: boolean
}

/**
 * Proposes to export an audience; the file is written once another person has approved it. Klaviyo takes no hashes, Meta
 * only hashes.
 */
export function exportAudience({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: ExportAudienceInput
}): ServiceResult<ExportAudienceData> {
  authorise(ctx, 'propose:action')
  const args = exportArgs(input)
  const { facts = [] } = exportAudienceAction.effect?.(ctx, args) ?? {}
  const row = propose({ ctx, input: { action: 'export_audience', args } })
  return {
    data: { proposal: summariseProposal(ctx, row), ...args },
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
      ...facts,
      { id: 'proposal_id', label: 'Proposal', value: row.id, unit: 'id' },
    ],
    table: null,
    evidence: {
      period: null,
      population: say(ctx, `audience ${args.audience_id}`, `人群 ${args.audience_id}`),
      rows_used: 1,
      rows_left_out: {},
      definition: proposalDefinitions[ctx.language],
      method: say(
        ctx,
        'a proposal: the file is written once it is approved, with the consents of that moment',
        '提案：批准后才写出文件，并以当时的同意为准',
      ),
      model: null,
      sql: [],
    },
  }
}

function exportArgs({ audience_id, format = 'csv', hashed }: ExportAudienceInput) {
  const { hashes } = FORMATS[format]
  if (hashes === 'never' && hashed === true) {
    throw new InvalidInputError('Klaviyo takes no hashed addresses', {
      field: 'hashed',
      hint: 'Export as csv or meta for hashes, or leave hashed out.',
    })
  }
  if (hashes === 'always' && hashed === false) {
    throw new InvalidInputError('addresses leave for Meta only as hashes', {
      field: 'hashed',
      hint: 'Leave hashed out: the format asks for SHA-256 itself.',
    })
  }
  return { audience_id: audience_id.trim(), format, hashed: hashes === 'always' || hashed === true }
}

/**
 * The file of an approved export.
 *
 * @throws {KithError} NEEDS_APPROVAL without an approved proposal for exactly this audience; NOT_FOUND when the file is gone
 */
export function readExport(
  ctx: ServiceContext,
  { audienceId, proposalId }: { readonly audienceId: string; readonly proposalId: string | undefined },
): { readonly path: string; readonly content: Buffer } {
  authorise(ctx, 'propose:action')
  const row = proposalId === undefined ? undefined : readProposal(ctx.store, proposalId)
  const args = row === undefined ? null : (JSON.parse(row.args) as { readonly audience_id?: string })
  if (row?.action !== 'export_audience' || row.status !== 'executed' || args?.audience_id !== audienceId) {
    throw new KithError(
      'NEEDS_APPROVAL',
      `the audience ${audienceId} leaves only with an approved proposal to export it`,
      {
        hint: 'Propose it with export_audience, have it approved, then pass its id as proposal.',
      },
    )
  }
  const path = outboxPath(ctx.home, row.id, 'csv')
  if (!existsSync(path)) {
    throw new KithError('NOT_FOUND', `the file of ${row.id} is not there any more`, {
      hint: 'Propose the export again.',
    })
  }
  recordAudit(ctx, { action: 'read', subject: row.id, details: { export: audienceId } })
  return { path, content: readFileSync(path) }
}

import { createHash } from 'node:crypto'
import { canonicalJson } from '../../lib/canonical-json.ts'

export interface ProposalIdentity {
  readonly actorId: string
  readonly action: string
  readonly args: unknown
}

/** SHA-256 over who asks for what with which arguments: an approval is for these and no others. */
export const proposalHash = (identity: ProposalIdentity): string =>
  createHash('sha256').update(canonicalJson(identity)).digest('hex')

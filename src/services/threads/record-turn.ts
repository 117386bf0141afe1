import type { Answer } from '../../lib/answer.ts'
import { mapStrings } from '../../lib/map-strings.ts'
import type { ToolSuccess } from '../../lib/tool-result.ts'
import { insertTurn } from '../../store/queries/threads/threads.ts'
import { threadOwner } from '../access/actor.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { ServiceContext } from '../context.ts'
import type { ThreadIdentities } from './thread-identities.ts'

export interface TurnRecord {
  readonly threadId: string
  readonly identities: ThreadIdentities
  readonly question: string
  readonly answer: Answer
  readonly draft: string
  readonly results: readonly ToolSuccess[]
  /** Replaces identifiers in one string; `key` and `owner` say which field of which record it is. */
  readonly conceal: (text: string, key: string | null, owner: Readonly<Record<string, unknown>> | null) => string
}

const TITLE_LENGTH = 80

/** Keeps a turn and its results for good, with every identifier replaced by its token. */
export function recordTurn({
  ctx,
  input,
}: {
  ctx: Pick<ServiceContext, 'store' | 'actor' | 'clock'>
  input: TurnRecord
}): void {
  const { conceal } = input
  const concealText = (text: string): string => conceal(text, null, null)
  const question = concealText(input.question)
  const concealed = {
    question,
    answer: JSON.stringify(mapStrings(input.answer, conceal)),
    state: JSON.stringify({ draft: concealText(input.draft) }),
    results: input.results.map((result) => ({
      resultId: result.result_id,
      tool: result.evidence.tool,
      args: JSON.stringify(mapStrings(result.evidence.args, conceal)),
      result: JSON.stringify(mapStrings(result, conceal)),
    })),
  }
  insertTurn(ctx.store, {
    ...concealed,
    thread: {
      id: input.threadId,
      actorId: threadOwner(ctx.actor),
      boundCustomerId: ctx.actor.boundCustomerId,
      title: question.slice(0, TITLE_LENGTH),
      identities: input.identities.seal(),
    },
    at: ctx.clock(),
  })
  // Asking for another shop's data is refused, and stays on record.
  if (input.answer.reason_code === 'no_such_shop') {
    recordAudit(ctx, {
      action: 'refuse',
      subject: `thread:${input.threadId}`,
      details: { reason_code: 'no_such_shop' },
    })
  }
}

import type { Answer } from '../../lib/answer.ts'
import { mapStrings } from '../../lib/map-strings.ts'
import type { ToolSuccess } from '../../lib/tool-result.ts'
import type { ToolResultRow, TurnRow } from '../../store/queries/threads/threads.ts'
import type { Vote } from './record-feedback.ts'
import type { ThreadIdentities } from './thread-identities.ts'

/** A turn as it was answered, with the people named again. */
export interface StoredTurn {
  readonly position: number
  readonly question: string
  readonly answer: Answer
  /** The model's text with references, before figures were filled in: what a model should see of its own past. */
  readonly draft: string
  readonly askedAt: number
  /** What the asker thought of the answer; null until they say. */
  readonly vote: Vote | null
}

interface StoredState {
  readonly draft?: string
  readonly feedback?: { readonly vote: Vote }
}

export function decodeTurn(row: TurnRow, identities: Pick<ThreadIdentities, 'reveal'>): StoredTurn {
  const state: StoredState = row.state === null ? {} : (JSON.parse(row.state) as StoredState)
  const answer = revealAll<Answer>(row.answer, identities)
  return {
    position: row.position,
    question: identities.reveal(row.question),
    answer,
    draft: state.draft === undefined ? answer.text : identities.reveal(state.draft),
    askedAt: row.askedAt,
    vote: state.feedback?.vote ?? null,
  }
}

export const decodeResult = (row: ToolResultRow, identities: Pick<ThreadIdentities, 'reveal'>): ToolSuccess =>
  revealAll<ToolSuccess>(row.result, identities)

/** Names are put back string by string, so that a quote in a name cannot break the JSON around it. */
const revealAll = <Value>(json: string, identities: Pick<ThreadIdentities, 'reveal'>): Value =>
  mapStrings(JSON.parse(json), (text) => identities.reveal(text)) as Value

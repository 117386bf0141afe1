import type { ActionsBlock, Button, KnownBlock, TableBlock } from '@slack/types'
import { formatFigure } from '../../lib/format-figure.ts'
import type { Answer } from '../../lib/answer.ts'
import type { Cell } from '../../lib/tool-result.ts'
import { SLACK_WORDS } from './words.ts'

/** Names of the buttons; what a press of one brings back is in its value. */
export const ASK_ACTION = 'kith_ask'
export const APPROVE_ACTION = 'kith_approve'
export const REJECT_ACTION = 'kith_reject'
export const STOP_ACTION = 'kith_stop'
export const SHARE_ACTION = 'kith_share'

export interface SlackMessage {
  /** What notifications and clients without blocks show: the whole answer in words. */
  readonly text: string
  readonly blocks: KnownBlock[]
}

/** Slack's limits: characters of a markdown block, of a message's text, of a button's label and value; rows, columns, cells. */
const MARKDOWN = 12_000
const TEXT = 3900
const LABEL = 75
const VALUE = 2000
const ROWS = 20
const COLUMNS = 20
const CELL = 200
const BUTTONS = 5

/** An answer as a Slack message: the text, the first table, buttons for what can be asked or decided next, and a foot line. */
export function answerMessage(answer: Answer, labels: Readonly<Record<string, string>>): SlackMessage {
  const words = SLACK_WORDS[answer.language]
  const asked =
    answer.options.length > 0 ? answer.options : answer.follow_ups.map((question) => ({ label: question, question }))
  const buttons: Button[] = asked.slice(0, BUTTONS).map(({ label, question }, index) => ({
    type: 'button',
    action_id: `${ASK_ACTION}:${index}`,
    text: plain(label),
    value: cut(question, VALUE),
  }))
  const table = tableOf(answer, labels)
  const model = answer.model.provider === 'embedded' ? words.embedded : answer.model.name
  const foot = [answer.as_of, model, ...answer.assumptions].join(' · ')
  return {
    text: cut(answer.text, TEXT),
    blocks: [
      { type: 'markdown', text: cut(answer.text, MARKDOWN) },
      ...(table === null ? [] : [table.block]),
      ...(table?.hasMore === true ? [context(words.more)] : []),
      ...(answer.proposal === null ? [] : [decisionButtons(answer)]),
      ...(buttons.length === 0 ? [] : [{ type: 'actions', elements: buttons } satisfies ActionsBlock]),
      context(foot),
    ],
  }
}

/** The same message for a client that refuses one of the blocks: words alone. */
export const wordsOnly = ({ text }: SlackMessage): SlackMessage => ({
  text,
  blocks: [{ type: 'section', text: { type: 'mrkdwn', text: cut(text.replaceAll('**', '*'), 3000) } }],
})

function decisionButtons(answer: Answer): ActionsBlock {
  const words = SLACK_WORDS[answer.language]
  const value = JSON.stringify({ id: answer.proposal?.proposal_id, hash: answer.proposal?.hash })
  return {
    type: 'actions',
    elements: [
      { type: 'button', action_id: APPROVE_ACTION, style: 'primary', text: plain(words.approve), value },
      { type: 'button', action_id: REJECT_ACTION, text: plain(words.reject), value },
    ],
  }
}

function tableOf(
  answer: Answer,
  labels: Readonly<Record<string, string>>,
): { readonly block: TableBlock; readonly hasMore: boolean } | null {
  const [table] = answer.tables
  if (table === undefined || table.rows.length === 0) return null
  const columns = table.columns.slice(0, COLUMNS)
  const shown = (value: Cell | undefined, unit: string): string =>
    value === null || value === undefined ? '–' : formatFigure(value, unit, { language: answer.language, labels })
  // Slack refuses an empty cell.
  const cell = (text: string) => ({ type: 'raw_text' as const, text: cut(text, CELL) || '–' })
  const rows = table.rows.slice(0, ROWS)
  return {
    block: {
      type: 'table',
      column_settings: columns.map(({ key }) => ({
        align: rows.some((row) => typeof row[key] === 'number') ? ('right' as const) : ('left' as const),
      })),
      rows: [
        columns.map(({ label }) => cell(label)),
        ...rows.map((row) => columns.map(({ key, unit }) => cell(shown(row[key], unit)))),
      ],
    },
    hasMore: table.total_rows > rows.length,
  }
}

const context = (text: string): KnownBlock => ({
  type: 'context',
  elements: [{ type: 'plain_text', text: cut(text, 2000) }],
})

export const plain = (text: string) => ({ type: 'plain_text' as const, text: cut(text, LABEL) })

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text)

import type { Fact, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceContextData } from './service-card.ts'

const COLUMNS = [
  { key: 'line', label: 'Line', unit: 'text' },
  { key: 'level', label: 'Level', unit: 'label' },
  { key: 'source', label: 'Source', unit: 'text' },
] as const

/** Facts of a card that an answer may state, and its lines as a table. */
export function presentContext(
  _: Pick<ServiceContext, 'language'>,
  data: ServiceContextData,
): { readonly facts: readonly Fact[]; readonly table: ResultTable } {
  const { mood, issue, order, reply_draft: reply, hand_off: handOff, next_best_action: action, card } = data
  const label = (id: string, name: string, value: string | null | undefined): Fact[] =>
    value === null || value === undefined ? [] : [{ id, label: name, value, unit: 'label' }]
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: data.as_of, unit: 'date' },
    { id: 'customer_id', label: 'Customer', value: data.customer_id, unit: 'id' },
    ...label('mood', 'Mood', mood?.label),
    ...label('issue', 'Issue', issue?.topic),
    ...(order === null ? [] : [{ id: 'order_id', label: 'Order', value: order.order_id, unit: 'id' }]),
    ...(reply === null ? [] : [{ id: 'reply', label: 'Draft of a reply', value: reply.text, unit: 'text' }]),
    ...(reply?.sources ?? []).flatMap(({ marker, id, title }, i): Fact[] => [
      { id: `source_${i + 1}`, label: `Source ${marker}`, value: title, unit: 'text' },
      { id: `source_${i + 1}_id`, label: `Source ${marker}`, value: id, unit: 'id' },
    ]),
    ...label('hand_off', 'Hand over', handOff.reason),
    { id: 'next_action', label: 'Next best action', value: action.text, unit: 'text' },
  ]
  const rows = card.map(({ text, level, source }) => ({ line: text, level, source }))
  return { facts, table: { columns: COLUMNS, rows, total_rows: rows.length } }
}

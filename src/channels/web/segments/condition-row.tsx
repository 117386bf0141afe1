import { useId } from 'react'
import { labelFor } from '../data/labels.ts'
import { useTool } from '../data/use-tool.ts'
import { Button } from '../parts/button.tsx'
import { useText } from '../text/use-text.ts'
import { FIELDS, fieldName, operatorsOf, type Condition, type FieldChoice } from './conditions.ts'

export interface ConditionRowProps {
  readonly first: boolean
  readonly condition: Condition
  readonly onChange: (condition: Condition) => void
  readonly onRemove: (() => void) | null
}

/** One condition as a piece of a sentence: field, comparison, value. */
export function ConditionRow({ first, condition, onChange, onRemove }: ConditionRowProps) {
  const { say, language } = useText()
  const choice = FIELDS.find(({ field }) => field === condition.field) ?? {
    field: condition.field,
    kind: 'word' as const,
  }
  const operators = [...new Set([...operatorsOf(choice.kind), condition.op])]
  const pickField = (field: string): void => {
    const next = FIELDS.find((one) => one.field === field)
    onChange({ field, op: operatorsOf(next?.kind ?? 'word')[0] ?? 'eq', value: next?.values?.[0] ?? '' })
  }
  return (
    <li className="flex flex-wrap items-center gap-2 text-sm">
      <span className="w-14 text-quiet">{first ? say('whose') : say('and')}</span>
      <select
        className="field"
        aria-label={say('field')}
        value={condition.field}
        onChange={(event) => pickField(event.target.value)}
      >
        {FIELDS.some(({ field }) => field === condition.field) || (
          <option value={condition.field}>{condition.field}</option>
        )}
        {FIELDS.map(({ field }) => (
          <option key={field} value={field}>
            {fieldName(field, say, language)}
          </option>
        ))}
      </select>
      <select
        className="field"
        aria-label={say('comparison')}
        value={condition.op}
        onChange={(event) => onChange({ ...condition, op: event.target.value })}
      >
        {operators.map((op) => (
          <option key={op} value={op}>
            {say(`op_${op}` as 'op_eq')}
          </option>
        ))}
      </select>
      <ValueField choice={choice} condition={condition} onChange={onChange} />
      {onRemove !== null && <Button look="quiet" icon="close" bare={say('removeCondition')} onClick={onRemove} />}
    </li>
  )
}

function ValueField({
  choice,
  condition,
  onChange,
}: {
  readonly choice: FieldChoice
  readonly condition: Condition
  readonly onChange: (condition: Condition) => void
}) {
  const { say, language } = useText()
  const listId = useId()
  const groups = useTool(
    'query_metrics',
    choice.dimension === undefined ? null : { metrics: ['orders'], dimensions: [choice.dimension], limit: 100 },
  )
  const known = (groups.data?.table?.rows ?? []).flatMap((row) => {
    const value = row[choice.dimension ?? '']
    return typeof value === 'string' ? [value] : []
  })
  const value = String(condition.value ?? '')
  if (choice.values !== undefined)
    return (
      <select
        className="field"
        aria-label={say('value')}
        value={value}
        onChange={(event) => onChange({ ...condition, value: event.target.value })}
      >
        {choice.values.map((one) => (
          <option key={one} value={one}>
            {labelFor(one, language)}
          </option>
        ))}
      </select>
    )
  const isNumber = choice.kind === 'number' || choice.kind === 'money'
  return (
    <>
      <input
        className="field w-40"
        aria-label={say('value')}
        type={choice.kind === 'day' ? 'date' : isNumber ? 'number' : 'text'}
        step="any"
        list={known.length > 0 ? listId : undefined}
        value={value}
        placeholder={say('value')}
        onChange={({ target }) =>
          onChange({ ...condition, value: isNumber && target.value !== '' ? Number(target.value) : target.value })
        }
      />
      {known.length > 0 && (
        <datalist id={listId}>
          {known.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </>
  )
}

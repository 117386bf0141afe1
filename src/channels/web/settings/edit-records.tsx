import { useState } from 'react'
import { labelFor } from '../data/labels.ts'
import { Button } from '../parts/button.tsx'
import type { TextKey } from '../text/say.ts'
import { useText } from '../text/use-text.ts'
import type { RecordField } from './record-fields.ts'

type SettingRecord = Readonly<Record<string, unknown>>

/** A setting that is a table: rows to change, add and take away; the whole table is proposed at once. */
export function EditRecords({
  records,
  fields,
  onPropose,
}: {
  readonly records: readonly SettingRecord[]
  readonly fields: readonly RecordField[]
  readonly onPropose: (value: readonly SettingRecord[]) => void
}) {
  const { say } = useText()
  const [rows, setRows] = useState(() => records.map((record, key) => ({ key, record })))
  const change = (key: number, field: string, value: unknown): void =>
    setRows(rows.map((row) => (row.key === key ? { key, record: { ...row.record, [field]: value } } : row)))
  const add = (): void => {
    const key = Math.max(-1, ...rows.map((row) => row.key)) + 1
    setRows([...rows, { key, record: Object.fromEntries(fields.map((field) => [field.key, field.initial])) }])
  }
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        onPropose(rows.map(({ record }) => record))
      }}
    >
      <ul className="flex flex-col gap-2">
        {rows.map(({ key, record }) => (
          <li key={key} className="flex flex-wrap items-end gap-x-3 gap-y-2 rounded-md bg-sunken p-2">
            {fields.map((field) => (
              <Field
                key={field.key}
                field={field}
                value={record[field.key]}
                onChange={(value) => change(key, field.key, value)}
              />
            ))}
            <Button
              look="quiet"
              icon="close"
              className="ms-auto"
              bare={say('remove')}
              onClick={() => setRows(rows.filter((row) => row.key !== key))}
            />
          </li>
        ))}
      </ul>
      <div className="flex gap-2">
        <Button icon="plus" onClick={add}>
          {say('addRow')}
        </Button>
        <Button type="submit">{say('propose')}</Button>
      </div>
    </form>
  )
}

function Field({
  field: { key, kind, options = [] },
  value,
  onChange,
}: {
  readonly field: RecordField
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}) {
  const { say, language } = useText()
  const title = say(`field_${key}` as TextKey)
  if (kind === 'choices') {
    const chosen = Array.isArray(value) ? (value as readonly string[]) : []
    return (
      <fieldset className="flex flex-col gap-1">
        <legend className="text-xs text-quiet">{title}</legend>
        <div className="flex min-h-8 flex-wrap items-center gap-x-3">
          {options.map((option) => (
            <label key={option} className="flex min-h-6 items-center gap-1">
              <input
                type="checkbox"
                checked={chosen.includes(option)}
                onChange={({ target }) =>
                  onChange(target.checked ? [...chosen, option] : chosen.filter((one) => one !== option))
                }
              />
              {labelFor(option, language)}
            </label>
          ))}
        </div>
      </fieldset>
    )
  }
  return (
    <label className="flex flex-col gap-1">
      <span className="text-xs text-quiet">{title}</span>
      {kind === 'choice' ? (
        <select className="field" value={String(value)} onChange={({ target }) => onChange(target.value)}>
          {options.map((option) => (
            <option key={option} value={option}>
              {say(`role_${option}` as TextKey)}
            </option>
          ))}
        </select>
      ) : (
        <input
          className={`field ${kind === 'number' ? 'w-24 text-end' : 'w-40'}`}
          type={kind === 'number' ? 'number' : 'text'}
          step="any"
          required
          value={String(value)}
          onChange={({ target }) => onChange(kind === 'number' ? Number(target.value) : target.value)}
        />
      )}
    </label>
  )
}

import { useState } from 'react'
import { useText } from '../text/use-text.ts'
import { Button } from './button.tsx'

/** Edits the arguments of a proposal: words and numbers as fields, everything else as it is written. */
export function ReviseForm({
  args,
  busy,
  onCancel,
  onSave,
}: {
  readonly args: Readonly<Record<string, unknown>>
  readonly busy: boolean
  readonly onCancel: () => void
  readonly onSave: (args: Readonly<Record<string, unknown>>) => void
}) {
  const { say } = useText()
  const [failed, setFailed] = useState<string | null>(null)
  const fields = Object.entries(args).filter(([name, value]) => value !== null && name !== 'as_of')
  const save = (form: FormData): void => {
    try {
      onSave(Object.fromEntries(fields.map(([name, value]) => [name, readField(value, String(form.get(name) ?? ''))])))
    } catch {
      setFailed(say('notJson'))
    }
  }
  return (
    <form
      className="mt-3 flex flex-col gap-3 border-t border-line pt-3 text-sm"
      onSubmit={(event) => {
        event.preventDefault()
        save(new FormData(event.currentTarget))
      }}
    >
      {fields.map(([name, value]) => (
        <label key={name} className="flex flex-col gap-1">
          <span className="eyebrow">{name.replaceAll('_', ' ')}</span>
          {typeof value === 'object' ? (
            <textarea
              name={name}
              rows={4}
              defaultValue={JSON.stringify(value, null, 1)}
              className="field font-mono text-xs"
            />
          ) : (
            <input name={name} defaultValue={String(value)} className="field" />
          )}
        </label>
      ))}
      {failed !== null && (
        <p role="alert" className="text-bad">
          {failed}
        </p>
      )}
      <div className="flex gap-2">
        <Button look="primary" type="submit" disabled={busy}>
          {say('saveEdit')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </form>
  )
}

/** A field as the kind of value that it was. */
function readField(before: unknown, text: string): unknown {
  if (typeof before === 'number') return Number(text)
  if (typeof before === 'boolean') return text === 'true'
  return typeof before === 'object' ? (JSON.parse(text) as unknown) : text
}

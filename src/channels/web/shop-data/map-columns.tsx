import { useState } from 'react'
import { labelIn } from '../data/labels.ts'
import { Button } from '../parts/button.tsx'
import { Chip } from '../parts/chip.tsx'
import { Notice } from '../parts/states.tsx'
import { useText } from '../text/use-text.ts'
import type { DetectedFile } from './import-file.ts'

export interface MapColumnsProps {
  readonly detected: DetectedFile
  readonly onKind: (kind: string) => void
  readonly onBack: () => void
  /** null: the mapping as it was detected. */
  readonly onTry: (mapping: Readonly<Record<string, string>> | null) => void
}

/** What the file was taken for, and which column becomes which field, with the first values of each. */
export function MapColumns({ detected, onKind, onBack, onTry }: MapColumnsProps) {
  const { say, language, count, moment } = useText()
  const [mapping, setMapping] = useState(detected.mapping)
  const changed = JSON.stringify(mapping) !== JSON.stringify(detected.mapping)
  if (detected.not_imported !== null)
    return (
      <Notice icon="file" title={detected.not_imported} action={<Button onClick={onBack}>{say('otherFile')}</Button>} />
    )
  const setField = (field: string, column: string): void => {
    const { [field]: _, ...rest } = mapping
    setMapping(column === '' ? rest : { ...rest, [field]: column })
  }
  const isPreset = detected.preset !== null
  const shown = [...detected.fields].sort(
    (a, b) =>
      Number(mapping[b.name] !== undefined) - Number(mapping[a.name] !== undefined) ||
      Number(b.required) - Number(a.required),
  )
  return (
    <div className="flex flex-col gap-4 text-sm">
      <p>
        {say('takenFor', { file: detected.file })}{' '}
        <label className="inline-flex items-center gap-2">
          <span className="sr-only">{say('kindOfFile')}</span>
          <select className="field" value={detected.kind} onChange={(event) => onKind(event.target.value)}>
            {detected.kinds.map((kind) => (
              <option key={kind} value={kind}>
                {labelIn('kind', kind, language)}
              </option>
            ))}
          </select>
        </label>{' '}
        {detected.preset !== null && <Chip tone="accent">{say('presetOf', { preset: detected.preset })}</Chip>}{' '}
        <span className="text-quiet">
          {say('columnsOf', { columns: count(detected.columns.length), encoding: detected.encoding })}
        </span>
      </p>
      {detected.reasons.length > 0 && (
        <details className="text-quiet">
          <summary>{say('whyTaken')}</summary>
          <ul className="list-inside list-disc">
            {detected.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </details>
      )}
      {detected.warnings.map((warning) => (
        <p key={warning} className="rounded-md bg-warn-soft px-3 py-2 text-warn">
          {warning}
        </p>
      ))}
      <div
        className="wide max-h-96 rounded-lg border border-line"
        tabIndex={0}
        role="region"
        aria-label={say('stepMap')}
      >
        <table className="w-full">
          <thead className="sticky top-0 bg-panel text-quiet">
            <tr>
              <th scope="col" className="px-3 py-1.5 text-start font-medium">
                {say('field')}
              </th>
              <th scope="col" className="px-3 py-1.5 text-start font-medium">
                {say('column')}
              </th>
              <th scope="col" className="px-3 py-1.5 text-start font-medium">
                {say('firstValues')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ name, required, type }) => (
              <tr key={name} className="border-t border-line">
                <th scope="row" className="px-3 py-1 text-start font-normal whitespace-nowrap">
                  {labelIn('field', name, language)}
                  {required && <span className="text-bad"> *</span>}
                </th>
                <td className="px-3 py-1">
                  {isPreset ? (
                    (mapping[name] ?? '–')
                  ) : (
                    <select
                      className="field"
                      aria-label={labelIn('field', name, language)}
                      value={mapping[name] ?? ''}
                      onChange={(event) => setField(name, event.target.value)}
                    >
                      <option value="">–</option>
                      {detected.columns.map((column) => (
                        <option key={column} value={column}>
                          {column}
                        </option>
                      ))}
                    </select>
                  )}
                </td>
                <td className="max-w-72 truncate px-3 py-1 text-quiet">
                  {detected.samples
                    .slice(0, 3)
                    .map((row) => String(row[name] ?? ''))
                    .filter((text) => text !== '')
                    .map((text) => (type === 'instant' ? moment(text) : text))
                    .join(' · ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {detected.unmapped.length > 0 && (
        <p className="text-quiet">{say('notUsed', { columns: detected.unmapped.join(', ') })}</p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onBack}>{say('otherFile')}</Button>
        <Button look="primary" icon="next" onClick={() => onTry(changed ? mapping : null)}>
          {say('tryIt')}
        </Button>
      </div>
    </div>
  )
}

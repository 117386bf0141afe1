import { useState, type DragEvent } from 'react'
import { importFile, type ImportState } from '../import-file.ts'
import { useText, type Text } from '../text/use-text.ts'

/** Drop a file, watch it come in, read what was kept and what was set aside. */
export function ImportPanel({ onImported }: { readonly onImported: () => void }) {
  const text = useText()
  const { say } = text
  const [states, setStates] = useState<readonly ImportState[]>([])
  const [over, setOver] = useState(false)
  const take = async (files: readonly File[]): Promise<void> => {
    for (const file of files) {
      await importFile(file, (state) =>
        setStates((before) => [...before.filter((other) => other.file !== file.name), state]),
      )
    }
    onImported()
  }
  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    void take([...event.dataTransfer.files])
  }
  return (
    <section
      aria-labelledby="own-data"
      className={`mb-6 rounded-lg border border-dashed px-4 py-4 ${over ? 'border-accent bg-accent-soft' : 'border-line'}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <h2 id="own-data" className="font-medium">
        {say('upload')}
      </h2>
      <p className="mt-1 text-sm text-quiet">{say('uploadHint')}</p>
      <label className="mt-3 inline-block cursor-pointer rounded-lg border border-line bg-panel px-3 py-1 text-sm focus-within:outline-2 hover:border-accent">
        {say('chooseFile')}
        <input
          type="file"
          multiple
          className="sr-only"
          onChange={(event) => void take([...(event.target.files ?? [])])}
        />
      </label>
      <ul aria-live="polite" className="mt-3 flex flex-col gap-2 text-sm">
        {states.map((state) => (
          <li key={state.file}>
            <State state={state} text={text} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function State({ state, text: { say, language } }: { readonly state: ImportState; readonly text: Text }) {
  const number = new Intl.NumberFormat(language)
  switch (state.stage) {
    case 'uploading':
      return <span>{say('uploading', { file: state.file })}…</span>
    case 'importing':
      return <span>{say('importing', { file: state.file, rows: number.format(state.rows) })}…</span>
    case 'failed':
      return (
        <span role="alert" className="text-warn">
          {state.file}: {state.message}
        </span>
      )
    case 'done': {
      const { result } = state
      const counts = {
        read: number.format(result.read),
        imported: number.format(result.imported),
        duplicates: number.format(result.duplicates),
        quarantined: number.format(result.quarantined),
      }
      const leftOut = Object.entries(result.left_out).filter(([, count]) => count > 0)
      return (
        <div>
          <p className="font-medium">{say('imported', { file: state.file, ...counts })}</p>
          {leftOut.length > 0 && (
            <p className="text-quiet">
              {say('leftOutNote', {
                reasons: leftOut
                  .map(([reason, count]) => `${reason.replaceAll('_', ' ')} ${number.format(count)}`)
                  .join(', '),
              })}
            </p>
          )}
          {state.quarantineFile !== null && (
            <p className="text-warn">{say('quarantineNote', { file: state.quarantineFile })}</p>
          )}
          {state.warnings.map((warning) => (
            <p key={warning} className="text-quiet">
              {warning}
            </p>
          ))}
        </div>
      )
    }
    default:
      return null
  }
}

import { labelFor } from '../data/labels.ts'
import { Button } from '../parts/button.tsx'
import { Figure } from '../parts/figure.tsx'
import { Link } from '../routing/link.tsx'
import { useText } from '../text/use-text.ts'
import type { FileResult, FinishedImport } from './import-file.ts'

/** What a dry run found: what would come in, what would be set aside and why, and the bad rows to mend. */
export function ImportTried({
  finished,
  onBack,
  onImport,
}: {
  readonly finished: FinishedImport
  readonly onBack: () => void
  readonly onImport: () => void
}) {
  const { say } = useText()
  return (
    <div className="flex flex-col gap-4 text-sm">
      <p className="font-medium">{say('triedTitle')}</p>
      <Counts result={finished.result} />
      <Rejected result={finished.result} />
      <Warnings warnings={finished.warnings} />
      <div className="flex justify-end gap-2">
        <Button onClick={onBack}>{say('otherFile')}</Button>
        <Button
          look="primary"
          icon="check"
          disabled={finished.result.read === finished.result.quarantined}
          onClick={onImport}
        >
          {say('importNow')}
        </Button>
      </div>
    </div>
  )
}

export function ImportDone({ finished, onNext }: { readonly finished: FinishedImport; readonly onNext: () => void }) {
  const { say } = useText()
  return (
    <div className="flex flex-col gap-4 text-sm" role="status">
      <p className="font-medium text-good">{say('doneTitle', { file: baseName(finished.result.file) })}</p>
      <Counts result={finished.result} />
      <Rejected result={finished.result} />
      <Warnings warnings={finished.warnings} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onNext}>{say('otherFile')}</Button>
        <Link
          to="/"
          className="inline-flex min-h-8 items-center rounded-md bg-accent px-3 py-1 text-sm text-accent-ink hover:opacity-90"
        >
          {say('askAboutIt')}
        </Link>
      </div>
    </div>
  )
}

/** Without the folder in which an upload waits. */
const baseName = (path: string): string => path.split(/[/\\]/).at(-1) ?? path

function Counts({ result }: { readonly result: FileResult }) {
  const { say, language, count } = useText()
  const { repeated_lines: repeated = 0, ...reasons } = result.left_out
  const leftOut = Object.entries(reasons).filter(([, rows]) => rows > 0)
  return (
    <>
      <div className="grid grid-cols-2 gap-4 rounded-lg bg-sunken p-4 sm:grid-cols-4">
        <Figure label={say('rowsRead')}>{count(result.read)}</Figure>
        <Figure label={say('rowsImported')}>{count(result.imported)}</Figure>
        <Figure label={say('rowsKnown')}>{count(result.duplicates)}</Figure>
        <Figure label={say('rowsSetAside')}>{count(result.quarantined)}</Figure>
      </div>
      {leftOut.length > 0 && (
        <p className="text-quiet">
          {say('leftOutNote', {
            reasons: leftOut
              .map(([reason, rows]) => `${labelFor(reason, language)} ${count(rows)}`)
              .join(language === 'zh' ? '、' : ', '),
          })}
        </p>
      )}
      {repeated > 0 && <p className="text-quiet">{say('repeatedNote', { rows: count(repeated) })}</p>}
    </>
  )
}

function Rejected({ result }: { readonly result: FileResult }) {
  const { say, language, count } = useText()
  if (result.quarantined === 0) return null
  return (
    <div className="rounded-lg bg-warn-soft px-4 py-3">
      <p className="font-medium text-warn">{say('setAsideTitle', { rows: count(result.quarantined) })}</p>
      <ul className="list-inside list-disc">
        {Object.entries(result.reasons).map(([reason, rows]) => (
          <li key={reason}>{say('named', { name: labelFor(reason, language), value: count(rows) })}</li>
        ))}
      </ul>
      <a
        className="mt-1 inline-block font-medium text-accent underline"
        href={`/v1/imports/${result.import_id}/quarantine.csv`}
        download
      >
        {say('downloadBadRows')}
      </a>
      <p className="text-quiet">{say('mendHint')}</p>
    </div>
  )
}

const Warnings = ({ warnings }: { readonly warnings: readonly string[] }) =>
  warnings.map((warning) => (
    <p key={warning} className="text-quiet">
      {warning}
    </p>
  ))

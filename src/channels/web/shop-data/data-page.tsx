import { labelIn, nameFor } from '../data/labels.ts'
import { useMay, useOverview } from '../data/use-overview.ts'
import { useTool } from '../data/use-tool.ts'
import { HowButton } from '../drawer/result-shelf.tsx'
import { Button } from '../parts/button.tsx'
import { Chip } from '../parts/chip.tsx'
import { Figure } from '../parts/figure.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Panel } from '../parts/panel.tsx'
import { EmptyShop } from '../parts/empty-shop.tsx'
import { Notice } from '../parts/states.tsx'
import { setQuery, useAddress } from '../routing/location.ts'
import { showRatio } from '../tables/show-minor.ts'
import { useText } from '../text/use-text.ts'
import { ImportWizard } from './import-wizard.tsx'

interface Ledger {
  readonly import_id: string
  readonly file: string
  readonly kind: string
  readonly status: string
  readonly started_at: string
  readonly read: number
  readonly imported: number
  readonly duplicates: number
  readonly quarantined: number
  readonly reasons: Readonly<Record<string, number>>
  readonly quarantine_file: string | null
}

interface DataState {
  readonly tables: readonly {
    readonly table: string
    readonly rows: number
    readonly from: string | null
    readonly to: string | null
  }[]
  readonly imports: readonly Ledger[]
}

const IMPORTS_SHOWN = 12

/** What the shop's data are, how clean, where they came from; and the way in for more. */
export default function DataPage() {
  const { say, language, count, day } = useText()
  const mayImport = useMay('import')
  const { refresh } = useOverview()
  const { query } = useAddress()
  const state = useTool<DataState>('describe_data', {})
  const open = query.get('import') !== null || query.get('job') !== null
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-5">
      <PageTitle title={say('data')} hint={say('dataHint')}>
        {mayImport && !open && (
          <Button look="primary" icon="file" onClick={() => setQuery({ import: '1' })}>
            {say('importFile')}
          </Button>
        )}
      </PageTitle>
      {open && mayImport && (
        <ImportWizard
          onImported={() => {
            state.reload()
            refresh()
          }}
        />
      )}
      <Panel title={say('quality')} resource={state} aside={(result) => <HowButton name="data" result={result} />}>
        {(result) => {
          const figures = result.facts.filter(
            ({ value, unit }) => typeof value === 'number' && (unit === 'ratio' || unit === 'score'),
          )
          const rows = result.data.tables.reduce((sum, table) => sum + table.rows, 0)
          return (
            <div className="grid grid-cols-2 gap-4 p-4 sm:grid-cols-4">
              {figures.slice(0, 3).map((fact) => (
                <Figure key={fact.id} label={nameFor(fact.id, fact.label, language)}>
                  {fact.unit === 'ratio' ? showRatio(Number(fact.value)) : count(Number(fact.value))}
                </Figure>
              ))}
              <Figure label={say('rowsInAll')}>{count(rows)}</Figure>
            </div>
          )
        }}
      </Panel>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Panel title={say('imports')} resource={state} lines={6}>
          {({ data }) =>
            data.imports.length === 0 ? (
              <Notice icon="file" title={say('noImports')} />
            ) : (
              <ul className="divide-y divide-line text-sm">
                {data.imports.slice(0, IMPORTS_SHOWN).map((one) => (
                  <LedgerRow key={one.import_id} ledger={one} />
                ))}
              </ul>
            )
          }
        </Panel>
        <Panel title={say('tables')} resource={state} lines={6}>
          {({ data }) =>
            data.tables.length === 0 ? (
              <EmptyShop />
            ) : (
              <table className="w-full text-sm">
                <thead className="text-quiet">
                  <tr className="border-b border-line">
                    <th scope="col" className="px-4 py-1.5 text-start font-medium">
                      {say('tableName')}
                    </th>
                    <th scope="col" className="px-4 py-1.5 text-end font-medium">
                      {say('rows')}
                    </th>
                    <th scope="col" className="hidden px-4 py-1.5 text-end font-medium sm:table-cell">
                      {say('span')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {data.tables.map(({ table, rows, from, to }) => (
                    <tr key={table} className="border-b border-line/60 last:border-0">
                      <th scope="row" className="px-4 py-1 text-start font-normal">
                        {labelIn('kind', table, language)}
                      </th>
                      <td className="tabular px-4 py-1 text-end">{count(rows)}</td>
                      <td className="tabular hidden px-4 py-1 text-end text-quiet sm:table-cell">
                        {from === null || to === null ? '–' : `${day(from)} – ${day(to)}`}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )
          }
        </Panel>
      </div>
    </div>
  )
}

function LedgerRow({ ledger }: { readonly ledger: Ledger }) {
  const { say, language, count, moment } = useText()
  return (
    <li className="px-4 py-2">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium break-all">{ledger.file}</span>
        <Chip>{labelIn('kind', ledger.kind, language)}</Chip>
        <span className="tabular ms-auto text-xs text-quiet">{moment(ledger.started_at)}</span>
      </p>
      <p className="tabular text-quiet">
        {say('ledgerCounts', {
          read: count(ledger.read),
          imported: count(ledger.imported),
          duplicates: count(ledger.duplicates),
        })}
        {ledger.quarantined > 0 && (
          <>
            {' · '}
            <a className="text-warn underline" href={`/v1/imports/${ledger.import_id}/quarantine.csv`} download>
              {say('setAsideCount', { rows: count(ledger.quarantined) })}
            </a>
          </>
        )}
      </p>
    </li>
  )
}

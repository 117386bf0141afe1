import { useState } from 'react'
import { useTool } from '../data/use-tool.ts'
import { HowButton } from '../drawer/result-shelf.tsx'
import { Button } from '../parts/button.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Panel } from '../parts/panel.tsx'
import { EmptyShop, useIsEmptyShop } from '../parts/empty-shop.tsx'
import { Notice } from '../parts/states.tsx'
import { navigate, setQuery, useAddress } from '../routing/location.ts'
import { downloadCsv } from '../tables/download-csv.ts'
import { ResultTableView } from '../tables/result-table.tsx'
import { useText } from '../text/use-text.ts'
import { labelFor } from '../data/labels.ts'
import { contactsLast } from './contacts-last.ts'

const STAGES = ['new', 'growing', 'mature', 'at_risk', 'dormant', 'churned', 'won_back'] as const
const TIERS = ['high', 'medium', 'low'] as const
const SORTS = ['-net_revenue', '-orders', '-last_order_at', 'recency_days', '-first_order_at'] as const
const PAGE = 50

/** Finds customers by id, name, e-mail or telephone, or by stage and tier; the address holds the search. */
export default function CustomersPage() {
  const { say, language } = useText()
  const { query } = useAddress()
  const isEmptyShop = useIsEmptyShop()
  const [limit, setLimit] = useState(PAGE)
  const asked = query.get('q') ?? ''
  const stage = query.get('stage') ?? ''
  const tier = query.get('tier') ?? ''
  const sort = query.get('sort') ?? SORTS[0]
  const filters = [
    ...(stage === '' ? [] : [{ field: 'lifecycle', op: 'eq', value: stage }]),
    ...(tier === '' ? [] : [{ field: 'value_tier', op: 'eq', value: tier }]),
  ]
  const result = useTool<{ readonly matched: number }>(
    'find_customers',
    { sort, limit, ...(filters.length === 0 ? {} : { filters }), ...(asked === '' ? {} : { identifier: asked }) },
    { masked: true },
  )
  const search = (words: string): void => {
    if (/^[A-Za-z]{1,3}-\d+$/.test(words)) navigate(`/customers/${encodeURIComponent(words.toUpperCase())}`)
    else setQuery({ q: words }, false)
  }
  const select = (name: string, value: string, values: readonly string[], words: string) => (
    <label className="flex flex-col gap-1 text-sm">
      <span className="eyebrow">{words}</span>
      <select className="field" value={value} onChange={(event) => setQuery({ [name]: event.target.value })}>
        {name !== 'sort' && <option value="">{say('all')}</option>}
        {values.map((one) => (
          <option key={one} value={one}>
            {name === 'sort' ? say(`sort_${one.replace('-', '')}` as 'sort_orders') : labelFor(one, language)}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <div className="mx-auto w-full max-w-6xl">
      <PageTitle title={say('customers')} hint={say('customersHint')} />
      <form
        className="mb-4 flex flex-wrap items-end gap-3"
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          search(String(new FormData(event.currentTarget).get('q') ?? '').trim())
        }}
      >
        <label className="flex min-w-64 flex-1 flex-col gap-1 text-sm">
          <span className="eyebrow">{say('findCustomer')}</span>
          <input
            key={asked}
            name="q"
            type="search"
            defaultValue={asked}
            placeholder={say('findCustomerHint')}
            className="field"
          />
        </label>
        {select('stage', stage, STAGES, say('stage'))}
        {select('tier', tier, TIERS, say('tier'))}
        {select('sort', sort, SORTS, say('sortBy'))}
        <Button look="primary" icon="search" type="submit">
          {say('find')}
        </Button>
      </form>
      <Panel
        title={say('customers')}
        resource={result}
        lines={8}
        aside={(found) => (
          <>
            <Button
              look="quiet"
              icon="groups"
              disabled={filters.length === 0}
              onClick={() => navigate(`/segments/new?filters=${encodeURIComponent(JSON.stringify(filters))}`)}
            >
              {say('saveAsSegment')}
            </Button>
            {found.table !== null && (
              <Button
                look="quiet"
                icon="download"
                bare={say('downloadCsv')}
                onClick={() => found.table !== null && downloadCsv({ ...found.table, title: say('customers') })}
              />
            )}
            <HowButton name="customers" result={found} />
          </>
        )}
      >
        {(found) =>
          found.table === null || found.table.rows.length === 0 ? (
            isEmptyShop ? (
              <EmptyShop />
            ) : (
              <Notice icon="people" title={say('nobodyFound')}>
                {say('nobodyFoundHint')}
              </Notice>
            )
          ) : (
            <>
              <ResultTableView table={contactsLast(found.table)} label={say('customers')} tall />
              {found.table.rows.length < found.table.total_rows && found.table.rows.length >= limit && limit < 500 && (
                <div className="border-t border-line p-2 text-center">
                  <Button look="quiet" onClick={() => setLimit(Math.min(500, limit * 2))}>
                    {say('showMore')}
                  </Button>
                </div>
              )}
            </>
          )
        }
      </Panel>
    </div>
  )
}

import { useState } from 'react'
import { ApiProblem, callTool } from '../data/api.ts'
import { labelFor } from '../data/labels.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { fieldName } from '../segments/conditions.ts'
import { useText } from '../text/use-text.ts'

const OF_CUSTOMERS = [
  'churn_probability',
  'probability_alive',
  'expected_value',
  'risk_score',
  'days_since_order',
] as const
const OF_SHOP = ['net_revenue', 'orders', 'new_customers', 'aov', 'return_rate', 'conversion_rate'] as const

/** Proposes to be told when a figure passes a bound: of each customer, or of the whole shop. */
export function NewAlert({
  onClose,
  onProposed,
}: {
  readonly onClose: () => void
  readonly onProposed: (id: string) => void
}) {
  const { say, language } = useText()
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const propose = (form: FormData): void => {
    const metric = String(form.get('metric'))
    callTool<{ readonly proposal: { readonly proposal_id: string } }>('create_alert', {
      name: String(form.get('name')).trim(),
      metric,
      condition: { op: String(form.get('op')), value: Number(form.get('value')) },
      ...(OF_SHOP.some((name) => name === metric) ? { period: 'last_week' } : {}),
    })
      .then(({ data }) => onProposed(data.proposal.proposal_id))
      .catch((error: unknown) => setProblem(ApiProblem.of(error)))
  }
  return (
    <Dialog title={say('newAlert')} onClose={onClose}>
      <form
        className="flex flex-col gap-4 text-sm"
        onSubmit={(event) => {
          event.preventDefault()
          propose(new FormData(event.currentTarget))
        }}
      >
        <label className="flex flex-col gap-1">
          {say('name')}
          <input name="name" required maxLength={120} autoFocus className="field" />
        </label>
        <div className="flex flex-wrap items-end gap-2">
          <label className="flex flex-col gap-1">
            {say('tellWhen')}
            <select name="metric" className="field">
              <optgroup label={say('ofEachCustomer')}>
                {OF_CUSTOMERS.map((metric) => (
                  <option key={metric} value={metric}>
                    {fieldName(metric, say, language)}
                  </option>
                ))}
              </optgroup>
              <optgroup label={say('ofTheShop')}>
                {OF_SHOP.map((metric) => (
                  <option key={metric} value={metric}>
                    {labelFor(metric, language)}
                  </option>
                ))}
              </optgroup>
            </select>
          </label>
          <select name="op" aria-label={say('comparison')} className="field">
            <option value="gt">{say('op_gt')}</option>
            <option value="lt">{say('op_lt')}</option>
          </select>
          <input name="value" type="number" step="any" required aria-label={say('value')} className="field w-28" />
        </div>
        <p className="text-quiet">{say('alertHint')}</p>
        {problem !== null && (
          <p role="alert" className="text-bad">
            {problem.sentences}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{say('cancel')}</Button>
          <Button look="primary" type="submit">
            {say('propose')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

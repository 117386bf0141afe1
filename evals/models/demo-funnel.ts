import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustEqual, within, type Check } from './check.ts'
import { demoShop } from './support/demo-shop.ts'

interface Step {
  readonly name: string
  readonly rate: number
}

/** The planted leak of the mobile checkout: named first, with rates near the planted ones over all time. */
export const demoFunnel: Check = {
  id: 'demo-funnel',
  data: 'demo shop',
  async run() {
    const { call, home } = await demoShop()
    const { funnel } = JSON.parse(readFileSync(join(home, 'demo', 'truths.json'), 'utf8')) as {
      readonly funnel: { readonly mobile_pay_rate: number; readonly desktop_pay_rate: number }
    }
    const all = await call('analyze_funnel', { by: 'device', period: 'all' })
    const { groups } = all.data as {
      readonly groups: readonly { readonly group: string; readonly steps: readonly Step[] }[]
    }
    const latest = await call('analyze_funnel', {})
    const { leaks } = latest.data as {
      readonly leaks: readonly {
        readonly group: string
        readonly step: string
        readonly difference_interval: readonly number[]
      }[]
    }
    const rateOf = (device: string): number =>
      groups.find(({ group }) => group === device)?.steps.find(({ name }) => name === 'pay')?.rate ?? 0
    return [
      mustEqual('first leak of the last 90 days', 'mobile before pay', `${leaks[0]?.group} before ${leaks[0]?.step}`),
      mustEqual('its interval lies below zero', 'yes', (leaks[0]?.difference_interval[1] ?? 1) < 0 ? 'yes' : 'no'),
      within('mobile checkouts paid, all time', funnel.mobile_pay_rate, rateOf('mobile'), 0.01),
      within('desktop checkouts paid, all time', funnel.desktop_pay_rate, rateOf('desktop'), 0.01),
    ]
  },
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustEqual, type Check } from './check.ts'
import { demoShop } from './support/demo-shop.ts'

interface Rule {
  readonly antecedent: readonly string[]
  readonly consequent: readonly string[]
}

const keyOf = (names: readonly string[]): string =>
  names
    .map((name) => name.replace(/^type:/, ''))
    .toSorted()
    .join(' + ')

/** Planted complements are the first rules that the tool gives, nothing before them. */
export const demoComplements: Check = {
  id: 'demo-complements',
  data: 'demo shop',
  async run() {
    const { call, home } = await demoShop()
    const { complements } = JSON.parse(readFileSync(join(home, 'demo', 'truths.json'), 'utf8')) as {
      readonly complements: readonly { readonly if: string; readonly then: string }[]
    }
    const planted = new Set(complements.map((one) => keyOf([one.if, one.then])))
    const { data } = await call('find_bundles', { limit: planted.size })
    const { rules } = data as { readonly rules: readonly Rule[] }
    const found = rules.filter(({ antecedent, consequent }) => planted.has(keyOf([...antecedent, ...consequent])))
    return [mustEqual(`planted complements among the first ${planted.size} rules`, planted.size, found.length)]
  },
}

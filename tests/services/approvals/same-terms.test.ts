import { expect, test } from 'vitest'
import { seededRandom } from '../../../src/lib/random.ts'
import { proposeAction } from '../../../src/services/approvals/proposing/propose-action.ts'
import { loadAudience } from '../../../src/services/audiences/store-audience.ts'
import { customers, orders, proposals } from '../../../src/store/schema/index.ts'
import { CONSENT_DAY, consentShop } from '../../support/consent-shop.ts'
import { testActor, testContext } from '../../support/shop.ts'

/** Who would get which coupon, customer by customer, and who is held out. */
async function offers(change: (store: ReturnType<typeof consentShop>) => void) {
  const store = consentShop()
  change(store)
  const ctx = testContext(store, CONSENT_DAY, { actor: testActor('marketer') })
  await proposeAction({
    ctx,
    input: {
      action: 'send_coupon',
      target: { filters: [{ field: 'net_revenue', op: 'gte', value: 20 }] },
      parameters: { discount: 0.2 },
    },
  })
  const args = JSON.parse(store.db.select().from(proposals).get()?.args ?? '{}') as { readonly audience_id: string }
  return loadAudience(ctx, args.audience_id).members
}

test('gender, age, city and device of people change nobody’s offer', async () => {
  const plain = await offers(() => undefined)
  expect(plain.length).toBeGreaterThan(15)
  const random = seededRandom('changed people')
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? ''
  for (let round = 0; round < 20; round += 1) {
    const changed = await offers((store) => {
      for (const { id } of store.db.select().from(customers).all()) {
        store.sqlite
          .prepare('UPDATE customers SET gender = ?, age_band = ?, city = ?, region = ? WHERE id = ?')
          .run(pick(['female', 'male', 'x']), pick(['18-24', '55+']), pick(['Wuhan', 'Shanghai']), pick(['a', 'b']), id)
      }
      store.db
        .update(orders)
        .set({ device: pick(['mobile', 'desktop']) })
        .run()
    })
    expect(changed).toEqual(plain)
  }
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newestFirst, oldestFirst, pageOf, type Page, type Place } from '../../src/lib/page.ts'

const places = fc.uniqueArray(
  fc.record({ at: fc.integer({ min: 0, max: 5 }), id: fc.stringMatching(/^[a-f]{1,3}$/) }),
  {
    selector: ({ at, id }) => `${at} ${id}`,
  },
)

/** Every entry that paging through a list shows, with what comes in between two pages. */
function pageThrough(
  list: readonly Place[],
  limit: number,
  order: typeof newestFirst,
  arriving: readonly Place[] = [],
) {
  const seen: Place[] = []
  let present = [...list]
  let after: Place | null = null
  do {
    const page: Page<Place> = pageOf(present, { limit, after }, (item) => item, order)
    seen.push(...page.items)
    after = page.next
    present = [...arriving, ...present]
  } while (after !== null)
  return seen
}

test('pages show every entry once, in order, whatever their size', () => {
  fc.assert(
    fc.property(
      places,
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom(newestFirst, oldestFirst),
      (list, limit, order) => {
        expect(pageThrough(list, limit, order)).toEqual(list.toSorted(order))
      },
    ),
  )
})

test('entries that come in between two pages move no other one', () => {
  fc.assert(
    fc.property(places, fc.integer({ min: 1, max: 4 }), (list, limit) => {
      const newer = [{ at: 9, id: `n` }]
      expect(pageThrough(list, limit, newestFirst, newer)).toEqual(list.toSorted(newestFirst))
    }),
  )
})

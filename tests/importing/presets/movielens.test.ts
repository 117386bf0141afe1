import { afterAll, describe, expect, test } from 'vitest'
import { readFile, sourceFolder } from '../../support/source-files.ts'

const folder = sourceFolder()
afterAll(() => folder.remove())
const at = (...parts: readonly [number, number, number, number?, number?, number?]): number =>
  Date.UTC(parts[0], parts[1] - 1, parts[2], parts[3] ?? 0, parts[4] ?? 0, parts[5] ?? 0)

describe('movielens', () => {
  test('ratings are reviews', async () => {
    const { source, values } = await readFile(
      folder.write('u.data', '196\t242\t3\t881250949\n186\t302\t3\t891717742\n'),
    )
    expect(source.description).toMatchObject({ kind: 'reviews', preset: 'movielens' })
    expect(values[0]).toEqual({
      review_id: '196:242',
      customer_id: '196',
      product_id: '242',
      rating: 3,
      written_at: 881_250_949_000,
    })
  })

  test('films are products, users customers', async () => {
    const genres = '0|0|0|1|1|1|0|0|0|0|0|0|0|0|0|0|0|0|0'
    const films = await readFile(folder.write('u.item', `1|Toy Story (1995)|01-Jan-1995||http://x|${genres}\n`))
    expect(films.values).toEqual([
      { product_id: '1', name: 'Toy Story (1995)', category: 'Animation', created_at: at(1995, 1, 1) },
    ])
    const users = await readFile(folder.write('u.user', '1|24|M|technician|85711\n2|70|F|other|94043\n'))
    expect(users.source.description.kind).toBe('customers')
    expect(users.values).toEqual([
      { customer_id: '1', age_band: '18-24', gender: 'male', attributes: '{"occupation":"technician"}' },
      { customer_id: '2', age_band: '65+', gender: 'female', attributes: '{"occupation":"other"}' },
    ])
  })
})

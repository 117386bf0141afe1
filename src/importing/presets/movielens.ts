import { both } from '../../lib/bilingual.ts'
import { positionsOf, type Preset } from './preset.ts'

const GENRES: readonly string[] = (
  'unknown Action Adventure Animation Children Comedy Crime Documentary Drama Fantasy Film-Noir Horror Musical Mystery ' +
  'Romance Sci-Fi Thriller War Western'
).split(' ')
const RATING_COLUMNS = ['user', 'item', 'rating', 'timestamp'] as const
const ITEM_COLUMNS = ['movie', 'title', 'release_date', 'video_date', 'imdb_url', ...GENRES] as const
const USER_COLUMNS = ['user', 'age', 'gender', 'occupation', 'zip'] as const

const isCount = (cell: string | undefined): boolean => /^\d+$/.test(cell ?? '')

/** '23' is '18-24': the bands that reports cut by. */
function ageBand(age: string): string {
  if (!isCount(age)) return ''
  const years = Number(age)
  const upper = [17, 24, 34, 44, 54, 64].find((last) => years <= last)
  const lower = { 17: 0, 24: 18, 34: 25, 44: 35, 54: 45, 64: 55 }[upper ?? 0]
  return upper === undefined ? '65+' : `${lower ?? 0}-${upper}`
}

/**
 * MovieLens 100K: ratings of films become reviews without text, films become products (category: the first genre), users
 * become customers.
 *
 * @see Harper & Konstan (2015), ACM Transactions on Interactive Intelligent Systems 5(4), 19.
 */
export const movielens: Preset = {
  name: 'movielens',
  title: 'MovieLens 100K',
  layouts: [
    {
      kind: 'reviews',
      title: 'ratings (u.data)',
      signature: ['user_id', 'item_id', 'rating', 'timestamp'],
      headless: {
        columns: RATING_COLUMNS,
        matches: (rows) =>
          rows.every(
            (row) =>
              row.length === 4 && row.every(isCount) && /^[1-5]$/.test(row[2] ?? '') && /^8\d{8}$/.test(row[3] ?? ''),
          ),
      },
      mapping: {
        review_id: 'user + item',
        customer_id: 'user',
        product_id: 'item',
        rating: 'rating',
        written_at: 'timestamp',
      },
      shaper: () => ({
        fields: ['review_id', 'customer_id', 'product_id', 'rating', 'written_at'],
        shape: (cells) => [
          `${cells[0] ?? ''}:${cells[1] ?? ''}`,
          cells[0] ?? '',
          cells[1] ?? '',
          cells[2] ?? '',
          cells[3] ?? '',
        ],
      }),
      notes: [
        both('a rating is a review without text; its key is user and film', '评分是没有文字的评论；主键为用户和影片'),
      ],
    },
    {
      kind: 'products',
      title: 'films (u.item)',
      signature: ['movie id', 'movie title', 'release date'],
      headless: {
        columns: ITEM_COLUMNS,
        matches: (rows) =>
          rows.every(
            (row) => row.length === ITEM_COLUMNS.length && row.slice(5).every((cell) => cell === '0' || cell === '1'),
          ),
      },
      mapping: { product_id: 'movie', name: 'title', category: 'the first genre', created_at: 'release_date' },
      shaper: () => ({
        fields: ['product_id', 'name', 'category', 'created_at'],
        shape: (cells) => [cells[0] ?? '', cells[1] ?? '', GENRES[cells.indexOf('1', 5) - 5] ?? '', cells[2] ?? ''],
      }),
    },
    {
      kind: 'customers',
      title: 'users (u.user)',
      signature: ['user_id', 'age', 'gender', 'occupation', 'zip code'],
      headless: {
        columns: USER_COLUMNS,
        matches: (rows) =>
          rows.every((row) => row.length === 5 && isCount(row[0]) && isCount(row[1]) && /^[MF]$/.test(row[2] ?? '')),
      },
      mapping: { customer_id: 'user', age_band: 'age', gender: 'gender', attributes: 'occupation' },
      shaper: ({ columns }) => {
        const at = positionsOf(columns, ['age', 'gender', 'occupation'])
        return {
          fields: ['customer_id', 'age_band', 'gender', 'attributes'],
          shape: (cells) => [
            cells[0] ?? '',
            ageBand(cells[at.age] ?? ''),
            cells[at.gender] === 'M' ? 'male' : cells[at.gender] === 'F' ? 'female' : '',
            JSON.stringify({ occupation: cells[at.occupation] ?? '' }),
          ],
        }
      },
    },
  ],
}

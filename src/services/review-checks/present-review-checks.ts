import { asOfDate } from '../../lib/as-of.ts'
import type { Cell, Fact, Gate, ResultTable } from '../../lib/tool-result.ts'
import { readShelf, type ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { ServiceContext } from '../context.ts'
import { productName } from '../recommend/product-name.ts'
import type { CheckReviewsData } from './review-check-data.ts'

interface Scene {
  readonly data: CheckReviewsData
  readonly product: ShelfProduct | null
  readonly gate: Gate | null
}

/** Two decimals of a mean of stars do not show it. */
const HARDLY = 0.005
/** Accounts of a group that a cell names; the data has them all. */
const NAMED = 30

/** Facts and a table of the groups of copies, with their accounts by id. */
export function presentReviewChecks(
  ctx: ServiceContext,
  { data, product, gate }: Scene,
): { readonly facts: readonly Fact[]; readonly table: ResultTable | null; readonly chart: null } {
  const shelf = readShelf(ctx.store, ctx.asOf.until)
  const nameOf = (id: string): string => productName(shelf.get(id), id, ctx.language)
  const ring = data.rings[0]
  const burst = data.bursts[0]
  const accounts = new Set(data.duplicate_groups.flatMap((group) => group.accounts))
  return {
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
      ...(gate?.failed.includes('imported') === true
        ? [{ id: 'nothing_imported', label: 'Reviews', value: 0, unit: 'reviews' } as const]
        : []),
      ...(product === null
        ? []
        : [{ id: 'product', label: 'Product', value: nameOf(product.id), unit: 'text' } as const]),
      { id: 'reviews', label: 'Reviews looked at', value: data.reviews, unit: 'reviews' },
      { id: 'flagged', label: 'Flagged reviews', value: data.flagged, unit: 'reviews', n: data.reviews },
      { id: 'groups', label: 'Groups of copies', value: data.duplicate_groups.length, unit: 'groups' },
      { id: 'copying_accounts', label: 'Accounts with copies', value: accounts.size, unit: 'customers' },
      { id: 'rings', label: 'Rings', value: data.rings.length, unit: 'groups' },
      { id: 'mismatches', label: 'Words against stars', value: data.mismatches, unit: 'reviews' },
      ...(data.mismatches > 0
        ? [{ id: 'has_mismatches', label: 'Words against stars', value: data.mismatches, unit: 'reviews' } as const]
        : []),
      ...(data.flagged > 0
        ? [{ id: 'has_flagged', label: 'Flagged reviews', value: data.flagged, unit: 'reviews' } as const]
        : []),
      ...(ring === undefined
        ? []
        : ([
            {
              id: 'ring_accounts',
              label: 'Accounts of the largest ring',
              value: ring.accounts.length,
              unit: 'customers',
            },
            { id: 'ring_product', label: 'About', value: ring.products.map(nameOf).join(', '), unit: 'text' },
            { id: 'ring_product_id', label: 'About', value: ring.products.join(', '), unit: 'id' },
            { id: 'ring_from', label: 'From', value: ring.from, unit: 'date' },
            { id: 'ring_to', label: 'To', value: ring.to, unit: 'date' },
          ] as const)),
      ...(burst === undefined
        ? []
        : ([
            { id: 'burst_product', label: 'Burst of reviews of', value: nameOf(burst.product_id), unit: 'text' },
            { id: 'burst_from', label: 'From', value: burst.from, unit: 'date' },
            { id: 'burst_reviews', label: 'Reviews', value: burst.reviews, unit: 'reviews' },
            { id: 'burst_expected', label: 'Expected', value: burst.expected, unit: 'reviews' },
          ] as const)),
      ...effectFacts(data),
    ],
    table: groupTable(data, nameOf),
    chart: null,
  }
}

function effectFacts({ effect }: CheckReviewsData): Fact[] {
  if (effect === null) return []
  const { with_flagged: all, without_flagged: rest } = effect
  return [
    { id: 'mean_rating', label: 'Mean rating', value: all.mean_rating, unit: 'stars', n: all.reviews },
    ...(rest === null
      ? []
      : ([
          {
            id: 'mean_without',
            label: 'Mean rating without them',
            value: rest.mean_rating,
            unit: 'stars',
            n: rest.reviews,
          },
          { id: 'mean_change', label: 'Change', value: effect.mean_change, unit: 'stars' },
          ...(Math.abs(effect.mean_change ?? 0) < HARDLY
            ? [{ id: 'hardly_changes', label: 'Change to two decimals', value: 0, unit: 'stars' } as const]
            : []),
          { id: 'csat_with', label: 'Share of 4 and 5 stars', value: all.csat, unit: 'ratio', n: all.reviews },
          { id: 'csat_without', label: 'The same without them', value: rest.csat, unit: 'ratio', n: rest.reviews },
        ] as const)),
  ]
}

function groupTable(data: CheckReviewsData, nameOf: (id: string) => string): ResultTable | null {
  if (data.duplicate_groups.length === 0) return null
  return {
    columns: [
      { key: 'group', label: 'Group', unit: 'groups' },
      { key: 'copies', label: 'Reviews', unit: 'reviews' },
      { key: 'accounts_count', label: 'Accounts', unit: 'customers' },
      { key: 'similarity', label: 'Similarity', unit: 'ratio' },
      { key: 'product', label: 'Product', unit: 'text' },
      { key: 'from', label: 'From', unit: 'date' },
      { key: 'to', label: 'To', unit: 'date' },
      { key: 'accounts', label: 'Accounts by id', unit: 'id' },
      { key: 'excerpt', label: 'Text begins', unit: 'text' },
    ],
    rows: data.duplicate_groups.map((group): Readonly<Record<string, Cell>> => ({
      group: group.group,
      copies: group.reviews.length,
      accounts_count: group.accounts.length,
      similarity: group.similarity,
      product: group.products.map(nameOf).join(', '),
      from: group.from,
      to: group.to,
      accounts: group.accounts.slice(0, NAMED).join(', '),
      excerpt: group.excerpt,
    })),
    total_rows: data.duplicate_groups.length,
  }
}

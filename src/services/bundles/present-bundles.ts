import { asOfDate } from '../../lib/as-of.ts'
import { plainText } from '../../lib/plain-text.ts'
import type { Cell, Fact, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { ServiceContext } from '../context.ts'
import type { Alternative } from '../recommend/likeness.ts'
import { productName } from '../recommend/product-name.ts'
import { isAvailable } from '../../store/queries/recommend/read-shelf.ts'
import type { Mined } from './bundle-question.ts'
import type { Bundle } from './find-bundles.ts'

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable
  readonly chart: ResultChart | null
}

/** Facts and table of rules; names in the reader's language, ids beside them. */
export function presentBundles(
  { asOf, language }: Pick<ServiceContext, 'asOf' | 'language'>,
  {
    rules,
    mined,
    shelf,
    product,
    kind,
    alternatives,
  }: {
    readonly rules: readonly Bundle[]
    readonly mined: Mined
    readonly shelf: ReadonlyMap<string, ShelfProduct>
    readonly product: ShelfProduct | null
    readonly kind: string | null
    readonly alternatives: readonly Alternative[]
  },
): Presented {
  const nameOf = (bundle: Bundle, item: string): string =>
    bundle.level === 'product' ? productName(shelf.get(item), item, language) : item
  const rows = rules.map((bundle) => rowOf(bundle, (item) => nameOf(bundle, item)))
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'baskets', label: 'Orders looked at', value: mined.baskets, unit: 'orders' },
    { id: 'rules_found', label: 'Rules found', value: mined.found, unit: 'rules' },
    { id: 'rules_redundant', label: 'Redundant rules left out', value: mined.redundant, unit: 'rules' },
    { id: 'rules_listed', label: 'Rules listed', value: rules.length, unit: 'rules' },
    { id: 'small_counts', label: 'Listed rules with few orders', value: countSmall(rules), unit: 'rules' },
    ...(product === null ? [] : productFacts(product, rules, language)),
    ...(kind === null ? [] : [{ id: 'kind', label: 'Kind', value: plainText(kind, 80), unit: 'text' } as const]),
    ...(rows[0] === undefined ? [] : topFacts(rows[0], rules[0])),
    ...alternatives.flatMap(({ product: other, likeness }, i): Fact[] => [
      {
        id: `alternative_${i + 1}`,
        label: 'In its place',
        value: productName(other, other.id, language),
        unit: 'text',
      },
      { id: `alternative_${i + 1}_id`, label: 'Its id', value: other.id, unit: 'id' },
      { id: `alternative_${i + 1}_likeness`, label: 'Likeness', value: likeness, unit: 'ratio' },
      { id: `alternative_${i + 1}_in_stock`, label: 'Units in stock', value: other.onHand, unit: 'units' },
    ]),
  ]
  return {
    facts,
    table: { columns: COLUMNS, rows, total_rows: mined.rules.length },
    chart: rows.length > 1 ? { type: 'bar', x: 'bundle', y: ['lift'] } : null,
  }
}

const countSmall = (rules: readonly Bundle[]): number => rules.filter((rule) => rule.small_count).length

const productFacts = (product: ShelfProduct, rules: readonly Bundle[], language: 'en' | 'zh'): Fact[] => [
  { id: 'product_id', label: 'Product', value: product.id, unit: 'id' },
  { id: 'product', label: 'Product', value: productName(product, product.id, language), unit: 'text' },
  ...(product.category === null
    ? []
    : [{ id: 'category', label: 'Category', value: product.category, unit: 'text' } as const]),
  ...(rules[0] === undefined
    ? []
    : [{ id: 'product_orders', label: 'Orders with it', value: rules[0].of, unit: 'orders' } as const]),
  { id: 'in_stock', label: 'In stock', value: isAvailable(product) ? 'yes' : 'no', unit: 'label' },
]

const topFacts = (row: Readonly<Record<string, Cell>>, bundle: Bundle | undefined): Fact[] => {
  const [low, high] = bundle?.interval ?? [0, 0]
  const number = (key: string): number => Number(row[key])
  return [
    { id: 'first', label: 'Bought first', value: String(row['first']), unit: 'text' },
    { id: 'partner', label: 'Bought with it', value: String(row['partner']), unit: 'text' },
    { id: 'partner_orders', label: 'Orders with both', value: number('count'), unit: 'orders', n: number('of') },
    { id: 'first_orders', label: 'Orders with the first', value: number('of'), unit: 'orders' },
    {
      id: 'partner_confidence',
      label: 'Share that buys both',
      value: number('confidence'),
      unit: 'ratio',
      n: number('of'),
      interval: [low, high],
    },
    { id: 'confidence_low', label: 'Lower limit (95 %)', value: low, unit: 'ratio' },
    { id: 'confidence_high', label: 'Upper limit (95 %)', value: high, unit: 'ratio' },
    ...(bundle?.small_count === true
      ? [{ id: 'partner_caution', label: 'Caution', value: 'few_orders', unit: 'label' } as const]
      : []),
    { id: 'partner_lift', label: 'Lift', value: number('lift'), unit: 'score', n: number('count') },
  ]
}

const COLUMNS = [
  { key: 'bundle', label: 'Bundle', unit: 'text' },
  { key: 'first', label: 'Who buys', unit: 'text' },
  { key: 'partner', label: 'Also buys', unit: 'text' },
  { key: 'first_id', label: 'Product', unit: 'id' },
  { key: 'partner_id', label: 'Partner', unit: 'id' },
  { key: 'count', label: 'Orders with both', unit: 'orders' },
  { key: 'of', label: 'Orders with the first', unit: 'orders' },
  { key: 'support', label: 'Support', unit: 'ratio' },
  { key: 'confidence', label: 'Confidence', unit: 'ratio' },
  { key: 'lift', label: 'Lift', unit: 'score' },
  { key: 'peer_share', label: 'Share in similar orders', unit: 'ratio' },
  { key: 'caution', label: 'Caution', unit: 'label' },
] as const

function rowOf(bundle: Bundle, nameOf: (item: string) => string): Readonly<Record<string, Cell>> {
  const first = bundle.antecedent.map(nameOf).join(' + ')
  const partner = bundle.consequent.map(nameOf).join(' + ')
  return {
    bundle: `${first} → ${partner}`,
    first,
    partner,
    first_id: bundle.antecedent.join(' + '),
    partner_id: bundle.consequent.join(' + '),
    count: bundle.count,
    of: bundle.of,
    support: bundle.support,
    confidence: bundle.confidence,
    lift: bundle.lift,
    peer_share: bundle.peer_share,
    caution: bundle.small_count ? 'few_orders' : bundle.may_be_chance ? 'may_be_chance' : 'enough_orders',
  }
}

import { asOfDate } from '../../lib/as-of.ts'
import type { Fact, ResultTable } from '../../lib/tool-result.ts'
import type { CatalogueText } from '../../store/queries/products/read-catalogue-texts.ts'
import type { ServiceContext } from '../context.ts'
import { productName } from '../recommend/product-name.ts'
import type { ClassifyProductsData } from './classify-products.ts'

const LISTED = 30

/** Facts of the catalogue's state and the table of suggestions. */
export function presentClassification(
  { asOf, language }: Pick<ServiceContext, 'asOf' | 'language'>,
  data: ClassifyProductsData,
  known: ReadonlyMap<string, CatalogueText>,
): { readonly facts: readonly Fact[]; readonly table: ResultTable } {
  const [first] = data.suggestions
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'products', label: 'Products', value: data.products, unit: 'products' },
    {
      id: 'suggested',
      label: 'In another category than their words say, or in none',
      value: data.suggestions.length,
      unit: 'products',
    },
    { id: 'duplicate_groups', label: 'Groups of duplicates', value: data.duplicates.length, unit: 'groups' },
    ...data.missing.map(({ attribute, products }): Fact => ({
      id: `without_${attribute}`,
      label: `Without ${attribute}`,
      value: products,
      unit: 'products',
    })),
    ...(data.accuracy === null
      ? []
      : [
          {
            id: 'accuracy',
            label: 'Categories that the other products give',
            value: data.accuracy,
            unit: 'ratio',
            n: data.judged,
          },
        ]),
    ...(data.duplicates[0] === undefined
      ? []
      : [
          {
            id: 'first_duplicates',
            label: 'First duplicates',
            value: data.duplicates[0].product_ids.slice(0, 4).join(', '),
            unit: 'text',
          },
        ]),
    ...(first === undefined
      ? []
      : [
          { id: 'product_id', label: 'Product', value: first.product_id, unit: 'id' },
          { id: 'product_category', label: 'Its category', value: first.category, unit: 'text' },
          { id: 'suggested_category', label: 'Suggested', value: first.suggested, unit: 'text' },
          { id: 'confidence', label: 'Confidence', value: first.confidence, unit: 'ratio' },
        ]),
  ]
  return {
    facts,
    table: {
      columns: [
        { key: 'product_id', label: 'Product', unit: 'id' },
        { key: 'product', label: 'Name', unit: 'text' },
        { key: 'category', label: 'Category', unit: 'text' },
        { key: 'suggested_category', label: 'Suggested', unit: 'text' },
        { key: 'confidence', label: 'Confidence', unit: 'ratio' },
      ],
      rows: data.suggestions.slice(0, LISTED).map((one) => ({
        product_id: one.product_id,
        product: productName(known.get(one.product_id), one.product_id, language),
        category: one.category,
        suggested_category: one.suggested,
        confidence: one.confidence,
      })),
      total_rows: data.suggestions.length,
    },
  }
}

import { classifyByWords, type ClassifiedWords, type LabelledWords } from '../../compute/text/classify-by-words.ts'
import { NotFoundError } from '../../lib/errors.ts'
import { inTurns, type Steps } from '../../lib/in-turns.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { readCatalogueTexts, type CatalogueText } from '../../store/queries/products/read-catalogue-texts.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { productDefinitions } from './definitions.ts'
import { findDuplicateProducts, type DuplicateProducts } from './find-duplicate-products.ts'
import { presentClassification } from './present-classification.ts'
import { productWords, wordsOf } from './product-words.ts'

export interface ClassifyProductsInput {
  readonly product_ids?: readonly string[] | undefined
  /** Categories to choose from instead of the shop's own, each with words that describe it. */
  readonly taxonomy?:
    | readonly { readonly category: string; readonly words?: readonly string[] | undefined }[]
    | undefined
}

export const CATALOGUE_ATTRIBUTES = ['category', 'subcategory', 'brand', 'price', 'cost', 'description'] as const
export type CatalogueAttribute = (typeof CATALOGUE_ATTRIBUTES)[number]

export interface ProductSuggestion {
  readonly product_id: string
  readonly name: string
  readonly category: string | null
  readonly suggested: string
  readonly confidence: number
  /** Confidence in the category that it has. */
  readonly in_own: number
}

export interface ClassifyProductsData {
  readonly products: number
  /** Products without a category, or in another one than their words say; all that were named when some were. */
  readonly suggestions: readonly ProductSuggestion[]
  readonly duplicates: readonly DuplicateProducts[]
  readonly missing: readonly {
    readonly attribute: CatalogueAttribute
    readonly products: number
    readonly product_ids: readonly string[]
  }[]
  readonly accuracy: number | null
  readonly judged: number
}

/** From here a category is suggested against the one that a product has. */
const SURE = 0.8
/** Fewer products in a category teach nothing of it. */
const LEAST_LABELLED = 20
const SAMPLE = 20
/** Products whose words are read between two pauses. */
const STRIDE = 1000

/**
 * Which category each product's own words point to, learnt from the rest of the catalogue or from a taxonomy; products that
 * are there twice; attributes that are missing. It changes nothing: moving products is a proposal.
 *
 * @throws {KithError} NOT_FOUND for an unknown product
 */
export async function classifyProducts({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: ClassifyProductsInput
}): Promise<ServiceResult<ClassifyProductsData>> {
  authorise(ctx, 'read:catalogue')
  const catalogue = readCatalogueTexts(ctx.store, ctx.asOf.until)
  const known = new Map(catalogue.map((product) => [product.id, product]))
  const wanted = input.product_ids === undefined ? null : new Set(input.product_ids.map((id) => id.trim()))
  const unknown = [...(wanted ?? [])].find((id) => !known.has(id))
  if (unknown !== undefined) throw new NotFoundError('product', unknown.slice(0, 80))
  const categories = catalogue.flatMap(({ category }) => (category === null || category === '' ? [] : [category]))
  const labelled = categories.length
  const classes = new Set(categories)
  const teaches =
    input.taxonomy === undefined ? labelled >= LEAST_LABELLED && classes.size >= 2 : input.taxonomy.length >= 2
  const found = teaches ? await inTurns(classify(catalogue, input.taxonomy)) : null
  const suggestions = catalogue.flatMap((product, i): ProductSuggestion[] => {
    const text = found?.texts[i]
    if (text === undefined) return []
    const differs = text.label !== product.category
    const tells = product.category === null || text.confidence >= SURE
    if (wanted === null ? !(differs && tells) : !wanted.has(product.id)) return []
    const { id, name, category } = product
    return [{ product_id: id, name, category, suggested: text.label, confidence: text.confidence, in_own: text.inOwn }]
  })
  const data: ClassifyProductsData = {
    products: catalogue.length,
    suggestions: suggestions.toSorted((a, b) => b.confidence - a.confidence || (a.product_id < b.product_id ? -1 : 1)),
    duplicates: findDuplicateProducts(catalogue).filter(
      ({ product_ids: ids }) => wanted === null || ids.some((id) => wanted.has(id)),
    ),
    missing: CATALOGUE_ATTRIBUTES.map((attribute) => {
      const lacking = catalogue.filter(
        (product) => (wanted === null || wanted.has(product.id)) && lacks(product, attribute),
      )
      return { attribute, products: lacking.length, product_ids: lacking.slice(0, SAMPLE).map(({ id }) => id) }
    }),
    accuracy: found?.accuracy ?? null,
    judged: found?.judged ?? 0,
  }
  const gate: Gate | null = teaches
    ? null
    : {
        failed: 'products with a category to learn from',
        have: labelled,
        need: LEAST_LABELLED,
        pooled_estimate: null,
        opens_on: null,
      }
  return {
    data,
    ...presentClassification(ctx, data, known),
    evidence: {
      period: null,
      population:
        wanted === null
          ? say(ctx, 'the catalogue', '商品目录')
          : say(ctx, `products ${named(wanted)}`, `商品 ${named(wanted)}`),
      rows_used: catalogue.length,
      rows_left_out: {},
      definition: productDefinitions[ctx.language],
      method: say(
        ctx,
        'naive Bayes over the words of all other products, tempered; duplicates by name and words within a brand',
        '以其他所有商品的字词做朴素贝叶斯分类（经缓和）；重复商品按同品牌内的名称和字词判断',
      ),
      model: null,
      sql: [],
    },
    gate,
    warnings: [],
    suggestions: [],
  }
}

const named = (ids: ReadonlySet<string>): string => [...ids].slice(0, 10).join(', ')

function* classify(
  catalogue: readonly CatalogueText[],
  taxonomy: ClassifyProductsInput['taxonomy'],
): Steps<ClassifiedWords> {
  const described = new Map(
    (taxonomy ?? []).map(({ category, words = [] }) => [category, wordsOf([category, ...words].join(' ; '))]),
  )
  const texts: LabelledWords[] = []
  for (const product of catalogue) {
    const { category } = product
    // A category outside the taxonomy teaches nothing of it.
    const teaches = category !== '' && (taxonomy === undefined || described.has(category ?? ''))
    texts.push({ words: productWords(product), label: teaches ? category : null })
    if (texts.length % STRIDE === 0) yield
  }
  return yield* classifyByWords(texts, described)
}

function lacks(product: CatalogueText, attribute: CatalogueAttribute): boolean {
  const values = { ...product, price: product.priceMinor, cost: product.costMinor }
  const value = values[attribute]
  return value === null || value === ''
}

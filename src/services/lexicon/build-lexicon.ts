import type { Lexicon, LexiconEntry, LexiconField, LexiconId } from '../../llm/planner/lexicon.ts'
import { readIdSamples } from '../../store/queries/lexicon/read-id-samples.ts'
import {
  readAttributeValues,
  readCampaignNames,
  readMemberLevelNames,
  readProductNameRows,
  readSegmentNames,
  type AttributeName,
  type NamedRow,
} from '../../store/queries/lexicon/read-shop-names.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { campaignNames } from './campaign-names.ts'
import { idShape } from './id-shape.ts'

const FIELDS: Readonly<Record<AttributeName, LexiconField>> = {
  country: 'country',
  region: 'region',
  city: 'city',
  category: 'category',
  brand: 'brand',
  channel: 'channel',
  device: 'device',
  source: 'source',
  gender: 'gender',
  ageBand: 'age_band',
}

/**
 * The shop's own names, for reading questions: products, categories, brands, places, channels, campaigns, segments, member
 * levels. Customers are known by id only, so nobody's name is ever in it.
 */
export function buildLexicon({ ctx }: { ctx: Pick<ServiceContext, 'actor' | 'store' | 'shop'> }): Lexicon {
  authorise(ctx, 'read:catalogue')
  const { store } = ctx
  const named = (field: LexiconField, rows: readonly NamedRow[]): LexiconEntry[] =>
    rows.map(({ id, names }) => ({ field, value: id, names: names.flatMap(partsOfName) }))
  const attributes = [...readAttributeValues(store)].flatMap(([name, values]) =>
    values.map((value): LexiconEntry => ({ field: FIELDS[name], value, names: partsOfName(value) })),
  )
  return {
    shop: ctx.shop.name,
    ids: [...readIdSamples(store)].flatMap(([field, samples]): LexiconId[] => {
      const shape = idShape(samples)
      return shape === null ? [] : [{ field, ...shape }]
    }),
    entries: [
      ...attributes,
      ...named('product_id', readProductNameRows(store)),
      // The newest first: a name without its year means the latest edition.
      ...readCampaignNames(store)
        .toReversed()
        .map(({ id, names }): LexiconEntry => ({
          field: 'campaign',
          value: id,
          names: [...names, ...names.flatMap(campaignNames), ...spokenId(id)],
        })),
      ...named('segment', readSegmentNames(store)),
      ...readMemberLevelNames(store).map((value): LexiconEntry => ({ field: 'member_level', value, names: [] })),
    ],
  }
}

/** A name that carries both languages ("Shanghai 上海", "Tents / 帐篷") is also known by each of them. */
function partsOfName(name: string): string[] {
  const latin = name.replaceAll(/[\p{Script=Han}（）()/|·]+/gu, ' ').trim()
  const han = (name.match(/\p{Script=Han}[\p{Script=Han}\d]*/gu) ?? []).join('')
  return [name, ...(han !== '' && /[a-z]{3,}/i.test(latin) ? [latin, han] : [])].filter((part) => part.length >= 2)
}

/** "june-uplift-email" is also said with spaces; one that is all figures would read as a date. */
const spokenId = (id: string): string[] =>
  /^[a-z]{3,}[a-z\d]*(?:-[a-z\d]+)+$/i.test(id) ? [id.replaceAll('-', ' ')] : []

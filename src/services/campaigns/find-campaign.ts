import { InvalidInputError, KithError, NotFoundError } from '../../lib/errors.ts'
import { readCampaigns, type CampaignRow } from '../../store/queries/campaigns/read-campaigns.ts'
import type { ServiceContext } from '../context.ts'

/** Names of yearly events as they are written in ids and names of campaigns. */
const SAME_EVENT: readonly (readonly [RegExp, string])[] = [
  [/double[\s_-]?11|double eleven|双(?:十一|11)|11[.\s]11|singles'? day/g, 'double11'],
  [/e-?mails?/g, 'email'],
]

const YEAR = /^20\d\d$/

/** Campaigns that had begun as of the instant of the context, oldest first. */
export const campaignsOf = (ctx: ServiceContext): CampaignRow[] => readCampaigns(ctx.store, ctx.asOf.until)

/**
 * A campaign by its id or by words of its name; a yearly one without a year is the latest begun.
 *
 * @throws {NotFoundError} listing the known ones; InvalidInputError when the words fit several that are no year's editions
 */
export function findCampaign(campaigns: readonly CampaignRow[], wanted: string): CampaignRow {
  if (campaigns.length === 0) {
    throw new KithError('NOT_FOUND', 'no campaign was imported yet', {
      field: 'campaign',
      hint: 'Import a file of campaigns and one of exposures.',
    })
  }
  const exact = campaigns.find(({ id }) => id === wanted)
  if (exact !== undefined) return exact
  const words = wordsOf(wanted)
  const fitting = words.length === 0 ? [] : campaigns.filter((one) => fits(one, words))
  const newest = fitting.at(-1)
  if (newest === undefined) {
    throw new NotFoundError('campaign', wanted.slice(0, 80), {
      field: 'campaign',
      hint: `Known campaigns: ${campaigns.map(({ id }) => id).join(', ')}.`,
      details: { known: campaigns.map(({ id, name }) => ({ id, name })) },
    })
  }
  const series = seriesOf(newest)
  const others = fitting.filter((one) => seriesOf(one) !== series)
  if (others.length > 0) {
    throw new InvalidInputError(`'${wanted.slice(0, 80)}' may mean several campaigns`, {
      field: 'campaign',
      hint: `Name one of: ${fitting.map(({ id }) => id).join(', ')}.`,
    })
  }
  return newest
}

/** The edition of the same campaign that ran before it, or null: 618-2025 for 618-2026. */
export function editionBefore(campaigns: readonly CampaignRow[], campaign: CampaignRow): CampaignRow | null {
  const series = seriesOf(campaign)
  return campaigns.findLast((one) => one.startsAt < campaign.startsAt && seriesOf(one) === series) ?? null
}

/** What the editions of a yearly campaign share: its id without years and months. */
export const seriesOf = ({ id }: CampaignRow): string =>
  folded(id)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => !YEAR.test(part) && !/^(?:0[1-9]|1[0-2])$/.test(part))
    .join(' ')

const fits = ({ id, name }: CampaignRow, words: readonly string[]): boolean => {
  const own = ` ${folded(`${id} ${name}`).replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `
  return words.every((word) => (/\p{Script=Han}/u.test(word) ? own.includes(word) : own.includes(` ${word} `)))
}

/** Words that say only that a campaign is meant. */
const EMPTY = new Set(['the', 'campaign', 'our', 'of', 'test', 'experiment', 'activity', '活动', '营销活动', '的'])

const wordsOf = (text: string): string[] =>
  folded(text)
    .replaceAll(/(?:营销)?活动|的/g, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !EMPTY.has(word))

const folded = (text: string): string =>
  SAME_EVENT.reduce(
    (folding, [pattern, word]) => folding.replaceAll(pattern, ` ${word} `),
    text.normalize('NFKC').toLowerCase().replaceAll(/'s\b/g, 's'),
  )

import type { PeriodMark } from '../marks/mark.ts'
import { freeMarks, type FillRequest } from './request.ts'

/** Only what plans a campaign has both. */
const plansCampaign = ({ tool }: FillRequest): boolean => tool.arguments.has('offer') && tool.arguments.has('when')

const OFFER =
  /\b\d{1,2}\s?%\s?(?:off|discount)|\b(?:a|an|the)?\s*(?:voucher|coupon|gift|free shipping|discount)s?\b|\b(?:without|no) (?:an? )?(?:offer|discount)\b|[一二三四五六七八九\d]+\s*折|\d{1,2}\s?%\s?(?:的)?折扣|(?:优惠)?券|红包|赠品|包邮|(?:没有|不带|无)优惠|折扣|优惠/

/** What is offered, in the words of the question. */
export function readOffer(request: FillRequest): string | null {
  if (!plansCampaign(request)) return null
  const found = OFFER.exec(request.text)
  if (found === null) return null
  for (const mark of freeMarks(request)) {
    if (mark.start < found.index + found[0].length && mark.end > found.index) request.used.add(mark)
  }
  const words = found[0].trim().replace(/^(?:an?|the)\s+/, '')
  return /^(?:without|no) |没有|不带|无/.test(words) ? 'none' : words
}

/** When the plan is for: the period as it was named. */
export function readWhen(request: FillRequest): string | null {
  if (!plansCampaign(request)) return null
  const found = freeMarks(request).find((mark): mark is PeriodMark => mark.kind === 'period')
  if (found === undefined) return null
  request.used.add(found)
  return typeof found.value === 'string' ? found.value : `${found.value.from}/${found.value.to}`
}

/** Placements and creatives are named by codes: a plain word after "banner" is a word of the sentence. */
const PLACEMENT = /(?:\b(?:placement|slot)|广告位|展示位|位置)\s*([a-z][a-z0-9]*[-_\d][\w-]*)|\b([a-z]+_[a-z_]+)\b/
const CREATIVE = /(?:\b(?:creative|banner)|素材|横幅)\s*([a-z][a-z0-9]*[-_\d][\w-]*)/

const named = (request: FillRequest, argument: 'placement' | 'creative', pattern: RegExp): string | null => {
  if (!request.tool.arguments.has(argument)) return null
  const [, ...words] = pattern.exec(request.text) ?? []
  return words.find((word) => word !== undefined) ?? null
}

/** "placement home_grid", 广告位 home_grid. */
export const readPlacement = (request: FillRequest): string | null => named(request, 'placement', PLACEMENT)
/** "creative new-in", 素材 new-in. */
export const readCreative = (request: FillRequest): string | null => named(request, 'creative', CREATIVE)

import { writeCampaigns } from './campaigns/write-campaigns.ts'
import type { Catalogue } from './catalogue/make-catalogue.ts'
import { makePromotions, type PromotionBook } from './catalogue/promotions.ts'
import { writeCatalogue } from './catalogue/write-catalogue.ts'
import { writeStock } from './catalogue/write-stock.ts'
import { createLineSpoiler } from './dirt/spoil-lines.ts'
import { createDraws, type Draws } from './draws/draws.ts'
import type { DemoKind, ShopFiles } from './files/shop-files.ts'
import { LAST_DAY } from './files/wall-time.ts'
import { createCategoryChooser } from './orders/choose-category.ts'
import { createRepeater, writeLastDayRejects } from './orders/last-day-rejects.ts'
import { makeSeason, type Season } from './orders/season.ts'
import type { LineWriter } from './orders/write-order.ts'
import { writeOutside } from './outside/write-outside.ts'
import { customerId } from './people/customer-id.ts'
import type { Shopper } from './people/shopper.ts'
import { writeAttackReviews } from './reviews/planted-reviews.ts'
import { writeArticles } from './service/write-articles.ts'
import type { DemoSettings } from './settings.ts'
import { describeTruths } from './truths/describe-truths.ts'
import type { TruthLedger } from './truths/ledger.ts'

/** What all customers share while the shop is written. */
export interface DemoShop {
  readonly settings: DemoSettings
  readonly seed: string
  readonly size: number
  readonly files: ShopFiles
  readonly truths: TruthLedger
  readonly catalogue: Catalogue
  readonly promotions: PromotionBook
  readonly season: Season
  readonly chooseCategory: (shopper: Shopper, wall: number, draws: Draws) => string
  readonly writeLine: LineWriter
  readonly countPlacement: (position: number, clicked: boolean) => void
  readonly nextOrderId: () => string
  readonly nextReviewId: () => string
  readonly nextReturnId: () => string
  readonly nextTicketId: () => string
  readonly nextSurveyId: () => string
  /** Writes what needs all customers, and returns the truths. */
  readonly finish: () => object
}

/** A counter of ids that leaves out those that are given by name. */
function counter(prefix: string, first: number, reserved: readonly number[] = []): () => string {
  let number = first
  return () => {
    while (reserved.includes(number)) number += 1
    return `${prefix}${number++}`
  }
}

export interface DemoShopOptions {
  readonly settings: DemoSettings
  readonly seed: string
  readonly size: number
  readonly dirty: boolean
  readonly files: ShopFiles
  readonly catalogue: Catalogue
  readonly truths: TruthLedger
}

/** Kinds that are whole before the first customer is written. */
export const WRITTEN_FIRST: readonly DemoKind[] = [
  'exchange_rates',
  'products',
  'prices',
  'promotions',
  'campaigns',
  'articles',
  'competitor_prices',
  'signals',
]

/** Makes what all customers share, and writes what needs no customer. */
export function openDemoShop(options: DemoShopOptions): DemoShop {
  const { settings, seed, files, truths, catalogue } = options
  const stream = (topic: string): Draws => createDraws(`${seed}/${topic}`)
  const promotions = makePromotions(catalogue, stream('promotions'))
  const choose = createCategoryChooser(settings)
  const repeater = createRepeater()
  const put: LineWriter = options.dirty
    ? createLineSpoiler(files, truths, stream('dirt'))
    : (row, wall) => files.write('order_lines', row, wall)
  writeCatalogue(files, catalogue, promotions, LAST_DAY)
  writeCampaigns(files, settings.campaigns)
  writeArticles(files, settings.articles)
  writeOutside(files, settings, catalogue, stream('outside'))
  const shop: Omit<DemoShop, 'finish'> = {
    settings,
    seed,
    size: options.size,
    files,
    truths,
    catalogue,
    promotions,
    season: makeSeason(settings.shop),
    chooseCategory: (shopper, wall, draws) => choose(shopper.archetype, wall, draws),
    writeLine: (row, wall) => {
      repeater.see(row, wall)
      put(row, wall)
    },
    countPlacement: (position, clicked) => {
      truths.count(`placement/${position}/shown`)
      if (clicked) truths.count(`placement/${position}/clicked`)
    },
    nextOrderId: counter('O-', 210_001, [778_120]),
    nextReviewId: counter('R-', 10_001, [90_880, 90_881]),
    nextReturnId: counter('RT-', 10_001),
    nextTicketId: counter('T-', 10_001),
    nextSurveyId: counter('S-', 10_001),
  }
  return {
    ...shop,
    finish: () => {
      writeAttackReviews(files, truths, [
        customerId(ATTACKERS[0], options.size),
        customerId(ATTACKERS[1], options.size),
      ])
      writeLastDayRejects(files, repeater.rows())
      const stock = writeStock(files, truths, catalogue, stream('stock'))
      return describeTruths({ shop, stock, repeated: repeater.rows().length, dirty: options.dirty })
    },
  }
}

/** Ordinary customers under whose names the attack texts were written. */
const ATTACKERS = [90, 91] as const

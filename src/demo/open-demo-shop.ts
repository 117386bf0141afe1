import { makeCatalogue, type Catalogue } from './catalogue/make-catalogue.ts'
import { makePromotions, type PromotionBook } from './catalogue/promotions.ts'
import { writeCatalogue } from './catalogue/write-catalogue.ts'
import { createDraws, type Draws } from './draws/draws.ts'
import type { ShopFiles } from './files/shop-files.ts'
import { LAST_DAY } from './files/wall-time.ts'
import { createCategoryChooser } from './orders/choose-category.ts'
import { makeSeason, type Season } from './orders/season.ts'
import type { Shopper } from './people/shopper.ts'
import type { DemoSettings } from './settings.ts'

/** What all customers share while the shop is written. */
export interface DemoShop {
  readonly settings: DemoSettings
  readonly seed: string
  readonly size: number
  readonly files: ShopFiles
  readonly catalogue: Catalogue
  readonly promotions: PromotionBook
  readonly season: Season
  readonly chooseCategory: (shopper: Shopper, wall: number, draws: Draws) => string
  readonly nextOrderId: () => string
  readonly nextReviewId: () => string
}

/** A counter of ids that leaves out those that are given by name. */
function counter(prefix: string, first: number, reserved: number): () => string {
  let number = first
  return () => {
    if (number === reserved) number += 1
    return `${prefix}${number++}`
  }
}

/** Makes what all customers share and writes the catalogue. */
export function openDemoShop(settings: DemoSettings, seed: string, files: ShopFiles, size: number): DemoShop {
  const catalogue = makeCatalogue(settings, seed)
  const promotions = makePromotions(catalogue, createDraws(`${seed}/promotions`))
  const choose = createCategoryChooser(settings)
  writeCatalogue(files, catalogue, promotions, LAST_DAY)
  return {
    settings,
    seed,
    size,
    files,
    catalogue,
    promotions,
    season: makeSeason(settings.shop),
    chooseCategory: (shopper, wall, draws) => choose(shopper.archetype, wall, draws),
    nextOrderId: counter('O-', 210_001, 778_120),
    nextReviewId: counter('R-', 10_001, 90_881),
  }
}

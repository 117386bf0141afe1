import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCookieCats } from './cookie-cats.ts'
import { readHillstrom, type HillstromRow } from './hillstrom.ts'

const MS_PER_DAY = 86_400_000
/** The data name no day: the e-mails are dated to Hillstrom's post, and what followed to the last day of the week after. */
const HILLSTROM_SENT = Date.parse('2008-03-20T00:00:00Z')
const COOKIE_CATS_FIRST = Date.parse('2016-01-01T00:00:00Z')

const at = (instant: number): string => new Date(instant).toISOString()
const write = (folder: string, name: string, header: string, lines: readonly string[]): string => {
  const path = join(folder, `${name}.csv`)
  writeFileSync(path, `${[header, ...lines].join('\n')}\n`)
  return path
}

/**
 * Hillstrom's test as files of a shop: two campaigns that share those held out, and what was known before as facts. Months since
 * the last purchase and its money become one earlier order (of men's or women's goods, half and half for both), the kind of
 * place the region, newcomers a member level. A visit becomes a page view within the week, spending an order.
 *
 * @returns paths in the order of import
 */
export function convertHillstrom(dataFolder: string, folder: string): string[] {
  const rows = readHillstrom(dataFolder)
  const ids = rows.map((_row, i) => `H${String(i).padStart(5, '0')}`)
  const id = (i: number): string => ids[i] ?? ''
  const after = at(HILLSTROM_SENT + 6.5 * MS_PER_DAY)
  const sent = at(HILLSTROM_SENT)
  const early = at(HILLSTROM_SENT - 800 * MS_PER_DAY)
  const each = (make: (row: HillstromRow, i: number) => readonly string[]): string[] => rows.flatMap(make)
  const arms = (arm: string, campaign: string): string[] =>
    each(({ segment }, i) =>
      segment === arm
        ? [`${campaign},${id(i)},e-mail,false,${sent},${sent}`]
        : segment === 'No E-Mail'
          ? [`${campaign},${id(i)},none,true,${sent},`]
          : [],
    )
  return [
    write(folder, 'products', 'product_id,name,category', [
      'MENS,Men goods,mens',
      'WOMENS,Women goods,womens',
      'ANY,Any goods,any',
    ]),
    write(
      folder,
      'customers',
      'customer_id,created_at,region,channel,member_level,member_level_at',
      each((row, i) => [
        `${id(i)},${early},${row.zip_code},${row.channel},${row.newbie === '1' ? 'newbie' : 'established'},${early}`,
      ]),
    ),
    write(
      folder,
      'order-lines',
      'order_id,ordered_at,customer_id,product_id,quantity,unit_price',
      each((row, i) => {
        const kinds = [...(row.mens === '1' ? ['MENS'] : []), ...(row.womens === '1' ? ['WOMENS'] : [])]
        const cents = Math.round(Number(row.history) * 100)
        const first = kinds.length === 2 ? Math.floor(cents / 2) : cents
        const when = at(HILLSTROM_SENT - Number(row.recency) * 30 * MS_PER_DAY)
        const earlier = (kinds.length === 0 ? ['ANY'] : kinds).map(
          (kind, k) => `A${i},${when},${id(i)},${kind},1,${((k === 0 ? first : cents - first) / 100).toFixed(2)}`,
        )
        return row.conversion === '1'
          ? [...earlier, `B${i},${after},${id(i)},ANY,1,${Number(row.spend).toFixed(2)}`]
          : earlier
      }),
    ),
    write(folder, 'campaigns', 'campaign_id,name,starts_at,channel,goal', [
      `womens-email,Women's e-mail 女装邮件,${sent},email,visit`,
      `mens-email,Men's e-mail 男装邮件,${sent},email,visit`,
    ]),
    write(folder, 'exposures', 'campaign_id,customer_id,variant,is_control,sent_at,delivered_at', [
      ...arms('Womens E-Mail', 'womens-email'),
      ...arms('Mens E-Mail', 'mens-email'),
    ]),
    write(
      folder,
      'events',
      'name,occurred_at,customer_id,channel',
      each(({ visit }, i) => (visit === '1' ? [`page,${after},${id(i)},web`] : [])),
    ),
  ]
}

/**
 * Cookie Cats as files of a shop: who met the gate at level 30 is the control group, and coming back a day and a week after
 * installing are sign-ins of those days.
 *
 * @returns paths in the order of import
 */
export function convertCookieCats(dataFolder: string, folder: string): string[] {
  const rows = readCookieCats(dataFolder)
  const first = at(COOKIE_CATS_FIRST)
  const day = (days: number): string => at(COOKIE_CATS_FIRST + days * MS_PER_DAY + MS_PER_DAY / 2)
  return [
    write(folder, 'campaigns', 'campaign_id,name,starts_at,channel,goal', [
      `gate-30-to-40,关卡从30改到40 Gate moved from level thirty to forty,${first},app,retention`,
    ]),
    write(
      folder,
      'exposures',
      'campaign_id,customer_id,variant,is_control,sent_at',
      rows.map(
        ({ userid, test_version: version }) => `gate-30-to-40,U${userid},${version},${version === 'gate_30'},${first}`,
      ),
    ),
    write(
      folder,
      'events',
      'name,occurred_at,customer_id,channel',
      rows.flatMap(({ userid, retention_1: next, retention_7: week }) => [
        ...(next === 'True' ? [`signed_in,${day(1)},U${userid},app`] : []),
        ...(week === 'True' ? [`signed_in,${day(7)},U${userid},app`] : []),
      ]),
    ),
  ]
}

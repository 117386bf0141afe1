/** Months as campaigns are named after them, in both ways of writing them in Chinese. */
const MONTHS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'] as const

const YEAR = /\b20\d\d\b|20\d\d\s*年/g

/**
 * Ways in which people name a campaign besides its whole name: without the year, with the other spelling of e-mail, by the
 * other number of a month (六月简报, 6月简报), with 的 between.
 *
 * @example campaignNames('六月简报 June 2026 newsletter') // => [..., 'June newsletter', '六月简报', '6月简报', ...]
 */
export function campaignNames(name: string): string[] {
  const latin = name
    .replaceAll(/[\p{Script=Han}（）()/|·]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const han = (name.match(/\p{Script=Han}[\p{Script=Han}\d]*/gu) ?? []).join('')
  const bare = latin.replaceAll(YEAR, ' ').replaceAll(/\s+/g, ' ').trim()
  const english = [latin, bare]
    .filter((one) => /[a-z]{3,}/i.test(one))
    .flatMap((one) => [
      one,
      one.replaceAll(/\be-mails?\b/gi, (word) => word.replace('-', '')),
      one.replaceAll(/\bemails?\b/gi, (word) => word.replace(/^(e)/i, '$1-')),
    ])
  const chinese = han.length < 2 ? [] : [han, ...monthSpellings(han)]
  return [...new Set([...english, ...chinese])]
}

/** 六月简报 is also 6月简报 and 六月的简报. */
function monthSpellings(han: string): string[] {
  const found = /^(十[一二]?|[一二三四五六七八九])月(?=.)/.exec(han)
  if (found === null) return []
  const rest = han.slice(found[0].length)
  const number = MONTHS.indexOf((found[1] ?? '') as (typeof MONTHS)[number]) + 1
  return [`${found[0]}的${rest}`, `${number}月${rest}`, `${number}月的${rest}`]
}

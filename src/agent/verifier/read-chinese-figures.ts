import { CHINESE_NUMERAL, readChineseNumeral } from './chinese-numerals.ts'
import type { Figure } from './figure.ts'

const N = `[${CHINESE_NUMERAL}]`
const MEASURE =
  '个|位|名|人|天|日|周|月|年|季|次|单|笔|件|条|元|块|角|分|倍|成|折|款|家|类|组|层|级|种|份|项|小时|分钟|秒|星|口|台|只|箱|套|双|批|期|代|票|颗|城|国|省|市'

const PATTERN = new RegExp(
  [
    `百分之[${CHINESE_NUMERAL}点\\d.]+`,
    `[${CHINESE_NUMERAL}\\d]+分之[${CHINESE_NUMERAL}\\d]+`,
    `(?:一|两|三|四|五|六|七|八|九|[${CHINESE_NUMERAL}]+)(?:成半?|折|倍)`,
    '大?一半|半数|过半|半成|小半|多半|翻(?:了)?(?:一|两|三|四|几)?(?:番|倍)|减半|对半|腰斩|加倍|成倍',
    `(?:几|数|上|近|约|好几|成)[十百千万亿]+(?:${MEASURE})?`,
    `${N}+点${N}+`,
    `${N}{2,}(?:多|余|几)?`,
    `${N}(?=(?:多|余|几)?(?:${MEASURE}))`,
    `(?<=(?:前|近|约|共|达|超过?|仅|满|每|有|为|是|到|至)) ?${N}(?![${CHINESE_NUMERAL}])`,
  ].join('|'),
  'g',
)

/** Words that hold a numeral and state no quantity. */
const HARMLESS =
  /一(?:个(?!月|人|客户|顾客|订单|小时|季度|星期|百分点)|些|般|直|起|定|致|样|旦|边|面|下|共|同|并|系列|方面|部分|律|切|点(?!五)|种|类|条|次性|到|来|时|览|级|项|段|份|组)|(?:统|唯|第|进|单|同|每|任|某|逐|之|下|上|万)一|十分|千万(?=[别不要])|万(?:象|能|物)|(?:第|其)[一二三四五六七八九十]+|两(?:者|种|个方面|边|端)|[二三四]者|三(?:星|方|亚|明|门峡)|四(?:川|平)|九(?:江|龙)|六(?:安|盘水)|五(?:金|官|险)|七(?:夕|台河)|八(?:卦|宝)|百(?:货|度|分点|分比|姓)|千(?:克|瓦|米)|双(?:十一|十二)|五一(?:节|假)|十一(?:黄金周|假期|长假)|一二线|一线|二线|三线|周[一二三四五六日]|星期[一二三四五六]|礼拜[一二三四五六]|不一|说一|万分/g

/** Figures written in Chinese numerals: 三成, 一半, 百分之五, 两倍, 一万二千. */
export function readChineseFigures(text: string): Figure[] {
  if (!/\p{Script=Han}/u.test(text)) return []
  const harmless = [...text.matchAll(HARMLESS)].map((match) => [match.index, match.index + match[0].length] as const)
  return [...text.matchAll(PATTERN)]
    .map((match) => {
      const lead = match[0].length - match[0].trimStart().length
      const [start, end] = [match.index + lead, match.index + match[0].length]
      return { start, end, text: text.slice(start, end), ...meaningOf(match[0].trim()) }
    })
    .filter((figure) => !harmless.some(([from, to]) => figure.start >= from && figure.end <= to))
}

function meaningOf(phrase: string): Pick<Figure, 'kind' | 'meaning'> {
  const percent = /^百分之(.+)$/.exec(phrase)?.[1]
  if (percent !== undefined) return { kind: 'percent', meaning: `percent:${decimal(percent)}` }
  const tenths = new RegExp(`^(${N}+)成(半?)$`).exec(phrase)
  if (tenths !== null) {
    return {
      kind: 'percent',
      meaning: `percent:${(readChineseNumeral(tenths[1] ?? '') ?? 0) * 10 + (tenths[2] === '半' ? 5 : 0)}`,
    }
  }
  const times = new RegExp(`^(${N}+)倍$`).exec(phrase)?.[1]
  if (times !== undefined) return { kind: 'number', meaning: `number:${readChineseNumeral(times)}倍` }
  const value = new RegExp(`^${N}+$`).test(phrase) ? readChineseNumeral(phrase) : null
  return value === null ? { kind: 'word', meaning: `word:${phrase}` } : { kind: 'word', meaning: `number:${value}` }
}

function decimal(run: string): string {
  if (/^[\d.]+$/.test(run)) return String(Number(run))
  const [whole = '', part = ''] = run.split('点')
  const digits = [...part].map((character) => readChineseNumeral(character) ?? 0).join('')
  return `${readChineseNumeral(whole) ?? 0}${digits === '' ? '' : `.${digits}`}`
}

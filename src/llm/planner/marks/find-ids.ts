import type { LexiconId } from '../lexicon.ts'
import { foldQuestion } from '../text/fold-question.ts'
import type { EntityMark } from './mark.ts'

/** Ids whose dash may be left out; four figures at least, since "r5" is a result. */
const LOOSE_DASH = /^([cor]|sku)\s?(\d{4,})$/
const IDS: readonly (readonly [RegExp, string])[] = [
  [/\bc-\d{3,}\b|\bc ?\d{4,}\b/g, 'customer_id'],
  [/\bo-\d{3,}\b|\bo ?\d{4,}\b/g, 'order_id'],
  [/\br-\d{3,}\b|\br\d{4,}\b/g, 'review_id'],
  [/\bsku[- ]?\d{3,}\b/g, 'product_id'],
  // Shops that number plainly: the word before says what the number is.
  [
    /(?<=\b(?:customer|client|buyer|shopper)\s(?:no\.?\s|number\s|id\s|#)?)#?\d{3,}\b(?!\s*(?:yuan|orders|customers))/g,
    'customer_id',
  ],
  [/(?<=(?:客户|顾客|会员|用户)(?:编号|号|id)?\s?)#?\d{3,}(?!\s*(?:元|单|人|个|位|天|次|名|-))/g, 'customer_id'],
  [/(?<=\b(?:order|invoice)\s(?:no\.?\s|number\s|id\s|#)?)#?\d{4,}\b(?!\s*(?:yuan|orders|customers))/g, 'order_id'],
  [/(?<=(?:订单)(?:编号|号|id)?\s?)#?\d{4,}(?!\s*(?:元|单|人|个|位|天|次))/g, 'order_id'],
  // Ids of 32 hexadecimal characters, as some exports have them.
  [/\b[0-9a-f]{32}\b/g, 'customer_id'],
]

/**
 * Ids as shops write them; letters are given back in capitals, as they are stored, and those of the shop's own shape as
 * it writes them.
 */
export function findIds(text: string, shapes: readonly LexiconId[]): EntityMark[] {
  const own = shapes.flatMap((shape) => findShape(text, shape))
  const isOwn = ({ start, end }: EntityMark): boolean => own.some((mark) => mark.start <= start && mark.end >= end)
  return [...findIdentifiers(text), ...own, ...usualIds(text).filter((mark) => !isOwn(mark))]
}

function findShape(text: string, { field, prefix, fewestDigits }: LexiconId): EntityMark[] {
  const start = foldQuestion(prefix).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const pattern = new RegExp(
    `(?<![\\p{Script=Latin}\\d_-])${start}(?<digits>\\d{${fewestDigits},})(?![\\p{Script=Latin}\\d_]|-\\d)`,
    'gu',
  )
  return [...text.matchAll(pattern)].map((match): EntityMark => ({
    kind: 'entity',
    field,
    value: `${prefix}${match.groups?.['digits'] ?? ''}`,
    also: [],
    guessed: false,
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
  }))
}

function usualIds(text: string): EntityMark[] {
  return IDS.flatMap(([pattern, field]) =>
    [...text.matchAll(pattern)].map((match): EntityMark => ({
      kind: 'entity',
      field,
      value: /^[0-9a-f]{32}$/.test(match[0])
        ? match[0]
        : match[0].replace(/^#/, '').replace(LOOSE_DASH, '$1-$2').toUpperCase(),
      also: [],
      guessed: false,
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
    })),
  )
}

const HAN_NAME = '(?![什啥谁哪多几])\\p{Script=Han}{2,4}?'
/** Words that go on with the question after a name. */
const AFTER_NAME =
  'in|from|with|who|by|and|or|of|at|is|are|was|were|do|does|did|we|you|they|have|has|had|there|that|for|on|to|please|spent|spend|bought|buy|live|lives|exist|ordered'
const LATIN_NAME = `[a-z][a-z'.-]*(?: (?!(?:${AFTER_NAME})\\b)[a-z][a-z'.-]*){0,2}`
const ENDS = '(?=的|吗|呢|是|这|$|[\\s,?!;.、])'
const SURNAMES =
  '[王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾夏付方邹熊白孟秦邱侯江尹薛段雷龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤]'
const LATIN_SURNAMES =
  'wang|li|zhang|liu|chen|yang|huang|zhao|zhou|wu|xu|sun|zhu|hu|guo|lin|gao|luo|zheng|liang|xie|song|tang|deng|feng|cao|peng|zeng|xiao|tian|dong|pan|yuan|cai|jiang|yu|du|ye|cheng|wei|su|lv|lyu|ding|ren|shen|yao|lu|zhong|cui|tan|liao|shi|jin|jia|xia|fu|fang|zou|xiong|bai|meng|qin|qiu|hou|yin|xue|duan|lei|qian|dai|mo|kong'

/** How a person is named: by e-mail, by telephone, by name behind a word that says so. */
const IDENTIFIERS: readonly RegExp[] = [
  /(?<name>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/gu,
  /(?:(?:phone|mobile|telephone|tel|number)\s+(?:number\s+)?(?:is\s+)?|(?:手机号?|电话)(?:号码)?(?:是|为)?\s*)?(?<![\w.,-])(?<name>\+?\d{2,4}[ -]?\d{3,4}[ -]?\d{4,5})(?![\w,-])/gu,
  new RegExp(
    `\\b(?:named|called|by the name of|whose name is|name is)\\s+(?<name>${HAN_NAME}${ENDS}|${LATIN_NAME})`,
    'gu',
  ),
  new RegExp(`\\b(?:customers?|buyers?|clients?|person)\\s+(?<name>${HAN_NAME}|${LATIN_NAME}?)\\s+by name\\b`, 'gu'),
  new RegExp(`(?:姓名|名字|名)(?:是|为|叫做?)\\s*(?<name>${HAN_NAME}|${LATIN_NAME})${ENDS}`, 'gu'),
  new RegExp(`(?<!话|作)叫做?\\s*(?<name>${HAN_NAME}|${LATIN_NAME})${ENDS}`, 'gu'),
  new RegExp(`(?<=客户|顾客|会员|买家)\\s*(?<name>${SURNAMES}\\p{Script=Han}{1,2}?)${ENDS}`, 'gu'),
  new RegExp(
    `(?<=^(?:请|帮我)?(?:看看|看下|看一下|查看|查下|查一下|打开|给我看)\\s*)(?<name>${SURNAMES}\\p{Script=Han}{1,2}?)(?=的(?:画像|资料|档案|订单|情况|信息))`,
    'gu',
  ),
  // A question that is nothing but a look-up: only surnames make a name of what follows, and some words begin like one.
  new RegExp(
    `(?<=^(?:please |can you )?(?:find|look up|search for|who is|tell me (?:more )?about|what do (?:we|you) know about|(?:pull|bring) up|show(?: me)?|open) |^(?:请|帮我|请帮我)?(?:找|查|搜|看看|说说|讲讲|介绍|了解)(?:一下|找|索)?\\s*)(?<name>(?:${LATIN_SURNAMES}) [a-z]+(?: [a-z]+)?)(?=(?: for me| please)?[?.!。]*$)`,
    'gu',
  ),
  new RegExp(
    `(?<=^(?:请|帮我|请帮我)?(?:找|查|搜)(?:一下|找|索)?\\s*)(?!毛利|高价|高消|高频|高端|金额|马克|钱包|白酒|白茶|方案|万元|常客|严重)(?<name>${SURNAMES}\\p{Script=Han}{1,2})(?=[。!?]*$)`,
    'gu',
  ),
]

/** The words that say whose name follows belong to the mark: a name that is given is not one that is asked for. */
const findIdentifiers = (text: string): EntityMark[] =>
  IDENTIFIERS.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match): EntityMark[] => {
      const value = match.groups?.['name'] ?? ''
      const [start, end] = [match.index, match.index + match[0].length]
      return value === ''
        ? []
        : [{ kind: 'entity', field: 'identifier', value, also: [], guessed: false, start, end, text: match[0] }]
    }),
  )

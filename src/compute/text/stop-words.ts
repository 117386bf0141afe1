/** Words that are in every question and say nothing of what it is about. */
const ENGLISH =
  'a an and any are as at be been but by can could did do does for from get had has have he her his how i if in into is it its just let me my no not of on or our please she should so some than that the their them then there they this to us was we were what when where which who why will with would you your'
const CHINESE =
  '的 了 是 在 我 你 您 他 她 它 们 我们 你们 他们 这 那 这个 那个 和 与 或 也 都 就 还 吗 呢 吧 啊 有 没有 什么 怎么 怎样 如何 哪 哪里 哪些 多少 几 请 请问 帮 帮我 一下 可以 能 会 要 想 给 把 被 从 到 对 为 不 很 关于'

/** Function words of English and Chinese, lower case. */
export const STOP_WORDS: ReadonlySet<string> = new Set([...ENGLISH.split(' '), ...CHINESE.split(' ')])

const NAMELESS =
  'more most less least before after since until within without during again last first next every each whole half any all both few many much lot lots one two three four five six seven eight nine ten hundred day days week weeks month months year years hour hours minute minutes second seconds time times today yesterday tomorrow now still already soon later ago once twice really very even also too only always never often sometimes thing things something anything everything nothing someone anyone everyone people way bit kind sort make makes made making get gets got take takes took use uses used using go goes went come comes came see saw say says said put give gave want wanted wants exactly about over under up down out off back here because while through between same other another own new old'
const NAMELESS_CHINESE =
  '时候 时间 东西 感觉 觉得 已经 还是 之后 以后 之前 以前 今天 昨天 明天 每天 每次 有点 一点 一些 所有 其他 别的 非常 真的 特别 比较 因为 所以 但是 而且 如果 然后 一样 这样 那样 自己 大家 打开 用了 买了 收到'
/** "一天", "第一次", "几个月": counts with their measure word. */
const COUNTED = /^[第每整几半多零一二两三四五六七八九十百\d]+[整多]?[天周月年次个股点下回些种件小时分钟]+$/u

const nameless: ReadonlySet<string> = new Set([...NAMELESS.split(' '), ...NAMELESS_CHINESE.split(' ')])

/**
 * Whether a word names a matter at all: function words do not, nor do counts, times, comparisons and verbs that everything is done
 * with ("than", "within", "last", "一天"), however often they stand beside one.
 *
 * @param word - lower case
 * @example namesSomething('gasket') // => true
 */
export const namesSomething = (word: string): boolean =>
  !STOP_WORDS.has(word) && !nameless.has(word) && !COUNTED.test(word)

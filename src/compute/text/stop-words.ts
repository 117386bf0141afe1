/** Words that are in every question and say nothing of what it is about. */
const ENGLISH =
  'a an and any are as at be been but by can could did do does for from get had has have he her his how i if in into is it its just let me my no not of on or our please she should so some than that the their them then there they this to us was we were what when where which who why will with would you your'
const CHINESE =
  '的 了 是 在 我 你 您 他 她 它 们 我们 你们 他们 这 那 这个 那个 和 与 或 也 都 就 还 吗 呢 吧 啊 有 没有 什么 怎么 怎样 如何 哪 哪里 哪些 多少 几 请 请问 帮 帮我 一下 可以 能 会 要 想 给 把 被 从 到 对 为 不 很 关于'

/** Function words of English and Chinese, lower case. */
export const STOP_WORDS: ReadonlySet<string> = new Set([...ENGLISH.split(' '), ...CHINESE.split(' ')])

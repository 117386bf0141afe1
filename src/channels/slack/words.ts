import type { Language } from '../../lib/answer.ts'
import { KithError } from '../../lib/errors.ts'
import { problemSentences } from '../problems/tell-problem.ts'

/** What the Slack channel itself says, around the answers. */
export const SLACK_WORDS: Readonly<Record<Language, Readonly<Record<SlackWord, string>>>> = {
  en: {
    working: 'Working on it…',
    stop: 'Stop',
    stopped: 'Stopped: nothing was answered.',
    approve: 'Approve',
    reject: 'Reject',
    approved: 'Approved and done.',
    rejected: 'Rejected; nothing was done.',
    share: 'Share in this channel',
    busy: 'Many questions came in at once. Please ask again in a minute.',
    failed: 'That could not be answered just now.',
    more: 'The table has more rows; open the page for all of them.',
    empty: 'Ask a question, for example: what was the net revenue last month?',
    help: 'Ask in English or Chinese: `/kith what was the net revenue last month?` Only you see the answer until you share it. Mention me in a channel or write to me directly to keep a conversation going.',
    title: 'Questions to begin with',
    prompt1: 'What was the net revenue last month?',
    prompt2: 'How many customers are in each lifecycle stage?',
    prompt3: 'Why did revenue change last month?',
    embedded: 'built-in planner',
  },
  zh: {
    working: '正在计算…',
    stop: '停止',
    stopped: '已停止，没有给出回答。',
    approve: '批准',
    reject: '拒绝',
    approved: '已批准并执行。',
    rejected: '已拒绝，没有执行任何操作。',
    share: '分享到本频道',
    busy: '同时收到的问题太多，请过一分钟再问。',
    failed: '现在无法回答这个问题。',
    more: '表格还有更多行，请在网页中查看全部。',
    empty: '请提一个问题，例如：上个月的净销售额是多少？',
    help: '用中文或英文提问：`/kith 上个月的净销售额是多少?` 分享之前只有你能看到回答。在频道里提及我，或直接给我发消息，可以连续追问。',
    title: '可以这样开始',
    prompt1: '上个月的净销售额是多少？',
    prompt2: '各个生命周期阶段分别有多少客户？',
    prompt3: '上个月的销售额为什么变化？',
    embedded: '内置规划器',
  },
}

type SlackWord =
  | 'working'
  | 'stop'
  | 'stopped'
  | 'approve'
  | 'reject'
  | 'approved'
  | 'rejected'
  | 'share'
  | 'busy'
  | 'failed'
  | 'more'
  | 'empty'
  | 'help'
  | 'title'
  | 'prompt1'
  | 'prompt2'
  | 'prompt3'
  | 'embedded'

/** What a question comes back with that could not be answered. */
export function failureWords(error: unknown, language: Language): string {
  if (!(error instanceof KithError)) return SLACK_WORDS[language].failed
  return error.code === 'UNAVAILABLE' ? SLACK_WORDS[language].busy : problemSentences(error, language)
}

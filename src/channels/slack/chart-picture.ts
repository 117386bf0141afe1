import type { WebClient } from '@slack/web-api'
import type { Answer } from '../../lib/answer.ts'
import type { Log } from '../../lib/log.ts'
import { describeChart } from '../charts/describe-chart.ts'
import { drawChart } from '../charts/draw-chart.ts'
import { canDrawChinese, renderPng } from '../charts/render-png.ts'

export interface ChartPicture {
  readonly title: string
  /** What the picture says, for those who do not see it. */
  readonly altText: string
  readonly png: Buffer
}

/** Fewer points are read faster in the table above. */
const FEWEST_POINTS = 3
const LONGEST_ALT = 1000

let chineseCanBeDrawn: Promise<boolean> | null = null

/**
 * The first chart of an answer as a picture; null where there is none to draw, and where its Chinese would come out as empty
 * boxes: the table says the same.
 */
export async function chartPicture(
  answer: Pick<Answer, 'charts' | 'tables' | 'language'>,
  labels: Readonly<Record<string, string>>,
): Promise<ChartPicture | null> {
  const [chart] = answer.charts
  const table = answer.tables.find(({ result_id }) => result_id === chart?.result_id)
  if (chart === undefined || table === undefined || table.rows.length < FEWEST_POINTS) return null
  const reader = { language: answer.language, labels }
  const svg = drawChart(table, chart, chart.title, reader)
  if (/\p{Script=Han}/u.test(svg)) {
    chineseCanBeDrawn ??= canDrawChinese()
    if (!(await chineseCanBeDrawn)) return null
  }
  return { title: chart.title, altText: describeChart(table, chart, chart.title, reader), png: await renderPng(svg) }
}

/**
 * Puts the picture of an answer below it. The answer is there already and says everything in words and as a table, so a picture
 * that cannot be drawn or that a workspace does not take is noted and left out.
 */
export async function postPicture(
  client: WebClient,
  place: { readonly channel: string; readonly thread_ts?: string },
  {
    answer,
    labels,
    log,
  }: { readonly answer: Answer; readonly labels: Readonly<Record<string, string>>; readonly log: Log },
): Promise<void> {
  try {
    const picture = await chartPicture(answer, labels)
    if (picture === null) return
    const file = {
      channel_id: place.channel,
      file: picture.png,
      filename: 'chart.png',
      title: picture.title,
      alt_text: picture.altText.slice(0, LONGEST_ALT),
    }
    await client.files.uploadV2(place.thread_ts === undefined ? file : { ...file, thread_ts: place.thread_ts })
  } catch (error) {
    log.warn({ err: error }, 'a chart could not be posted in Slack')
  }
}

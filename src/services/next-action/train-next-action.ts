import { fitNextSymbol, type FittedNextSymbol } from '../../compute/sequence/fit-next-symbol.ts'
import { packCounts } from '../../compute/sequence/context-counts.ts'
import { countOutcomes, type NextSymbolScores } from '../../compute/sequence/judge-next-symbol.ts'
import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import { dateOfDay, MS_PER_DAY } from '../../lib/time-zone.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { readMoves, readMovesByDay } from '../../store/queries/events/read-moves.ts'
import type { Training, TrainingFrame } from '../models/model-definition.ts'
import type { ModelScores, ReportCard } from '../models/report-card.ts'
import { PREDICTS_LEAVING, type NextActionParameters, type PartParameters } from './next-action-parameters.ts'
import { gatherPaths, PATH_PARTS, type PartPaths, type PathPart } from './visit-paths.ts'

/** The latest days with so many events and order lines are learnt from. */
const MOST_MOVES = 2_000_000
/** Things done that a part needs in all, and in the window that judges it. */
export const NEEDED = 1000
const NEEDED_TO_JUDGE = 100
/** Days of each of the two windows that choose and judge; a fifth of a shorter history. */
const WINDOW_DAYS = 28
const LONGEST: Readonly<Record<PathPart, number>> = { action: 5, category: 3, product: 2, query: 2 }
const MOST_SUCCESSORS: Readonly<Record<PathPart, number | undefined>> = {
  action: undefined,
  category: undefined,
  product: 40,
  query: 40,
}

/** Learns from visits what comes next, part by part; a part that the data does not carry keeps its gate. */
export async function trainNextAction(frame: TrainingFrame): Promise<Training<NextActionParameters>> {
  const { store, asOf } = frame
  await frame.checkpoint('reading visits', 0)
  const paths = gatherPaths(readMoves(store, asOf.until, firstDay(frame)), asOf.until)
  const fits = new Map<PathPart, FittedNextSymbol>()
  const parts = {} as Record<PathPart, PartParameters>
  for (const [i, part] of PATH_PARTS.entries()) {
    await frame.checkpoint(`next ${part}`, 0.3 + 0.15 * i)
    const windows = windowsOf(paths[part], asOf.until)
    const gate = gatePart(frame, part, paths[part], windows)
    if (gate !== null) {
      parts[part] = { fitted: null, gate }
      continue
    }
    const { vocabulary, sequences, told } = paths[part]
    const fit = fitNextSymbol(sequences, {
      predictsEdge: PREDICTS_LEAVING[part],
      longest: LONGEST[part],
      most: MOST_SUCCESSORS[part],
      ...windows,
      until: asOf.until,
    })
    fits.set(part, fit)
    const inside = sequences.symbols.reduce((sum, symbol) => sum + (symbol === 0 ? 0 : 1), 0)
    parts[part] = {
      fitted: {
        values: vocabulary.values,
        counts: packCounts(fit.counts),
        settings: fit.settings,
        coverage: inside / told,
      },
      gate: null,
    }
  }
  const first = PATH_PARTS.find((part) => fits.has(part))
  if (first === undefined) {
    return { fitted: false, gate: parts.action.gate ?? nothing(0) }
  }
  return { fitted: true, parameters: { parts }, reportCard: reportCardOf(frame, paths, fits, first), gate: null }
}

function firstDay({ store, asOf }: TrainingFrame): number {
  let [sum, from] = [0, asOf.day]
  for (const [day, moves] of readMovesByDay(store, asOf.day + 1)) {
    sum += moves
    if (sum > MOST_MOVES) break
    from = day
  }
  return from
}

interface Windows {
  readonly chooseFrom: number
  readonly judgeFrom: number
}

function windowsOf({ sequences: { times } }: PartPaths, until: number): Windows {
  const first = times.reduce((least, time) => Math.min(least, time), until)
  const window = Math.min(WINDOW_DAYS * MS_PER_DAY, (until - first) / 5)
  return { chooseFrom: until - 2 * window, judgeFrom: until - window }
}

const nothing = (have: number, estimate: Gate['pooled_estimate'] = null, opensOn: string | null = null): Gate => ({
  failed: 'actions',
  have,
  need: NEEDED,
  pooled_estimate: estimate,
  opens_on: opensOn,
})

/** Why a part is not fitted; the pooled estimate is the share of what is commonest, with its 95 % interval. */
function gatePart(
  { asOf }: TrainingFrame,
  part: PathPart,
  { sequences, vocabulary, told }: PartPaths,
  { chooseFrom, judgeFrom }: Windows,
): Gate | null {
  const predictsEdge = PREDICTS_LEAVING[part]
  const count = (from: number, to: number): number => countOutcomes(sequences, { from, to, predictsEdge })
  const counts = new Map<number, number>()
  for (const symbol of sequences.symbols) if (symbol !== 0) counts.set(symbol, (counts.get(symbol) ?? 0) + 1)
  const have = [...counts.values()].reduce((sum, n) => sum + n, 0)
  const latest = count(judgeFrom, asOf.until)
  const chosenOn = count(chooseFrom, judgeFrom)
  if (have >= NEEDED && latest >= NEEDED_TO_JUDGE && chosenOn >= NEEDED_TO_JUDGE && vocabulary.values.length > 1) {
    return null
  }
  const failed = part === 'action' ? 'actions' : part === 'query' ? 'searches' : `${part}_views_and_purchases`
  const most = Math.max(0, ...counts.values())
  const limits = have === 0 ? null : wilsonInterval(most, have)
  const estimate = limits === null ? null : { value: most / have, unit: 'ratio', interval: limits }
  const days = (asOf.until - judgeFrom) / MS_PER_DAY
  const perDay = days > 0 ? latest / days : 0
  const wait = perDay > 0 ? Math.ceil(Math.max(NEEDED - have, NEEDED_TO_JUDGE - latest, 1) / perDay) : null
  return {
    ...nothing(told === 0 ? 0 : have, estimate, wait === null || wait > 3650 ? null : dateOfDay(asOf.day + wait)),
    failed: have >= NEEDED ? `recent_${failed}` : failed,
    ...(have >= NEEDED ? { have: Math.min(latest, chosenOn), need: NEEDED_TO_JUDGE } : {}),
  }
}

const scoresOf = (scores: NextSymbolScores | null): ModelScores =>
  scores === null
    ? {}
    : {
        log_loss: scores.logLoss,
        top_1: scores.top1,
        top_3: scores.top3,
        calibration_error: scores.calibrationError,
      }

function reportCardOf(
  { shop, asOf }: TrainingFrame,
  paths: Readonly<Record<PathPart, PartPaths>>,
  fits: ReadonlyMap<PathPart, FittedNextSymbol>,
  first: PathPart,
): ReportCard {
  const main = fits.get(first)
  const dayBefore = (instant: number): string => dateOfDay(shop.zone.dayOf(instant - 1))
  const { judgeFrom } = windowsOf(paths[first], asOf.until)
  const order = main?.settings.order ?? 0
  return {
    model: 'next_action',
    trained_on: [dayBefore(judgeFrom)],
    tested_on: main?.outOfTime === null ? null : dayBefore(asOf.until),
    n_train: countOutcomes(paths[first].sequences, {
      from: -Infinity,
      to: judgeFrom,
      predictsEdge: PREDICTS_LEAVING[first],
    }),
    n_test: main?.outOfTime?.n ?? 0,
    training: {},
    out_of_time: scoresOf(main?.outOfTime ?? null),
    baseline: { name: 'base rate: how often each is done at all', out_of_time: scoresOf(main?.baseRate ?? null) },
    candidates: (main?.candidates ?? []).map(({ name, scores }, i, { length }) => ({
      name,
      chosen: i === length - 1,
      scores: scoresOf(scores),
    })),
    chosen: {
      name: 'variable-order Markov model with back-off, shrunk to the own habit, calibrated',
      reason: `smallest log-loss on the days before the test: the last ${order} of the visit count`,
    },
    importance: [],
    left_out: [],
    details: {
      of: first,
      parts: Object.fromEntries(
        [...fits].map(([part, { settings, outOfTime, baseRate }]) => [
          part,
          {
            n_test: outOfTime?.n ?? 0,
            out_of_time: scoresOf(outOfTime),
            baseline: scoresOf(baseRate),
            settings,
            values: paths[part].vocabulary.values.length,
          },
        ]),
      ),
    },
  }
}

import type { ReactNode } from 'react'
import type { Gate } from '../../../lib/tool-result.ts'
import type { ApiProblem } from '../data/api.ts'
import { labelFor } from '../data/labels.ts'
import { showCell } from '../tables/show-cell.ts'
import { useText } from '../text/use-text.ts'
import { Button } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'

/** What a panel says when it has nothing to show: what it is, why, and one way on. */
export function Notice({
  icon,
  title,
  children,
  action,
}: {
  readonly icon: IconName
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className="flex gap-3 px-4 py-5 text-sm">
      <span className="mt-0.5 text-quiet">
        <Icon name={icon} className="size-5" />
      </span>
      <div className="flex min-w-0 flex-col items-start gap-1.5">
        <p className="font-medium">{title}</p>
        {children !== undefined && <div className="text-quiet">{children}</div>}
        {action}
      </div>
    </div>
  )
}

/** Grey lines after 200 ms, words after 2 s, and after 10 s that one may go on meanwhile. */
export function Loading({ waited, lines = 3 }: { readonly waited: number; readonly lines?: number }) {
  const { say } = useText()
  return (
    <div className="flex min-h-24 flex-col gap-3 px-4 py-4" aria-busy="true">
      {waited >= 200 &&
        Array.from({ length: lines }, (_, at) => (
          <div key={at} className="skeleton h-4" style={{ width: `${92 - ((at * 17) % 40)}%` }} />
        ))}
      <p role="status" className="text-sm text-quiet">
        {waited >= 10_000 ? say('loadingLong') : waited >= 2000 ? say('loadingSome') : ''}
      </p>
    </div>
  )
}

export function Failure({
  problem,
  onRetry,
  retryWords,
}: {
  readonly problem: ApiProblem
  readonly onRetry: () => void
  /** Where trying again begins with something else. */
  readonly retryWords?: string
}) {
  const { say } = useText()
  if (problem.isMissingTool)
    return (
      <Notice icon="clock" title={say('notYet')}>
        {say('notYetHint')}
      </Notice>
    )
  if (problem.code === 'FORBIDDEN')
    return (
      <Notice icon="lock" title={say('forbidden')}>
        {problem.sentences}
      </Notice>
    )
  const details = [problem.code, problem.told, location.href].filter(Boolean).join('\n')
  return (
    <div role="alert">
      <Notice
        icon="warn"
        title={problem.code === 'UNREACHABLE' ? say('unreachable') : say('failed')}
        action={
          <span className="mt-1 flex flex-wrap gap-2">
            <Button icon="again" onClick={onRetry}>
              {retryWords ?? say('retry')}
            </Button>
            <Button look="quiet" icon="copy" onClick={() => void navigator.clipboard.writeText(details)}>
              {say('copyDetails')}
            </Button>
          </span>
        }
      >
        <p className="wrap-anywhere">{problem.message}</p>
        {problem.hint !== null && <p className="wrap-anywhere">{problem.hint}</p>}
        <code className="text-xs">{problem.code}</code>
      </Notice>
    </div>
  )
}

/** Too little data for the method: how much there is, how much it takes, and what can be said meanwhile. */
export function TooLittle({ gate }: { readonly gate: Gate }) {
  const { say, language, count, day } = useText()
  const { pooled_estimate: pooled } = gate
  return (
    <Notice icon="clock" title={say('tooLittle')}>
      <p>
        {say('tooLittleCounts', {
          what: labelFor(gate.failed, language),
          have: count(gate.have),
          need: count(gate.need),
        })}
      </p>
      {pooled !== null && (
        <p>
          {say('tooLittlePooled', {
            value: showCell(pooled.value, pooled.unit, language),
            low: showCell(pooled.interval[0], pooled.unit, language),
            high: showCell(pooled.interval[1], pooled.unit, language),
          })}
        </p>
      )}
      {gate.opens_on !== null && <p>{say('tooLittleUntil', { day: day(gate.opens_on) })}</p>}
    </Notice>
  )
}

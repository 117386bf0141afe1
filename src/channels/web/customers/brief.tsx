import { useState } from 'react'
import type { ToolSuccess } from '../../../lib/tool-result.ts'
import { labelFor } from '../data/labels.ts'
import { useOverview } from '../data/use-overview.ts'
import { Button } from '../parts/button.tsx'
import { showMinor, showRatio } from '../tables/show-minor.ts'
import { useText, type Text } from '../text/use-text.ts'
import type { ChurnData, Profile, RecommendData } from './profile.ts'

/** Five lines that a service agent can take in before picking up the telephone. */
export function Brief({
  profile,
  churn,
  offers,
}: {
  readonly profile: Profile
  readonly churn: ChurnData | null
  readonly offers: ToolSuccess<RecommendData> | null
}) {
  const text = useText()
  const { say } = text
  const { overview } = useOverview()
  const [copied, setCopied] = useState(false)
  const lines = briefLines(profile, churn, offers, text, overview?.currency)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(lines.join('\n'))
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  return (
    <section aria-labelledby="brief" className="rounded-[10px] border border-line bg-accent-soft/60 px-4 py-3">
      <div className="flex items-center justify-between gap-2">
        <h2 id="brief" className="text-sm font-semibold">
          {say('brief')}
        </h2>
        <Button look="quiet" icon={copied ? 'check' : 'copy'} onClick={() => void copy()}>
          {copied ? say('copied') : say('copy')}
        </Button>
      </div>
      <ol className="flex list-inside list-decimal flex-col gap-0.5 text-[0.95rem] marker:text-accent">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </section>
  )
}

const capital = (words: string): string => words.charAt(0).toLocaleUpperCase() + words.slice(1)

function briefLines(
  profile: Profile,
  churn: ChurnData | null,
  offers: ToolSuccess<RecommendData> | null,
  { say, language, count, day }: Text,
  currency: string | undefined,
): readonly string[] {
  const { value, lifecycle, behaviour, consents, open_issues: issues } = profile
  const label = (word: string): string => labelFor(word, language)
  const comma = language === 'zh' ? '、' : ', '
  const risk = churn?.customers[0]
  const [offer] = offers?.data.items ?? []
  const row = offers?.table?.rows.find((candidate) => candidate['product_id'] === offer?.product_id)
  const open = [
    ...issues.map((issue) => `${issue.ticket_id}${issue.issue === null ? '' : ` (${label(issue.issue)})`}`),
    ...behaviour.cart.slice(0, 1).map(({ product_name: name, product_id: id }) => say('inCart', { name: name ?? id })),
  ]
  const granted = consents
    .filter((consent) => consent.granted && consent.kind !== 'profiling')
    .map(({ kind }) => label(kind))
  return [
    say('briefWho', {
      stage: capital(label(lifecycle.stage)),
      since: day(profile.basic.known_since),
      orders: count(value.orders),
      amount: showMinor(value.net_minor, currency, language),
    }),
    lifecycle.recency_days === null
      ? say('briefNoOrder')
      : say('briefNow', {
          recency: lifecycle.recency_days,
          gap: lifecycle.expected_gap_days === null ? '–' : Math.round(lifecycle.expected_gap_days),
          risk:
            risk === undefined
              ? churn === null
                ? say('beingComputed')
                : '–'
              : `${showRatio(risk.probability)} (${label(risk.tier)})`,
        }),
    say('briefLikes', {
      interests:
        profile.interests.length === 0
          ? '–'
          : profile.interests
              .slice(0, 3)
              .map(({ value: one }) => label(one))
              .join(comma),
    }),
    say('briefOpen', { open: open.length === 0 ? say('nothing') : open.join(comma) }),
    say('briefDo', {
      channels: granted.length === 0 ? say('noChannel') : granted.join(comma),
      offer:
        offer === undefined
          ? offers === null
            ? say('beingComputed')
            : '–'
          : String(row?.['product'] ?? offer.product_id),
    }),
  ]
}

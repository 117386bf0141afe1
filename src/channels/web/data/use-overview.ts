import { createContext, useCallback, useContext, useEffect, useState } from 'react'
import type { Language } from '../../../lib/answer.ts'
import { showInZone } from '../text/use-text.ts'
import { ApiProblem, request } from './api.ts'
import { loadLabels } from './labels.ts'

/** What the page knows about the shop and the one who looks before anything is asked. */
export interface Overview {
  readonly shop: string
  readonly currency: string
  readonly time_zone: string
  readonly as_of: string
  readonly customers: number
  readonly orders: number
  readonly model: { readonly provider: 'embedded' | 'openai'; readonly name: string }
  readonly version: string
  readonly actor: { readonly id: string; readonly role: string }
  readonly may: readonly string[]
  readonly waiting_approvals: number | null
  readonly keys_exist: boolean
}

export interface OverviewState {
  readonly overview: Overview | null
  readonly refresh: () => void
  readonly signedOut: boolean
  readonly unreachable: boolean
  /** The words for labels are there, or will not come. */
  readonly ready: boolean
}

export function useLoadOverview(language: Language): OverviewState {
  const [overview, setOverview] = useState<Overview | null>(null)
  const [ready, setReady] = useState(false)
  const [failed, setFailed] = useState<ApiProblem | null>(null)
  const refresh = useCallback(() => {
    loadLabels(language)
      .finally(() => setReady(true))
      .then(() => request<Overview>('/api/overview'))
      .then((loaded) => {
        showInZone(loaded.time_zone)
        setOverview(loaded)
        setFailed(null)
      })
      .catch((error: unknown) =>
        setFailed(ApiProblem.of(error)),
      )
  }, [language])
  useEffect(refresh, [refresh])
  return { overview, refresh, signedOut: failed?.status === 401, unreachable: failed?.code === 'UNREACHABLE', ready }
}

export const OverviewContext = createContext<OverviewState>({
  overview: null,
  refresh: () => {},
  signedOut: false,
  unreachable: false,
  ready: false,
})

export const useOverview = (): OverviewState => useContext(OverviewContext)

/** Whether the one who looks may do this; true until it is known, so that nothing flickers away. */
export function useMay(need: string): boolean {
  const { overview } = useOverview()
  return overview === null || overview.may.includes(need)
}

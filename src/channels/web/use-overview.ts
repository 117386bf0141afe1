import { useCallback, useEffect, useState } from 'react'
import type { Language } from '../../lib/answer.ts'
import { loadLabels } from './labels.ts'

/** What the page says about the shop before anything is asked. */
export interface Overview {
  readonly shop: string
  readonly as_of: string
  readonly customers: number
  readonly orders: number
  readonly model: { readonly provider: 'embedded' | 'openai'; readonly name: string }
}

export function useOverview(language: Language) {
  const [overview, setOverview] = useState<Overview | null>(null)
  const [signedOut, setSignedOut] = useState(false)
  const refresh = useCallback(() => {
    loadLabels(language)
      .then(() => fetch('/api/overview'))
      .then(async (response) => {
        setSignedOut(response.status === 401)
        if (response.ok) setOverview(await response.json())
      })
      // Without a server the page shows its starters; asking will say what is wrong.
      .catch(() => setOverview(null))
  }, [language])
  useEffect(refresh, [refresh])
  return { overview, refresh, signedOut }
}

import { useRef } from 'react'
import { request } from '../data/api.ts'
import { useResource } from '../data/use-resource.ts'
import { Failure, Loading } from '../parts/states.tsx'
import { navigate } from '../routing/location.ts'
import { Conversation } from './conversation.tsx'
import type { StoredTurn } from './use-conversation.ts'

/**
 * A new conversation, or one that was had before. A new one gets its address while its first answer is on the way; it goes
 * on then as it is and is not loaded again.
 */
export function AskPage({ threadId }: { readonly threadId: string | null }) {
  const own = useRef<{ key: string; threadId: string | null }>({ key: 'new-0', threadId: null })
  if (threadId !== own.current.threadId) {
    const round = Number(/^new-(\d+)$/.exec(own.current.key)?.[1] ?? 0)
    own.current = { key: threadId ?? `new-${round + 1}`, threadId }
  }
  const { key } = own.current
  const isNew = key.startsWith('new-')
  const stored = useResource<{ readonly turns: readonly StoredTurn[] }>(isNew ? null : key, (signal) =>
    request(`/v1/threads/${key}`, { signal }),
  )
  if (!isNew && stored.problem !== null) return <Failure problem={stored.problem} onRetry={stored.reload} />
  if (!isNew && stored.data === null) return <Loading waited={stored.waited} />
  return (
    <Conversation
      key={key}
      threadId={isNew ? null : key}
      turns={stored.data?.turns ?? []}
      onThread={(id) => {
        own.current = { key, threadId: id }
        navigate(`/threads/${id}`, { replace: true })
      }}
    />
  )
}

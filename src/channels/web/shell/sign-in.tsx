import { useEffect, useState } from 'react'
import { Mark } from './mark.tsx'
import { languageNow } from '../text/start-text.ts'
import { useText } from '../text/use-text.ts'

/** Trades the token behind the `#` of a sign-in link for a session; without one, says where a link comes from. */
export function SignIn() {
  const { say } = useText()
  const [failed, setFailed] = useState<string | null>(null)
  const token = location.hash.slice(1)
  useEffect(() => {
    if (token === '') return
    history.replaceState(null, '', '/sign-in')
    fetch('/sign-in', { method: 'POST', body: token, headers: { 'accept-language': languageNow() } })
      .then(async (response) => {
        if (response.ok) location.assign('/')
        else setFailed((await response.json()).detail)
      })
      .catch((error: unknown) => setFailed(String(error)))
  }, [token])
  return (
    <main className="mx-auto max-w-md px-6 pt-24">
      <Mark />
      <h1 className="title mt-4 text-2xl">{token === '' || failed !== null ? say('signedOut') : say('signingIn')}</h1>
      <p className="mt-2 text-quiet">{failed ?? say('signedOutHint')}</p>
    </main>
  )
}

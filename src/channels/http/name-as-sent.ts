import { KithError } from '../../lib/errors.ts'

/** A folder of its own holds each upload. */
const OWN_FOLDER = '[/\\\\]+[0-9a-f-]{36}[/\\\\]+'

/** Names uploads by the names they were sent under: the folder in which they wait is this machine's own business. */
export function nameAsSent(uploadFolder: string) {
  const quoted = JSON.stringify(uploadFolder).slice(1, -1)
  const waiting = new RegExp(quoted.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&') + OWN_FOLDER, 'g')
  const inValue = <Value>(value: Value): Value =>
    value === undefined ? value : (JSON.parse(JSON.stringify(value).replaceAll(waiting, '')) as Value)
  return {
    inValue,
    inError: (error: unknown): unknown => {
      if (!(error instanceof KithError)) return error
      const { code, message, field, hint, details } = error
      return new KithError(code, inValue(message), {
        ...(field === null ? {} : { field }),
        ...(hint === null ? {} : { hint: inValue(hint) }),
        details: inValue(details),
        cause: error,
      })
    },
  }
}

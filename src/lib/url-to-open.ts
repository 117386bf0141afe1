const HERE: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '0.0.0.0', '::'])

/**
 * The address under which a browser on this machine reaches a server: one that listens on every address is opened as
 * localhost, for 0.0.0.0 is nowhere to go.
 *
 * @example urlToOpen('0.0.0.0', 8787) // => 'http://localhost:8787'
 */
export const urlToOpen = (host: string, port: number): string =>
  `http://${HERE.has(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`

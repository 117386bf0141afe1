import { Hono } from 'hono'
import { KithError } from '../../lib/errors.ts'
import { bindActor } from '../bind-actor.ts'
import type { Actor } from '../../services/access/actor.ts'
import type { Runtime } from '../runtime.ts'

/** Names the customer whom a service bot's key speaks for in this request. */
const CUSTOMER_HEADER = 'kith-customer-id'
const LARGEST_REQUEST = 1024 * 1024

/**
 * `POST /mcp`: the Model Context Protocol over streamable HTTP, one exchange a request and nothing kept between them, so
 * that a key that is revoked is refused by the next request.
 */
export const mcpRoutes = (runtime: Runtime) =>
  new Hono<{ Variables: { actor: Actor } }>()
    .post('/mcp', async (c) => {
      refuseForeignPages(c.req.header('origin'), c.req.header('host'))
      const actor = bindActor(c.get('actor'), { customerId: c.req.header(CUSTOMER_HEADER) })
      // Loaded by the first request: where nobody speaks MCP its library takes no memory.
      const [{ createMcpServer }, { WebStandardStreamableHTTPServerTransport }] = await Promise.all([
        import('./create-mcp-server.ts'),
        import('@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'),
      ])
      const server = createMcpServer(runtime, { ...actor, channel: 'mcp' }, c.req.raw.signal)
      const transport = new WebStandardStreamableHTTPServerTransport({
        enableJsonResponse: true,
        maxRequestBodySize: LARGEST_REQUEST,
      })
      await server.connect(transport)
      return transport.handleRequest(c.req.raw)
    })
    .on(['GET', 'DELETE'], '/mcp', (c) =>
      // A server without sessions has no stream to open and none to end: the protocol's answer is 405.
      c.json(
        { jsonrpc: '2.0', error: { code: -32000, message: 'this server keeps no sessions: use POST' }, id: null },
        405,
        {
          allow: 'POST',
        },
      ),
    )

/** A page of another site must not reach a server on this machine through the browser (DNS rebinding). */
function refuseForeignPages(origin: string | undefined, host: string | undefined): void {
  if (origin === undefined || origin === `http://${host}` || origin === `https://${host}`) return
  throw new KithError('FORBIDDEN', 'MCP requests from pages of other sites are refused', {
    hint: 'Connect from a program, or from a page that Kith serves.',
  })
}

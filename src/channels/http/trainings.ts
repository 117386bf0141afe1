import { OpenAPIHono } from '@hono/zod-openapi'
import { listTrainings } from '../../services/models/list-trainings.ts'
import { stopTraining } from '../../services/models/stop-training.ts'
import type { Runtime } from '../runtime.ts'
import type { AppEnvironment } from './create-app.ts'

/** `GET /v1/trainings` tells what is being trained and how far it is; `DELETE /v1/trainings/:model` stops it. */
export const trainingRoutes = (runtime: Runtime) =>
  new OpenAPIHono<AppEnvironment>()
    .get('/v1/trainings', (c) => c.json({ trainings: listTrainings({ ctx: runtime.contextFor(c.get('actor')) }) }))
    .delete('/v1/trainings/:model', (c) => {
      const ctx = runtime.contextFor(c.get('actor'))
      return c.json(stopTraining({ ctx, input: { model: c.req.param('model') } }), 202)
    })

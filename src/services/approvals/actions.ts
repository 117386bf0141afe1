import { InvalidInputError } from '../../lib/errors.ts'
import type { ActionDefinition } from './action-definition.ts'
import { changeSettingAction } from './actions/change-setting.ts'
import { createAlertAction } from './actions/create-alert.ts'
import { deleteSegmentAction } from './actions/delete-segment.ts'
import { saveSegmentAction } from './actions/save-segment.ts'
import { stopAlertAction } from './actions/stop-alert.ts'

/** Every action that can be proposed. */
const ACTIONS: readonly ActionDefinition[] = [
  changeSettingAction,
  createAlertAction,
  deleteSegmentAction,
  saveSegmentAction,
  stopAlertAction,
]

export function findAction(name: string): ActionDefinition {
  const action = ACTIONS.find((candidate) => candidate.name === name)
  if (action === undefined) {
    throw new InvalidInputError(`there is no action '${name}'`, {
      field: 'action',
      hint: `Actions are: ${ACTIONS.map((candidate) => candidate.name).join(', ')}.`,
    })
  }
  return action
}

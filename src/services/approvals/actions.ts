import { InvalidInputError } from '../../lib/errors.ts'
import type { ActionDefinition } from './action-definition.ts'
import { changeSettingAction } from './actions/change-setting.ts'
import { createAlertAction } from './actions/create-alert.ts'
import { deleteSegmentAction } from './actions/delete-segment.ts'
import { saveSegmentAction } from './actions/save-segment.ts'
import { stopAlertAction } from './actions/stop-alert.ts'
import { changePriceAction } from './actions/decisions/change-price.ts'
import { holdOrderAction } from './actions/decisions/hold-order.ts'
import { limitAccountAction } from './actions/decisions/limit-account.ts'
import { mergeCustomersAction } from './actions/decisions/merge-customers.ts'
import { postToSlackAction } from './actions/decisions/post-to-slack.ts'
import { reclassifyProductsAction } from './actions/decisions/reclassify-products.ts'
import { reviewOrderAction } from './actions/decisions/review-order.ts'
import { exportAudienceAction } from './actions/messages/export-audience.ts'
import { erasePersonalDataAction } from './actions/privacy/erase-personal-data.ts'
import { exportPersonalDataAction } from './actions/privacy/export-personal-data.ts'
import { sendCouponAction } from './actions/messages/send-coupon.ts'
import { sendMessageAction } from './actions/messages/send-message.ts'

/** Every action that can be proposed. */
const ACTIONS: readonly ActionDefinition[] = [
  changePriceAction,
  changeSettingAction,
  createAlertAction,
  deleteSegmentAction,
  exportAudienceAction,
  erasePersonalDataAction,
  exportPersonalDataAction,
  holdOrderAction,
  limitAccountAction,
  mergeCustomersAction,
  postToSlackAction,
  reclassifyProductsAction,
  reviewOrderAction,
  saveSegmentAction,
  sendCouponAction,
  sendMessageAction,
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

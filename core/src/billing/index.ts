export { createBilling } from './create-billing.js'
export { billingErrors } from './errors.js'
export { Metering } from './metering.js'

export { createBilling } from './create-billing.js'
export { Metering } from './metering.js'

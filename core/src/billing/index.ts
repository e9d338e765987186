export { createBilling } from './create-billing.js'

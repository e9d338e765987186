export { CustomerStore } from './customer-store.js'
export { normaliseAddress } from './normalise-address.js'

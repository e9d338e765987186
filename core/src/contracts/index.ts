export { ALWAYS_ON, itemsOf, OPERATOR_ONLY } from './contract-rules.js'
export { Contracts } from './contracts.js'
export { contractErrors } from './errors.js'
export { ITEM_NAMES } from './item-names.js'

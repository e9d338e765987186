export { ALWAYS_ON, itemsOf, OPERATOR_ONLY, type ServiceType } from './contract-rules.js'
export { Contracts, type ConcludedContract, type ContractedService } from './contracts.js'
export { contractErrors } from './errors.js'

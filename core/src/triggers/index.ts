export { coreConditions } from './core-parts.js'
export { createTriggers, type Triggers } from './create-triggers.js'
export { triggerErrors } from './errors.js'
export type { AddedParts } from './trigger-parts.js'

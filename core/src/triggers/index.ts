export { createTriggers, type TriggerDependencies, type Triggers } from './create-triggers.js'
export { triggerErrors } from './errors.js'
export type { TriggerTickets } from './ports.js'
export { TriggerParts, type AddedParts } from './trigger-parts.js'

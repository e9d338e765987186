export { createSla } from './create-sla.js'
export { slaErrors } from './errors.js'
export { RECOUNT } from './sla-editor.js'
export { TicketPromises } from './ticket-promises.js'

export { addGroup, addMember, addService, serviceIdOf, signIn } from './people.js'
export { startCore, type RunningCore } from './start-core.js'
export { Desk, type Ledger, type MessageView, type TicketRow, type TicketView } from './tickets.js'
export { until } from './until.js'

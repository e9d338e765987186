export { Presence } from './presence.js'
export { RealtimeGateway } from './realtime-gateway.js'

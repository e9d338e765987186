export { RealtimeGateway } from './realtime-gateway.js'

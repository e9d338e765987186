export { Presence } from './presence.js'
export { TopicRegistry } from './topic-registry.js'
export { RealtimeGateway } from './realtime-gateway.js'

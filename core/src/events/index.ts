export { PluginEvents } from './plugin-events.js'
export { EventOutbox, type GatheredEvent, type PublishedEvent } from './event-outbox.js'

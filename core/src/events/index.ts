export { PluginEvents } from './plugin-events.js'
export { EventOutbox, type PublishedEvent } from './event-outbox.js'

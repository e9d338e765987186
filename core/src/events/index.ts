export { EventOutbox, type PublishedEvent } from './event-outbox.js'

export { EventOutbox, type ListenerJobs, type PublishedEvent } from './event-outbox.js'

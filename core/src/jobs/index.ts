export { JobQueue, type JobRunner } from './job-queue.js'

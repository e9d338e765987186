import type { Notifications, Route } from 'adapters-sdk'
import type { EventOutbox } from '../events/index.js'
import type { JobQueue } from '../jobs/index.js'
import type { Addresses } from '../platform/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import { NoticeChoiceStore } from './notice-choice-store.js'
import { NoticeList } from './notice-list.js'
import { NoticeMailer } from './notice-mailer.js'
import { noticeRoutes } from './notice-routes.js'
import { NOTICE_MAIL, NoticeWriter } from './notice-writer.js'

export interface NoticeDependencies {
  readonly db: ScopedDb
  readonly events: EventOutbox
  readonly jobs: JobQueue
  readonly notifications: () => Notifications | null
  readonly addresses: Addresses
  readonly now: () => number
}

/** Bell and mails of agents, put together. */
export function createNotices({ db, events, jobs, notifications, addresses, now }: NoticeDependencies): { readonly routes: readonly Route[] } {
  const choices = new NoticeChoiceStore(db)
  const writer = new NoticeWriter(db, events, jobs, choices, now)
  const mailer = new NoticeMailer(db, notifications, addresses, now)
  events.follow((gathered) => writer.follow(gathered))
  jobs.handle(NOTICE_MAIL, (payload) => mailer.send(payload as Parameters<NoticeMailer['send']>[0]))
  return { routes: noticeRoutes({ list: new NoticeList(db, events, now), choices }) }
}

import type { Answer } from '../../../api/types.js'

export type Rehearsal = Answer<'getApiSServiceTriggerRehearsalsId'>
export type RehearsalSum = Rehearsal['triggers'][number]
export type RehearsedTickets = Answer<'getApiSServiceTriggerRehearsalsIdTickets'>
export type RehearsedTicketView = RehearsedTickets['items'][number]

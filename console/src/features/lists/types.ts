import type { Answer } from '../../api/types.js'
import type { ConditionNode } from '../conditions/types.js'

type Answered = Answer<'getApiSServiceTicketViews'>['items'][number]
/** A list that somebody keeps. */
export type SavedView = Omit<Answered, 'conditions'> & { readonly conditions: ConditionNode }
export type Audience = SavedView['audience']
export type ListSort = SavedView['sort']
export type ListColumn = SavedView['columns'][number]
export type ListPage = Answer<'getApiSServiceTickets'>
export interface Count { readonly count: number; readonly more: boolean }

export const SORTS: readonly ListSort[] = ['-updatedAt', 'updatedAt', '-createdAt', 'createdAt', '-priority', 'priority', 'dueAt', '-dueAt']
export const DEFAULT_SORT: ListSort = '-updatedAt'
export const COLUMNS: readonly ListColumn[] = ['number', 'state', 'priority', 'customer', 'channel', 'group', 'assignee', 'intakeType', 'handlingType', 'tags', 'dueAt', 'createdAt', 'updatedAt']
export const FIRST_COLUMNS: readonly ListColumn[] = ['state', 'priority', 'customer', 'group', 'assignee', 'dueAt', 'updatedAt']

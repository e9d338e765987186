import { AsyncLocalStorage } from 'node:async_hooks'
import type { Cause } from 'adapters-sdk'
import type { Transaction } from './engine.js'

/** Whose data the running code may see. Opened only by the host: for a request, a webhook, a job, an event. */
export interface Scope {
  readonly kind: 'service' | 'organisation' | 'system'
  /** 0 in the system scope, where every row is visible. */
  readonly organisationId: number
  readonly serviceId: number
  readonly cause: Cause
  /** Where a signed-in member's request came from. */
  readonly ip?: string
  /** Nothing can be written here, whatever runs; what was read once is remembered. */
  readonly frozen?: Map<string, Promise<unknown[]>>
}

interface Context {
  readonly scope: Scope
  readonly transaction?: Transaction
}

const storage = new AsyncLocalStorage<Context>()

export class ScopeError extends Error {
  override readonly name = 'ScopeError'
}

/** Somebody tried to write where nothing may be. */
export class FrozenError extends Error {
  override readonly name = 'FrozenError'
}

export function currentContext(): Context {
  const context = storage.getStore()
  if (!context) throw new ScopeError('No tenant scope is open here: open one for a request, job or event first.')
  return context
}

export function currentScope(): Scope {
  return currentContext().scope
}

export function currentServiceId(): number {
  const { scope } = currentContext()
  if (scope.kind !== 'service') throw new ScopeError(`A service's scope is needed here, but the scope is ${scope.kind}.`)
  return scope.serviceId
}

/** Whether a transaction of this scope is running here. */
export function inTransaction(): boolean {
  const { transaction } = currentContext()
  return transaction !== undefined && !transaction.closed
}

/** Runs `work` in the scope, outside any transaction of the caller. */
export function inScope<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
  return storage.run({ scope }, work)
}

/** The same scope and transaction with another cause: what a trigger does is not what the customer did. */
export function withCause<T>(cause: Cause, work: () => Promise<T>): Promise<T> {
  const context = currentContext()
  return storage.run({ ...context, scope: { ...context.scope, cause } }, work)
}

/** Narrows the system's scope to a tenant's within the running transaction, so that a tenant is made whole or not at all. */
export function enterTenant<T>(tenant: { readonly organisationId: number; readonly serviceId: number }, work: () => Promise<T>): Promise<T> {
  const context = currentContext()
  if (context.scope.kind !== 'system') throw new ScopeError('Only the system can enter a tenant; everybody else is in theirs already.')
  return storage.run({ ...context, scope: { ...context.scope, ...tenant, kind: 'service' } }, work)
}

export function withTransaction<T>(transaction: Transaction, work: () => Promise<T>, scope: Scope = currentScope()): Promise<T> {
  return storage.run({ scope, transaction }, work)
}

export interface ThrowAwayPostgres { readonly url: string; stop(): Promise<void> }
export function ensurePostgres(): Promise<void>
export function startPostgres(options?: { readonly durable?: boolean }): Promise<ThrowAwayPostgres>

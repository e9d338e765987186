import pino from 'pino'

export type Logger = pino.Logger

/** Structured JSON on standard error, so that standard output stays free for what a person reads at start. */
export function createLogger(level: string): Logger {
  return pino(
    { level, base: undefined, redact: ['password', '*.password', 'secret', '*.secret', 'token', '*.token', 'headers.cookie', 'headers.authorization'] },
    pino.destination({ dest: 2, sync: false }),
  )
}

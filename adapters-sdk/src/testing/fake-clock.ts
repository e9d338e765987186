import type { Clock } from '../host/ports.js'

/** A clock that stands still until it is told to go on. */
export class FakeClock implements Clock {
  constructor(private time = Date.UTC(2025, 0, 1)) {}

  now(): number {
    return this.time
  }

  advance(milliseconds: number): void {
    this.time += milliseconds
  }
}

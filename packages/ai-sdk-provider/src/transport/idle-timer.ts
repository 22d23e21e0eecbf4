/**
 * Measures how long a stream has been waited for without an event. Only the time spent waiting counts:
 * a consumer that takes its time does not make the server look idle.
 */
export class IdleTimer {
  private readonly limit: number
  private readonly onIdle: () => void
  private waited = 0
  private waitingSince = 0
  private timer: ReturnType<typeof setTimeout> | undefined

  /** @param limit milliseconds without an event after which `onIdle` is called. */
  constructor(limit: number, onIdle: () => void) {
    this.limit = limit
    this.onIdle = onIdle
  }

  startWaiting(): void {
    this.waitingSince = performance.now()
    this.timer = setTimeout(this.onIdle, Math.max(0, this.limit - this.waited))
  }

  stopWaiting(): void {
    clearTimeout(this.timer)
    this.waited += performance.now() - this.waitingSince
  }

  eventArrived(): void {
    this.waited = 0
    this.waitingSince = performance.now()
  }
}

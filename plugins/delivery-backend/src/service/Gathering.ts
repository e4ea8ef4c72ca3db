/**
 * Lets an id through at once when it was quiet around it. The same id again
 * within `ms` waits for the end of that time, and then goes through once,
 * however often it came.
 */
export class Gathering {
  private readonly resting = new Set<string>();
  private readonly again = new Set<string>();
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly ms: number,
    private readonly through: (ids: readonly string[]) => void,
  ) {}

  add(ids: readonly string[]): void {
    const now: string[] = [];
    for (const id of ids) {
      if (this.resting.has(id)) this.again.add(id);
      else now.push(id);
    }
    if (now.length === 0) return;
    this.rest(now);
    this.through(now);
  }

  stop(): void {
    this.timers.forEach(timer => clearTimeout(timer));
    this.timers.clear();
  }

  private rest(ids: readonly string[]): void {
    ids.forEach(id => this.resting.add(id));
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      ids.forEach(id => this.resting.delete(id));
      this.add(ids.filter(id => this.again.delete(id)));
    }, this.ms);
    this.timers.add(timer);
  }
}

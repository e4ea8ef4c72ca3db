import type { Snapshot } from '../../domain/snapshot';
import type { SharedReadings } from '../../service/ports';

/** Readings that replicas share, in memory. */
export class MemoryReadings implements SharedReadings {
  snapshot: Snapshot | undefined;
  failing = false;

  async newest(): Promise<Snapshot | undefined> {
    if (this.failing) throw new Error('the cache is away');
    return this.snapshot;
  }

  async leave(snapshot: Snapshot): Promise<void> {
    if (this.failing) throw new Error('the cache is away');
    this.snapshot = snapshot;
  }
}

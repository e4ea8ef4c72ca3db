import type { WorkloadReader } from './ports';

/** Waits for the next change of one object; a change between two waits is not missed. */
export interface ChangeWaiter {
  /** Resolves at a change, at `wake`, or after so many milliseconds. */
  next(withinMs: number): Promise<void>;
  wake(): void;
  close(): void;
}

/** Follows the object with this uid. */
export function changesOf(reader: WorkloadReader, uid: string): ChangeWaiter {
  let changed = false;
  let notify = () => {};
  const wake = () => {
    changed = true;
    notify();
  };
  const close = reader.subscribe(changes => {
    if (changes.clusters || changes.objects.some(each => each.uid === uid)) {
      wake();
    }
  });
  return {
    async next(withinMs) {
      if (!changed) {
        await new Promise<void>(resolve => {
          const timer = setTimeout(resolve, Math.max(withinMs, 0));
          notify = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      changed = false;
    },
    wake,
    close,
  };
}

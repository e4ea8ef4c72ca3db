/** What the process that holds the index says of itself. */
export interface MemoryReport {
  bytes: number;
  rollouts: number;
  /** How many of each kind, for people. */
  objects: string;
  dropped: number;
  firstListMs: number;
  againMs: number;
}

/** Reads the one line of JSON; throws where a figure is missing. */
export function readMemory(line: string): MemoryReport {
  const told: unknown = JSON.parse(line);
  const objects = Object.entries(Object(at(told, 'objects')));
  return {
    bytes: figure(told, 'bytes'),
    rollouts: figure(at(told, 'objects'), 'Rollout'),
    objects: objects.map(([kind, count]) => `${count} ${kind}`).join(', '),
    dropped: figure(told, 'dropped'),
    firstListMs: figure(told, 'firstListMs'),
    againMs: figure(told, 'againMs'),
  };
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, key)?.value
    : undefined;
}

function figure(value: unknown, key: string): number {
  const found = at(value, key);
  if (typeof found === 'number' && Number.isFinite(found)) return found;
  throw new Error(`The measured process did not tell ${key}`);
}

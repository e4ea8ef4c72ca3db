import type { Lab } from '../run/state.ts';
export async function applyDemo(
  _lab: Lab,
  _say: (line: string) => void,
): Promise<void> {}
export async function removeDemo(
  _lab: Lab,
  _say: (line: string) => void,
): Promise<void> {}

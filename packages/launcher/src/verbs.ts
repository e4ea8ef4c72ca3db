import type { Run } from './cli/parse.ts';
import { benchVerb, soakVerb } from './bench/verb.ts';
import { checkVerb } from './check/verb.ts';
import { labVerb } from './lab.ts';
import { startVerb } from './portal/verb.ts';
import { testVerb } from './test/verb.ts';

type Verb = (run: Run) => Promise<number>;

const table: Readonly<Record<string, Verb>> = {
  bench: benchVerb,
  check: checkVerb,
  lab: labVerb,
  soak: soakVerb,
  start: startVerb,
  test: testVerb,
};

/** Every verb of the help has code, and the other way round. */
export const verbNames = Object.keys(table);

export async function main(run: Run): Promise<number> {
  const verb = table[run.verb];
  if (!verb) {
    throw new Error(`No code for the verb "${run.verb}"`);
  }
  return verb(run);
}

import type { Run } from './cli/parse.ts';
import { checkVerb } from './check/verb.ts';

type Verb = (run: Run) => Promise<number>;

const table: Readonly<Record<string, Verb>> = {
  check: checkVerb,
};

export async function main(run: Run): Promise<number> {
  const verb = table[run.verb];
  if (!verb) {
    throw new Error(`No code for the verb "${run.verb}"`);
  }
  return verb(run);
}

import fs from 'node:fs';
import path from 'node:path';
import { root } from '../paths.ts';
import type { Obtained } from '../test/needs.ts';

/** The recorded cases lie outside of the repository; their owners' licenses differ. */
export async function findConformance(): Promise<Obtained> {
  const dir = path.resolve(
    root,
    process.env.CONFORMANCE_DIR ?? '../shared/conformance',
  );
  return fs.existsSync(path.join(dir, 'argo-cd-rollout'))
    ? { ok: true, env: { CONFORMANCE_DIR: dir } }
    : {
        ok: false,
        reason: `no conformance data in ${dir}; set CONFORMANCE_DIR to the folder that holds argo-cd-rollout`,
      };
}

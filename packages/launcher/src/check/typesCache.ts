import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fromRoot, stateDir } from '../paths.ts';

const stampFile = path.join(stateDir, 'types-cache');
const decides = ['tsconfig.json', 'yarn.lock', 'package.json'];

/** TypeScript goes on reporting mended errors when its options or its libraries changed under its cache: then it starts anew. */
export function dropStaleTypesCache(): void {
  const hash = createHash('sha256').update(process.version);
  decides.forEach(file => hash.update(fs.readFileSync(fromRoot(file))));
  const stamp = hash.digest('hex');
  const known = fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8');
  if (known === stamp) {
    return;
  }
  fs.rmSync(fromRoot('dist-types', 'tsconfig.tsbuildinfo'), { force: true });
  fs.mkdirSync(stateDir, { recursive: true });
  fs.writeFileSync(stampFile, stamp);
}

import { createHash } from 'node:crypto';

export interface InstallInputs {
  nodeVersion: string;
  platform: string;
  /** Path and content of everything that decides what an install gives. */
  files: ReadonlyArray<{ path: string; content: string }>;
}

/** The same inputs give the same node_modules, so the stamp is the hash of them. */
export function installStamp(inputs: InstallInputs): string {
  const hash = createHash('sha256');
  hash.update(`${inputs.nodeVersion}\n${inputs.platform}\n`);
  const sorted = [...inputs.files].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const file of sorted) {
    hash.update(`${file.path}\0${relevantPart(file)}\0`);
  }
  return hash.digest('hex');
}

/** Of a package.json only what an install reads: a new script is no reason to install. */
function relevantPart(file: { path: string; content: string }): string {
  if (!file.path.endsWith('package.json')) {
    return file.content;
  }
  const parsed: unknown = JSON.parse(file.content);
  if (typeof parsed !== 'object' || parsed === null) {
    return file.content;
  }
  const wanted = [
    'name',
    'version',
    'workspaces',
    'dependencies',
    'devDependencies',
    'peerDependencies',
    'optionalDependencies',
    'resolutions',
    'bin',
  ];
  return JSON.stringify(
    Object.entries(parsed).filter(([key]) => wanted.includes(key)),
  );
}

import fs from 'node:fs';
import path from 'node:path';

/** The checkout: the script says it, else it is the one that we were started in. */
export const root = process.env.GREENLIGHT_ROOT ?? checkoutAbove(process.cwd());
/** What runs leave behind: logs, databases, stamps. Never committed. */
export const stateDir = path.join(root, '.greenlight');
export const logDir = path.join(stateDir, 'logs');
export const dataDir = path.join(stateDir, 'data');
export const yarnProgram = path.join(root, '.yarn/releases/yarn-4.13.0.cjs');

export function fromRoot(...parts: string[]): string {
  return path.join(root, ...parts);
}

/** Where a program of a development dependency lies. */
export function tool(name: string): string {
  return path.join(root, 'node_modules', '.bin', name);
}

function checkoutAbove(dir: string): string {
  const parent = path.dirname(dir);
  return parent === dir || fs.existsSync(path.join(dir, 'backstage.json'))
    ? dir
    : checkoutAbove(parent);
}

import path from 'node:path';

/** The checkout: the script says it, else it is where we were started. */
export const root = process.env.GREENLIGHT_ROOT ?? process.cwd();
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

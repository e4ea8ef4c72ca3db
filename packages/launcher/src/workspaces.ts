import fs from 'node:fs';
import { fromRoot } from './paths.ts';

export interface Workspace {
  name: string;
  /** Relative to the checkout, such as `plugins/delivery`. */
  dir: string;
  /** Other workspaces that it depends on directly. */
  needs: readonly string[];
}

/** All packages and plugins with the edges between them. */
export function readWorkspaces(): Workspace[] {
  const found = ['packages', 'plugins'].flatMap(folder =>
    fs
      .readdirSync(fromRoot(folder))
      .map(name => `${folder}/${name}`)
      .filter(dir => fs.existsSync(fromRoot(dir, 'package.json')))
      .map(dir => ({ dir, manifest: readManifest(dir) })),
  );
  const names = new Set(found.map(({ manifest }) => manifest.name));
  return found.map(({ dir, manifest }) => ({
    name: manifest.name,
    dir,
    needs: Object.keys({
      ...manifest.dependencies,
      ...manifest.devDependencies,
    }).filter(name => names.has(name)),
  }));
}

interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

function readManifest(dir: string): Manifest {
  return JSON.parse(fs.readFileSync(fromRoot(dir, 'package.json'), 'utf8'));
}

/** A workspace and everything of ours below it. */
export function closureOf(
  name: string,
  workspaces: readonly Workspace[],
): string[] {
  const seen = new Set<string>();
  const visit = (current: string) => {
    if (seen.has(current)) {
      return;
    }
    seen.add(current);
    workspaces.find(w => w.name === current)?.needs.forEach(visit);
  };
  visit(name);
  return [...seen].sort();
}

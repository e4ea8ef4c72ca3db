import fs from 'node:fs';

export interface LabCluster {
  name: string;
  url: string;
  caData: string;
  tokens: { reader: string };
  tokenFiles: { writer: string };
}

export interface LabDescription {
  name: string;
  clusters: readonly LabCluster[];
  /** Absent where the lab was started without one. */
  prometheusUrl?: string;
}

export type LabRead =
  | { ok: true; lab: LabDescription }
  | { ok: false; reason: string };

/** Reads what `lab up` wrote; the file is ours, but it may be of another version or half there. */
export function readLabFile(file: string): LabRead {
  if (!fs.existsSync(file)) {
    return { ok: false, reason: `there is no ${file}` };
  }
  try {
    return parseLab(JSON.parse(fs.readFileSync(file, 'utf8')), file);
  } catch (error) {
    return { ok: false, reason: `${file} cannot be read: ${error}` };
  }
}

export function parseLab(value: unknown, file: string): LabRead {
  const name = textAt(value, 'name');
  const clusters = at(value, 'clusters');
  if (name === undefined || !Array.isArray(clusters) || clusters.length === 0) {
    return { ok: false, reason: `${file} has no name or no clusters` };
  }
  const parsed = clusters.map(parseCluster);
  const usable = parsed.filter(cluster => cluster !== undefined);
  if (usable.length !== parsed.length) {
    return {
      ok: false,
      reason: `${file} has a cluster without URL, CA or tokens`,
    };
  }
  const prometheusUrl = textAt(at(value, 'prometheus'), 'url');
  return {
    ok: true,
    lab: { name, clusters: usable, ...(prometheusUrl && { prometheusUrl }) },
  };
}

function parseCluster(value: unknown): LabCluster | undefined {
  const name = textAt(value, 'name');
  const url = textAt(value, 'url');
  const caData = textAt(value, 'caData');
  const reader = textAt(at(value, 'tokens'), 'reader');
  const writer = textAt(at(value, 'tokenFiles'), 'writer');
  return name && url && caData && reader && writer
    ? { name, url, caData, tokens: { reader }, tokenFiles: { writer } }
    : undefined;
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, key)?.value
    : undefined;
}

function textAt(value: unknown, key: string): string | undefined {
  const found = at(value, key);
  return typeof found === 'string' ? found : undefined;
}

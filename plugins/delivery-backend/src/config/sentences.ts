import type { z } from 'zod/v4';
import { quoted } from '../domain/quoted';

/** Keys of `delivery` that are read here or by a module beside. */
const KEYS = [
  'environments',
  'clusters',
  'consent',
  'version',
  'staleness',
  'receipts',
  'audit',
  'actions',
  'links',
  'roles',
];

const SECRET = new Set(['token', 'authMetadata']);

/** A path as one would look for it in app-config.yaml. */
export function configPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`,
    'delivery',
  );
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    raw,
  );
}

function shown(raw: unknown, path: readonly PropertyKey[]): string {
  if (path.some(part => SECRET.has(String(part)))) return 'a secret';
  const value = valueAt(raw, path);
  if (value === undefined) return 'missing';
  if (typeof value === 'string') return quoted(value);
  return JSON.stringify(value).slice(0, 60);
}

/** One problem of a value: where, what is there, and how to mend it. */
export function issueSentence(issue: z.core.$ZodIssue, raw: unknown): string {
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    return `${configPath([
      ...issue.path,
      key,
    ])} is not a known key: remove it or mend its spelling`;
  }
  return `${configPath(issue.path)} is ${shown(raw, issue.path)}: ${
    issue.message
  }`;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/**
 * Keys of `delivery` that look like a misspelled one. Others may belong to a
 * module that is installed beside and are left alone.
 */
export function misspelled(raw: unknown): string[] {
  if (typeof raw !== 'object' || raw === null) return [];
  return Object.keys(raw).flatMap(key => {
    if (KEYS.includes(key)) return [];
    const meant = KEYS.find(each => distance(key.toLowerCase(), each) <= 2);
    return meant
      ? [
          `${configPath([key])} is not a known key: did you mean ${configPath([
            meant,
          ])}?`,
        ]
      : [];
  });
}

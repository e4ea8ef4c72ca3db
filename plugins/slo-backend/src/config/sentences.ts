import type { z } from 'zod/v4';
import { quoted } from '../domain/quoted';

const KEYS = [
  'prometheus',
  'refreshInterval',
  'cardEnvironment',
  'replicaLabels',
];

const SECRET = new Set(['headers']);
const ADDRESS = new Set(['url', 'externalUrl']);

/** A path as one would look for it in app-config.yaml. */
export function configPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`,
    'slo',
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

/** An address may hold a password: that part is not said. */
function withoutPassword(text: string): string {
  return text.replace(/\/\/[^/@]*@/, '//…@');
}

function shown(raw: unknown, path: readonly PropertyKey[]): string {
  if (path.some(part => SECRET.has(String(part)))) return 'a secret';
  const value = valueAt(raw, path);
  if (value === undefined) return 'missing';
  if (typeof value === 'string') {
    return quoted(
      ADDRESS.has(String(path.at(-1))) ? withoutPassword(value) : value,
    );
  }
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

/** Keys of `slo` that look like a misspelled one. Others may belong to a module beside. */
export function misspelled(raw: unknown): string[] {
  if (typeof raw !== 'object' || raw === null) return [];
  const plain = (key: string) => key.toLowerCase().replace(/[^a-z]|s$/g, '');
  return Object.keys(raw).flatMap(key => {
    const meant = KEYS.find(each => plain(each) === plain(key));
    return meant === undefined || meant === key
      ? []
      : [
          `${configPath([key])} is not a known key: did you mean ${configPath([
            meant,
          ])}?`,
        ];
  });
}

import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { LabError } from '../errors.ts';
import { kubeObject, type KubeObject } from './objects.ts';

/**
 * The Kubernetes objects of a YAML file; a mistake in it is told with its place.
 *
 * @public
 */
export function readObjects(file: string): KubeObject[] {
  return parseObjects(readFileSync(file, 'utf8'), file);
}

/**
 * The same from text; a `List` gives its items.
 *
 * @public
 */
export function parseObjects(text: string, from: string): KubeObject[] {
  return parseAllDocuments(text).flatMap((document, index) => {
    const [error] = document.errors;
    if (error) throw new LabError(`${from}: ${error.message}`);
    const value: unknown = document.toJS();
    return value === null ? [] : toObjects(value, `${from}, document ${index}`);
  });
}

function toObjects(value: unknown, from: string): KubeObject[] {
  if (isList(value)) {
    return value.items.flatMap((item, i) =>
      toObjects(item, `${from}, item ${i}`),
    );
  }
  const parsed = kubeObject.safeParse(value);
  if (parsed.success) return [parsed.data];
  const [issue] = parsed.error.issues;
  throw new LabError(
    `${from} is not a Kubernetes object: ${issue?.path.join('.')} ${
      issue?.message
    }`,
  );
}

function isList(value: unknown): value is { items: unknown[] } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'items' in value &&
    Array.isArray(value.items)
  );
}

import { z } from 'zod/v4';
import type { ParseOptions } from '../objects';

/**
 * Annotations that are kept unless a caller names others: ours, and those by which the controllers of
 * Argo and Kubernetes tell revisions, generations and deadlines.
 *
 * @public
 */
export const DEFAULT_ANNOTATION_PREFIXES: readonly string[] = Object.freeze([
  'greenlight.dev/',
  'rollout.argoproj.io/',
  'argo-rollouts.argoproj.io/',
  'argocd.argoproj.io/',
  'experiment.argoproj.io/name',
  'deployment.kubernetes.io/revision',
  'scale-down-deadline',
]);

const MOST_PROBLEMS = 20;
const LONGEST_TEXT = 4096;
const LONGEST_LIST = 500;
const NOTHING: Readonly<Record<string, string>> = Object.freeze({});
const NO_PROBLEMS: readonly string[] = Object.freeze([]);

const textLeaf = z.string();
const wholeLeaf = z.int();
const flagLeaf = z.boolean();
// Not z.record: it would copy every object of every watch event.
export const objectLeaf = z.custom<Readonly<Record<string, unknown>>>(
  value => typeof value === 'object' && value !== null && !Array.isArray(value),
);
const wholeAsText = z.union([z.string(), z.int()]);

/** What all readers of one object share: the list of problems and what to keep. */
export class Reading {
  private readonly found: string[] = [];
  readonly prefixes: readonly string[];
  readonly intern: (text: string) => string;

  constructor(options: ParseOptions = {}) {
    this.prefixes = options.annotationPrefixes ?? DEFAULT_ANNOTATION_PREFIXES;
    this.intern = options.intern ?? (text => text);
  }

  problem(sentence: string) {
    if (this.found.length < MOST_PROBLEMS) this.found.push(sentence);
  }

  get problems(): readonly string[] {
    return this.found.length ? this.found : NO_PROBLEMS;
  }
}

/** Reads the fields of one foreign object; what is not as it should be becomes undefined and a problem. */
export class Fields {
  constructor(
    private readonly raw: Readonly<Record<string, unknown>>,
    private readonly path: string,
    readonly reading: Reading,
  ) {}

  has(key: string): boolean {
    return this.value(key) !== undefined;
  }

  text(key: string): string | undefined {
    const text = this.leaf(key, textLeaf, 'a text');
    if (text === undefined) return undefined;
    if (text.length <= LONGEST_TEXT) return text;
    this.reading.problem(`${this.at(key)} is very long and was cut`);
    return `${text.slice(0, LONGEST_TEXT)}…`;
  }

  /** A text that many objects share, such as an image or a namespace. */
  shared(key: string): string | undefined {
    const text = this.text(key);
    return text === undefined ? undefined : this.reading.intern(text);
  }

  whole(key: string): number | undefined {
    return this.leaf(key, wholeLeaf, 'a whole number');
  }

  count(key: string): number {
    return Math.max(0, this.whole(key) ?? 0);
  }

  flag(key: string): boolean | undefined {
    return this.leaf(key, flagLeaf, 'true or false');
  }

  /** Kubernetes' IntOrString. */
  wholeOrText(key: string): number | string | undefined {
    return this.leaf(key, wholeAsText, 'a number or a text');
  }

  object(key: string): Fields | undefined {
    const object = this.leaf(key, objectLeaf, 'an object');
    return object && new Fields(object, this.at(key), this.reading);
  }

  keys(): string[] {
    return Object.keys(this.raw);
  }

  /** The objects of a list; other entries are problems and left out. */
  list(key: string): Fields[] {
    return this.entries(key).filter(entry => entry !== undefined);
  }

  /** Like `list`, but what is no object stays as undefined, so that positions keep their meaning. */
  entries(key: string): (Fields | undefined)[] {
    return this.items(key).map((item, index) => {
      const at = `${this.at(key)}[${index}]`;
      const object = objectLeaf.safeParse(item);
      if (object.success) return new Fields(object.data, at, this.reading);
      this.reading.problem(`${at} is not an object`);
      return undefined;
    });
  }

  texts(key: string): readonly string[] {
    return this.items(key).flatMap((item, index) => {
      const text = textLeaf.safeParse(item);
      if (text.success) return [text.data];
      this.reading.problem(`${this.at(key)}[${index}] is not a text`);
      return [];
    });
  }

  /** A map of texts; with prefixes, only the keys that start with one. */
  map(
    key: string,
    prefixes?: readonly string[],
  ): Readonly<Record<string, string>> {
    const object = this.leaf(key, objectLeaf, 'an object');
    if (!object) return NOTHING;
    let kept: Record<string, string> | undefined;
    for (const [name, value] of Object.entries(object)) {
      if (prefixes && !prefixes.some(prefix => name.startsWith(prefix)))
        continue;
      const text = textLeaf.safeParse(value);
      if (!text.success) {
        this.reading.problem(`${this.at(key)}.${short(name)} is not a text`);
      } else if (name !== '__proto__') {
        kept ??= {};
        kept[this.reading.intern(name)] = this.reading.intern(
          text.data.slice(0, LONGEST_TEXT),
        );
      }
    }
    return kept ?? NOTHING;
  }

  problem(key: string, sentence: string) {
    this.reading.problem(`${this.at(key)} ${sentence}`);
  }

  private items(key: string): readonly unknown[] {
    const value = this.value(key);
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      this.reading.problem(`${this.at(key)} is not a list`);
      return [];
    }
    if (value.length <= LONGEST_LIST) return value;
    this.reading.problem(
      `${this.at(key)} has ${value.length} entries, ${LONGEST_LIST} are read`,
    );
    return value.slice(0, LONGEST_LIST);
  }

  private leaf<T>(
    key: string,
    leaf: z.ZodType<T>,
    what: string,
  ): T | undefined {
    const value = this.value(key);
    if (value === undefined) return undefined;
    const parsed = leaf.safeParse(value);
    if (parsed.success) return parsed.data;
    this.reading.problem(`${this.at(key)} is not ${what}`);
    return undefined;
  }

  private value(key: string): unknown {
    if (!Object.hasOwn(this.raw, key)) return undefined;
    return this.raw[key] ?? undefined;
  }

  private at(key: string): string {
    return this.path ? `${this.path}.${key}` : key;
  }
}

/** Leaves out the keys whose value is undefined: an index holds many thousand objects. */
export function compact<T extends object>(object: T): T {
  const keys = Object.keys(object) as (keyof T)[];
  if (!keys.some(key => object[key] === undefined)) return object;
  // A new object instead of `delete`, which makes engines fall back to a bigger representation.
  const kept: Partial<T> = {};
  for (const key of keys) {
    if (object[key] !== undefined) kept[key] = object[key];
  }
  return kept as T;
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

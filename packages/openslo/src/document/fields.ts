import { z } from 'zod/v4';
import { quote, type Read } from '../read';

/**
 * What is wrong with a document, and how to mend it.
 *
 * @public
 */
export type Problem = {
  /** Name of the file; with several documents in it, also which one. */
  document: string;
  /** Where in the document: `spec.objectives[0].target`; empty for all of it. */
  path: string;
  /** What is wrong: the end of a sentence that begins with the path. */
  wrong: string;
  /** What to write instead: a sentence. */
  fix: string;
};

/** Why a key is refused that OpenSLO knows, and what to write instead. */
export type NotYet = Readonly<
  Record<string, readonly [what: string, fix: string]>
>;

const object = z.record(z.string(), z.unknown());

/** Reads the fields of one object of a document; everything that is odd becomes a problem. */
export class Fields {
  private constructor(
    private readonly raw: Readonly<Record<string, unknown>>,
    private readonly path: string,
    private readonly report: (problem: Omit<Problem, 'document'>) => void,
  ) {}

  static ofDocument(
    raw: unknown,
    report: (problem: Omit<Problem, 'document'>) => void,
  ): Fields | undefined {
    const parsed = object.safeParse(raw);
    if (parsed.success) return new Fields(parsed.data, '', report);
    report({
      path: '',
      wrong: `is ${nameOf(raw)} instead of an object`,
      fix: 'Write apiVersion: openslo/v1, kind: SLO, metadata and spec.',
    });
    return undefined;
  }

  /** Names every key that is not known, so that a misspelled one is not left out silently. */
  only(known: readonly string[], notYet: NotYet = {}): void {
    for (const key of Object.keys(this.raw)) {
      const later = Object.hasOwn(notYet, key) ? notYet[key] : undefined;
      if (later) {
        const [what, fix] = later;
        this.problem(key, `is not supported yet: ${what}`, fix);
      } else if (!known.includes(key)) {
        const fix = `Known here: ${known.join(', ')}.`;
        this.problem(key, 'is not known', fix);
      }
    }
  }

  has(key: string): boolean {
    return this.value(key) !== undefined;
  }

  is(key: string, value: string | boolean): boolean {
    return this.value(key) === value;
  }

  keys(): string[] {
    return Object.keys(this.raw);
  }

  /** A text, or a number as it was written. */
  text(key: string, example: string): string | undefined {
    const value = this.value(key);
    if (value === undefined) {
      this.problem(key, 'is missing', `Write ${example}.`);
      return undefined;
    }
    const text = z.string().safeParse(value);
    if (text.success) return text.data;
    this.problem(
      key,
      `is ${nameOf(value)} instead of a text`,
      `Write ${example}.`,
    );
    return undefined;
  }

  optionalText(key: string, example: string): string | undefined {
    return this.has(key) ? this.text(key, example) : undefined;
  }

  /** A text of which a reader makes something. */
  read<T>(
    key: string,
    reader: (text: string) => Read<T>,
    example: string,
  ): T | undefined {
    const text = this.text(key, example);
    if (text === undefined) return undefined;
    const read = reader(text);
    if (read.ok) return read.value;
    this.problem(key, read.wrong, read.fix);
    return undefined;
  }

  optional<T>(
    key: string,
    reader: (text: string) => Read<T>,
    example: string,
  ): T | undefined {
    return this.has(key) ? this.read(key, reader, example) : undefined;
  }

  /** One of a few words or flags. */
  exactly(key: string, wanted: string | boolean, otherwise: NotYet = {}): void {
    const value = this.value(key);
    if (value === wanted) return;
    const example = `Write ${key}: ${wanted}.`;
    if (value === undefined) {
      this.problem(key, 'is missing', example);
      return;
    }
    const word = String(value);
    const later = Object.hasOwn(otherwise, word) ? otherwise[word] : undefined;
    if (later) {
      this.problem(
        key,
        `${quote(word)} is not supported yet: ${later[0]}`,
        later[1],
      );
      return;
    }
    const found = typeof value === 'string' ? quote(value) : nameOf(value);
    this.problem(key, `is ${found} instead of ${wanted}`, example);
  }

  object(key: string, example: string): Fields | undefined {
    return this.nested(key, this.value(key), `Write ${example}.`);
  }

  optionalObject(key: string, example: string): Fields | undefined {
    return this.has(key) ? this.object(key, example) : undefined;
  }

  /** The only object of a list. */
  single(key: string, example: string): Fields | undefined {
    const value = this.value(key);
    if (value === undefined) {
      this.problem(key, 'is missing', `Write ${example}.`);
      return undefined;
    }
    if (!Array.isArray(value)) {
      this.problem(
        key,
        `is ${nameOf(value)} instead of a list`,
        `Write ${example}.`,
      );
      return undefined;
    }
    if (value.length !== 1) {
      this.problem(
        key,
        `has ${value.length} entries instead of one`,
        `Keep exactly one: ${example}.`,
      );
    }
    if (value.length === 0) return undefined;
    return this.nested(`${key}[0]`, value[0], `Write ${example}.`);
  }

  problem(key: string, wrong: string, fix: string): void {
    this.report({ path: this.at(key), wrong, fix });
  }

  private nested(key: string, value: unknown, fix: string): Fields | undefined {
    if (value === undefined || value === null) {
      this.problem(key, 'is missing', fix);
      return undefined;
    }
    const parsed = object.safeParse(value);
    if (parsed.success) {
      return new Fields(parsed.data, this.at(key), this.report);
    }
    this.problem(key, `is ${nameOf(value)} instead of an object`, fix);
    return undefined;
  }

  private value(key: string): unknown {
    if (!Object.hasOwn(this.raw, key)) return undefined;
    return this.raw[key] ?? undefined;
  }

  private at(key: string): string {
    const plain = /^[A-Za-z0-9_[\]]+$/.test(key);
    if (!this.path) return plain ? key : `[${quote(key)}]`;
    return plain ? `${this.path}.${key}` : `${this.path}[${quote(key)}]`;
  }
}

function nameOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'empty';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}

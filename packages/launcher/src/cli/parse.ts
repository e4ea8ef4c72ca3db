import { findVerb, verbs } from './verbs.ts';
import type { FlagSpec, VerbSpec } from './verbs.ts';

export interface Run {
  kind: 'run';
  verb: string;
  /** A switch is `true`; an optional value that was left out is `true` too. */
  flags: Readonly<Record<string, string | true | readonly string[]>>;
  rest: readonly string[];
}

export type Parsed =
  | Run
  | { kind: 'help'; verb?: VerbSpec }
  | { kind: 'wrong'; message: string };

type FlagValue = string | true | readonly string[];
type FlagResult =
  | { ok: true; value: FlagValue; taken: number }
  | { ok: false; message: string };

const isHelp = (word: string) => word === '--help' || word === '-h';
const looksLikeValue = (word: string | undefined): word is string =>
  word !== undefined && !word.startsWith('-');

export function parse(argv: readonly string[]): Parsed {
  const [first, ...words] = argv;
  if (first === undefined || isHelp(first) || first === 'help') {
    return { kind: 'help' };
  }
  const verb = findVerb(first);
  if (!verb) {
    const names = verbs.map(v => v.name).join(', ');
    return {
      kind: 'wrong',
      message: `There is no "${first}". Use one of: ${names}.`,
    };
  }
  if (verb.rest === 'forward') {
    return { kind: 'run', verb: verb.name, flags: {}, rest: words };
  }
  return words.some(isHelp) ? { kind: 'help', verb } : parseWords(verb, words);
}

function parseWords(verb: VerbSpec, words: readonly string[]): Parsed {
  const flags: Record<string, FlagValue> = {};
  const rest: string[] = [];
  let at = 0;
  while (at < words.length) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) {
      if (verb.rest === 'none') {
        return { kind: 'wrong', message: unexpected(verb, word) };
      }
      rest.push(word);
      at += 1;
      continue;
    }
    const [name = '', inline] = splitFlag(word);
    const spec = verb.flags.find(flag => flag.name === name);
    if (!spec) {
      return { kind: 'wrong', message: unexpected(verb, word) };
    }
    const result = readFlag(spec, inline, words[at + 1]);
    if (!result.ok) {
      return { kind: 'wrong', message: result.message };
    }
    flags[name] = result.value;
    at += result.taken;
  }
  return { kind: 'run', verb: verb.name, flags, rest };
}

function splitFlag(word: string): [string, string | undefined] {
  const bare = word.replace(/^--?/, '');
  const cut = bare.indexOf('=');
  return cut < 0
    ? [bare, undefined]
    : [bare.slice(0, cut), bare.slice(cut + 1)];
}

function readFlag(
  spec: FlagSpec,
  inline: string | undefined,
  next: string | undefined,
): FlagResult {
  if (spec.kind === 'switch') {
    return inline === undefined
      ? { ok: true, value: true, taken: 1 }
      : { ok: false, message: `--${spec.name} takes no value.` };
  }
  const given = inline ?? (looksLikeValue(next) ? next : undefined);
  const taken = inline === undefined && given !== undefined ? 2 : 1;
  if (given === undefined || given === '') {
    return spec.kind === 'optional-value'
      ? { ok: true, value: true, taken: 1 }
      : { ok: false, message: `--${spec.name} needs a value: ${spec.help}.` };
  }
  const value =
    spec.kind === 'list'
      ? given
          .split(',')
          .map(part => part.trim())
          .filter(Boolean)
      : given;
  return { ok: true, value, taken };
}

function unexpected(verb: VerbSpec, word: string): string {
  const names = verb.flags.map(flag => `--${flag.name}`).join(', ');
  const known = names ? `It knows: ${names}, --help.` : 'It knows: --help.';
  return `"${verb.name}" does not know "${word}". ${known}`;
}

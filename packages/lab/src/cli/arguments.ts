import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { VERBS, type OptionSpec, type VerbSpec } from './verbs.ts';

/** What was asked for. */
export type Invocation =
  | { kind: 'help'; verb?: VerbSpec }
  | { kind: 'run'; verb: string; options: Options; words: string[] }
  | { kind: 'wrong'; message: string };

/** Switches are true, values are text. */
export type Options = Readonly<Record<string, string | boolean | undefined>>;

/** Reads a command line; what cannot be understood becomes a sentence that lists what can. */
export function parseInvocation(args: readonly string[]): Invocation {
  const [first, ...rest] = args;
  if (first === undefined || ['help', '--help', '-h'].includes(first)) {
    return { kind: 'help' };
  }
  const verb = VERBS.find(({ name }) => name === first);
  if (!verb) {
    const names = VERBS.map(({ name }) => name).join(', ');
    return wrong(`"${first}" is not a verb of lab. There are: ${names}.`);
  }
  if (rest.some(word => word === '--help' || word === '-h')) {
    return { kind: 'help', verb };
  }
  return parseVerb(verb, rest);
}

function parseVerb(verb: VerbSpec, args: readonly string[]): Invocation {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      options: toConfig(verb.options),
      allowPositionals: true,
      strict: true,
    });
  } catch {
    return wrong(whyNot(verb, args));
  }
  const words = parsed.positionals;
  if (words.length > verb.arguments.length) {
    const extra = words[verb.arguments.length];
    return wrong(
      `"lab ${verb.name}" takes ${
        verb.arguments.join(' ') || 'no argument'
      }, so "${extra}" is too much. ${known(verb)}`,
    );
  }
  const options: Record<string, string | boolean | undefined> = {};
  for (const { name } of verb.options) {
    const value = parsed.values[name];
    if (!Array.isArray(value)) options[name] = value;
  }
  return { kind: 'run', verb: verb.name, options, words };
}

function toConfig(options: readonly OptionSpec[]): ParseArgsOptionsConfig {
  return Object.fromEntries(
    options.map(({ name, short, value }) => [
      name,
      { type: value ? 'string' : 'boolean', ...(short ? { short } : {}) },
    ]),
  );
}

function whyNot(verb: VerbSpec, args: readonly string[]): string {
  for (const [index, word] of args.entries()) {
    if (!word.startsWith('-')) continue;
    const [flag = '', attached] = word.split('=', 2);
    const option = verb.options.find(
      ({ name, short }) => flag === `--${name}` || flag === `-${short}`,
    );
    if (!option) {
      return `"lab ${verb.name}" does not know ${flag}. ${known(verb)}`;
    }
    const next = args[index + 1];
    if (option.value && attached === undefined && !isValue(next)) {
      return `--${option.name} needs a value (${option.value}): ${option.help}.`;
    }
    if (!option.value && attached !== undefined) {
      return `--${option.name} is a switch and takes no value.`;
    }
  }
  return `"lab ${verb.name} ${args.join(' ')}" is not understood. ${known(
    verb,
  )}`;
}

function isValue(word: string | undefined): boolean {
  return word !== undefined && !word.startsWith('-');
}

function known(verb: VerbSpec): string {
  const names = verb.options.map(({ name }) => `--${name}`).join(', ');
  return names ? `It knows: ${names}.` : 'It has no options.';
}

function wrong(message: string): Invocation {
  return { kind: 'wrong', message };
}

/** A whole number within bounds, or the sentence that says what is wrong with it. */
export function parseCount(
  text: string,
  bounds: { option: string; min: number; max: number },
): { count: number } | { message: string } {
  const count = Number(text);
  const whole =
    /^\d+$/.test(text) && count >= bounds.min && count <= bounds.max;
  return whole
    ? { count }
    : {
        message: `--${bounds.option} is "${text}", but must be a whole number from ${bounds.min} to ${bounds.max}.`,
      };
}

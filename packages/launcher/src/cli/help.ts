import { verbs } from './verbs.ts';
import type { FlagSpec, VerbSpec } from './verbs.ts';

const WIDTH = 26;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export function overview(): string {
  return [
    'Greenlight: progressive delivery in Backstage.',
    '',
    ...verbs.map(verb => `  ./greenlight ${row(verb.name, verb.summary)}`),
    '',
    'Each of them has --help. First look: ./greenlight lab up && ./greenlight start --lab',
  ].join('\n');
}

export function helpOf(verb: VerbSpec): string {
  const flags = verb.flags.map(flag => `  ${row(label(flag), flag.help)}`);
  return [
    `./greenlight ${verb.usage}`,
    '',
    `${capital(verb.summary)}.`,
    ...(flags.length > 0 ? ['', ...flags] : []),
    ...(verb.details ? ['', ...verb.details] : []),
  ].join('\n');
}

function label(flag: FlagSpec): string {
  if (flag.kind === 'switch') {
    return `--${flag.name}`;
  }
  const hint = flag.hint ?? 'VALUE';
  return flag.kind === 'optional-value'
    ? `--${flag.name} [${hint}]`
    : `--${flag.name} ${hint}`;
}

function row(left: string, right: string): string {
  return left.length >= WIDTH
    ? `${left}\n${' '.repeat(WIDTH + 3)}${right}`
    : `${left.padEnd(WIDTH)} ${right}`;
}

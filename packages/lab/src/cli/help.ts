import { VERBS, type OptionSpec, type VerbSpec } from './verbs.ts';

const WIDTH = 88;

/** The help of one verb, or of all. */
export function helpText(verb?: VerbSpec): string {
  return verb ? verbHelp(verb) : overview();
}

function overview(): string {
  return [
    'Usage: greenlight lab <verb> [options]',
    '',
    'A real Kubernetes control plane with Argo Rollouts as ordinary processes on loopback.',
    '',
    ...VERBS.map(({ name, summary }) => `  ${name.padEnd(8)} ${summary}`),
    '',
    '"greenlight lab <verb> --help" says more. Environment: GREENLIGHT_CACHE (programs),',
    'GREENLIGHT_LAB_DIR (state of running labs), GREENLIGHT_LAB (the lab.json that tests use).',
  ].join('\n');
}

function verbHelp(verb: VerbSpec): string {
  const words = verb.arguments.map(word => ` [${word}]`).join('');
  const lines = [
    `Usage: greenlight lab ${verb.name}${words}${
      verb.options.length > 0 ? ' [options]' : ''
    }`,
    '',
    ...wrap(verb.details),
  ];
  if (verb.options.length > 0) lines.push('', ...optionLines(verb.options));
  return lines.join('\n');
}

function optionLines(options: readonly OptionSpec[]): string[] {
  const left = options.map(
    ({ name, short, value }) =>
      `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`,
  );
  const width = Math.max(...left.map(text => text.length)) + 2;
  return options.map(
    ({ help }, index) => `  ${(left[index] ?? '').padEnd(width)}${help}`,
  );
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  return line ? [...lines, line] : lines;
}

import { adviceFor } from './advice.ts';
import type { StageOutcome, StageReporter } from './stages.ts';

const TAIL_LINES = 80;

export function formatSeconds(seconds: number): string {
  if (seconds < 60) {
    return `${seconds.toFixed(1)} s`;
  }
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

export function lastLines(text: string, count: number = TAIL_LINES): string {
  const lines = text.trimEnd().split('\n');
  return lines.length <= count
    ? lines.join('\n')
    : [`… ${lines.length - count} lines before`, ...lines.slice(-count)].join(
        '\n',
      );
}

export function describeOutcome({
  name,
  seconds,
  result,
}: StageOutcome): string {
  const time = formatSeconds(seconds);
  switch (result.kind) {
    case 'ok':
      return `✓ ${name}  ${time}${result.note ? `  (${result.note})` : ''}`;
    case 'skipped':
      return `- ${name}  skipped: ${result.reason}`;
    default: {
      const advice = result.advise ? adviceFor(result.output) : undefined;
      return [
        `✗ ${name}  ${time}`,
        indent(lastLines(result.output)),
        ...(advice ? [`  → ${advice}`] : []),
      ].join('\n');
    }
  }
}

export function reporterTo(write: (line: string) => void): StageReporter {
  return {
    begun: name => write(`▶ ${name}`),
    stillRunning: (name, seconds) =>
      write(`  … ${name} ${formatSeconds(seconds)}`),
    ended: outcome => write(describeOutcome(outcome)),
  };
}

function indent(text: string): string {
  return text
    .split('\n')
    .map(line => `  ${line}`)
    .join('\n');
}

import { parseInvocation } from './cli/arguments.ts';
import { COMMANDS } from './cli/commands.ts';
import { helpText } from './cli/help.ts';
import { LabError } from './errors.ts';
import { supervise } from './run/supervisor.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (line: string) => void process.stderr.write(`${line}\n`);

async function main(args: readonly string[]): Promise<number | undefined> {
  const [first, requestFile] = args;
  if (first === 'supervise' && requestFile) {
    await supervise(requestFile);
    return undefined;
  }
  const invocation = parseInvocation(args);
  if (invocation.kind === 'help') {
    say(helpText(invocation.verb));
    return 0;
  }
  if (invocation.kind === 'wrong') {
    complain(invocation.message);
    return 2;
  }
  const command = COMMANDS[invocation.verb];
  if (!command) throw new Error(`No command for the verb ${invocation.verb}`);
  const { options, words } = invocation;
  return command({ options, words, say });
}

main(process.argv.slice(2)).then(
  code => {
    if (code !== undefined) process.exit(code);
  },
  (error: unknown) => {
    const expected = error instanceof LabError;
    complain(
      expected ? error.message : String((error as Error)?.stack ?? error),
    );
    process.exit(1);
  },
);

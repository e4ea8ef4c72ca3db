import { helpOf, overview } from './cli/help.ts';
import { parse } from './cli/parse.ts';
import { main } from './verbs.ts';
import { onSignals } from './process/signals.ts';

const parsed = parse(process.argv.slice(2));

if (parsed.kind === 'help') {
  console.log(parsed.verb ? helpOf(parsed.verb) : overview());
} else if (parsed.kind === 'wrong') {
  console.error(parsed.message);
  console.error('\n./greenlight --help lists everything.');
  process.exitCode = 2;
} else {
  onSignals();
  main(parsed).then(
    code => process.exit(code),
    (error: unknown) => {
      console.error(error);
      process.exit(70);
    },
  );
}

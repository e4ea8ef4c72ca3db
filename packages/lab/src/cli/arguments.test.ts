import { parseCount, parseInvocation } from './arguments.ts';
import { helpText } from './help.ts';
import { VERBS } from './verbs.ts';

function messageFor(...args: string[]): string {
  const invocation = parseInvocation(args);
  return invocation.kind === 'wrong' ? invocation.message : 'understood';
}

describe('The command line of the lab', () => {
  it('shows the help without a verb', () => {
    for (const args of [[], ['--help'], ['-h'], ['help']]) {
      expect(parseInvocation(args)).toEqual({ kind: 'help' });
    }
  });

  it('shows the help of a verb, whatever else stands there', () => {
    const invocation = parseInvocation(['up', '--nonsense', '--help']);
    expect(invocation).toMatchObject({ kind: 'help', verb: { name: 'up' } });
  });

  it('reads values and switches', () => {
    expect(
      parseInvocation(['up', '--name', 'two', '--clusters=2', '--no-demo']),
    ).toMatchObject({
      kind: 'run',
      verb: 'up',
      options: { name: 'two', clusters: '2', 'no-demo': true },
    });
    expect(parseInvocation(['logs', 'apiserver', '-f'])).toMatchObject({
      words: ['apiserver'],
      options: { follow: true },
    });
  });

  it('lists the verbs when one is unknown', () => {
    expect(messageFor('start')).toBe(
      '"start" is not a verb of lab. There are: build, up, down, status, logs, reset, traffic.',
    );
  });

  it('lists the options when one is unknown', () => {
    expect(messageFor('down', '--force')).toBe(
      '"lab down" does not know --force. It knows: --name, --all.',
    );
    expect(messageFor('build', '-x')).toMatch(/It has no options\.$/);
  });

  it('says that a value is missing, and that a switch takes none', () => {
    expect(messageFor('up', '--name')).toMatch(
      /^--name needs a value \(NAME\)/,
    );
    expect(messageFor('up', '--name', '--no-demo')).toMatch(/needs a value/);
    expect(messageFor('up', '--no-demo=yes')).toMatch(/takes no value/);
  });

  it('refuses words that a verb does not take', () => {
    expect(messageFor('down', 'now')).toMatch(/"now" is too much/);
  });

  it('has a help text for every verb and option', () => {
    for (const verb of VERBS) {
      expect(helpText()).toContain(verb.name);
      for (const { name } of verb.options) {
        expect(helpText(verb)).toContain(`--${name}`);
      }
    }
  });
});

describe('A count on the command line', () => {
  const bounds = { option: 'clusters', min: 1, max: 4 };

  it('is a whole number within its bounds', () => {
    expect(parseCount('4', bounds)).toEqual({ count: 4 });
  });

  it.each(['0', '5', '-1', '1.5', '1e0', 'two', ''])('is not %p', text => {
    expect(parseCount(text, bounds)).toEqual({
      message: `--clusters is "${text}", but must be a whole number from 1 to 4.`,
    });
  });
});

import { helpOf, overview } from './help.ts';
import { parse } from './parse.ts';
import { verbs } from './verbs.ts';

describe('parse', () => {
  it('asks for the overview when nothing is said', () => {
    expect(parse([])).toEqual({ kind: 'help' });
  });

  it.each(['start', 'test', 'check', 'bench', 'soak'])(
    'gives the help of %s wherever --help stands',
    verb => {
      expect(parse([verb, '--no-install', '--help'])).toMatchObject({
        kind: 'help',
        verb: { name: verb },
      });
    },
  );

  it('names the verbs when it does not know one', () => {
    expect(parse(['deploy'])).toEqual({
      kind: 'wrong',
      message:
        'There is no "deploy". Use one of: start, test, check, bench, soak, lab.',
    });
  });

  it('names the flags when it does not know one', () => {
    expect(parse(['check', '--fast'])).toEqual({
      kind: 'wrong',
      message:
        '"check" does not know "--fast". It knows: --all, --fix, --no-install, --help.',
    });
  });

  it('reads an optional value and leaves it out', () => {
    expect(parse(['start', '--lab', '--as', 'ada'])).toMatchObject({
      flags: { lab: true, as: 'ada' },
    });
    expect(parse(['start', '--lab', 'two'])).toMatchObject({
      flags: { lab: 'two' },
    });
  });

  it('reads a list with and without an equals sign', () => {
    const expected = { flags: { require: ['lab', 'browser'] }, rest: ['unit'] };
    expect(parse(['test', '--require', 'lab, browser', 'unit'])).toMatchObject(
      expected,
    );
    expect(parse(['test', '--require=lab,browser', 'unit'])).toMatchObject(
      expected,
    );
  });

  it('says what a flag without its value needs', () => {
    expect(parse(['start', '--port'])).toEqual({
      kind: 'wrong',
      message: '--port needs a value: port of the portal (default 7007).',
    });
  });

  it('refuses a value for a switch', () => {
    expect(parse(['check', '--all=yes'])).toEqual({
      kind: 'wrong',
      message: '--all takes no value.',
    });
  });

  it('refuses a word where none is taken', () => {
    expect(parse(['start', 'lab'])).toMatchObject({ kind: 'wrong' });
  });

  it('hands everything after lab over unread', () => {
    expect(parse(['lab', 'up', '--clusters', '2', '--help'])).toEqual({
      kind: 'run',
      verb: 'lab',
      flags: {},
      rest: ['up', '--clusters', '2', '--help'],
    });
  });
});

describe('help', () => {
  it.each(verbs)('lists $name in the overview', verb => {
    expect(overview()).toContain(verb.summary);
  });

  it.each(verbs.filter(verb => verb.flags.length > 0))(
    'explains each flag of $name',
    verb => {
      const text = helpOf(verb);
      verb.flags.forEach(flag => {
        expect(text).toContain(`--${flag.name}`);
        expect(text).toContain(flag.help);
      });
    },
  );
});

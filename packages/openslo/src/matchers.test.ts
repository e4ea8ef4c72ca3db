import fc from 'fast-check';
import {
  formatMatchers,
  parseMatchers,
  satisfies,
  type Matcher,
} from './matchers';
import { problemsOfPromql } from './__testUtils__/promql';

const labels = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);

const matcher: fc.Arbitrary<Matcher> = fc.oneof(
  fc.record({
    label: labels,
    operator: fc.constantFrom('=' as const, '!=' as const),
    value: fc.string({ unit: 'binary' }),
  }),
  fc.record({
    label: labels,
    operator: fc.constantFrom('=~' as const, '!~' as const),
    value: fc.constantFrom('5..', 'a|b', '/api/.+', '\\d+"', 'x\\\\y'),
  }),
);

it('reads back every matcher that it writes, and Prometheus reads it too', () => {
  fc.assert(
    fc.property(fc.array(matcher, { maxLength: 5 }), others => {
      const service: Matcher = { label: 'service', operator: '=', value: 'a' };
      const matchers = [service, ...others];
      const text = formatMatchers(matchers);
      expect(problemsOfPromql(`up{${text}}`)).toEqual([]);
      expect(parseMatchers(text)).toEqual({ ok: true, value: matchers });
    }),
  );
});

it('lets nothing through that leaves the braces', () => {
  const pieces = fc.constantFrom(
    ...[
      'service="a"',
      ',',
      '"',
      '\\',
      '}',
      '{',
      ' or ',
      '#',
      'up',
      '=~',
      '[5m]',
      '\n',
      "'",
      '`',
      '(',
      ')',
    ],
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), parts => {
      const read = parseMatchers(parts.join(''));
      if (!read.ok) return;
      const written = `up{${formatMatchers(read.value)}}`;
      expect(problemsOfPromql(written)).toEqual([]);
      const selector =
        /^up\{[a-z]+(=|=~)"([^"\\\n]|\\.)*"(,[a-z]+(=|=~)"([^"\\\n]|\\.)*")*\}$/;
      expect(written).toMatch(selector);
    }),
    { numRuns: 2000 },
  );
});

it.each([
  ['=', 'a', 'a', true],
  ['=', 'a', 'ab', false],
  ['!=', 'a', '', true],
  ['=~', '5..', '500', true],
  ['=~', '5..', '1500', false],
  ['=~', 'a|b', 'b', true],
  ['=~', '(?i)get', 'GET', true],
  ['!~', '5..', '200', true],
] as const)('%s"%s" of %p is %p', (operator, value, candidate, answer) => {
  expect(satisfies({ label: 'x', operator, value }, candidate)).toBe(answer);
});

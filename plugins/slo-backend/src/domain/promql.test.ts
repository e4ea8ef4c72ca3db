import { oneOf, quotedText } from './promql';

describe('labels in PromQL', () => {
  it.each([
    ['checkout', '"checkout"'],
    ['"} or vector(1) #', '"\\"} or vector(1) #"'],
    ['back\\slash', '"back\\\\slash"'],
    ['a\nb', '"a\\nb"'],
    ['a\u2028b', '"a\\u2028b"'],
    ['ünï', '"ünï"'],
  ])('cannot end their quotes: %j', (text, quoted) => {
    expect(quotedText(text)).toBe(quoted);
  });

  it('are compared exactly, alone or among others', () => {
    expect(oneOf('slo_id', ['a.b'])).toBe('slo_id="a.b"');
    expect(oneOf('slo_id', ['a.b', 'c|d', 'e"f'])).toBe(
      'slo_id=~"a\\\\.b|c\\\\|d|e\\"f"',
    );
  });

  it('match nothing when none are asked for', () => {
    expect(oneOf('slo_id', [])).toBe('slo_id=~"$."');
  });
});

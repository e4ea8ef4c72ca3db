import { gist, quoted } from './quoted';

describe('texts of others in sentences', () => {
  it.each([
    ['a', '"a"'],
    ['a"b\n', '"a\\"b\\n"'],
    ['\u202eb', '"\\u202eb"'],
    ['x'.repeat(100), `"${'x'.repeat(80)}…"`],
  ])('are quoted so that they end where they should: %j', (text, shown) => {
    expect(quoted(text)).toBe(shown);
  });

  it('are kept on one line, with their beginning and their end', () => {
    expect(gist('many-to-many\nmatching')).toBe('many-to-many matching');
    const long = `found duplicates ${'x'.repeat(5_000)} must be unique`;
    expect(gist(long)).toMatch(/^found duplicates x+ … x+ must be unique$/);
    expect(gist(long).length).toBeLessThan(250);
  });
});

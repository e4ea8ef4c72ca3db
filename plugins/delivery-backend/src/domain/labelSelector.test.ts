import { exactLabels, labelsMatch, parseLabelSelector } from './labelSelector';

function matches(selector: string, labels: Record<string, string>): boolean {
  const parsed = parseLabelSelector(selector);
  if (!parsed.ok) throw new Error(parsed.problem);
  return labelsMatch(parsed.requirements, labels);
}

function problem(selector: string): string {
  const parsed = parseLabelSelector(selector);
  return parsed.ok ? 'none' : parsed.problem;
}

describe('label selector', () => {
  it.each([
    ['app=shop', { app: 'shop' }, true],
    ['app==shop', { app: 'shop' }, true],
    [' app = shop ', { app: 'shop' }, true],
    ['app=shop', { app: 'shops' }, false],
    ['app=', { app: '' }, true],
    ['app=', {}, false],
    ['app!=shop', { app: 'other' }, true],
    ['app!=shop', {}, true],
    ['app!=shop', { app: 'shop' }, false],
    ['app in (a, b)', { app: 'b' }, true],
    ['app in (a,b)', { app: 'c' }, false],
    ['app in (a,b)', {}, false],
    ['app notin (a,b)', { app: 'c' }, true],
    ['app notin (a,b)', {}, true],
    ['app notin (a,b)', { app: 'a' }, false],
    ['app', { app: '' }, true],
    ['app', {}, false],
    ['!app', {}, true],
    ['! app', { app: 'x' }, false],
    ['size>3', { size: '4' }, true],
    ['size > 3', { size: '3' }, false],
    ['size<3', { size: '2' }, true],
    ['size<3', {}, false],
    ['size<3', { size: 'two' }, false],
    ['a=1,b in (x,y),!c', { a: '1', b: 'y' }, true],
    ['a=1,b in (x,y),!c', { a: '1', b: 'y', c: '' }, false],
    ['app.kubernetes.io/name=shop', { 'app.kubernetes.io/name': 'shop' }, true],
    ['constructor', {}, false],
    ['toString!=x', {}, true],
  ])('%s against %j is %s', (selector, labels, expected) => {
    expect(matches(selector, labels)).toBe(expected);
  });

  it.each([
    ['', /empty and would select everything/],
    ['  ', /empty and would select everything/],
    ['app=shop,', /empty requirement/],
    ['app in a', /not a requirement/],
    ['app in (a', /not a requirement/],
    ['app=sh op', /not a requirement/],
    ['app=shop"', /not a label value/],
    ['app=-shop', /not a label value/],
    [`app=${'x'.repeat(64)}`, /not a label value/],
    ['-app=x', /not a label key/],
    ['A.B/app=x', /not a label key/],
    ['a/b/c=x', /not a label key/],
    ['size>big', /whole numbers/],
    ['size>', /whole numbers/],
    ['app=a\nb', /not a requirement/],
    ['<script>alert(1)</script>', /not a requirement/],
  ])('%j is refused', (selector, expected) => {
    expect(problem(selector)).toMatch(expected);
  });

  it('is read in linear time, whatever it is', () => {
    const hostile = `${'a'.repeat(20_000)} in (${'('.repeat(20_000)}`;
    const started = process.hrtime.bigint();
    expect(problem(hostile)).toMatch(/not a requirement/);
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(500);
  });

  it('names the labels that can be looked up', () => {
    const parsed = parseLabelSelector('a=1,b in (x,y),c in (z),!d');
    expect(parsed.ok && exactLabels(parsed.requirements)).toEqual({
      a: '1',
      c: 'z',
    });
  });
});

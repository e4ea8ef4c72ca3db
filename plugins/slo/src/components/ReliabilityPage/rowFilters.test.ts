import { aRow } from '../../__testUtils__/builders';
import { choices, filterRows, readFilters, writeFilters } from './rowFilters';

const filtersOf = (search: string) => readFilters(new URLSearchParams(search));

const worst = (over: Partial<ReturnType<typeof aRow>['worst']>) => ({
  ...aRow().worst,
  ...over,
});

const rows = [
  aRow({
    title: 'checkout',
    status: 'burning',
    worst: worst({ remaining: 0.38, burn: 3.1 }),
  }),
  aRow({
    title: 'refund',
    status: 'unknown',
    owner: 'group:default/team-shop',
    worst: worst({ remaining: undefined, burn: undefined }),
  }),
  aRow({
    title: 'search',
    system: undefined,
    worst: worst({ remaining: 0.9, burn: 0.1, name: 'Search latency' }),
  }),
  aRow({
    title: 'billing',
    status: 'exhausted',
    worst: worst({ remaining: -0.2, burn: 0.9 }),
  }),
];

const shown = (search: string) =>
  filterRows(rows, filtersOf(search)).shown.map(({ title }) => title);

describe('the filters of the page', () => {
  it('puts what needs care first, and unknown before healthy', () => {
    expect(shown('')).toEqual(['billing', 'checkout', 'refund', 'search']);
  });

  it.each([
    ['text=LATENCY', ['search']],
    ['text=refund', ['refund']],
    ['owner=group:default/team-shop', ['refund']],
    ['system=system:default/shop&status=burning', ['checkout']],
    ['status=ok', ['search']],
    ['text=nothing has this name', []],
  ])('finds by %s', (search, titles) => {
    expect(shown(search)).toEqual(titles);
  });

  it.each([
    ['sort=service', ['billing', 'checkout', 'refund', 'search']],
    ['sort=service&order=desc', ['search', 'refund', 'checkout', 'billing']],
    ['sort=left', ['refund', 'billing', 'checkout', 'search']],
    ['sort=left&order=desc', ['refund', 'search', 'checkout', 'billing']],
    ['sort=burn&order=desc', ['refund', 'checkout', 'billing', 'search']],
    ['order=desc', ['search', 'refund', 'checkout', 'billing']],
  ])(
    'orders by %s, with unknown figures first either way',
    (search, titles) => {
      expect(shown(search)).toEqual(titles);
    },
  );

  it('counts by status what the other filters leave, whichever status is chosen', () => {
    const { counts } = filterRows(
      rows,
      filtersOf('status=ok&system=system:default/shop'),
    );
    expect(counts).toEqual({ exhausted: 1, burning: 1, unknown: 1, ok: 0 });
  });

  it('leaves out what an address says that makes no sense', () => {
    expect(filtersOf('status=fine&sort=luck&order=up')).toEqual(filtersOf(''));
  });

  it('writes an address that reads back as the same filters, and as short as can be', () => {
    const filters = filtersOf(
      'text=a%26b&owner=group:default/x&environment=dev&status=ok&sort=burn&order=desc',
    );
    expect(readFilters(writeFilters(filters))).toEqual(filters);
    expect(writeFilters(filtersOf('')).toString()).toBe('');
  });

  it('does not change the list that it was given', () => {
    const before = rows.map(({ title }) => title);
    filterRows(rows, filtersOf('sort=service'));
    expect(rows.map(({ title }) => title)).toEqual(before);
  });

  it('offers each owner once, in the order of the alphabet', () => {
    expect(choices(rows, 'owner')).toEqual([
      'group:default/team-payments',
      'group:default/team-shop',
    ]);
  });
});

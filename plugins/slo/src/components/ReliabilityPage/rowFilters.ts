import {
  compareByCare,
  statusOrder,
} from '@greenlight/backstage-plugin-slo-common';
import type {
  ObjectiveStatus,
  ServiceRow,
} from '@greenlight/backstage-plugin-slo-common';

/** What the rows are ordered by; `care` is worst first. */
export const sortKeys = ['care', 'service', 'owner', 'left', 'burn'] as const;
export type SortKey = (typeof sortKeys)[number];

/** What of the list is shown. It stands in the address. */
export type Filters = {
  text: string;
  owner: string;
  system: string;
  status: ObjectiveStatus | '';
  environment: string;
  sort: SortKey;
  descending: boolean;
};

const oneOf = <T extends string>(
  all: readonly T[],
  value: string | null,
): T | undefined => all.find(one => one === value);

/** Reads the filters of an address; what makes no sense is left out. */
export function readFilters(params: URLSearchParams): Filters {
  return {
    text: params.get('text') ?? '',
    owner: params.get('owner') ?? '',
    system: params.get('system') ?? '',
    status: oneOf(statusOrder, params.get('status')) ?? '',
    environment: params.get('environment') ?? '',
    sort: oneOf(sortKeys, params.get('sort')) ?? 'care',
    descending: params.get('order') === 'desc',
  };
}

/** Writes filters into an address; what is as always is left out. */
export function writeFilters(filters: Filters): URLSearchParams {
  const { sort, descending, ...texts } = filters;
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(texts)) {
    if (value) params.set(key, value);
  }
  if (sort !== 'care') params.set('sort', sort);
  if (descending) params.set('order', 'desc');
  return params;
}

/** Rows without those that the filters leave out, status aside. */
function matching(rows: readonly ServiceRow[], filters: Filters): ServiceRow[] {
  const text = filters.text.trim().toLowerCase();
  return rows.filter(
    row =>
      (!filters.owner || row.owner === filters.owner) &&
      (!filters.system || row.system === filters.system) &&
      (!text ||
        row.title.toLowerCase().includes(text) ||
        row.worst.name.toLowerCase().includes(text)),
  );
}

/** How many rows there are of each status. */
export type Counts = Record<ObjectiveStatus, number>;

const compareText = (a: string | undefined, b: string | undefined) =>
  (a ?? '').localeCompare(b ?? '', 'en');

/** Unknown figures stand first, whichever way they are ordered. */
function compareFigures(descending: boolean) {
  return (a: number | undefined, b: number | undefined): number => {
    if (a === undefined || b === undefined) {
      return Number(a !== undefined) - Number(b !== undefined);
    }
    return descending ? b - a : a - b;
  };
}

function byCare(a: ServiceRow, b: ServiceRow): number {
  const of = ({ status, worst, title }: ServiceRow) => ({
    status,
    remaining: worst.remaining,
    name: title,
  });
  return compareByCare(of(a), of(b));
}

function comparison({ sort, descending }: Filters) {
  const turn = descending ? -1 : 1;
  const figures = compareFigures(descending);
  const by: Record<SortKey, (a: ServiceRow, b: ServiceRow) => number> = {
    care: (a, b) => turn * byCare(a, b),
    service: (a, b) => turn * compareText(a.title, b.title),
    owner: (a, b) => turn * compareText(a.owner, b.owner),
    left: (a, b) => figures(a.worst.remaining, b.worst.remaining),
    burn: (a, b) => figures(a.worst.burn, b.worst.burn),
  };
  const chosen = by[sort];
  return (a: ServiceRow, b: ServiceRow) => chosen(a, b) || byCare(a, b);
}

/** What of a list is shown, in order, and how many rows each status has. */
export function filterRows(
  rows: readonly ServiceRow[],
  filters: Filters,
): { shown: ServiceRow[]; counts: Counts } {
  const found = matching(rows, filters);
  const counts: Counts = { exhausted: 0, burning: 0, unknown: 0, ok: 0 };
  for (const { status } of found) counts[status] += 1;
  const shown = found
    .filter(row => !filters.status || row.status === filters.status)
    .sort(comparison(filters));
  return { shown, counts };
}

/** Values to choose from, in the order of the alphabet. */
export function choices(
  rows: readonly ServiceRow[],
  key: 'owner' | 'system',
): string[] {
  const values = new Set(rows.flatMap(row => row[key] ?? []));
  return [...values].sort((a, b) => a.localeCompare(b, 'en'));
}

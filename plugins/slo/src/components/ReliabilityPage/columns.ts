import type { SortKey } from './rowFilters';

/** A column of the page's table. */
export type Column = {
  title: string;
  sort?: SortKey;
  /** Figures stand on the right. */
  figure?: true;
};

/** In the order in which they are drawn. */
export const columns: readonly Column[] = [
  { title: 'Status', sort: 'care' },
  { title: 'Service', sort: 'service' },
  { title: 'Owner', sort: 'owner' },
  { title: 'Worst objective' },
  { title: 'Target', figure: true },
  { title: 'Attained', figure: true },
  { title: 'Budget', sort: 'left', figure: true },
  { title: 'Burn 1h', sort: 'burn', figure: true },
  { title: 'Exhausted', figure: true },
];

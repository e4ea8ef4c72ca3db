/** What the address of a page says beyond its path. */
export type Address = { search: string; hash: string };

/** Whether an address wants a panel unfolded; undefined where it says nothing. */
export function wantedOpen(
  { search, hash }: Address,
  anchor: string,
): boolean | undefined {
  const params = new URLSearchParams(search);
  if (hash === `#${anchor}`) return true;
  if (params.getAll('open').includes(anchor)) return true;
  return params.getAll('fold').includes(anchor) ? false : undefined;
}

/** The address of the page once a panel is unfolded, or folded away. */
export function addressWith(
  { search, hash }: Address,
  anchor: string,
  open: boolean,
): Address {
  const params = new URLSearchParams(search);
  for (const key of ['open', 'fold']) {
    const others = params.getAll(key).filter(name => name !== anchor);
    params.delete(key);
    others.forEach(name => params.append(key, name));
  }
  params.append(open ? 'open' : 'fold', anchor);
  const here = `#${anchor}`;
  if (open) return { search: `?${params}`, hash: here };
  return { search: `?${params}`, hash: hash === here ? '' : hash };
}

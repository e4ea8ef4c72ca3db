/**
 * Cuts a long text in the middle, so that its start and its end (the part
 * that tells two names apart) stay. @public
 */
export function middleTruncate(text: string, max: number): string {
  const characters = Array.from(text.slice(0, max * 4));
  if (
    text.length <= max ||
    (characters.length <= max && text.length <= max * 4)
  )
    return text;
  const keep = Math.max(2, max - 1);
  const head = Array.from(text.slice(0, keep * 2)).slice(
    0,
    Math.ceil(keep / 2),
  );
  const tail = Array.from(text.slice(-keep * 2)).slice(-Math.floor(keep / 2));
  return `${head.join('')}…${tail.join('')}`;
}

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

/**
 * A text of unknown origin as one line of bounded length: line breaks become
 * spaces, and what is too long ends in an ellipsis. @public
 */
export function oneLine(text: string, max = 300): string {
  const line = text
    .slice(0, max * 2)
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(line);
  if (characters.length <= max && text.length <= max * 2) return line;
  return `${characters
    .slice(0, max - 1)
    .join('')
    .trimEnd()}…`;
}

/**
 * A text in two parts, the second with its last characters; whole, where it
 * is hardly longer than those.
 */
export function splitTail(
  text: string,
  tail: number,
): { head: string; tail: string } {
  const characters = Array.from(text);
  if (characters.length <= 2 * tail) return { head: text, tail: '' };
  return {
    head: characters.slice(0, -tail).join(''),
    tail: characters.slice(-tail).join(''),
  };
}

const SHOWN = 80;
/** Characters that cannot be seen, or turn the direction of what can. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function escaped(text: string): string {
  return Array.from({ length: text.length }, (_, at) => {
    const unit = text.charCodeAt(at).toString(16).padStart(4, '0');
    return `\\u${unit}`;
  }).join('');
}

/** A foreign text as it may stand in a sentence: escaped, and cut when long. */
export function quoted(text: string): string {
  const cut = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return JSON.stringify(cut).replace(UNSEEN, escaped);
}

const GIST = 240;

/** What others said, on one line; a long one without its middle, since the point stands at either end. */
export function gist(text: string): string {
  const line = text.replace(UNSEEN, ' ').trim();
  if (line.length <= GIST) return line;
  const half = Math.floor(GIST / 2);
  return `${line.slice(0, half)} … ${line.slice(-half)}`;
}

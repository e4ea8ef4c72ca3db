const SPECIAL_IN_REGEX = /[\\^$.|?+*()[\]{}]/g;

/** A text as it may stand in PromQL: in quotes, with everything escaped that could end them. */
export function quotedText(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    each => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A matcher of one label: exactly one of these values. */
export function oneOf(label: string, values: readonly string[]): string {
  const [only] = values;
  if (values.length === 1 && only !== undefined) {
    return `${label}=${quotedText(only)}`;
  }
  // An empty pattern would match every series without the label.
  if (values.length === 0) return `${label}=~"$."`;
  const pattern = values
    .map(value => value.replace(SPECIAL_IN_REGEX, '\\$&'))
    .join('|');
  return `${label}=~${quotedText(pattern)}`;
}

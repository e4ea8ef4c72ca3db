/** Where one Prometheus is, and what every request to it carries. */
export interface Endpoint {
  /** Ends with a slash. */
  base: string;
  headers: Headers;
}

/** Reads address and headers; complains without quoting them, because either may hold a secret. */
export function endpointOf(
  name: string,
  url: string,
  headers: Readonly<Record<string, string>>,
): Endpoint {
  return { base: baseOf(name, url), headers: headersOf(name, headers) };
}

function baseOf(name: string, text: string): string {
  const complain = (what: string) => {
    throw new Error(`The URL of Prometheus "${name}" ${what}`);
  };
  if (!URL.canParse(text)) complain('is not a URL: write http://HOST:9090');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    complain('must begin with http:// or https://');
  }
  if (url.username || url.password) {
    complain('holds a user or a password: send them as a header');
  }
  if (url.search || url.hash) {
    complain('must end with its path: "?" and "#" would be lost');
  }
  return url.href.replace(/\/*$/, '/');
}

function headersOf(
  name: string,
  headers: Readonly<Record<string, string>>,
): Headers {
  const all = new Headers();
  for (const [header, value] of Object.entries(headers)) {
    try {
      all.set(header, value);
    } catch {
      throw new Error(
        `The header ${JSON.stringify(header)} of Prometheus "${name}" ` +
          'cannot be sent: its name or its value has a character that may not be in a header',
      );
    }
  }
  return all;
}

/** What a person can do about a failure, read off the raw words of a program. */
interface Advice {
  when: RegExp;
  say: (match: RegExpMatchArray) => string;
}

const table: readonly Advice[] = [
  {
    when: /ENOSPC|no space left on device|disk quota exceeded/i,
    say: () =>
      'The disk is full. Free some space (`df -h .` shows how much there is) and run the same command again; it picks up where it stopped.',
  },
  {
    when: /EADDRINUSE[^\n]*?:(\d+)\b|port (\d+) is already in use/i,
    say: match =>
      `Port ${
        match[1] ?? match[2]
      } is taken by another program. Stop that program, or choose another port with --port N.`,
  },
  {
    when: /address already in use|EADDRINUSE/i,
    say: () =>
      'A port is taken by another program. Stop that program, or choose another port with --port N.',
  },
  {
    when: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED[^\n]*(registry|npm|yarn)|ETIMEDOUT|ENETUNREACH|network is unreachable|Temporary failure (in name resolution|resolving)|Could not resolve host|RequestError: (connect|getaddrinfo)|dial tcp[^\n]*(no such host|connection refused|i\/o timeout)/i,
    say: () =>
      'A package registry cannot be reached. Check the network and the proxy settings (npm config get registry, HTTPS_PROXY, GOPROXY) and run the same command again.',
  },
  {
    when: /CERT_|self[- ]signed certificate|unable to get (local )?issuer certificate/i,
    say: () =>
      'The TLS certificate of the other side is not trusted here. Point NODE_EXTRA_CA_CERTS (and npm config cafile) at the certificate of your network.',
  },
  {
    when: /YN0028|lockfile would have been (modified|created)/i,
    say: () =>
      'yarn.lock does not fit the package.json files. Run `yarn install` by hand, look at the change of yarn.lock and commit it.',
  },
  {
    when: /spawn ([^\s]+) ENOENT/,
    say: match => missingProgram(match[1] ?? 'a program'),
  },
  {
    when: /([\w./-]+): (?:command )?not found/,
    say: match => missingProgram(match[1] ?? 'a program'),
  },
  {
    when: /JavaScript heap out of memory|Cannot allocate memory|ENOMEM/i,
    say: () =>
      'The machine ran out of memory. Close other programs; the whole test run needs about 6 GB.',
  },
  {
    when: /EACCES|permission denied|EPERM/i,
    say: () =>
      'A file or folder may not be written by this user. Check who owns the checkout and the cache folder (~/.cache/greenlight).',
  },
];

const howToInstall: Readonly<Record<string, string>> = {
  git: 'apt-get install git',
  go: 'Go 1.26 or newer from https://go.dev/dl',
  npm: 'Node 20 or newer, which brings npm',
  node: 'Node 20 or newer, which brings npm',
  initdb: 'apt-get install postgresql',
  chromium: 'apt-get install chromium',
};

function missingProgram(name: string): string {
  const base = name.split('/').pop() ?? name;
  const how = howToInstall[base];
  return how
    ? `The program "${base}" is missing. Install it: ${how}.`
    : `The program "${base}" is missing. Install it and run the same command again.`;
}

/** The first advice that fits the text, or nothing when the text says it all. */
export function adviceFor(text: string): string | undefined {
  for (const { when, say } of table) {
    const match = text.match(when);
    if (match) {
      return say(match);
    }
  }
  return undefined;
}

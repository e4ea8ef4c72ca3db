import { adviceFor } from './advice.ts';

describe('adviceFor', () => {
  it.each([
    ['npm error code ENOSPC', 'disk is full'],
    ['write /root/go/pkg: no space left on device', 'disk is full'],
    [
      'Error: listen EADDRINUSE: address already in use :::7007',
      'Port 7007 is taken',
    ],
    [
      'Error: listen EADDRINUSE: address already in use 127.0.0.1:9000',
      'Port 9000 is taken',
    ],
    [
      'npm error network request to https://registry.example failed, reason: getaddrinfo ENOTFOUND registry.example',
      'registry cannot be reached',
    ],
    [
      'YN0001: RequestError: connect ECONNREFUSED 10.0.0.1:443 (registry.example)',
      'registry cannot be reached',
    ],
    [
      'go: k8s.io/api@v0.36.3: Get "https://proxy.example": dial tcp: lookup proxy.example: no such host',
      'registry cannot be reached',
    ],
    [
      "Temporary failure resolving 'deb.example.org'",
      'registry cannot be reached',
    ],
    ['spawn git ENOENT', 'apt-get install git'],
    ['spawn /usr/local/bin/go ENOENT', 'Go 1.26'],
    ['bash: line 1: initdb: command not found', 'apt-get install postgresql'],
    ['sh: 1: jsonnet: not found', '"jsonnet" is missing'],
    ['➤ YN0028: │ The lockfile would have been modified', 'yarn.lock'],
    ['unable to get local issuer certificate', 'NODE_EXTRA_CA_CERTS'],
    ['FATAL ERROR: JavaScript heap out of memory', 'out of memory'],
    ["EACCES: permission denied, mkdir '/root/.cache'", 'may not be written'],
  ])('of %p says what to do', (raw, expected) => {
    expect(adviceFor(raw)).toContain(expected);
  });

  it('leaves a text alone that says it all', () => {
    expect(adviceFor('src/a.ts(1,1): error TS2322: not assignable')).toBe(
      undefined,
    );
  });

  it('takes the disk for the cause when the network failed too', () => {
    expect(adviceFor('ENOTFOUND\nENOSPC')).toContain('disk is full');
  });
});

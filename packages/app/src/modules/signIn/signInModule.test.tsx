import { screen } from '@testing-library/react';
import { start } from '../../__testUtils__/start';

const part = (value: object) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

const session = {
  providerInfo: {},
  profile: {},
  backstageIdentity: {
    token: `${part({ alg: 'none' })}.${part({ exp: 4_000_000_000 })}.`,
    identity: {
      type: 'user',
      userEntityRef: 'user:default/dana',
      ownershipEntityRefs: ['user:default/dana'],
    },
  },
};

describe('a portal with a provider that knows who somebody is', () => {
  const { fetch } = global;
  const asked: string[] = [];

  beforeEach(() => {
    global.fetch = async url => {
      asked.push(String(url));
      return { ok: true, json: async () => session } as Response;
    };
  });
  afterEach(() => {
    global.fetch = fetch;
  });

  it('asks nobody, and says who is signed in', async () => {
    start({ proxiedSignIn: 'guest' });
    expect(
      await screen.findByRole('link', { name: 'dana' }, { timeout: 20_000 }),
    ).toHaveAttribute('title', 'Signed in as user:default/dana');
    expect(screen.queryByRole('button', { name: 'Enter' })).toBeNull();
    expect(asked[0]).toMatch(/\/api\/auth\/guest\/refresh$/);
  }, 30_000);
});

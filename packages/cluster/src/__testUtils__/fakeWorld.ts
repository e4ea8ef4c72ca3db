import { FakeCluster } from '../testing';
import { over, serveFake } from './rawServer';
import { WIDGETS } from './world';
import type { ContractWorld } from './world';

function aContractFake(): FakeCluster {
  const secrets = {
    group: '',
    version: 'v1',
    plural: 'secrets',
    kind: 'Secret',
  };
  const fake = new FakeCluster({ kinds: [secrets] });
  fake.deny({ user: 'reader', plural: 'secrets' });
  fake.deny({ user: 'reader', verb: 'patch' });
  return fake;
}

function worldOf(fake: FakeCluster): ContractWorld {
  return {
    namespace: 'contract',
    reader: () => fake.connection(),
    writer: () => fake.connection({ user: 'writer' }),
    put: async manifest => void fake.put(manifest),
    remove: async ref => void fake.remove(ref),
    stopServer: async () => fake.stop(),
    startServer: async () => fake.start(),
    revokeReader: async () => {
      fake.revokeTokens();
      fake.endWatches();
    },
    installWidgets: async () => {
      const { group, version, plural, kind } = WIDGETS;
      fake.install({ group, version, plural, kind });
    },
    close: async () => undefined,
  };
}

/** A fake cluster without any network. */
export async function openFakeWorld(): Promise<ContractWorld> {
  return worldOf(aContractFake());
}

/** The same behind a real HTTP server. */
export async function openHttpWorld(): Promise<ContractWorld> {
  const fake = aContractFake();
  const server = await serveFake(fake);
  return {
    ...worldOf(fake),
    reader: () => over(server.url, fake.connection()),
    writer: () => over(server.url, fake.connection({ user: 'writer' })),
    stopServer: () => server.stop(),
    startServer: () => server.start(),
    close: () => server.stop(),
  };
}

import { describeIndexContract } from './__testUtils__/indexContract';
import type { ContractWorld } from './__testUtils__/world';
import { WIDGETS } from './__testUtils__/world';
import { describeWriterContract } from './__testUtils__/writerContract';
import { FakeCluster } from './testing';

async function openFake(): Promise<ContractWorld> {
  const secrets = {
    group: '',
    version: 'v1',
    plural: 'secrets',
    kind: 'Secret',
  };
  const fake = new FakeCluster({ kinds: [secrets] });
  fake.deny({ user: 'reader', plural: 'secrets' });
  fake.deny({ user: 'reader', verb: 'patch' });
  return {
    namespace: 'contract',
    reader: () => fake.connection(),
    writer: () => fake.connection({ user: 'writer' }),
    put: async manifest => void fake.put(manifest),
    remove: async ref => void fake.remove(ref),
    stopServer: async () => fake.stop(),
    startServer: async () => fake.start(),
    revokeReader: async () => fake.revokeTokens(),
    installWidgets: async () => {
      const { group, version, plural, kind } = WIDGETS;
      fake.install({ group, version, plural, kind });
    },
    close: async () => undefined,
  };
}

describeIndexContract('a fake cluster', openFake);
describeWriterContract('a fake cluster', openFake);

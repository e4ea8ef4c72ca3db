// A contract is a suite that several test files run.
/* eslint-disable jest/no-export */
import type { ClusterWriter, ObjectRef } from '../ClusterWriter';
import { createClusterWriter } from '../createClusterWriter';
import { wireTo } from './wire';
import { aRollout } from './world';
import type { ContractWorld } from './world';

/** What the writer has to do on every world. */
export function describeWriterContract(
  worldName: string,
  openWorld: () => Promise<ContractWorld>,
) {
  describe(`the writer of ${worldName}`, () => {
    let world: ContractWorld;
    let writer: ClusterWriter;
    let ref: ObjectRef;
    beforeAll(async () => {
      world = await openWorld();
      writer = createClusterWriter({ connection: world.writer() });
      ref = {
        group: 'argoproj.io',
        version: 'v1alpha1',
        plural: 'rollouts',
        namespace: world.namespace,
        name: 'target',
      };
      await world.put(aRollout({ name: 'target', ...world }));
    }, 120_000);
    afterAll(async () => {
      await writer?.close();
      await world?.close();
    }, 60_000);

    async function current() {
      const result = await writer.read(ref);
      if (result.outcome !== 'found') throw new Error(result.reason);
      return result.object;
    }

    it('patches the version that was looked at', async () => {
      const { resourceVersion } = await current();
      const result = await writer.patch(ref, {
        body: { spec: { replicas: 4 } },
        resourceVersion,
      });
      expect(result).toMatchObject({
        outcome: 'patched',
        object: { raw: { spec: { replicas: 4 } } },
      });
      expect(await current()).toMatchObject({ raw: { spec: { replicas: 4 } } });
    });

    it('refuses to patch another version than the one looked at', async () => {
      const { resourceVersion } = await current();
      await writer.patch(ref, {
        body: { metadata: { annotations: { first: 'yes' } } },
        resourceVersion,
      });
      const second = await writer.patch(ref, {
        body: { spec: { replicas: 9 } },
        resourceVersion,
      });
      expect(second.outcome).toBe('conflict');
      expect(await current()).not.toMatchObject({
        raw: { spec: { replicas: 9 } },
      });
    });

    it('patches the status apart from the rest', async () => {
      const { resourceVersion } = await current();
      const body = {
        spec: { replicas: 7 },
        status: { observedGeneration: '1' },
      };
      const result = await writer.patch(ref, {
        body,
        resourceVersion,
        subresource: 'status',
      });
      expect(result).toMatchObject({
        outcome: 'patched',
        object: { raw: { status: { observedGeneration: '1' } } },
      });
      expect(result).not.toMatchObject({
        object: { raw: { spec: { replicas: 7 } } },
      });
    });

    it('changes nothing on a dry run', async () => {
      const { resourceVersion } = await current();
      const result = await writer.patch(ref, {
        body: { spec: { replicas: 8 } },
        resourceVersion,
        dryRun: true,
      });
      expect(result).toMatchObject({
        outcome: 'patched',
        object: { raw: { spec: { replicas: 8 } } },
      });
      expect((await current()).resourceVersion).toBe(resourceVersion);
    });

    it('says that an object is not there', async () => {
      const missing = { ...ref, name: 'missing' };
      expect(await writer.read(missing)).toMatchObject({
        outcome: 'not-found',
        reason: expect.stringContaining('missing'),
      });
      expect(
        await writer.patch(missing, { body: {}, resourceVersion: '1' }),
      ).toMatchObject({ outcome: 'not-found' });
    });

    it('says that the API server rejects a patch', async () => {
      const { resourceVersion } = await current();
      const result = await writer.patch(ref, {
        body: { spec: { replicas: 'three' } },
        resourceVersion,
      });
      expect(result).toMatchObject({
        outcome: 'invalid',
        reason: expect.stringContaining('replicas'),
      });
    });

    it('says that the credential may not patch', async () => {
      const reader = createClusterWriter({ connection: world.reader() });
      const { resourceVersion } = await current();
      const result = await reader.patch(ref, {
        body: { spec: { replicas: 2 } },
        resourceVersion,
      });
      expect(result).toMatchObject({
        outcome: 'forbidden',
        reason: expect.stringContaining('rollouts'),
      });
      await reader.close();
    });

    it('sends nothing for a name that is none, or without a version', async () => {
      const wire = wireTo(world.writer());
      const tapped = createClusterWriter({ connection: wire.connection });
      const patch = { body: {}, resourceVersion: '1' };
      const bad: Partial<ObjectRef>[] = [
        { name: '../../secrets/x' },
        { name: 'a/b' },
        { name: 'x?force=true' },
        { name: '' },
        { name: 'a'.repeat(254) },
        { namespace: 'kube-system/../default' },
        { namespace: 'Upper' },
        { plural: 'rollouts/scale' },
        { group: 'argoproj.io\n' },
        { version: 'v1/..' },
      ];
      for (const part of bad) {
        const result = await tapped.patch({ ...ref, ...part }, patch);
        expect(result.outcome).toBe('invalid');
        expect((await tapped.read({ ...ref, ...part })).outcome).toBe(
          'invalid',
        );
      }
      for (const resourceVersion of ['', '0', '*', 'null']) {
        const result = await tapped.patch(ref, { body: {}, resourceVersion });
        expect(result.outcome).toBe('invalid');
      }
      expect(wire.requests).toEqual([]);
    });

    it('says whether a patch may have arrived when no answer came', async () => {
      const nowhere = createClusterWriter({
        connection: {
          ...world.writer(),
          transport: undefined,
          server: 'http://127.0.0.1:5',
          skipTLSVerify: true,
          caData: undefined,
          caFile: undefined,
        },
      });
      expect(
        await nowhere.patch(ref, { body: {}, resourceVersion: '1' }),
      ).toEqual({
        outcome: 'unreachable',
        reason: 'connection refused',
        maybeApplied: false,
      });
      await nowhere.close();
    });
  });
}

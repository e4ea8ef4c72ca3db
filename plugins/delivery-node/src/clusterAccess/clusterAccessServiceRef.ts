import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { ClusterAccessService } from './ClusterAccess';
import { knownCopies, rememberCopy } from './copies';
import { createClusterAccess } from './createClusterAccess';

/**
 * The one hand-over point of a backend process. It needs no installation; both
 * sides have to load the same copy of this package.
 *
 * @public
 */
export const clusterAccessServiceRef = createServiceRef<ClusterAccessService>({
  id: 'delivery.cluster-access',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory() {
        // Where this very file was loaded from is what tells copies apart.
        // eslint-disable-next-line no-restricted-syntax
        rememberCopy(__dirname);
        return createClusterAccess({ copies: knownCopies });
      },
    }),
});

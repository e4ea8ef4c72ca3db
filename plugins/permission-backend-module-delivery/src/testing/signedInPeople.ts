import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import type {
  BackendFeature,
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import type { DeliveryUser } from '../decideDelivery';

const PLUGIN_TOKEN = /^Bearer\s+mock-service-token/i;

const httpAuthWithActor = createServiceFactory({
  service: coreServices.httpAuth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }): HttpAuthService {
    const mock = mockServices.httpAuth({
      pluginId: plugin.getId(),
      defaultCredentials: mockCredentials.none(),
    });
    return {
      issueUserCookie: mock.issueUserCookie.bind(mock),
      credentials: async (req, options) => {
        const credentials = await mock.credentials(req, options);
        const ref = userRefOf(credentials);
        const byPlugin = PLUGIN_TOKEN.test(req.headers.authorization ?? '');
        return ref && byPlugin
          ? Object.assign(credentials, withActor(ref))
          : credentials;
      },
    };
  },
});

/**
 * For a test backend with the real permission plugin: lets these people sign in
 * with `mockCredentials.user.header(ref)` and have their ownership claims.
 *
 * It also mends what the mock of `httpAuth` loses: which plugin asks on behalf
 * of a user. Without it the permission registry refuses to apply conditions.
 *
 * @public
 */
export function signedInPeople(
  people: { user: DeliveryUser | undefined }[],
): BackendFeature[] {
  const users = new Map(
    people.flatMap(({ user }) => (user ? [[user.userEntityRef, user]] : [])),
  );
  return [userInfoOf(users), httpAuthWithActor];
}

function userInfoOf(users: Map<string, DeliveryUser>): BackendFeature {
  return createServiceFactory({
    service: coreServices.userInfo,
    deps: {},
    factory: () => ({
      async getUserInfo(credentials) {
        const ref = userRefOf(credentials);
        const user = ref && users.get(ref);
        if (!user) {
          throw new NotFoundError(`Nobody is signed in as ${ref}`);
        }
        return user;
      },
    }),
  });
}

function withActor(ref: string) {
  return mockCredentials.user(ref, { actor: { subject: 'plugin:test' } });
}

function userRefOf(credentials: BackstageCredentials): string | undefined {
  const { principal } = credentials;
  return typeof principal === 'object' &&
    principal !== null &&
    'userEntityRef' in principal &&
    typeof principal.userEntityRef === 'string'
    ? principal.userEntityRef
    : undefined;
}

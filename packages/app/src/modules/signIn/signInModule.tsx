import { ProxiedSignInPage, SignInPage } from '@backstage/core-components';
import {
  configApiRef,
  createFrontendModule,
  useApi,
} from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import type { SignInPageProps } from '@backstage/plugin-app-react';

function SignIn(props: SignInPageProps) {
  const provider = useApi(configApiRef).getOptionalString('app.proxiedSignIn');
  return provider ? (
    <ProxiedSignInPage {...props} provider={provider} />
  ) : (
    <SignInPage {...props} providers={['guest']} />
  );
}

const signInPage = SignInPageBlueprint.make({
  params: { loader: async () => SignIn },
});

/** Asks who you are, unless a provider is configured that knows. */
export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [signInPage],
});

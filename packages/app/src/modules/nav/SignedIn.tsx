import { useEffect, useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { SidebarItem } from '@backstage/core-components';
import {
  identityApiRef,
  useApi,
  useRouteRef,
} from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import PersonIcon from '@material-ui/icons/Person';

/** Who is signed in; leads to their page, with the groups they are in. */
export function SignedIn() {
  const identity = useApi(identityApiRef);
  const entityRoute = useRouteRef(entityRouteRef);
  const [ref, setRef] = useState<string>();
  useEffect(() => {
    let gone = false;
    identity.getBackstageIdentity().then(
      ({ userEntityRef }) => !gone && setRef(userEntityRef),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [identity]);
  if (!ref) return null;
  const user = parseEntityRef(ref);
  const page = entityRoute?.(entityRouteParams(user));
  return (
    <SidebarItem
      icon={PersonIcon}
      to={page ?? '/settings'}
      text={user.name}
      title={`Signed in as ${ref}`}
    />
  );
}

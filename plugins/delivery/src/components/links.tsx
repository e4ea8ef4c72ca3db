import { Link } from '@backstage/core-components';
import { useRouteRef as useOldRouteRef } from '@backstage/core-plugin-api';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityDeliveryRouteRef } from '../routes';

const text = 'Open the Delivery tab';

/** New system: nothing, not an exception, where the tab is switched off. */
export function TabLink() {
  const link = useRouteRef(entityDeliveryRouteRef);
  return link ? <Link to={link()}>{text}</Link> : null;
}

/** Old system: throws where the tab is not mounted, so the app asks for it. */
export function OldTabLink() {
  const link = useOldRouteRef(entityDeliveryRouteRef);
  return <Link to={link()}>{text}</Link>;
}

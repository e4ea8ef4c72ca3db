import { Link } from '@backstage/core-components';
import { useRouteRef as useOldRouteRef } from '@backstage/core-plugin-api';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityReliabilityRouteRef } from '../routes';

const text = 'Open the Reliability tab';

/** New system: nothing, not an exception, where the tab is switched off. */
export function TabLink() {
  const link = useRouteRef(entityReliabilityRouteRef);
  return link ? <Link to={link()}>{text}</Link> : null;
}

/** Old system: throws where the tab is not mounted, so the app asks for it. */
export function OldTabLink() {
  const link = useOldRouteRef(entityReliabilityRouteRef);
  return <Link to={link()}>{text}</Link>;
}

import { DeliveryCard } from './DeliveryCard';
import { OldTabLink } from './links';

/** The card for a portal on the old frontend system. */
export function LegacyDeliveryCard(props: { withLink?: boolean }) {
  return <DeliveryCard link={props.withLink && <OldTabLink />} />;
}

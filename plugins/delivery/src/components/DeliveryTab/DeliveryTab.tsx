import { DeliveryCard } from '../DeliveryCard';

/** The Delivery tab. @public */
export function DeliveryTab() {
  return <DeliveryCard />;
}

export { deliveryPlugin as default, deliveryPlugin } from './plugin';
export { deliveryApiRef } from './api/deliveryApiRef';
export { entityDeliveryRouteRef } from './routes';

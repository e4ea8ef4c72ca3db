/** The one channel of live hints. It carries nothing that needs a permission. @public */
export const deliverySignalChannel = 'delivery';

/**
 * Heartbeat and hint. `boot` names the process that sends, `seq` counts its
 * broadcasts from 1; `hints` are opaque ids (see ServiceDelivery.hint) of
 * services that changed. @public
 */
export type DeliverySignal = {
  boot: string;
  seq: number;
  hints?: string[];
};

/** Milliseconds between beats. @public */
export const deliveryBeatMs = 5_000;

/** The one channel of live hints. It carries nothing that needs a permission. @public */
export const deliverySignalChannel = 'delivery';

/**
 * Heartbeat and hint. `boot` names the process that sends, `seq` counts its
 * broadcasts from 1; a gap says that one was lost. `hints` are opaque ids (see
 * ServiceDelivery.hint) of services that changed; the hint `*` stands for every
 * service: whoever shows one reads it again. It may stand beside ids, which then
 * are those that surely changed. Without `hints` it is a beat. @public
 */
export type DeliverySignal = {
  boot: string;
  seq: number;
  hints?: string[];
};

/** Milliseconds between beats. @public */
export const deliveryBeatMs = 5_000;

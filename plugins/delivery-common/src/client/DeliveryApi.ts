import type { ActionRequest } from '../action';
import type { Receipt } from '../receipt';
import type { ServiceDelivery } from '../service';

/** Names an entity; the catalog's CompoundEntityRef fits. @public */
export type ServiceRef = {
  kind: string;
  namespace: string;
  name: string;
};

/** Options of a request. @public */
export type DeliveryRequestOptions = {
  /** For backends: a token of the plugin for the delivery plugin. */
  token?: string;
  signal?: AbortSignal;
};

/** What became of a request for an action. @public */
export type ActionOutcome =
  | { outcome: 'accepted'; receipt: Receipt }
  | {
      outcome: 'refused';
      /**
       * `moved-on`: the object is not any more as the person saw it, or the
       * action does not fit its state. `not-allowed`: a permission or the
       * consent is missing. `invalid`: the request makes no sense.
       */
      why: 'moved-on' | 'not-allowed' | 'invalid';
      /** A sentence for the person. */
      message: string;
    };

/** The delivery plugin as pages and other backends use it. @public */
export interface DeliveryApi {
  /** What runs of an entity in every environment that the caller may read. */
  getService(
    ref: ServiceRef,
    options?: DeliveryRequestOptions & { detail?: boolean },
  ): Promise<ServiceDelivery>;
  /**
   * Asks for an action. A refusal is an answer; only a broken connection or a
   * fault throws.
   */
  requestAction(
    ref: ServiceRef,
    request: ActionRequest,
    options?: DeliveryRequestOptions,
  ): Promise<ActionOutcome>;
  /** Receipts of the entity's actions, newest first. */
  getReceipts(
    ref: ServiceRef,
    options?: DeliveryRequestOptions & { limit?: number },
  ): Promise<Receipt[]>;
}

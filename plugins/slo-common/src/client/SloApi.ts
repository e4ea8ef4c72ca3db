import type { ReliabilityDetail } from '../detail';
import type {
  ReliabilityOverview,
  ServiceReliability,
  WorstBudgets,
} from '../service';

/** Names an entity; the catalog's CompoundEntityRef fits. @public */
export type SloEntityRef = { kind: string; namespace: string; name: string };

/** Options of a request. @public */
export type SloRequestOptions = {
  /** For backends: a token of the plugin for the slo plugin. */
  token?: string;
  signal?: AbortSignal;
};

/** Options of a request for one environment. @public */
export type InEnvironment = SloRequestOptions & {
  /** Default: the configured one. */
  environment?: string;
};

/** The slo plugin as pages and other backends use it. @public */
export interface SloApi {
  /**
   * GET /services/:kind/:namespace/:name[?environment=]
   * Objectives of an entity; default environment: the configured one (prod).
   */
  getService(
    ref: SloEntityRef,
    options?: InEnvironment,
  ): Promise<ServiceReliability>;
  /** GET /services/:kind/:namespace/:name/detail[?environment=] */
  getDetail(
    ref: SloEntityRef,
    options?: InEnvironment,
  ): Promise<ReliabilityDetail>;
  /** GET /overview[?environment=] : every service's worst objective. */
  getOverview(options?: InEnvironment): Promise<ReliabilityOverview>;
  /** POST /worst with `{ entityRefs, environment? }`, at most 500 refs. */
  getWorst(
    entityRefs: string[],
    options?: InEnvironment,
  ): Promise<WorstBudgets>;
}

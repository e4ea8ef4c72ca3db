import type {
  ReliabilityDetail,
  ReliabilityOverview,
  ServiceReliability,
  SloApi,
  SloEntityRef,
  WorstBudgets,
} from '@greenlight/backstage-plugin-slo-common';

/** What a fake answers: a value, a failure, or nothing for ever. */
export type Answer<T> = T | Error | 'pending';

async function given<T>(answer: Answer<T> | undefined): Promise<T> {
  if (answer instanceof Error) throw answer;
  if (answer === undefined || answer === 'pending') {
    return new Promise<T>(() => {});
  }
  return answer;
}

/** An slo API in memory that answers what a test or a page sets. */
export class FakeSlo implements SloApi {
  service?: Answer<ServiceReliability>;
  detail?: Answer<ReliabilityDetail>;
  overview?: Answer<ReliabilityOverview>;
  worst?: Answer<WorstBudgets>;
  readonly reads: (SloEntityRef & { environment?: string })[] = [];
  readonly overviewReads: (string | undefined)[] = [];
  readonly worstReads: string[][] = [];

  constructor(
    answers: Partial<
      Pick<FakeSlo, 'service' | 'detail' | 'overview' | 'worst'>
    > = {},
  ) {
    Object.assign(this, answers);
  }

  async getService(
    ref: SloEntityRef,
    options: { environment?: string } = {},
  ): Promise<ServiceReliability> {
    this.reads.push({ ...ref, environment: options.environment });
    return given(this.service);
  }

  async getDetail(
    ref: SloEntityRef,
    options: { environment?: string } = {},
  ): Promise<ReliabilityDetail> {
    this.reads.push({ ...ref, environment: options.environment });
    return given(this.detail);
  }

  async getOverview(
    options: { environment?: string } = {},
  ): Promise<ReliabilityOverview> {
    this.overviewReads.push(options.environment);
    return given(this.overview);
  }

  async getWorst(entityRefs: string[]): Promise<WorstBudgets> {
    this.worstReads.push(entityRefs);
    return given(this.worst);
  }
}

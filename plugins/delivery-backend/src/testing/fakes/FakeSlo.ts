import { SloRequestError } from '@greenlight/backstage-plugin-slo-common';
import type {
  ServiceReliability,
  SloApi,
  SloEntityRef,
  SloRequestOptions,
} from '@greenlight/backstage-plugin-slo-common';

/** What a portal without the slo plugin answers. */
export const notInstalled = () =>
  new SloRequestError('Not found', {
    kind: 'refused',
    path: '/api/slo',
    status: 404,
  });

/** An slo plugin in memory; without an answer it is not installed. */
export class FakeSlo implements Pick<SloApi, 'getService'> {
  readonly asked: (SloEntityRef & { token?: string })[] = [];

  constructor(public answer: ServiceReliability | Error = notInstalled()) {}

  async getService(
    ref: SloEntityRef,
    options: SloRequestOptions = {},
  ): Promise<ServiceReliability> {
    this.asked.push({ ...ref, token: options.token });
    if (this.answer instanceof Error) throw this.answer;
    return this.answer;
  }
}

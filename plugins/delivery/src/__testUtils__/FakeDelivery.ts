import type {
  ActionOutcome,
  ActionRequest,
  DeliveryApi,
  Receipt,
  ServiceDelivery,
  ServiceRef,
} from '@greenlight/backstage-plugin-delivery-common';
import { aReceipt } from './builders';
import type { CardState } from './states';

/** A delivery API in memory that answers what a test or a page sets. */
export class FakeDelivery implements DeliveryApi {
  state: CardState;
  receipts: Receipt[] | Error = [];
  readonly reads: (ServiceRef & { detail?: boolean })[] = [];
  readonly asked: ActionRequest[] = [];
  answerTo: (request: ActionRequest) => ActionOutcome | Error = request => ({
    outcome: 'accepted',
    receipt: aReceipt({ action: request.action }),
  });

  constructor(state: CardState) {
    this.state = state;
  }

  /** Answers this from now on. */
  become(state: CardState | ServiceDelivery): void {
    this.state = 'entityRef' in state ? { answer: state } : state;
  }

  async getService(ref: ServiceRef, options: { detail?: boolean } = {}) {
    this.reads.push({ ...ref, detail: options.detail });
    const { state } = this;
    if ('error' in state) throw state.error;
    if ('pending' in state) return new Promise<ServiceDelivery>(() => {});
    return state.answer;
  }

  async requestAction(_ref: ServiceRef, request: ActionRequest) {
    this.asked.push(request);
    const answer = this.answerTo(request);
    if (answer instanceof Error) throw answer;
    return answer;
  }

  async getReceipts() {
    if (this.receipts instanceof Error) throw this.receipts;
    return this.receipts;
  }
}

import type {
  ServiceDelivery,
  Workload,
} from '@greenlight/backstage-plugin-delivery-common';
import { eventually } from './eventually';
import { startPortal } from './portal';
import type { Portal, PortalOptions } from './portal';

/** Who asks in these tests. */
export const ada = 'user:default/ada';
/** Path of the service that they ask about. */
export const checkout = '/services/component/default/checkout';

/** What is seen of the canary that waits at its first pause. */
export const saw = {
  uid: 'uid-of-production-checkout',
  podHash: 'new',
  stablePodHash: 'old',
  step: 1,
  phase: 'Paused',
  aborted: false,
  paused: true,
};

let running: Portal | undefined;

/** A portal, ended by `endPortal`. */
export async function aPortal(options: PortalOptions = {}): Promise<Portal> {
  running = await startPortal(options);
  return running;
}

/** Ends what `aPortal` started. */
export async function endPortal(): Promise<void> {
  await running?.stop();
  running = undefined;
}

function portal(): Portal {
  if (!running) throw new Error('no portal runs');
  return running;
}

/** Reads a service as ada. */
export async function read(path = checkout): Promise<ServiceDelivery> {
  const { body, status } = await portal().as(ada).get(path);
  expect({ status, error: body.error }).toEqual({ status: 200 });
  return body;
}

/** The workload in prod, as soon as there is one. */
export function inProd(): Promise<Workload> {
  return eventually(async () => {
    const service = await read();
    const prod = service.environments.find(each => each.name === 'prod');
    const [workload] = prod?.workloads ?? [];
    if (!workload) throw new Error('nothing in prod yet');
    return workload;
  });
}

/** The request for an action that is offered in prod. */
export async function offer(action: string) {
  const { actions, ref } = await inProd();
  const found = actions.find(each => each.action === action);
  if (!found?.enabled) throw new Error(`no ${action}: ${found?.reason}`);
  return { action, target: ref, saw: found.saw };
}

/** Asks for an action on checkout as ada. */
export function act(request: object) {
  return portal().as(ada).post(`${checkout}/actions`, request);
}

/** Gets a path of the API as ada. */
export function get(path: string) {
  return portal().as(ada).get(path);
}

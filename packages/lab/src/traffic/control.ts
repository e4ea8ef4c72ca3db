import { z } from 'zod/v4';
import { GONE } from './demoTraffic.ts';
import { noTraffic, resetCounts, type Traffic, type Which } from './model.ts';

const ratio = z.number().min(0).max(1);

const which = z.strictObject({
  service: z.string().min(1),
  namespace: z.string().min(1).optional(),
  environment: z.enum(['dev', 'staging', 'canary', 'prod']).optional(),
  version: z.string().min(1).optional(),
});

const ratios = z
  .strictObject({ errorRatio: ratio.optional(), slowRatio: ratio.optional() })
  .refine(
    ({ errorRatio, slowRatio }) =>
      errorRatio !== undefined || slowRatio !== undefined,
    'needs errorRatio, slowRatio or both',
  );

/** What can be done to the traffic. */
export const trafficCommand = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('makeBad'), which, ratios }),
  z.strictObject({ do: z.literal('makeGood'), which }),
  z.strictObject({ do: z.literal('stop'), which }),
  z.strictObject({ do: z.literal('resume'), which }),
  z.strictObject({ do: z.literal('hide'), which }),
  z.strictObject({ do: z.literal('unhide'), which }),
  z.strictObject({ do: z.literal('reset'), which: which.optional() }),
  z.strictObject({ do: z.literal('restore') }),
]);

/** One thing done to the traffic. */
export type TrafficCommand = z.infer<typeof trafficCommand>;

/** What a command did not understand of itself: `makeBad: ratios.errorRatio is 2: …`. */
export function whyRefused(command: unknown, error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue?.path.join('.') ?? '';
  const verb = at(command, ['do']);
  const value = at(command, issue?.path ?? []);
  return `${verb ?? 'A command'}: ${path || 'it'} is ${
    JSON.stringify(value) ?? 'missing'
  }: ${issue?.message}.`;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? Reflect.get(inner, key)
        : undefined,
    value,
  );
}

/** The traffic after a command. */
export function obey(traffic: Traffic, command: TrafficCommand): Traffic {
  switch (command.do) {
    case 'makeBad':
      return {
        ...traffic,
        faults: [
          ...faultsWithout(traffic, command.which),
          { which: command.which, ...command.ratios },
        ],
      };
    case 'makeGood':
      return { ...traffic, faults: faultsWithout(traffic, command.which) };
    case 'stop':
      return { ...traffic, stopped: [...traffic.stopped, command.which] };
    case 'resume':
      return { ...traffic, stopped: without(traffic.stopped, command.which) };
    case 'hide':
      return { ...traffic, hidden: [...traffic.hidden, command.which] };
    case 'unhide':
      return { ...traffic, hidden: without(traffic.hidden, command.which) };
    case 'reset':
      return resetCounts(traffic, command.which);
    case 'restore':
      return restored(traffic);
    default:
      throw new Error(`Unknown command ${String(command satisfies never)}`);
  }
}

/** As it was when the lab started, apart from what was counted. */
function restored(traffic: Traffic): Traffic {
  const { streams, at: now } = traffic;
  return { ...noTraffic(now, GONE), streams };
}

function faultsWithout(traffic: Traffic, taken: Which) {
  return traffic.faults.filter(fault => !covers(taken, fault.which));
}

function without(list: readonly Which[], taken: Which): Which[] {
  return list.filter(one => !covers(taken, one));
}

/** Is the second choice the first one, or a narrower one? */
function covers(wide: Which, narrow: Which): boolean {
  return (['service', 'namespace', 'environment', 'version'] as const).every(
    key => wide[key] === undefined || wide[key] === narrow[key],
  );
}

import { meshWeight } from './mesh';
import type { Raw } from './testing/builders';
import {
  canary,
  destinationRule,
  STEPS,
  virtualService,
} from './testing/builders';

const WEIGHTS = {
  canary: {
    weights: {
      canary: { weight: 10, podTemplateHash: 'new' },
      stable: { weight: 90, podTemplateHash: 'old' },
    },
  },
};

const routed = (istio: Raw, strategy: Raw = {}) => ({
  strategy: {
    canary: {
      steps: STEPS,
      stableService: 'checkout-stable',
      canaryService: 'checkout-canary',
      trafficRouting: { istio },
      ...strategy,
    },
  },
});

const hosts = (stable: number, weight: number) => ({
  route: [
    { destination: { host: 'checkout-stable' }, weight: stable },
    { destination: { host: 'checkout-canary' }, weight },
  ],
});

const subsets = (stable: number, weight: number, candidate?: number) => ({
  name: 'primary',
  route: [
    { destination: { host: 'checkout', subset: 'stable' }, weight: stable },
    { destination: { host: 'checkout', subset: 'canary' }, weight },
    ...(candidate === undefined
      ? []
      : [
          {
            destination: { host: 'checkout-candidate', subset: 'candidate' },
            weight: candidate,
          },
        ]),
  ],
});

const BY_HOST = routed({ virtualService: { name: 'checkout' } });
const BY_SUBSET = routed(
  {
    virtualService: { name: 'checkout', routes: ['primary'] },
    destinationRule: {
      name: 'checkout',
      canarySubsetName: 'canary',
      stableSubsetName: 'stable',
      additionalSubsetNames: ['candidate'],
    },
  },
  { stableService: undefined, canaryService: undefined },
);
const RULE = destinationRule({ stable: 'old', canary: 'new' });

const read = (spec: Raw, http: Raw[], status: Raw = WEIGHTS) =>
  meshWeight(canary({ spec, status }), [virtualService({ http })], [RULE]);

describe('the weight in the mesh', () => {
  it('is read of a split between hosts, and agrees with the status', () => {
    expect(read(BY_HOST, [hosts(90, 10)])).toMatchObject({
      is: 'known',
      canary: 10,
      stable: 90,
      compared: true,
      drift: [],
    });
  });

  it('tells how the mesh differs from the status', () => {
    expect(read(BY_HOST, [hosts(50, 50)])).toMatchObject({
      canary: 50,
      drift: [
        'VirtualService checkout, http route http[0]: the canary has 50, the controller says 10',
        'VirtualService checkout, http route http[0]: the stable version has 50, the controller says 90',
      ],
    });
  });

  it('knows hosts with and without their domain', () => {
    const route = [
      {
        destination: { host: 'checkout-stable.production.svc.cluster.local' },
        weight: 90,
      },
      {
        destination: { host: 'checkout-canary.production.svc.cluster.local' },
        weight: 10,
      },
    ];
    expect(read(BY_HOST, [{ route }])).toMatchObject({
      canary: 10,
      stable: 90,
    });
  });

  it.each([
    [0, 90],
    [10, 80],
    [25, 65],
    [50, 40],
    [75, 15],
    [100, 0],
  ])(
    'takes a candidate of 10 from the stable share at %d %%',
    (weight, stable) => {
      const status = {
        canary: {
          weights: {
            canary: { weight, podTemplateHash: 'new' },
            stable: { weight: 100 - weight, podTemplateHash: 'old' },
          },
        },
      };
      expect(
        read(BY_SUBSET, [subsets(stable, weight, 10)], status),
      ).toMatchObject({
        canary: weight,
        stable,
        additional: [{ role: 'additional', weight: 10, subset: 'candidate' }],
        drift: [],
      });
    },
  );

  it('shows shares of routes whose weights are not 100 together', () => {
    const mesh = read(BY_SUBSET, [subsets(0, 100, 10)]);
    const percents =
      mesh.is === 'known'
        ? mesh.routes[0]?.destinations.map(d => Math.round(d.percent))
        : [];
    expect(percents).toEqual([0, 91, 9]);
  });

  it('tells a subset that selects other pods than it stands for', () => {
    const mesh = meshWeight(
      canary({ spec: BY_SUBSET, status: WEIGHTS }),
      [virtualService({ http: [subsets(90, 10)] })],
      [destinationRule({ stable: 'old', canary: 'older' })],
    );
    expect(mesh).toMatchObject({
      drift: [
        'DestinationRule checkout: subset canary selects the pods of older, the controller says new',
      ],
    });
  });

  it('tells traffic to a destination that the Rollout does not know', () => {
    const route = [
      ...hosts(80, 10).route,
      { destination: { host: 'shadow' }, weight: 10 },
    ];
    expect(read(BY_HOST, [{ route }])).toMatchObject({
      drift: [
        'VirtualService checkout, http route http[0]: 10 go to shadow, which the Rollout does not know',
        'VirtualService checkout, http route http[0]: the stable version has 80, the controller says 90',
      ],
    });
  });

  it('says that it did not compare while the status has no weights', () => {
    expect(read(BY_HOST, [hosts(100, 0)], {})).toMatchObject({
      compared: false,
      drift: [],
    });
  });

  it('takes the route of several that is farthest from the status', () => {
    const mesh = meshWeight(
      canary({
        spec: routed({
          virtualServices: [{ name: 'a' }, { name: 'b.gateways' }],
        }),
        status: WEIGHTS,
      }),
      [
        virtualService({ http: [hosts(90, 10)] }, 'a'),
        {
          ...virtualService({ http: [hosts(60, 40)] }, 'b'),
          meta: { ...virtualService({}, 'b').meta, namespace: 'gateways' },
        },
      ],
      [],
    );
    expect(mesh).toMatchObject({
      canary: 40,
      routes: [{ canary: 10 }, { canary: 40 }],
    });
  });

  it.each(['tls', 'tcp'] as const)(
    'reads %s routes by their ports',
    protocol => {
      const match =
        protocol === 'tls' ? [{ port: 443, sniHosts: ['a'] }] : [{ port: 443 }];
      const listed =
        protocol === 'tls' ? [{ port: 443, sniHosts: ['a'] }] : [{ port: 443 }];
      const spec = routed({
        virtualService: { name: 'checkout', [`${protocol}Routes`]: listed },
      });
      const mesh = meshWeight(
        canary({ spec, status: WEIGHTS }),
        [
          virtualService({
            [protocol]: [
              { match: [{ port: 80 }], ...hosts(1, 99) },
              { match, ...hosts(90, 10) },
            ],
          }),
        ],
        [],
      );
      expect(mesh).toMatchObject({
        canary: 10,
        routes: [{ protocol, route: 'port 443' }],
        drift: [],
      });
    },
  );

  it.each([
    ['ping', 10],
    ['pong', 90],
  ])(
    'with ping-pong services and stable on %s finds the canary',
    (stablePingPong, weight) => {
      const spec = routed(
        { virtualService: { name: 'checkout' } },
        {
          stableService: undefined,
          canaryService: undefined,
          pingPong: { pingService: 'ping', pongService: 'pong' },
        },
      );
      const route = [
        { destination: { host: 'ping' }, weight: 90 },
        { destination: { host: 'pong' }, weight: 10 },
      ];
      const status = { canary: { stablePingPong } };
      expect(read(spec, [{ route }], status)).toMatchObject({ canary: weight });
    },
  );
});

describe('a weight that the mesh does not tell', () => {
  it.each([
    [
      'none',
      { strategy: { canary: { steps: STEPS } } },
      'no traffic routing: the number of pods splits the traffic',
    ],
    [
      'unknown',
      { strategy: { canary: { trafficRouting: { nginx: {} } } } },
      'the traffic is split by nginx, which is not read here',
    ],
    [
      'unknown',
      { strategy: { canary: { trafficRouting: {} } } },
      'the traffic routing names no router that is known here',
    ],
    ['unknown', routed({}), 'the Rollout names no VirtualService'],
    [
      'unknown',
      routed({ virtualService: { name: 'gone' } }),
      'VirtualService gone was not found in namespace production',
    ],
    [
      'unknown',
      routed({ virtualService: { name: 'checkout', routes: ['gone'] } }),
      'VirtualService checkout has no HTTP route "gone"',
    ],
    [
      'unknown',
      routed({
        virtualService: { name: 'checkout', tcpRoutes: [{ port: 1 }] },
      }),
      'VirtualService checkout has no such TCP route',
    ],
    [
      'unknown',
      routed({
        virtualService: { name: 'checkout' },
        destinationRule: { name: 'gone' },
      }),
      'DestinationRule gone was not found, so it is not known which pods the subsets are',
    ],
  ])('is %s, with the reason: %#', (is, spec, reason) => {
    expect(read(spec, [hosts(90, 10)])).toEqual({ is, reason });
  });

  it('is unknown where several named routes are there and the Rollout names none', () => {
    const http = [
      { name: 'a', ...hosts(90, 10) },
      { name: 'b', ...hosts(90, 10) },
    ];
    expect(read(BY_HOST, http)).toEqual({
      is: 'unknown',
      reason:
        'VirtualService checkout has several routes, and the Rollout does not name one',
    });
  });
});

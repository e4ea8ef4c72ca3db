import type {
  CanaryStep,
  RolloutStrategy,
  TrafficRouting,
  VirtualServiceRef,
} from '../rolloutTypes';
import { compact, Fields } from './reading';
import { readStep, readTemplates } from './step';

const ROUTERS = [
  'istio',
  'nginx',
  'alb',
  'smi',
  'ambassador',
  'appMesh',
  'traefik',
  'apisix',
  'plugins',
] as const;

const NO_STEP: CanaryStep = { kind: 'unknown', word: 'malformed' };

/** Reads `spec.strategy.canary`. */
export function readCanary(
  canary: Fields,
): Extract<RolloutStrategy, { kind: 'canary' }> {
  const pingPong = canary.object('pingPong');
  const pingService = pingPong?.text('pingService');
  const pongService = pingPong?.text('pongService');
  const analysis = canary.object('analysis');
  const steps = canary
    .entries('steps')
    .map((step): CanaryStep => (step ? readStep(step) : NO_STEP));
  return compact({
    kind: 'canary' as const,
    steps,
    stableService: canary.text('stableService'),
    canaryService: canary.text('canaryService'),
    pingPong:
      pingService && pongService ? { pingService, pongService } : undefined,
    trafficRouting: readTrafficRouting(canary.object('trafficRouting')),
    dynamicStableScale: canary.flag('dynamicStableScale') ?? false,
    abortScaleDownDelaySeconds: canary.whole('abortScaleDownDelaySeconds'),
    backgroundAnalysis:
      analysis &&
      compact({
        templates: readTemplates(analysis),
        startingStep: analysis.whole('startingStep'),
      }),
  });
}

/** Reads `spec.strategy.blueGreen`. */
export function readBlueGreen(
  blueGreen: Fields,
): Extract<RolloutStrategy, { kind: 'blueGreen' }> {
  return compact({
    kind: 'blueGreen' as const,
    activeService: blueGreen.text('activeService'),
    previewService: blueGreen.text('previewService'),
    autoPromotionEnabled: blueGreen.flag('autoPromotionEnabled') ?? true,
    autoPromotionSeconds: blueGreen.whole('autoPromotionSeconds'),
    scaleDownDelaySeconds: blueGreen.whole('scaleDownDelaySeconds'),
    abortScaleDownDelaySeconds: blueGreen.whole('abortScaleDownDelaySeconds'),
    prePromotionAnalysis: readTemplates(
      blueGreen.object('prePromotionAnalysis'),
    ),
    postPromotionAnalysis: readTemplates(
      blueGreen.object('postPromotionAnalysis'),
    ),
  });
}

function readTrafficRouting(
  routing: Fields | undefined,
): TrafficRouting | undefined {
  if (!routing) return undefined;
  return compact({
    maxTrafficWeight: routing.whole('maxTrafficWeight'),
    providers: ROUTERS.filter(router => routing.has(router)),
    istio: readIstio(routing.object('istio')),
  });
}

function readIstio(istio: Fields | undefined): TrafficRouting['istio'] {
  if (!istio) return undefined;
  const one = istio.object('virtualService');
  const refs = [...(one ? [one] : []), ...istio.list('virtualServices')];
  const rule = istio.object('destinationRule');
  const ruleName = rule?.text('name');
  return compact({
    virtualServices: refs.flatMap(readVirtualServiceRef),
    destinationRule:
      rule && ruleName
        ? compact({
            name: ruleName,
            canarySubset: rule.text('canarySubsetName'),
            stableSubset: rule.text('stableSubsetName'),
            additionalSubsets: rule.texts('additionalSubsetNames'),
          })
        : undefined,
  });
}

function readVirtualServiceRef(ref: Fields): VirtualServiceRef[] {
  const name = ref.text('name');
  if (!name) return [];
  return [
    {
      name,
      routes: ref.texts('routes'),
      tlsRoutes: ref.list('tlsRoutes').map(route =>
        compact({
          port: route.whole('port'),
          sniHosts: route.texts('sniHosts'),
        }),
      ),
      tcpRoutes: ref
        .list('tcpRoutes')
        .map(route => compact({ port: route.whole('port') })),
    },
  ];
}

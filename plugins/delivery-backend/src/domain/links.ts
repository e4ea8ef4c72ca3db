import type { Entity } from '@backstage/catalog-model';
import {
  grafanaUrlAnnotation,
  logsUrlAnnotation,
  runbookUrlAnnotation,
} from '@greenlight/backstage-plugin-delivery-common';
import type { DeliveryLink } from '@greenlight/backstage-plugin-delivery-common';

/** Base addresses of other tools, and the environments that names may tell. */
export type LinkRules = {
  readonly argocd?: { readonly baseUrl: string };
  readonly grafana?: { readonly baseUrl: string };
  readonly environments?: readonly {
    readonly name: string;
    readonly title: string;
  }[];
};

type Kind = DeliveryLink['kind'];

const TITLES: Record<Kind, string> = {
  argocd: 'Argo CD',
  grafana: 'Grafana',
  logs: 'Logs',
  runbook: 'Runbook',
};
const KINDS = Object.keys(TITLES) as Kind[];
const LONGEST = 2_000;

/** The address as a browser may open it: http or https, without a password. */
export function safeUrl(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > LONGEST) return undefined;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const web = url.protocol === 'http:' || url.protocol === 'https:';
  return web && !url.username && !url.password ? url.href : undefined;
}

function below(baseUrl: string, path: string): string {
  return `${baseUrl.replace(/\/+$/, '')}${path}`;
}

/** The environment that the name of an application tells, such as `checkout-prod` of the entity checkout. */
function environmentTold(
  application: string,
  entity: Entity,
  environments: NonNullable<LinkRules['environments']>,
): string | undefined {
  const name = application.slice(application.lastIndexOf('/') + 1);
  const mine = entity.metadata.name.toLowerCase();
  return environments.find(
    each => name === `${mine}-${each.name}` || name === `${each.name}-${mine}`,
  )?.title;
}

/** The application by its environment, as long as that tells it from the others. */
function argoTitles(
  names: readonly string[],
  entity: Entity,
  environments: NonNullable<LinkRules['environments']> = [],
): string[] {
  if (names.length === 1) return [TITLES.argocd];
  const told = names.map(name => environmentTold(name, entity, environments));
  return names.map((name, at) => {
    const environment = told[at];
    const alone = told.filter(each => each === environment).length === 1;
    return `${TITLES.argocd}: ${environment && alone ? environment : name}`;
  });
}

function argoLinks(entity: Entity, rules: LinkRules): DeliveryLink[] {
  const { baseUrl } = rules.argocd ?? {};
  const noted = entity.metadata.annotations?.['argocd/app-name'];
  if (!baseUrl || typeof noted !== 'string' || noted.length > LONGEST)
    return [];
  const names = noted
    .split(',')
    .map(name => name.trim())
    .filter(name => /^[a-z0-9][-a-z0-9./]*$/.test(name));
  const titles = argoTitles(names, entity, rules.environments);
  return names.map((name, at) => ({
    kind: 'argocd',
    title: titles[at] ?? name,
    url: below(
      baseUrl,
      `/applications/${name.split('/').map(encodeURIComponent).join('/')}`,
    ),
  }));
}

function grafanaLinks(entity: Entity, rules: LinkRules): DeliveryLink[] {
  const { baseUrl } = rules.grafana ?? {};
  const selector = entity.metadata.annotations?.['grafana/dashboard-selector'];
  if (!baseUrl || typeof selector !== 'string') return [];
  if (!/^[\w.: -]{1,100}$/.test(selector)) return [];
  const url = below(baseUrl, `/dashboards?tag=${encodeURIComponent(selector)}`);
  return [{ kind: 'grafana', title: TITLES.grafana, url }];
}

function annotatedLinks(entity: Entity): DeliveryLink[] {
  const keys: [Kind, string][] = [
    ['grafana', grafanaUrlAnnotation],
    ['grafana', 'grafana/overview-dashboard'],
    ['logs', logsUrlAnnotation],
    ['runbook', runbookUrlAnnotation],
  ];
  return keys.flatMap(([kind, key]) => {
    const url = safeUrl(entity.metadata.annotations?.[key]);
    return url ? [{ kind, title: TITLES[kind], url }] : [];
  });
}

/** Links of the entity whose type, icon or title names one of the tools, or whose type is `dashboard`. */
function entityLinks(entity: Entity): DeliveryLink[] {
  const links: unknown = entity.metadata.links;
  if (!Array.isArray(links)) return [];
  return links.flatMap((link: Record<string, unknown> | null) => {
    const url = safeUrl(link?.url);
    const words = [link?.type, link?.icon, link?.title]
      .filter((word): word is string => typeof word === 'string')
      .map(word => word.toLowerCase().replace(/[^a-z]/g, ''));
    const kind =
      KINDS.find(each => words.some(word => word.includes(each))) ??
      (link?.type === 'dashboard' ? 'grafana' : undefined);
    if (!url || !kind) return [];
    const title = typeof link?.title === 'string' ? link.title : TITLES[kind];
    return [{ kind, title: title.slice(0, 100), url }];
  });
}

/** Links to other tools: from annotations, else from the entity's own links. */
export function linksOf(entity: Entity, rules: LinkRules): DeliveryLink[] {
  const all = [
    ...argoLinks(entity, rules),
    ...annotatedLinks(entity),
    ...grafanaLinks(entity, rules),
    ...entityLinks(entity),
  ].filter(link => safeUrl(link.url));
  const seen = new Set<string>();
  return all.filter(link => !seen.has(link.url) && seen.add(link.url));
}

import { parseRollout } from '@greenlight/rollouts';
import { aComponent } from '../testing/builders/entities';
import { aRollout } from '../testing/builders/manifests';
import { consentOf } from './consent';
import { linksOf } from './links';
import { ownerName, ownersOf } from './owners';
import { commitLinker } from './source';

const me = 'component:default/checkout';

function placed(note: string | undefined) {
  const manifest = aRollout();
  manifest.metadata.annotations = note
    ? { 'greenlight.dev/entity-ref': note }
    : {};
  const parsed = parseRollout(manifest);
  if (!parsed.ok) throw new Error(parsed.problem);
  return { cluster: 'lab', object: parsed.value };
}

describe('consent', () => {
  it.each([
    'component:default/checkout',
    'Component:Default/Checkout',
    'checkout',
    'component:checkout',
    ' component:default/checkout ',
  ])('is given by %j', note => {
    expect(consentOf(me, placed(note), [])).toEqual({
      given: true,
      by: 'annotation',
    });
  });

  it.each([
    undefined,
    'component:default/cart',
    'api:default/checkout',
    'component:other/checkout',
    'a:b:c',
    '"><script>',
    'x'.repeat(10_000),
  ])('is not given by %j, and the answer says what would', note => {
    const consent = consentOf(me, placed(note), []);
    expect(consent).toMatchObject({
      given: false,
      annotation: { key: 'greenlight.dev/entity-ref', value: me },
    });
    expect(JSON.stringify(consent).length).toBeLessThan(500);
  });

  it('can be given by the operator for exactly one object', () => {
    const mapping = {
      entityRef: me,
      cluster: 'lab',
      namespace: 'production',
      name: 'checkout',
    };
    const given = { given: true, by: 'config' };
    expect(consentOf(me, placed(undefined), [mapping])).toEqual(given);
    for (const other of [
      { cluster: 'eu' },
      { namespace: 'dev' },
      { name: 'cart' },
      { entityRef: 'component:default/cart' },
    ]) {
      expect(
        consentOf(me, placed(undefined), [{ ...mapping, ...other }]).given,
      ).toBe(false);
    }
  });
});

describe('owners', () => {
  it('are the relations and the normalized owner of the spec', () => {
    const entity = aComponent({ owner: 'Team-Payments' });
    entity.relations = [
      { type: 'ownedBy', targetRef: 'group:default/team-payments' },
      { type: 'partOf', targetRef: 'system:default/shop' },
      { type: 'ownedBy', targetRef: 'user:default/Ada' },
    ];
    expect(ownersOf(entity)).toEqual([
      'group:default/team-payments',
      'user:default/ada',
    ]);
  });

  it('are none when nothing names one', () => {
    const entity = aComponent();
    entity.relations = [];
    entity.spec = { owner: { odd: true } };
    expect(ownersOf(entity)).toEqual([]);
  });

  it.each([
    ['group:default/team-payments', 'team-payments'],
    ['group:shop/team', 'shop/team'],
    ['user:default/ada', 'user:ada'],
  ])('%s is called %s', (ref, name) => {
    expect(ownerName(ref)).toBe(name);
  });
});

describe('links', () => {
  const rules = { argocd: { baseUrl: 'https://argo.example/ui/' } };

  it('lead to the applications of Argo CD', () => {
    const annotations = { 'argocd/app-name': 'checkout-dev,team-a/checkout' };
    expect(linksOf(aComponent({ annotations }), rules)).toEqual([
      {
        kind: 'argocd',
        title: 'Argo CD: checkout-dev',
        url: 'https://argo.example/ui/applications/checkout-dev',
      },
      {
        kind: 'argocd',
        title: 'Argo CD: team-a/checkout',
        url: 'https://argo.example/ui/applications/team-a/checkout',
      },
    ]);
    expect(linksOf(aComponent({ annotations }), {})).toEqual([]);
  });

  it('name the environment of an application where its name tells it', () => {
    const environments = [
      { name: 'dev', title: 'Dev' },
      { name: 'prod', title: 'Production' },
    ];
    const titlesOf = (names: string) =>
      linksOf(aComponent({ annotations: { 'argocd/app-name': names } }), {
        ...rules,
        environments,
      }).map(({ title }) => title);

    expect(titlesOf('team-a/checkout-dev, prod-checkout')).toEqual([
      'Argo CD: Dev',
      'Argo CD: Production',
    ]);
    expect(titlesOf('checkout-non-prod, checkout-prod, cart-prod')).toEqual([
      'Argo CD: checkout-non-prod',
      'Argo CD: Production',
      'Argo CD: cart-prod',
    ]);
    expect(titlesOf('a/checkout-prod, b/checkout-prod')).toEqual([
      'Argo CD: a/checkout-prod',
      'Argo CD: b/checkout-prod',
    ]);
    expect(titlesOf('checkout-prod')).toEqual(['Argo CD']);
  });

  it.each<[string, Parameters<typeof aComponent>[0], string]>([
    [
      'our annotation',
      { annotations: { 'greenlight.dev/grafana-url': 'https://g.example/a' } },
      'Grafana',
    ],
    [
      'the annotation of an overview',
      { annotations: { 'grafana/overview-dashboard': 'https://g.example/a' } },
      'Grafana',
    ],
    [
      'a link to a dashboard',
      {
        links: [
          { url: 'https://g.example/a', title: 'Golden', type: 'dashboard' },
        ],
      },
      'Golden',
    ],
    [
      'a link that is called so',
      { links: [{ url: 'https://g.example/a', title: 'Our Grafana board' }] },
      'Our Grafana board',
    ],
  ])('lead to Grafana by %s', (_, options, title) => {
    expect(linksOf(aComponent({ annotations: {}, ...options }), {})).toEqual([
      { kind: 'grafana', title, url: 'https://g.example/a' },
    ]);
  });

  it('lead to the same dashboard once, and never to a selector of one', () => {
    const annotations = {
      'grafana/overview-dashboard': 'https://g.example/a',
    };
    const links = [
      { url: 'https://g.example/a', title: 'Dashboard', type: 'dashboard' },
    ];
    expect(linksOf(aComponent({ annotations, links }), {})).toHaveLength(1);
    annotations['grafana/overview-dashboard'] = "tags @> 'checkout'";
    expect(linksOf(aComponent({ annotations }), {})).toEqual([]);
  });

  it('lead to what our annotations and the links of the entity name', () => {
    const entity = aComponent({
      annotations: {
        'greenlight.dev/logs-url': 'https://logs.example/?q=a b',
        'grafana/dashboard-selector': 'checkout',
      },
      links: [
        { url: 'https://wiki.example/runbook', title: 'Run book' },
        { url: 'https://wiki.example/other', title: 'Other' },
      ],
    });
    const grafana = { baseUrl: 'https://grafana.example' };
    expect(linksOf(entity, { grafana })).toEqual([
      { kind: 'logs', title: 'Logs', url: 'https://logs.example/?q=a%20b' },
      {
        kind: 'grafana',
        title: 'Grafana',
        url: 'https://grafana.example/dashboards?tag=checkout',
      },
      {
        kind: 'runbook',
        title: 'Run book',
        url: 'https://wiki.example/runbook',
      },
    ]);
  });

  it.each([
    ['java', 'script:alert(1)'].join(''),
    'data:text/html,x',
    '//logs.example',
    'https://user:secret@logs.example',
    'not an address',
    `https://logs.example/${'x'.repeat(5_000)}`,
  ])('never lead to %j', url => {
    const annotations = {
      'greenlight.dev/runbook-url': url,
      'greenlight.dev/grafana-url': url,
      'grafana/overview-dashboard': url,
    };
    const links = [{ url, title: 'Grafana', type: 'dashboard' }];
    expect(linksOf(aComponent({ annotations, links }), rules)).toEqual([]);
  });
});

describe('link to a commit', () => {
  it.each([
    [
      { 'github.com/project-slug': 'shop/checkout' },
      'https://github.com/shop/checkout/commit/abc',
    ],
    [
      {
        'backstage.io/source-location':
          'url:https://github.com/shop/checkout/tree/main/',
      },
      'https://github.com/shop/checkout/commit/abc',
    ],
    [
      {
        'backstage.io/source-location':
          'url:https://gitlab.com/a/b/c/-/tree/main',
      },
      'https://gitlab.com/a/b/c/-/commit/abc',
    ],
    [
      { 'backstage.io/source-location': 'url:https://evil.example/a/b' },
      undefined,
    ],
    [
      { 'backstage.io/source-location': 'url:http://github.com/a/b' },
      undefined,
    ],
    [{ 'backstage.io/source-location': 'url:https://github.com/a' }, undefined],
    [{ 'github.com/project-slug': 'a/b/../c' }, undefined],
    [{}, undefined],
  ])('of %j is %s', (annotations, url) => {
    const entity = aComponent({
      annotations: annotations as Record<string, string>,
    });
    expect(commitLinker(entity)?.('abc')).toBe(url);
  });
});

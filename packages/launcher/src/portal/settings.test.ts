import { parseLab } from './labFile.ts';
import { portalSettings, userRef } from './settings.ts';

const aCluster = (over: object = {}) => ({
  name: 'lab',
  url: 'https://127.0.0.1:6443',
  caData: 'Q0E=',
  tokens: { admin: 'a', reader: 'r', writer: 'w' },
  tokenFiles: { writer: '/labs/default/tokens/writer' },
  ...over,
});

const aLab = (over: object = {}) => {
  const read = parseLab(
    { name: 'default', clusters: [aCluster()], ...over },
    'lab.json',
  );
  if (!read.ok) {
    throw new Error(read.reason);
  }
  return read.lab;
};

describe('portalSettings', () => {
  const settings = portalSettings({
    port: 7010,
    dataDir: '/data',
    lab: aLab(),
    as: 'ada',
  });

  it('puts the portal on one port', () => {
    expect(settings).toMatchObject({
      APP_CONFIG_app_baseUrl: '"http://localhost:7010"',
      APP_CONFIG_backend_baseUrl: '"http://localhost:7010"',
      APP_CONFIG_backend_listen_port: '7010',
    });
  });

  it('watches with the reader and writes with the writer', () => {
    const [method] = JSON.parse(
      settings.APP_CONFIG_kubernetes_clusterLocatorMethods ?? '',
    );
    expect(method.clusters).toEqual([
      expect.objectContaining({ name: 'lab', serviceAccountToken: 'r' }),
    ]);
    expect(JSON.parse(settings.APP_CONFIG_delivery_clusters ?? '')).toEqual([
      { name: 'lab', write: { tokenFile: '/labs/default/tokens/writer' } },
    ]);
  });

  it('reads budgets from the Prometheus of the lab, where it has one', () => {
    const url = 'http://127.0.0.1:9090';
    const lab = aLab({ prometheus: { url } });
    const withIt = portalSettings({ port: 7010, dataDir: '/data', lab });
    expect(JSON.parse(withIt.APP_CONFIG_slo_prometheus ?? '')).toEqual([
      { name: 'default', url, externalUrl: url },
    ]);
    expect(settings).not.toHaveProperty('APP_CONFIG_slo_prometheus');
  });

  it('hands no admin token on', () => {
    expect(JSON.stringify(settings)).not.toContain('"a"');
  });

  it('signs in as a user of the default namespace', () => {
    expect(settings.APP_CONFIG_auth_providers_guest_userEntityRef).toBe(
      '"user:default/ada"',
    );
    expect(userRef('user:ops/bob')).toBe('user:ops/bob');
    expect(userRef('ops/bob')).toBe('user:ops/bob');
  });

  it('leaves clusters alone without a lab', () => {
    expect(
      Object.keys(portalSettings({ port: 1, dataDir: '/d' })).filter(key =>
        /kubernetes|delivery|guest/.test(key),
      ),
    ).toEqual([]);
  });
});

describe('parseLab', () => {
  it.each([
    null,
    [],
    {},
    { name: 'x' },
    { name: 'x', clusters: [] },
    { name: 'x', clusters: [aCluster({ tokens: {} })] },
    { name: 'x', clusters: [aCluster(), aCluster({ url: 3 })] },
  ])('refuses %j', value => {
    expect(parseLab(value, 'lab.json')).toMatchObject({ ok: false });
  });
});

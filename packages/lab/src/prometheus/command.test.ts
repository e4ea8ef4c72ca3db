import { parse } from 'yaml';
import { prometheusArgs, prometheusConfig } from './command.ts';

it('reads an endpoint at its own interval and keeps the labels that it gives', () => {
  const scrape = [
    {
      job: 'traffic',
      url: 'http://127.0.0.1:20001/metrics',
      intervalSeconds: 5,
    },
  ];
  expect(parse(prometheusConfig({ scrape }))).toMatchObject({
    scrape_configs: [
      {
        job_name: 'traffic',
        scrape_interval: '5s',
        honor_labels: true,
        scheme: 'http',
        metrics_path: '/metrics',
        static_configs: [{ targets: ['127.0.0.1:20001'] }],
      },
    ],
  });
});

it('takes live samples though a block of history ends later', () => {
  expect(parse(prometheusConfig({ scrape: [] }))).toMatchObject({
    storage: { tsdb: { out_of_order_time_window: '1d' } },
  });
});

it('listens on loopback only', () => {
  expect(prometheusArgs({ port: 20_001, retentionDays: 35 })).toContain(
    '--web.listen-address=127.0.0.1:20001',
  );
});

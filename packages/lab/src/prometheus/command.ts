import { stringify } from 'yaml';

/**
 * One endpoint that a Prometheus reads at an interval.
 *
 * @public
 */
export interface ScrapeTarget {
  job: string;
  /** Of the metrics: `http://127.0.0.1:20000/metrics`. */
  url: string;
  intervalSeconds: number;
}

/** How old a sample may be and still be taken, though a block of history ends later. */
const OUT_OF_ORDER_WINDOW = '1d';

/** Where the rule files of a Prometheus lie, relative to its folder. */
export const RULES_DIR = 'rules';

/** Where its samples lie, relative to its folder. */
export const DATA_DIR = 'data';

/** The text of prometheus.yml. */
export function prometheusConfig(options: {
  scrape: readonly ScrapeTarget[];
}): string {
  return stringify({
    global: { scrape_interval: '5s', evaluation_interval: '30s' },
    storage: { tsdb: { out_of_order_time_window: OUT_OF_ORDER_WINDOW } },
    rule_files: [`${RULES_DIR}/*.yaml`],
    scrape_configs: options.scrape.map(scrapeConfig),
  });
}

function scrapeConfig({ job, url, intervalSeconds }: ScrapeTarget) {
  const { protocol, host, pathname } = new URL(url);
  return {
    job_name: job,
    scrape_interval: `${intervalSeconds}s`,
    scrape_timeout: `${intervalSeconds}s`,
    // What the exporter says about a series is about the service, not about the exporter.
    honor_labels: true,
    scheme: protocol.slice(0, -1),
    metrics_path: pathname,
    static_configs: [{ targets: [host] }],
  };
}

/** The arguments of `prometheus`, for a working directory that holds the configuration. */
export function prometheusArgs(options: {
  port: number;
  retentionDays: number;
}): string[] {
  return [
    '--config.file=prometheus.yml',
    `--storage.tsdb.path=${DATA_DIR}`,
    `--storage.tsdb.retention.time=${options.retentionDays}d`,
    '--storage.tsdb.wal-segment-size=10MB',
    `--web.listen-address=127.0.0.1:${options.port}`,
    '--web.enable-lifecycle',
    '--web.enable-remote-write-receiver',
    // What it tells at its end would hide why it ended.
    '--log.level=warn',
  ];
}

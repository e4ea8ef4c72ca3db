import { openMetricsOf, type Recording } from './openMetrics.ts';
import { PASTS } from './pasts.ts';
import { recordedAs } from './recordedLabels.ts';

const RULES = `
groups:
  - name: slo-sli:a
    interval: 30s
    rules:
      - { record: 'slo:sli_total:rate5m', expr: 'vector(1)', labels: { slo_id: a, slo_name: 'Say "a"' } }
      - { record: 'slo:sli_bad:rate5m', expr: 'vector(1)', labels: { slo_id: a } }
  - name: slo-base:a
    interval: 5m
    rules:
      - { record: 'slo:total_events:increase5m', expr: 'vector(1)', labels: { slo_id: a, spec_hash: abc } }
      - { record: 'slo:bad_events:increase5m', expr: 'vector(1)', labels: { slo_id: a } }
`;

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 25, 9);

function textOf(withRates: boolean): string {
  const [past] = PASTS;
  if (!past) throw new Error('There is no past.');
  const recording: Recording = { past, file: 'a.yaml', text: RULES };
  const span = { from: START - HOUR, to: START, start: START, withRates };
  return openMetricsOf([recording], span);
}

describe('The past as OpenMetrics', () => {
  it('carries the labels of the rules, times in seconds, and an end', () => {
    const lines = textOf(false).trimEnd().split('\n');
    expect(lines).toHaveLength(2 * 12 + 1);
    const first = (START - HOUR) / 1000 + 300;
    expect(lines[0]).toMatch(
      new RegExp(
        `^slo:total_events:increase5m\\{slo_id="a",spec_hash="abc"\\} \\d+ ${first}$`,
      ),
    );
    expect(lines.at(-1)).toBe('# EOF');
  });

  it('has rates at the interval of their group, where they are wanted', () => {
    const lines = textOf(true).split('\n');
    const rates = lines.filter(line => line.startsWith('slo:sli_total:rate5m'));
    expect(rates).toHaveLength(120);
    expect(rates[0]).toContain('slo_name="Say \\"a\\""');
  });

  it('names a rule file that does not record what it should', () => {
    expect(() =>
      recordedAs('slo:nothing', { file: 'a.yaml', text: RULES }),
    ).toThrow('a.yaml has no rule that records slo:nothing.');
  });
});

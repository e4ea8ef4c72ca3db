import { parse } from 'yaml';
import { generateFiles } from './generateFiles';
import {
  aDocument,
  query,
  RATIO,
  type Changes,
} from './__testUtils__/documents';

function generate(...changes: Changes[]) {
  return generateFiles(
    changes.map((change, index) => ({
      name: `${index + 1}.yaml`,
      text: aDocument(change),
    })),
  );
}

it('writes the rules of each objective and, out of the way of Prometheus, their test', () => {
  const { files, problems, warnings } = generate(
    {},
    { 'metadata.name': 'other' },
  );
  expect(files.map(({ name }) => name)).toEqual([
    'checkout-availability.yaml',
    'tests/checkout-availability.yaml',
    'other.yaml',
    'tests/other.yaml',
  ]);
  expect(problems).toEqual([]);
  expect(warnings).toEqual([]);
  expect(parse(files[1]?.text ?? '')).toMatchObject({
    rule_files: ['../checkout-availability.yaml'],
    evaluation_interval: '5m',
  });
});

it('writes the same again', () => {
  expect(generate({})).toEqual(generate({}));
});

it('writes what can be written, and says why the rest cannot', () => {
  const { files, problems } = generate({}, { kind: 'Thing' });
  expect(files).toHaveLength(2);
  expect(problems).toEqual([
    expect.objectContaining({ document: '2.yaml', path: 'kind' }),
  ]);
});

it.each<[string, Changes, string]>([
  [
    'a query',
    { [`${RATIO}.total`]: query('sum(rate(a[{{.window}}]))') },
    'Its indicator is a query',
  ],
  [
    'an expression that nobody guesses',
    {
      [`${RATIO}.total.metricSource.spec.selector`]: 'service=~"(a{3}[^b]){2}"',
    },
    'too intricate to try',
  ],
])('says that it knows no test for %s', (_, changes, because) => {
  const { files, warnings } = generate(changes);
  expect(files.map(({ name }) => name)).toEqual(['checkout-availability.yaml']);
  expect(warnings).toContainEqual(
    expect.stringMatching(
      new RegExp(`^checkout-availability: No promtool test.*${because}`),
    ),
  );
});

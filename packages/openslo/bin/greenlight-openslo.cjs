#!/usr/bin/env node
const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');

const isSource = fs.existsSync(path.join(__dirname, '../src'));
if (isSource) require('@backstage/cli/config/nodeTransform.cjs');
const { generateFiles, problemText } = require('..');

const USAGE = `Usage: greenlight-openslo generate [options] [file…]

Reads objectives (a subset of OpenSLO v1) from the files, or from standard input,
and writes Prometheus rules to standard output.

  --out DIR               write DIR/<name>.yaml and promtool tests to DIR/tests
  --min-events N          fewer events in the long window raise no burn alert (100)
  --scrape-interval S     seconds between two scrapes of the counters (30)
  --sli-interval S        seconds between two evaluations of ratios and alerts (30)
  --budget-interval S     seconds between two evaluations of the budget (120)
  --replica-label NAME    replicas that count the same events differ by it; repeatable
`;

const OPTIONS = {
  out: { type: 'string' },
  'min-events': { type: 'string' },
  'scrape-interval': { type: 'string' },
  'sli-interval': { type: 'string' },
  'budget-interval': { type: 'string' },
  'replica-label': { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
};

function main() {
  const { values, positionals } = parseArgs({
    options: OPTIONS,
    allowPositionals: true,
  });
  const [verb, ...files] = positionals;
  if (values.help || verb !== 'generate') {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  const { out } = values;
  const answer = generateFiles(documentsOf(files), rulesOptions(values));
  for (const problem of answer.problems) say(problemText(problem));
  for (const warning of answer.warnings) say(`warning: ${warning}`);
  if (answer.problems.length > 0) return 1;
  if (out) write(out, answer.files);
  else print(answer.files);
  return 0;
}

function documentsOf(files) {
  if (files.length === 0) {
    return [{ name: 'standard input', text: fs.readFileSync(0, 'utf8') }];
  }
  return files.map(name => ({ name, text: fs.readFileSync(name, 'utf8') }));
}

function rulesOptions(values) {
  const number = name =>
    values[name] === undefined ? undefined : Number(values[name]);
  return {
    minEvents: number('min-events'),
    scrapeIntervalSeconds: number('scrape-interval'),
    sliIntervalSeconds: number('sli-interval'),
    budgetIntervalSeconds: number('budget-interval'),
    replicaLabels: values['replica-label'],
  };
}

function write(out, files) {
  fs.mkdirSync(path.join(out, 'tests'), { recursive: true });
  for (const { name, text } of files) {
    fs.writeFileSync(path.join(out, name), text);
  }
}

/** One rule file: the groups of all objectives. */
function print(files) {
  const rules = files.filter(({ name }) => !name.startsWith('tests/'));
  rules.forEach(({ text }, index) => {
    const body = index === 0 ? text : text.slice(text.indexOf('groups:\n') + 8);
    process.stdout.write(body);
  });
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

try {
  process.exitCode = main();
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}

import { parseAllDocuments, type Document } from 'yaml';
import type { Objective } from '../objective';
import { quote } from '../read';
import { Fields, type NotYet, type Problem } from './fields';
import { readObjective } from './readObjective';

/**
 * A file of one or more YAML documents.
 *
 * @public
 */
export type DocumentFile = {
  /** What problems call it, for example its path. */
  name: string;
  text: string;
};

/**
 * What was found in documents: the objectives that can be used, and every
 * problem of the others.
 *
 * @public
 */
export type ParsedDocuments = { objectives: Objective[]; problems: Problem[] };

const LONGEST_FILE = 1_000_000;
const ONLY_SLO =
  'Keep the objective and its indicator in one document of kind SLO.';
const NOT_YET_KIND: NotYet = {
  SLI: ['indicators of their own', ONLY_SLO],
  Service: ['services', 'Leave it out: spec.service names the component.'],
  DataSource: [
    'data sources',
    'Leave it out: rules run where they are installed.',
  ],
  AlertPolicy: ['alert policies', 'Leave it out: burn alerts are generated.'],
  AlertCondition: [
    'alert conditions',
    'Leave it out: burn alerts are generated.',
  ],
  AlertNotificationTarget: ['notifications', 'Use the routes of Alertmanager.'],
};
const NOT_YET_VERSION: NotYet = Object.fromEntries(
  [
    'openslo/v1alpha',
    'openslo.com/v2alpha',
    'sloth.slok.dev/v1',
    'pyrra.dev/v1alpha1',
    'prometheus/v1',
  ].map(
    version =>
      [version, ['other formats', 'Write apiVersion: openslo/v1.']] as const,
  ),
);

/**
 * Reads objectives from YAML, a subset of OpenSLO v1. Never throws: all problems
 * of all documents come back at once, and a document with a problem gives no
 * objective.
 *
 * @public
 */
export function parseDocuments(
  files: readonly DocumentFile[],
): ParsedDocuments {
  const problems: Problem[] = [];
  const found = files.flatMap(file => readFile(file, problems));
  const objectives = found.filter(({ document, objective }, index) => {
    const first = found.findIndex(other => other.objective.id === objective.id);
    if (first === index) return true;
    problems.push({
      document,
      path: 'metadata.name',
      wrong: `${quote(objective.id)} is the name of an objective in ${
        found[first]?.document
      } too`,
      fix: 'Give each objective a name of its own; it becomes the label slo_id.',
    });
    return false;
  });
  return { objectives: objectives.map(({ objective }) => objective), problems };
}

/**
 * A problem as one line.
 *
 * @public
 */
export function problemText({ document, path, wrong, fix }: Problem): string {
  return `${document}: ${path ? `${path} ` : ''}${wrong}. ${fix}`;
}

function readFile(file: DocumentFile, problems: Problem[]) {
  const whole = (wrong: string, fix: string) =>
    problems.push({ document: file.name, path: '', wrong, fix });
  if (file.text.length > LONGEST_FILE) {
    whole('has more than a million characters', 'Split it into several files.');
    return [];
  }
  const documents = parseYaml(file.text);
  if (documents.length === 0) whole('holds no document', 'Write an SLO.');
  return documents.flatMap((yaml, index) => {
    const document =
      documents.length > 1 ? `${file.name} (document ${index + 1})` : file.name;
    const objective = readDocument(yaml, problem =>
      problems.push({ document, ...problem }),
    );
    return objective ? [{ document, objective }] : [];
  });
}

/** Numbers stay the text that was written: 99.9 must not become a float on its way. */
function parseYaml(text: string): Document[] {
  const documents = parseAllDocuments(text, {
    schema: 'core',
    prettyErrors: true,
    customTags: tags =>
      tags.filter(
        tag => typeof tag === 'string' || !/:(int|float)$/.test(tag.tag),
      ),
  });
  const all: Document[] = Array.isArray(documents) ? documents : [];
  return all.filter(
    ({ contents, errors }) => contents !== null || errors.length > 0,
  );
}

type Report = (problem: Omit<Problem, 'document'>) => void;

function readDocument(yaml: Document, report: Report): Objective | undefined {
  let isFaulty = false;
  const note: Report = problem => {
    isFaulty = true;
    report(problem);
  };
  const raw = toPlain(yaml, note);
  if (isFaulty) return undefined;
  const document = Fields.ofDocument(raw, note);
  const objective = document && readRoot(document);
  return isFaulty ? undefined : objective;
}

function readRoot(document: Fields): Objective | undefined {
  document.exactly('apiVersion', 'openslo/v1', NOT_YET_VERSION);
  document.exactly('kind', 'SLO', NOT_YET_KIND);
  return document.is('apiVersion', 'openslo/v1') && document.is('kind', 'SLO')
    ? readObjective(document)
    : undefined;
}

function toPlain(yaml: Document, report: Report): unknown {
  const said = [...yaml.errors, ...yaml.warnings];
  for (const { message } of said) {
    const line = message.split('\n')[0]?.replace(/[.:]$/, '') ?? '';
    report({
      path: '',
      wrong: `is not valid YAML: ${line}`,
      fix: 'Mend the YAML.',
    });
  }
  if (said.length > 0) return undefined;
  try {
    return yaml.toJS({ maxAliasCount: 20 });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    report({
      path: '',
      wrong: `cannot be read: ${why}`,
      fix: 'Write it without aliases.',
    });
    return undefined;
  }
}

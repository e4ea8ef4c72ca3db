/**
 * Objectives in; Prometheus recording rules, burn alerts and promtool tests out.
 *
 * @packageDocumentation
 */
export type { Duration } from './duration';
export type { Problem } from './document/fields';
export {
  parseDocuments,
  problemText,
  type DocumentFile,
  type ParsedDocuments,
} from './document/parseDocuments';
export { generateFiles, type GeneratedFiles } from './generateFiles';
export type { Matcher } from './matchers';
export type { Counted, Indicator, Objective } from './objective';
export {
  generatePromtoolTest,
  type GeneratedPromtoolTest,
  type PromtoolTestOptions,
} from './promtool/generatePromtoolTest';
export type {
  ExpectedAlerts,
  ExpectedQuery,
  PromtoolCase,
  PromtoolTest,
} from './promtool/testTypes';
export type { InputSeries } from './promtool/traffic';
export type { Read } from './read';
export { generateRules, type GeneratedRules } from './rules/generateRules';
export type { GenerateRulesOptions } from './rules/options';
export type {
  AlertingRule,
  RecordingRule,
  RuleFile,
  RuleGroup,
} from './rules/ruleTypes';
export { specHash } from './specHash';
export { parseTargetPercent, parseTargetRatio, type Target } from './target';
export { promtoolTestToYaml, toYaml } from './toYaml';
export {
  burnFactor,
  burnWindows,
  type BurnWindow,
  type BurnWindowsOptions,
} from './windows';

/** On an object: names the entity that may act on it. @public */
export const entityRefAnnotation = 'greenlight.dev/entity-ref';
/** On an object or its pod template: the source commit of what runs. @public */
export const commitAnnotation = 'greenlight.dev/commit';
/** On an object or its pod template: the container whose image is the version. @public */
export const containerAnnotation = 'greenlight.dev/container';
/** On an entity: address of its logs, its runbook and its dashboard. @public */
export const logsUrlAnnotation = 'greenlight.dev/logs-url';
/** On an entity. @public */
export const runbookUrlAnnotation = 'greenlight.dev/runbook-url';
/** On an entity. @public */
export const grafanaUrlAnnotation = 'greenlight.dev/grafana-url';

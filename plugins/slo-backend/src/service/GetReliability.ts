import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  ObjectiveSummary,
  Reading,
  ReliabilityDetail,
  ReliabilityOverview,
  ServiceReliability,
  ServiceRow,
  WorstBudgets,
} from '@greenlight/backstage-plugin-slo-common';
import { detailOf } from '../domain/detail';
import { serviceRow } from '../domain/serviceRow';
import type { SloSettings } from '../domain/settings';
import type { Snapshot } from '../domain/snapshot';
import type { Details } from './Details';
import type { EntityCard, EntityReader, Gatekeeper, LinkTo } from './ports';
import type { Readings } from './Readings';
import { byEntity, environmentsOf, recordOf } from './snapshotIndex';

/** Who asks, and for which environment; the configured one where none is named. */
export type Question = {
  readonly credentials: BackstageCredentials;
  readonly environment?: string;
};

/** What the answers are made from. */
export type GetReliabilityOptions = {
  readonly readings: Readings;
  readonly details: Details;
  readonly entities: EntityReader;
  readonly gatekeeper: Gatekeeper;
  readonly settings: SloSettings;
  readonly linkTo: LinkTo;
  readonly clock: () => Date;
};

/** After three missed readings what is shown is old. */
const MISSED = 3;

/** Answers what pages and other plugins ask, as far as the one who asks may see it. */
export class GetReliability {
  constructor(private readonly options: GetReliabilityOptions) {}

  async service(
    question: Question & { entityRef: string },
  ): Promise<ServiceReliability> {
    const { snapshot, ...found } = await this.#entity(question);
    return { ...this.#reading(snapshot), ...found };
  }

  async detail(
    question: Question & { entityRef: string },
  ): Promise<ReliabilityDetail> {
    const { snapshot, objectives, ...found } = await this.#entity(question);
    const { details, linkTo, clock } = this.options;
    const readings = await details.of(objectives);
    return {
      ...this.#reading(snapshot),
      ...found,
      objectives: objectives.map(summary =>
        detailOf({
          summary,
          readings,
          now: clock(),
          linkTo: query => linkTo(summary.objective, query),
        }),
      ),
    };
  }

  async overview(question: Question): Promise<ReliabilityOverview> {
    await this.#allowed(question.credentials);
    const snapshot = await this.options.readings.newest();
    const refs = [...byEntity(snapshot).keys()];
    const usual = this.options.settings.cardEnvironment;
    const environment = question.environment ?? usual;
    const rows = await this.#rows(snapshot, refs, question);
    return {
      ...this.#reading(snapshot),
      environment,
      environments: environmentsOf(snapshot, usual, environment),
      ...rows,
    };
  }

  /** Every objective that the one who asks may see, worst first. */
  async objectives(
    question: Question & { entityRef?: string },
  ): Promise<Reading & { objectives: ObjectiveSummary[] }> {
    const { credentials, entityRef, environment } = question;
    await this.#allowed(credentials);
    const { readings, entities } = this.options;
    const snapshot = await readings.newest();
    const found = snapshot.objectives.filter(
      ({ objective }) =>
        (entityRef === undefined || objective.entityRef === entityRef) &&
        (environment === undefined || objective.environment === environment),
    );
    const refs = found.map(({ objective }) => objective.entityRef);
    const visible = await entities.visible([...new Set(refs)], credentials);
    return {
      ...this.#reading(snapshot),
      objectives: found.filter(({ objective }) =>
        visible.has(objective.entityRef),
      ),
    };
  }

  async worst(
    question: Question & { entityRefs: readonly string[] },
  ): Promise<WorstBudgets> {
    await this.#allowed(question.credentials);
    const snapshot = await this.options.readings.newest();
    const index = byEntity(snapshot);
    const refs = question.entityRefs.filter(ref => index.has(ref));
    const { rows } = await this.#rows(snapshot, refs, question);
    return {
      ...this.#reading(snapshot),
      worst: Object.fromEntries(rows.map(row => [row.entityRef, row])),
    };
  }

  async #entity(question: Question & { entityRef: string }) {
    const { entityRef, credentials } = question;
    await this.#allowed(credentials);
    const { entities, readings, settings } = this.options;
    const visible = await entities.visible([entityRef], credentials);
    if (!visible.has(entityRef)) {
      throw new NotFoundError(
        `The catalog has no entity ${entityRef}, or does not show it to you`,
      );
    }
    const snapshot = await readings.newest();
    const record = recordOf(snapshot, entityRef);
    const environments = environmentsOf(record, settings.cardEnvironment);
    const environment =
      question.environment ?? environments[0] ?? settings.cardEnvironment;
    return {
      snapshot,
      entityRef,
      environment,
      environments,
      objectives: record.objectives.filter(
        ({ objective }) => objective.environment === environment,
      ),
      broken: record.broken.filter(one => one.environment === environment),
    };
  }

  async #rows(
    snapshot: Snapshot,
    refs: readonly string[],
    { credentials, environment }: Question,
  ): Promise<{ rows: ServiceRow[]; hidden: number }> {
    const { entities, settings } = this.options;
    const wanted = environment ?? settings.cardEnvironment;
    const found = refs.flatMap(entityRef => {
      const row = rowIn(snapshot, entityRef, wanted);
      return row ? [row] : [];
    });
    const visible = await entities.visible(
      found.map(({ entityRef }) => entityRef),
      credentials,
    );
    const rows = found.flatMap(row => {
      const card = visible.get(row.entityRef);
      return card ? [{ ...row, ...shownOf(card) }] : [];
    });
    return { rows, hidden: found.length - rows.length };
  }

  async #allowed(credentials: BackstageCredentials): Promise<void> {
    if (!(await this.options.gatekeeper.mayRead(credentials))) {
      throw new NotAllowedError(
        'Reading objectives needs the permission slo.objective.read',
      );
    }
  }

  #reading(snapshot: Snapshot): Reading {
    const { settings, clock } = this.options;
    return {
      at: clock().toISOString(),
      readAt: new Date(snapshot.at).toISOString(),
      staleAfterMs: MISSED * settings.refreshMs,
      instances: [...snapshot.instances],
    };
  }
}

function rowIn(
  snapshot: Snapshot,
  entityRef: string,
  environment: string,
): ServiceRow | undefined {
  const { objectives, broken } = recordOf(snapshot, entityRef);
  return serviceRow({
    shown: { entityRef, title: entityRef },
    environment,
    objectives: objectives.filter(
      ({ objective }) => objective.environment === environment,
    ),
    broken: broken.filter(one => one.environment === environment),
  });
}

function shownOf({ title, owner, system }: EntityCard) {
  return { title, ...(owner && { owner }), ...(system && { system }) };
}

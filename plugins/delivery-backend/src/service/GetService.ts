import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  Receipt,
  ServiceDelivery,
} from '@greenlight/backstage-plugin-delivery-common';
import type { Entity } from '@backstage/catalog-model';
import { toReceipt } from '../domain/actionRecord';
import type { ActionRecord } from '../domain/actionRecord';
import { linksOf } from '../domain/links';
import { ownerName, ownersOf } from '../domain/owners';
import { uidsOf } from '../domain/parts';
import type { WorkloadParts } from '../domain/parts';
import { selectionOf } from '../domain/selection';
import type { SelectionPlan } from '../domain/selection';
import { toServiceDelivery } from '../domain/serviceDelivery';
import type { DeliverySettings } from '../domain/settings';
import { commitLinker } from '../domain/source';
import type {
  ActionStore,
  EntityReader,
  EnvironmentDecisions,
  Gatekeeper,
  Hints,
  WorkloadReader,
} from './ports';

const RECENT_MS = 3_600_000;
const MOST_RECEIPTS = 50;

/** What services are read with. */
export type GetServiceParts = {
  readonly entities: EntityReader;
  readonly reader: WorkloadReader;
  readonly store: ActionStore;
  readonly gatekeeper: Gatekeeper;
  readonly hints: Hints;
  readonly settings: DeliverySettings;
  readonly clock: () => Date;
};

/** Who asks about what. */
export type ServiceQuestion = {
  readonly entityRef: string;
  readonly detail: boolean;
  readonly credentials: BackstageCredentials;
};

type Decisions = ReadonlyMap<string, EnvironmentDecisions>;

/** Answers what runs of a service, as far as the one who asks may see it. */
export class GetService {
  constructor(private readonly parts: GetServiceParts) {}

  async get(question: ServiceQuestion): Promise<ServiceDelivery> {
    const { entityRef, credentials } = question;
    const entity = await this.entity(entityRef, credentials);
    const decisions = await this.decisions(entityRef, entity, credentials);
    const selection = selectionOf(entity);
    const found = this.found(entityRef, selection);
    const receipts = await this.recent(entityRef, decisions, credentials);
    return this.answer({
      question,
      entity,
      decisions,
      selection,
      found,
      receipts,
    });
  }

  /** Receipts of an entity, newest first, of the environments whose audit may be read. */
  async receipts(question: {
    entityRef: string;
    limit: number;
    credentials: BackstageCredentials;
  }): Promise<Receipt[]> {
    const { entityRef, credentials, limit } = question;
    const entity = await this.entity(entityRef, credentials);
    const decisions = await this.allDecisions(entityRef, entity, credentials);
    const environments = [...decisions].flatMap(([name, { audit }]) =>
      audit ? [name] : [],
    );
    if (environments.length === 0) {
      throw new NotAllowedError(
        `Needs delivery.audit.read for ${entityRef}: ask ${this.askWhom(
          entity,
        )}`,
      );
    }
    const { store } = this.parts;
    const records = await store.list({ entityRef, environments, limit });
    return records.map(toReceipt);
  }

  private async entity(entityRef: string, credentials: BackstageCredentials) {
    const entity = await this.parts.entities.find(entityRef, credentials);
    if (!entity) throw new NotFoundError(`There is no ${entityRef}`);
    return entity;
  }

  private askWhom(entity: Entity): string {
    const owners = ownersOf(entity).map(ownerName);
    return owners.length > 0 ? owners.join(' or ') : 'who runs this portal';
  }

  private allDecisions(
    entityRef: string,
    entity: Entity,
    credentials: BackstageCredentials,
  ): Promise<Decisions> {
    const { gatekeeper, settings } = this.parts;
    const names = settings.environments.map(each => each.name);
    const owners = ownersOf(entity);
    return gatekeeper.decisions({ entityRef, owners }, names, credentials);
  }

  private async decisions(
    entityRef: string,
    entity: Entity,
    credentials: BackstageCredentials,
  ): Promise<Decisions> {
    const all = await this.allDecisions(entityRef, entity, credentials);
    if (![...all.values()].some(each => each.read)) {
      throw new NotAllowedError(
        `Needs delivery.service.read for ${entityRef}: ask ${this.askWhom(
          entity,
        )}`,
      );
    }
    return all;
  }

  private found(entityRef: string, selection: SelectionPlan): WorkloadParts[] {
    if (selection.kind !== 'selected') return [];
    const { reader, hints } = this.parts;
    const found = reader.select(selection.objects);
    const uids = found.flatMap(uidsOf);
    hints.remember({ entityRef, selection: selection.objects, uids });
    return found;
  }

  /** Receipts of the last hour by uid: one's own, and all where the audit may be read. */
  private async recent(
    entityRef: string,
    decisions: Decisions,
    credentials: BackstageCredentials,
  ): Promise<Map<string, Receipt[]>> {
    const { store, clock } = this.parts;
    const records = await store.list({
      entityRef,
      since: new Date(clock().getTime() - RECENT_MS),
      limit: MOST_RECEIPTS,
    });
    const me = (credentials.principal as { userEntityRef?: string })
      .userEntityRef;
    const visible = ({ by, environment }: ActionRecord) =>
      by === me || decisions.get(environment)?.audit;
    const byUid = new Map<string, Receipt[]>();
    for (const record of records.filter(visible)) {
      const others = byUid.get(record.uid) ?? [];
      byUid.set(record.uid, [...others, toReceipt(record)]);
    }
    return byUid;
  }

  private answer(known: {
    question: ServiceQuestion;
    entity: Entity;
    decisions: Decisions;
    selection: SelectionPlan;
    found: WorkloadParts[];
    receipts: Map<string, Receipt[]>;
  }): ServiceDelivery {
    const { reader, hints, settings, clock } = this.parts;
    const { question, entity, decisions, selection } = known;
    const refusal = { allowed: false as const, reason: 'Not known here' };
    return toServiceDelivery({
      entityRef: question.entityRef,
      hint: hints.of(question.entityRef),
      now: clock(),
      selection:
        selection.kind === 'selected'
          ? { kind: 'selected', by: [...selection.objects.by] }
          : selection,
      pipeline: settings.environments,
      readable: new Set(
        [...decisions].flatMap(([name, { read }]) => (read ? [name] : [])),
      ),
      may: (environment, action) =>
        decisions.get(environment)?.actions[action] ?? refusal,
      found: known.found,
      clusters: reader.clusters(),
      noClusters: reader.noClusters(),
      links: linksOf(entity, settings.links),
      receipts: known.receipts,
      consent: settings.consent,
      version: {
        commitPattern: settings.commitPattern,
        commitUrl: commitLinker(entity),
      },
      staleAfterMs: settings.staleAfterMs,
      detail: question.detail,
    });
  }
}

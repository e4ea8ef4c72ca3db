import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  deliveryAuditReadPermission,
  deliveryServiceReadPermission,
} from '@greenlight/backstage-plugin-delivery-common';
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
  BudgetReader,
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
  readonly budgets: BudgetReader;
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
    const { store, clock, budgets } = this.parts;
    const since = new Date(clock().getTime() - RECENT_MS);
    const [{ entity, decisions }, records, budget] = await Promise.all([
      this.known(entityRef, credentials),
      store.list({ entityRef, since, limit: MOST_RECEIPTS }),
      budgets.worst(entityRef, credentials),
    ]);
    if (![...decisions.values()].some(each => each.read)) {
      throw this.notAllowed(deliveryServiceReadPermission, entity);
    }
    const selection = selectionOf(entity);
    const found = this.found(entityRef, selection);
    const receipts = visibleReceipts(records, decisions, credentials);
    const answer = this.answer({
      question,
      entity,
      decisions,
      selection,
      found,
      receipts,
    });
    return budget ? { ...answer, budget } : answer;
  }

  /** Receipts of an entity, newest first, of the environments whose audit may be read. */
  async receipts(question: {
    entityRef: string;
    limit: number;
    credentials: BackstageCredentials;
  }): Promise<Receipt[]> {
    const { entityRef, credentials, limit } = question;
    const { entity, decisions } = await this.known(entityRef, credentials);
    const environments = [...decisions].flatMap(([name, { audit }]) =>
      audit ? [name] : [],
    );
    if (environments.length === 0) {
      throw this.notAllowed(deliveryAuditReadPermission, entity);
    }
    const { store } = this.parts;
    const records = await store.list({ entityRef, environments, limit });
    return records.map(toReceipt);
  }

  /** The entity, and what may be done with it: two questions that do not wait for each other. */
  private async known(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<{ entity: Entity; decisions: Decisions }> {
    const { entities, gatekeeper, settings } = this.parts;
    const [entity, decisionsOf] = await Promise.all([
      entities.find(entityRef, credentials),
      gatekeeper.ask(credentials),
    ]);
    if (!entity) throw new NotFoundError(`There is no ${entityRef}`);
    const names = settings.environments.map(each => each.name);
    const owners = ownersOf(entity);
    return { entity, decisions: decisionsOf({ entityRef, owners }, names) };
  }

  private notAllowed({ name }: { name: string }, entity: Entity) {
    const owners = ownersOf(entity).map(ownerName);
    const whom = owners.join(' or ') || 'who runs this portal';
    return new NotAllowedError(
      `Needs ${name} for ${entity.metadata.name}: ask ${whom}`,
    );
  }

  private found(entityRef: string, selection: SelectionPlan): WorkloadParts[] {
    if (selection.kind !== 'selected') return [];
    const { reader, hints } = this.parts;
    const found = reader.select(selection.objects);
    const uids = found.flatMap(uidsOf);
    hints.remember({ entityRef, selection: selection.objects, uids });
    return found;
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
      links: linksOf(entity, {
        ...settings.links,
        environments: settings.environments,
      }),
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

/** Receipts by uid: one's own, and all where the audit may be read. */
function visibleReceipts(
  records: readonly ActionRecord[],
  decisions: Decisions,
  { principal }: BackstageCredentials,
): Map<string, Receipt[]> {
  const { userEntityRef: me } = principal as { userEntityRef?: string };
  const byUid = new Map<string, Receipt[]>();
  for (const record of records) {
    if (record.by === me || decisions.get(record.environment)?.audit) {
      const others = byUid.get(record.uid) ?? [];
      byUid.set(record.uid, [...others, toReceipt(record)]);
    }
  }
  return byUid;
}

import type { AuditorService } from '@backstage/backend-plugin-api';
import type { Request } from 'express';
import type { AuditTrail } from '../../service/ports';

/** Entries of Backstage's audit log for one request. */
export function auditorTrail(
  auditor: AuditorService,
  request: Request<object, unknown, unknown, object>,
): AuditTrail {
  return {
    async asked({ action, entityRef, target, reason }) {
      const { cluster, namespace, name } = target;
      const event = await auditor.createEvent({
        eventId: 'rollout-action',
        severityLevel: 'medium',
        request: request as Request,
        meta: {
          actionType: action,
          entityRef,
          target: `${cluster}/${namespace}/${name}`,
          ...(reason ? { reason } : {}),
        },
      });
      return {
        succeeded: meta => event.success({ meta }),
        failed: error => event.fail({ error }),
      };
    },
  };
}

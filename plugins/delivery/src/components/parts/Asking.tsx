import { createContext, useContext, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { actionTitles } from '@greenlight/backstage-plugin-delivery-common';
import type {
  ActionName,
  ActionOffer,
} from '@greenlight/backstage-plugin-delivery-common';
import { ActionMenu, ConfirmDialog, ReasonButton } from '@greenlight/ui';
import type { Confirmed } from '../../hooks/useRequests';
import { menuItems, questionTitle } from '../../view/actions';
import { askState } from '../../view/asking';
import type { Asked } from '../../view/asking';
import type { Placed } from '../../view/placed';

type Ask = (asked: Asked, trigger: HTMLElement) => void;

const AskContext = createContext<Ask | undefined>(undefined);

type Question = { asked: Asked; trigger: HTMLElement; open: boolean };

function Dialog(props: {
  question: Question;
  placed: Map<string, Placed>;
  onClose: () => void;
  onSend: (confirmed: Confirmed) => void;
}) {
  const { asked, trigger, open } = props.question;
  const { placed, offer } = asked;
  const confirm = (reason?: string) => {
    props.onClose();
    props.onSend({ placed, offer, ...(reason && { reason }) });
  };
  return (
    <ConfirmDialog
      open={open}
      title={questionTitle(offer.action, placed.workload, placed.environment)}
      verb={actionTitles[offer.action]}
      consequences={offer.consequences}
      destructive={offer.destructive}
      reason={{ label: 'Reason (optional)', help: 'Kept in the audit' }}
      held={open ? askState(asked, props.placed.get(placed.key)) : undefined}
      returnFocusTo={trigger}
      onClose={props.onClose}
      onConfirm={confirm}
    />
  );
}

/** Lets what is inside ask for actions; asks back before anything is sent. */
export function Asking(props: {
  placed: Map<string, Placed>;
  onSend: (confirmed: Confirmed) => void;
  children: ReactNode;
}) {
  const [question, setQuestion] = useState<Question>();
  const ask = useMemo<Ask>(
    () => (asked, trigger) => setQuestion({ asked, trigger, open: true }),
    [],
  );
  return (
    <AskContext.Provider value={ask}>
      {props.children}
      {question && (
        <Dialog
          question={question}
          placed={props.placed}
          onClose={() => setQuestion({ ...question, open: false })}
          onSend={props.onSend}
        />
      )}
    </AskContext.Provider>
  );
}

function useAsk(placed: Placed) {
  const ask = useContext(AskContext);
  return (name: string, trigger: HTMLElement) => {
    const offer = placed.workload.actions.find(({ action }) => action === name);
    if (offer?.enabled) ask?.({ placed, offer }, trigger);
  };
}

/** The one button of a card: the action that matters now. */
export function PrimaryAction(props: { placed: Placed; offer: ActionOffer }) {
  const { placed, offer } = props;
  const ask = useAsk(placed);
  return (
    <ReasonButton
      primary
      label={actionTitles[offer.action]}
      context={placed.place}
      hint={`Argo Rollouts: ${offer.argoWord}`}
      disabledReason={offer.enabled ? undefined : offer.reason}
      onPress={trigger => ask(offer.action, trigger)}
    />
  );
}

/** The other actions of a workload. */
export function WorkloadMenu(props: { placed: Placed; without?: ActionName }) {
  const { placed, without } = props;
  const ask = useAsk(placed);
  const items = menuItems(placed.workload, without);
  if (!placed.actionable || items.length === 0) return null;
  return (
    <ActionMenu
      label={`Actions for ${placed.place}`}
      heading={placed.place}
      items={items}
      onSelect={ask}
    />
  );
}

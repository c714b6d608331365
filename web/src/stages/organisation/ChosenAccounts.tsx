import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import type { Account } from '../../api/session';
import { ChosenBar } from '../../ui/dense/ChosenBar';
import { doToEach } from '../../ui/doToEach';
import { useMailWords } from '../../ui/useMailWords';
import { useOfficialAct } from '../../ui/useOfficialAct';
import { useSaying } from '../../ui/useSaying';
import { unitsKey } from './organisationQueries';

interface ChosenAccountsProps {
  accounts: readonly Account[];
  /** The reader's own account, which nobody locks by being quick. */
  me: string | undefined;
  onClear: () => void;
}

const pathOf = ({ id }: Account) => ({ params: { path: { id } } });

/** What can be done to several accounts at once; each act counts those of them that it is for, and asks once. */
const acts = {
  confirm: {
    isFor: ({ claimedUnit }: Account) => claimedUnit !== null,
    // As each names it: the unit that it has found, or a new one at the top of the tree.
    act: (account: Account) =>
      answerOf(
        api.POST('/api/admin/accounts/{id}/unit-claim', {
          ...pathOf(account),
          body: account.claimedUnit?.unitId ? { unitId: account.claimedUnit.unitId } : {},
        }),
      ),
  },
  resend: {
    isFor: ({ state }: Account) => state === 'pending',
    act: (account: Account) => answerOf(api.POST('/api/admin/accounts/{id}/activation-mail', pathOf(account))),
  },
  disable: {
    isFor: ({ state }: Account) => state !== 'disabled',
    act: (account: Account) =>
      answerOf(api.PATCH('/api/admin/accounts/{id}', { ...pathOf(account), body: { state: 'disabled' } })),
  },
} as const;

/** The bar below a list of accounts of which some are chosen. */
export function ChosenAccounts({ accounts, me, onClear }: ChosenAccountsProps) {
  const { t } = useTranslation('organisation');
  const say = useSaying();
  const mails = useMailWords();
  const ask = useOfficialAct();
  const queries = useQueryClient();
  const forWhom = (what: keyof typeof acts) =>
    accounts.filter((account) => acts[what].isFor(account) && (what !== 'disable' || account.id !== me));
  const change = useMutation({
    mutationFn: (what: keyof typeof acts) => doToEach(forWhom(what), acts[what].act),
    onSuccess: ({ done, refused }, what) => {
      const words = t(`accounts.chosen.${what}Done`, { count: done });
      if (done > 0) say.done(what === 'disable' ? words : mails.sent(words));
      if (refused) say.refused(refused);
      onClear();
      for (const queryKey of [['admin-accounts'], unitsKey, ['home-tasks']])
        void queries.invalidateQueries({ queryKey });
    },
  });
  const button = (what: keyof typeof acts) => {
    const whom = forWhom(what);
    if (whom.length === 0) return null;
    const act = t(`accounts.chosen.${what}`, { count: whom.length });
    const askToDo = () =>
      ask({
        title: `${act}?`,
        act,
        tells: t(`accounts.chosen.${what}Tells`, {
          units: whom.map(({ claimedUnit, email }) => `${email} – ${claimedUnit?.name ?? ''}`).join('; '),
        }),
        danger: what === 'disable',
        onAct: () => change.mutateAsync(what),
      });
    return (
      <Button key={what} danger={what === 'disable'} onClick={askToDo}>
        {act}
      </Button>
    );
  };
  return (
    <ChosenBar count={accounts.length} onClear={onClear}>
      {button('confirm')}
      {button('resend')}
      {button('disable')}
    </ChosenBar>
  );
}

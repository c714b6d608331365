import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { answerOf, api } from '../api/client';
import { type Account, useSessionChanged } from '../api/session';
import { forgetLeftSeats } from '../rtc/keptSeat';
import { PopMenu } from '../ui/PopMenu';
import { useSaying } from '../ui/useSaying';

/** The last two words of a unit's name are what tells it apart: "UBND xã Ea Kao" → EK. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).slice(-2);
  return words.map((word) => [...word][0]?.toLocaleUpperCase('vi') ?? '').join('');
}

export function AccountMenu({ account }: { account: Account }) {
  const { t } = useTranslation('app');
  const say = useSaying();
  const navigate = useNavigate();
  const sessionChanged = useSessionChanged();
  const signOut = useMutation({
    mutationFn: () => answerOf(api.DELETE('/api/session')),
    onSuccess: async () => {
      forgetLeftSeats();
      await sessionChanged();
      navigate('/dang-nhap', { replace: true });
    },
    onError: say.refused,
  });
  const name = account.unitName ?? account.displayName;
  return (
    <PopMenu
      label={t('account.menu', { name })}
      className="account-button"
      head={
        <p className="account-menu-head">
          <strong>{name}</strong>
          <small>{account.email}</small>
          {account.isAdministrator && <small>{t('account.administrator')}</small>}
        </p>
      }
      entries={[
        { key: 'account', label: t('account.settings'), onChoose: () => navigate('/tai-khoan') },
        { key: 'leave', label: t('account.signOut'), isDanger: true, onChoose: () => signOut.mutate() },
      ]}
    >
      <span className="account-initials" aria-hidden="true">
        {initialsOf(name)}
      </span>
      <span className="account-button-name">{name}</span>
    </PopMenu>
  );
}

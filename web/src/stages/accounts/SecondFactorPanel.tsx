import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../../api/session';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { StateTag } from '../../ui/StateTag';
import { AuthenticatorApp } from './AuthenticatorApp';
import { PasskeyList } from './PasskeyList';
import { RecoveryCodes } from './RecoveryCodes';
import { RecoveryCodesLeft } from './RecoveryCodesLeft';
import { secondFactorQuery } from './secondFactorQuery';

/** The account's second factors: an authenticator app, passkeys, and the recovery codes for when those are lost. */
export function SecondFactorPanel() {
  const { t } = useTranslation('accounts');
  const queries = useQueryClient();
  const factors = useQuery(secondFactorQuery);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const enabled = factors.data ? factors.data.totp || factors.data.passkeys.length > 0 : false;
  /** Something was added or taken away; with the first second factor come recovery codes. */
  const changed = (given?: readonly string[] | null) => {
    if (given) setCodes(given);
    void queries.invalidateQueries({ queryKey: secondFactorQuery.queryKey });
    void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };

  return (
    <section className={codes ? 'panel is-printed' : 'panel'} aria-labelledby="factor-title">
      <div className="factor-state">
        <h2 id="factor-title">{codes ? t('account.codesTitle') : t('account.factorTitle')}</h2>
        <StateTag tone={enabled ? 'good' : 'plain'}>
          {enabled ? t('account.factorOn') : t('account.factorOff')}
        </StateTag>
      </div>
      {codes ? (
        <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />
      ) : (
        <>
          <p className="panel-lead">{t('account.factorLead')}</p>
          <ErrorNotice error={factors.error} onRetry={() => factors.refetch()} />
          {factors.isPending && <Skeleton active paragraph={{ rows: 4 }} />}
          {factors.data && (
            <>
              <AuthenticatorApp on={factors.data.totp} onChanged={changed} />
              <PasskeyList
                passkeys={factors.data.passkeys}
                possible={factors.data.passkeysArePossible}
                onChanged={changed}
              />
              {enabled && <RecoveryCodesLeft left={factors.data.recoveryCodesLeft} onRenewed={changed} />}
            </>
          )}
        </>
      )}
    </section>
  );
}

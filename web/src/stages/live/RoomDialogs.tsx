import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { DeviceAdvice } from './DeviceAdvice';
import { DevicePickers } from './DevicePickers';
import { Confirm, Dialog } from './Dialog';
import styles from './dialog.module.css';
import { InviteDialog } from './InviteDialog';
import { GridIcon, LayoutIcon, PeopleIcon } from './icons';
import { useDirects, useIsChair, useLive, useSnapshot } from './live';
import { ReportDialog } from './ReportDialog';
import type { Door } from './useDoor';
import type { RoomActions, RoomView } from './useRoomActions';

const layouts = ['podium', 'grid', 'content', 'podiumAndContent'] as const;

/** What the bar opens in the middle of the room. */
export function RoomDialogs({ view, actions, door }: { view: RoomView; actions: RoomActions; door: Door }) {
  const { t } = useTranslation('live');
  const live = useLive();
  const directs = useDirects();
  const close = actions.closeDialog;
  switch (view.dialog) {
    case 'settings':
      return (
        <Dialog title={t('devices.settings')} wide light onClose={close}>
          <DeviceAdvice />
          <DevicePickers />
        </Dialog>
      );
    case 'layout':
      return <LayoutDialog view={view} actions={actions} />;
    case 'keys':
      return <KeysDialog onClose={close} />;
    case 'report':
      return <ReportDialog onClose={close} />;
    case 'invite':
      return <InviteDialog door={door} onClose={close} />;
    case 'end':
      return (
        <Confirm
          title={t('chair.endConfirm')}
          text={t('chair.endText')}
          action={t('chair.endForAll')}
          look="danger"
          onConfirm={() => void live.ask('EndForAll')}
          onClose={close}
        />
      );
    case 'leave':
      return directs ? (
        <LeaveOrEnd actions={actions} />
      ) : (
        <Confirm
          title={t('chair.leaveConfirm')}
          text={t('gone.leftText')}
          action={t('bar.leave')}
          look="primary"
          onConfirm={() => live.leave()}
          onClose={close}
        />
      );
    default:
      return null;
  }
}

/** The one place where a meeting is ended: whoever directs it is asked which of both is meant. */
function LeaveOrEnd({ actions }: { actions: RoomActions }) {
  const { t } = useTranslation('live');
  const live = useLive();
  const isChair = useIsChair();
  return (
    <Dialog title={t('chair.leaveConfirm')} onClose={actions.closeDialog}>
      <p>{t(isChair ? 'chair.leaveChairText' : 'chair.leaveDirectingText')}</p>
      <div className={styles.actions}>
        <button type="button" className="hall-button" data-look="danger" onClick={() => actions.open('end')}>
          {t('chair.endForAll')}
        </button>
        <button type="button" className="hall-button" data-look="primary" data-first onClick={() => live.leave()}>
          {t('bar.leave')}
        </button>
      </div>
    </Dialog>
  );
}

function LayoutDialog({ view, actions }: { view: RoomView; actions: RoomActions }) {
  const { t } = useTranslation('live');
  const live = useLive();
  const snapshot = useSnapshot();
  const directs = useDirects();
  const choose = (layout: RoomView['ownLayout']) => {
    actions.setOwnLayout(layout);
    actions.closeDialog();
  };
  const option = (layout: RoomView['ownLayout'], Icon: typeof GridIcon, name: string, hint: string) => (
    <button
      type="button"
      className={styles.choice}
      aria-pressed={view.ownLayout === layout}
      onClick={() => choose(layout)}
    >
      <Icon />
      <span>
        <strong>{name}</strong>
        <span className="hall-hint">{hint}</span>
      </span>
    </button>
  );
  return (
    <Dialog title={t('layout.title')} light onClose={actions.closeDialog}>
      <div className={styles.choices}>
        {option(
          null,
          PeopleIcon,
          t('layout.follow'),
          t('layout.followHint', { layout: t(`layout.${snapshot.layout}`) }),
        )}
        {option('podium', LayoutIcon, t('layout.podium'), t('layout.podiumHint'))}
        {option('grid', GridIcon, t('layout.grid'), t('layout.gridHint'))}
        {view.pinned && (
          <button type="button" className="hall-button" onClick={() => actions.pin(null)}>
            {t('layout.unpin')}
          </button>
        )}
        {directs &&
          layouts
            .filter((layout) => layout !== snapshot.layout)
            .map((layout) => (
              <button
                key={layout}
                type="button"
                className="hall-button"
                onClick={() => {
                  void live.ask('SetLayout', layout);
                  choose(null);
                }}
              >
                {t('layout.forAll')}: {t(`layout.${layout}`)}
              </button>
            ))}
      </div>
    </Dialog>
  );
}

function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('live');
  const keys = [
    ['M', t('keys.microphone')],
    ['V', t('keys.camera')],
    ['S', t('keys.screen')],
    ['H', t('keys.hand')],
    ['C', t('keys.chat')],
    ['P', t('keys.people')],
    ['L', t('keys.layout')],
    ['F', t('keys.fullScreen')],
    [t('keys.space'), t('keys.pushToTalk')],
    ['?', t('keys.help')],
  ] as const;
  return (
    <Dialog title={t('keys.title')} light onClose={onClose}>
      <p className="hall-hint">{t('keys.intro')}</p>
      <dl className={styles.keys}>
        {keys.map(([key, does]) => (
          <Fragment key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  );
}

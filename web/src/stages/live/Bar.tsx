import type { ComponentType, ReactNode, Ref } from 'react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { guideOf } from '../../ui/guideChapters';
import { LanguageSwitch } from '../../ui/LanguageSwitch';
import { useDismiss } from '../../ui/useDismiss';
import styles from './bar.module.css';
import {
  CameraIcon,
  CameraOffIcon,
  ChatIcon,
  FullScreenIcon,
  GuideIcon,
  HandIcon,
  KeyboardIcon,
  LayoutIcon,
  LeaveIcon,
  LinkIcon,
  MicrophoneIcon,
  MicrophoneLockedIcon,
  MicrophoneOffIcon,
  MoreIcon,
  PeopleIcon,
  ReportIcon,
  ScreenIcon,
  ScreenStopIcon,
  SettingsIcon,
} from './icons';
import { useLive, useLocal, useMe, useSnapshot } from './live';
import type { RoomActions } from './useRoomActions';

export type PanelName = 'chat' | 'people';
export type DialogName = 'layout' | 'settings' | 'keys' | 'invite' | 'report' | 'leave' | 'end';

interface BarProps {
  panel: PanelName | null;
  unread: number;
  actions: RoomActions;
  pushingToTalk: boolean;
}

/** One bar of large buttons with words. The rarest are behind "Thêm", on narrow screens more of them. */
export function Bar({ panel, unread, actions, pushingToTalk }: BarProps) {
  const { t } = useTranslation('live');
  const { local } = useLive();
  const { microphone, camera, screen, talkingWhileMuted } = useLocal();
  const snapshot = useSnapshot();
  const me = useMe();
  const [more, setMore] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const moreButton = useRef<HTMLButtonElement>(null);
  useDismiss(more, () => setMore(false), menu, moreButton);
  const handUp = snapshot.hands.some(({ participantId }) => participantId === snapshot.you);
  const locked = me?.mayUnmute === false && !microphone.on;
  const waiting = snapshot.waiting.length;
  const rare = (
    <>
      {'getDisplayMedia' in (navigator.mediaDevices ?? {}) && (
        <BarButton
          icon={screen.on ? ScreenStopIcon : ScreenIcon}
          label={t(screen.on ? 'bar.screenOff' : 'bar.screenOn')}
          look={screen.on ? 'active' : undefined}
          busy={screen.busy}
          onClick={() => (screen.on ? local.stopScreen() : void local.startScreen())}
        />
      )}
      <BarButton
        icon={PeopleIcon}
        label={t('bar.people')}
        badge={waiting > 0 ? waiting : snapshot.participants.length}
        badgeLook={waiting > 0 ? 'alert' : 'count'}
        pressed={panel === 'people'}
        onClick={() => actions.togglePanel('people')}
      />
      <BarButton icon={LayoutIcon} label={t('bar.layout')} onClick={() => actions.open('layout')} />
    </>
  );
  const rarest = (
    <>
      <BarButton icon={LinkIcon} label={t('bar.invite')} onClick={() => actions.open('invite')} />
      <BarButton icon={SettingsIcon} label={t('bar.settings')} onClick={() => actions.open('settings')} />
      {document.fullscreenEnabled && (
        <BarButton icon={FullScreenIcon} label={t('bar.fullScreen')} onClick={actions.toggleFullScreen} />
      )}
      <BarButton icon={KeyboardIcon} label={t('bar.shortcuts')} onClick={() => actions.open('keys')} />
      <BarButton icon={ReportIcon} label={t('bar.report')} onClick={() => actions.open('report')} />
      <BarButton
        icon={GuideIcon}
        label={t('bar.guide')}
        onClick={() => window.open(guideOf(window.location.pathname), '_blank', 'noopener')}
      />
    </>
  );
  return (
    <div className={styles.dock}>
      {(talkingWhileMuted || pushingToTalk) && (
        <p className={styles.hint} role="status">
          {t(pushingToTalk ? 'bar.pushToTalk' : locked ? 'bar.talkingLocked' : 'bar.talkingMuted')}
        </p>
      )}
      <div className={styles.bar} role="toolbar" aria-label={t('bar.label')}>
        <BarButton
          icon={locked ? MicrophoneLockedIcon : microphone.on ? MicrophoneIcon : MicrophoneOffIcon}
          label={t(locked ? 'bar.microphoneLocked' : microphone.on ? 'bar.microphoneOff' : 'bar.microphoneOn')}
          look={microphone.on ? undefined : 'off'}
          busy={microphone.busy}
          onClick={actions.toggleMicrophone}
        />
        <BarButton
          icon={camera.on ? CameraIcon : CameraOffIcon}
          label={t(camera.on ? 'bar.cameraOff' : 'bar.cameraOn')}
          look={camera.on ? undefined : 'off'}
          busy={camera.busy}
          onClick={() => void local.setCamera(!camera.on)}
        />
        <BarButton
          icon={HandIcon}
          label={t(handUp ? 'bar.lowerHand' : 'bar.raiseHand')}
          look={handUp ? 'hand' : undefined}
          onClick={actions.toggleHand}
        />
        <BarButton
          icon={ChatIcon}
          label={t('bar.chat')}
          spoken={unread > 0 ? t('bar.chatUnread', { count: unread }) : undefined}
          badge={unread}
          badgeLook="alert"
          pressed={panel === 'chat'}
          onClick={() => actions.togglePanel('chat')}
        />
        <div className={styles.wide}>{rare}</div>
        <div className={styles.menu} ref={menu}>
          <BarButton
            icon={MoreIcon}
            label={t('bar.more')}
            pressed={more}
            button={moreButton}
            onClick={() => setMore(!more)}
          />
          {more && (
            // Choosing anything closes the menu.
            // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the buttons inside are what is operated; this only hears that one was.
            <div className={styles.more} onClick={() => setMore(false)}>
              <div className={styles.narrow}>{rare}</div>
              {rarest}
              <div className={styles.language}>
                <LanguageSwitch />
              </div>
            </div>
          )}
        </div>
        <BarButton icon={LeaveIcon} label={t('bar.leave')} look="leave" onClick={() => actions.open('leave')} />
      </div>
    </div>
  );
}

interface BarButtonProps {
  button?: Ref<HTMLButtonElement>;
  icon: ComponentType;
  label: string;
  spoken?: string | undefined;
  look?: 'off' | 'active' | 'hand' | 'leave' | undefined;
  busy?: boolean;
  pressed?: boolean;
  badge?: number;
  badgeLook?: 'alert' | 'count';
  onClick: () => void;
}

function BarButton({
  icon: Icon,
  label,
  spoken,
  look,
  busy,
  pressed,
  badge,
  badgeLook,
  button,
  onClick,
}: BarButtonProps): ReactNode {
  return (
    <button
      type="button"
      ref={button}
      className={styles.button}
      data-look={look}
      aria-busy={busy || undefined}
      aria-pressed={pressed}
      aria-label={spoken ?? label}
      onClick={onClick}
    >
      <span className={styles.sign}>
        <Icon />
        {badge !== undefined && badge > 0 && (
          <span className={styles.badge} data-look={badgeLook}>
            {badge > 99 ? '99+' : badge}
          </span>
        )}
      </span>
      <span className={styles.label}>{label}</span>
    </button>
  );
}

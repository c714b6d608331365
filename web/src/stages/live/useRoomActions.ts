import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { LayoutName, Subject } from './arrangement';
import type { DialogName, PanelName } from './Bar';
import { keepView, type OwnView, readView } from './keptView';
import { useLive } from './live';

export interface RoomView extends OwnView {
  panel: PanelName | null;
  dialog: DialogName | null;
}

export interface RoomActions {
  togglePanel(panel: PanelName): void;
  showPeople(): void;
  open(dialog: DialogName): void;
  closeDialog(): void;
  pin(subject: Subject | null): void;
  setOwnLayout(layout: LayoutName | null): void;
  nextLayout(): void;
  toggleMicrophone(): void;
  toggleCamera(): void;
  toggleScreen(): void;
  toggleHand(): void;
  toggleFullScreen(): void;
}

/** What is open in the room, and everything that buttons and keys can do. */
export function useRoomActions(): [RoomView, RoomActions] {
  const live = useLive();
  const [view, setView] = useState<RoomView>(() => ({
    panel: null,
    dialog: null,
    ...readView(window.location.pathname),
  }));
  const patch = useCallback((part: Partial<RoomView>) => setView((before) => ({ ...before, ...part })), []);
  const current = useRef(view);
  useEffect(() => {
    current.current = view;
    keepView(window.location.pathname, view);
  }, [view]);

  const actions = useMemo<RoomActions>(
    () => ({
      togglePanel: (panel) => setView((before) => ({ ...before, panel: before.panel === panel ? null : panel })),
      showPeople: () => patch({ panel: 'people' }),
      open: (dialog) => patch({ dialog }),
      closeDialog: () => patch({ dialog: null }),
      pin: (pinned) => patch({ pinned }),
      setOwnLayout: (ownLayout) => patch({ ownLayout, pinned: null }),
      nextLayout: () => {
        const shown = current.current.ownLayout ?? live.state.get().snapshot?.layout ?? 'podium';
        patch({ ownLayout: shown === 'podium' ? 'grid' : 'podium', pinned: null });
      },
      toggleMicrophone: () => void live.setMicrophone(!live.local.state.get().microphone.on),
      toggleCamera: () => void live.local.setCamera(!live.local.state.get().camera.on),
      toggleScreen: () => {
        if (live.local.state.get().screen.on) live.local.stopScreen();
        else void live.local.startScreen();
      },
      toggleHand: () => {
        const snapshot = live.state.get().snapshot;
        const up = snapshot?.hands.some(({ participantId }) => participantId === snapshot.you);
        void live.ask(up ? 'LowerHand' : 'RaiseHand');
      },
      toggleFullScreen: () => {
        if (document.fullscreenElement) void document.exitFullscreen();
        else void document.documentElement.requestFullscreen?.().catch(() => undefined);
      },
    }),
    [live, patch],
  );
  return [view, actions];
}

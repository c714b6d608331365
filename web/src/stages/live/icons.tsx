import { icon } from '../../ui/icons';

const microphone = (
  <>
    <rect x="9" y="2.5" width="6" height="11.5" rx="3" />
    <path d="M5 11.5a7 7 0 0 0 14 0M12 18.5v3" />
  </>
);
const camera = (
  <>
    <rect x="2.5" y="6" width="13" height="12" rx="2.5" />
    <path d="m15.5 10.5 6-3.5v10l-6-3.5" />
  </>
);
const slash = <path d="m3 3 18 18" />;

export const MicrophoneIcon = icon(microphone);
export const MicrophoneOffIcon = icon(
  <>
    <path d="M9 9v2a3 3 0 0 0 4.6 2.5M15 10.5v-5a3 3 0 0 0-5.7-1.3" />
    <path d="M5 11.5a7 7 0 0 0 11 5.7M19 11.5a7 7 0 0 1-.6 2.9M12 18.5v3" />
    {slash}
  </>,
);
export const MicrophoneLockedIcon = icon(
  <>
    <path d="M9 8V5.5a3 3 0 0 1 6 0V9M5 11.5a7 7 0 0 0 5 6.7M12 18.5v3" />
    <rect x="12" y="12.5" width="9" height="7" rx="1.5" />
    <path d="M14 12.5v-1.2a2.5 2.5 0 0 1 5 0v1.2" />
  </>,
);
export const CameraIcon = icon(camera);
export const CameraOffIcon = icon(
  <>
    <path d="M10 6h3a2.5 2.5 0 0 1 2.5 2.5v2l6-3.5v10l-3.4-2M15.5 15.6A2.5 2.5 0 0 1 13 18H5a2.5 2.5 0 0 1-2.5-2.5v-7A2.5 2.5 0 0 1 5 6h.8" />
    {slash}
  </>,
);
export const ScreenIcon = icon(
  <>
    <rect x="2.5" y="4" width="19" height="13" rx="2" />
    <path d="M8.5 20.5h7M12 14V7.5m-3 3 3-3 3 3" />
  </>,
);
export const ScreenStopIcon = icon(
  <>
    <rect x="2.5" y="4" width="19" height="13" rx="2" />
    <path d="M8.5 20.5h7M9.5 8l5 5m0-5-5 5" />
  </>,
);
export const HandIcon = icon(
  <path d="M7.5 12V5.7a1.6 1.6 0 0 1 3.2 0V11m0-6.8a1.6 1.6 0 0 1 3.2 0V11m0-5.3a1.6 1.6 0 0 1 3.2 0V12m0-3.3a1.6 1.6 0 0 1 3.2 0V14c0 4.5-2.8 7.5-7 7.5-3.1 0-5-1.4-6.5-4l-2.7-4.7a1.6 1.6 0 0 1 2.7-1.7l1.1 1.6" />,
);
export const ChatIcon = icon(
  <>
    <path d="M20.5 15.5a2.5 2.5 0 0 1-2.5 2.5H9l-5 3.5V6a2.5 2.5 0 0 1 2.5-2.5H18A2.5 2.5 0 0 1 20.5 6z" />
    <path d="M8.5 9h7.5M8.5 13h5" />
  </>,
);
export const PeopleIcon = icon(
  <>
    <circle cx="9" cy="8" r="3.5" />
    <path d="M2.5 20a6.5 6.5 0 0 1 13 0M16 4.8a3.5 3.5 0 0 1 0 6.4M18.5 14.8A6.5 6.5 0 0 1 21.5 20" />
  </>,
);
export const LayoutIcon = icon(
  <>
    <rect x="2.5" y="4" width="12.5" height="16" rx="2" />
    <rect x="18" y="4" width="3.5" height="4.5" rx="1" />
    <rect x="18" y="10" width="3.5" height="4.5" rx="1" />
    <rect x="18" y="16" width="3.5" height="4" rx="1" />
  </>,
);
export const GridIcon = icon(
  <>
    <rect x="3" y="4" width="7.5" height="7" rx="1.5" />
    <rect x="13.5" y="4" width="7.5" height="7" rx="1.5" />
    <rect x="3" y="13.5" width="7.5" height="7" rx="1.5" />
    <rect x="13.5" y="13.5" width="7.5" height="7" rx="1.5" />
  </>,
);
export const LeaveIcon = icon(
  <path d="M14.5 4H6.5A2.5 2.5 0 0 0 4 6.5v11A2.5 2.5 0 0 0 6.5 20h8M10 12h11m-4-4 4 4-4 4" />,
);
export const MoreIcon = icon(
  <>
    <circle cx="5" cy="12" r="1.2" />
    <circle cx="12" cy="12" r="1.2" />
    <circle cx="19" cy="12" r="1.2" />
  </>,
);
export const SettingsIcon = icon(
  <path d="M4 7h9m4 0h3M4 17h3m4 0h9M15 7m-2 0a2 2 0 1 0 4 0 2 2 0 1 0-4 0M9 17m-2 0a2 2 0 1 0 4 0 2 2 0 1 0-4 0" />,
);
export const FullScreenIcon = icon(
  <path d="M4 9V5.5A1.5 1.5 0 0 1 5.5 4H9m6 0h3.5A1.5 1.5 0 0 1 20 5.5V9m0 6v3.5a1.5 1.5 0 0 1-1.5 1.5H15m-6 0H5.5A1.5 1.5 0 0 1 4 18.5V15" />,
);
export const KeyboardIcon = icon(
  <>
    <rect x="2" y="6" width="20" height="12.5" rx="2" />
    <path d="M6 10h.01M10 10h.01M14 10h.01M18 10h.01M8 14.5h8" />
  </>,
);
export const GuideIcon = icon(
  <path d="M12 6.5C10 5 7 4.5 3.5 5v13.5c3.5-.5 6.5 0 8.5 1.5 2-1.5 5-2 8.5-1.5V5C17 4.5 14 5 12 6.5zM12 6.5V20" />,
);
export const PinIcon = icon(<path d="M9 3.5h6l-.7 6 3.2 3.5h-11l3.2-3.5zM12 13v8" />);
export const CloseIcon = icon(<path d="m5.5 5.5 13 13m0-13-13 13" />);
export const SendIcon = icon(<path d="M21 3 10.5 13.5M21 3l-6.5 18-4-7.5L3 9.5z" />);
export const LockIcon = icon(
  <>
    <rect x="4.5" y="10.5" width="15" height="10.5" rx="2" />
    <path d="M8 10.5V7.5a4 4 0 0 1 8 0v3" />
  </>,
);
export const SoundIcon = icon(<path d="M4 9.5v5h3.5l5 4v-13l-5 4zM16 9a4.2 4.2 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11" />);
export const CrownIcon = icon(<path d="M4 18.5h16M4.5 15.5 3 7l5 3.5 4-6 4 6L21 7l-1.5 8.5z" />);
export const SearchIcon = icon(
  <>
    <circle cx="10.5" cy="10.5" r="6.5" />
    <path d="m15.5 15.5 5 5" />
  </>,
);
export const LinkIcon = icon(
  <path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.3 1.3M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17" />,
);
export const ArrowLeftIcon = icon(<path d="M14.5 5.5 8 12l6.5 6.5" />);
export const ArrowRightIcon = icon(<path d="M9.5 5.5 16 12l-6.5 6.5" />);
export const PodiumIcon = icon(<path d="M4.5 8.5h15l-2 4.5h-11zM12 13v7.5M8 20.5h8M14.5 8.5V5" />);
export const SignalIcon = icon(<path d="M4.5 19.5v-3M9.5 19.5v-7M14.5 19.5v-11M19.5 19.5v-15" />);
export const SignalWeakIcon = icon(
  <>
    <path d="M4.5 19.5v-3" />
    <path d="M9.5 19.5v-7M14.5 19.5v-11M19.5 19.5v-15" opacity="0.3" />
  </>,
);
export const WaitIcon = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7v5l3.5 2" />
  </>,
);

export const ReportIcon = icon(
  <>
    <path d="M12 3 2.5 20h19Z" />
    <path d="M12 10v4.5M12 17.2v.1" />
  </>,
);

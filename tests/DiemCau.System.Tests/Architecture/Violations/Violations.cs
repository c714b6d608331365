// Code that breaks each rule once, in the namespaces that the rules are about: the rules must see it.
#pragma warning disable CS0169, CA1823, CA1852, CA1812, IDE0051, CA1051

namespace DiemCau.Media.Dtls
{
    internal sealed class ViolatingRtpInDtls
    {
        private readonly DiemCau.Media.Rtp.ViolatingNothing? _rtp;
    }
}

namespace DiemCau.Media.Rtp
{
    internal sealed class ViolatingNothing;

    internal sealed class ViolatingClock
    {
        public static long Now() => global::System.Diagnostics.Stopwatch.GetTimestamp();
    }

    internal sealed class ViolatingThread
    {
        public static void Start() => new global::System.Threading.Thread(() => { }).Start();
    }

    internal sealed class ViolatingSocket
    {
        public static int Free(global::System.Net.Sockets.Socket socket) => socket.Available;
    }

    internal sealed class ViolatingForeignFunction
    {
        [global::System.Runtime.InteropServices.DllImport("libc", EntryPoint = "getpid")]
        [global::System.Runtime.InteropServices.DefaultDllImportSearchPaths(global::System.Runtime.InteropServices.DllImportSearchPath.SafeDirectories)]
        private static extern int Pid();

        public static int Process() => Pid();
    }

    internal sealed class ViolatingCircleWithDtls
    {
        private readonly DiemCau.Media.Dtls.ViolatingRtpInDtls? _dtls;
    }

    internal sealed class ViolatingMeetingInMedia
    {
        private readonly DiemCau.Meetings.Shared.InstallationOptions? _options;
    }
}

namespace DiemCau.Meetings.Rooms
{
    internal sealed class ViolatingMediaInMeetings
    {
        private readonly DiemCau.Media.MediaServerOptions? _options;
    }

    internal sealed class ViolatingSecrecy
    {
        public static bool IsShown(DiemCau.Meetings.Lifecycle.Meeting meeting) => !meeting.IsStateSecret;
    }

    internal sealed class ViolatingRename
    {
        public static void Finish(string path) => global::System.IO.File.Move(path + ".part", path);
    }

    internal sealed class ViolatingOtherSlice
    {
        private readonly DiemCau.Meetings.Journal.ViolatingInsides? _insides;
    }
}

namespace DiemCau.Meetings.Journal
{
    internal sealed class ViolatingInsides;
}

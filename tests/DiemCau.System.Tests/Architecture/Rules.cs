using static DiemCau.System.Tests.Architecture.Dependency;

namespace DiemCau.System.Tests.Architecture;

/// <summary>The dependency rules of the server's code; why each is there is in docs/decisions.</summary>
internal static class Rules
{
    private const string Media = "DiemCau.Media";
    private const string Meetings = "DiemCau.Meetings";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("The meeting's way never sees the media engine or the host", use =>
            IsWithin(use.FromNamespace, Meetings) && (IsWithin(use.ToNamespace, Media) || IsWithin(use.ToNamespace, "DiemCau.Server"))),

        new("The packet's way knows nothing of meetings, web or database", use =>
            IsWithin(use.FromNamespace, Media) && new[] { Meetings, "DiemCau.Server", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Npgsql" }
                .Any(space => IsWithin(use.ToNamespace, space))),

        // AddressFamily is how .NET says IPv4 or IPv6; SDP lines say so, too.
        new("Sockets are only in Udp", use =>
            InMediaButNot(use, "Udp", "Interop") && use.ToNamespace == "System.Net.Sockets" && use.To.Name != "AddressFamily"),

        // HandshakeThread takes the public-key work of DTLS, milliseconds at a time, off the threads that move packets;
        // MediaEventQueue brings events to a listener that may be slow.
        new("Threads and timers are only in Workers and Udp", use =>
            InMediaButNot(use, "Workers", "Udp") && use.From.Name is not ("HandshakeThread" or "MediaEventQueue") && StartsSomething(use)),

        // A TimeProvider as an argument is fine: that is asking to be told the time.
        new("Clocks are only in Workers and Udp", use =>
            InMediaButNot(use, "Workers", "Udp")
            && ((use.To.FullName == "System.Diagnostics.Stopwatch")
                || use is { To.FullName: "System.Environment", Member: "get_TickCount64" or "get_TickCount" }
                || use is { To.FullName: "System.TimeProvider", Member: "get_System" }
                || use is { To.FullName: "System.DateTime" or "System.DateTimeOffset", Member: "get_UtcNow" or "get_Now" })),

        // RFC 5764: what a DTLS handshake is for is an SRTP profile and keys, and it has to name them.
        new("Ice, Dtls, Srtp and Rtp do not know each other", use =>
            Part(use.FromNamespace, Media) is { } from && Part(use.ToNamespace, Media) is { } to && from != to
            && IsProtocol(from) && IsProtocol(to)
            && !(from == "Dtls" && use.To.Name is "SrtpProfile" or "SrtpKeys" or "SrtpProfileSizes")),

        // What is in a circle can only be read, moved and tested as a whole.
        new("No circle between folders of Media", Circles.In(Media, face: "MediaServer")),

        new("Foreign functions are called only in Interop", use =>
            InMediaButNot(use, "Interop")
            && use.To.FullName is "System.Runtime.InteropServices.LibraryImportAttribute" or "System.Runtime.InteropServices.DllImportAttribute"),

        new("A slice names other slices' faces only", use =>
            Part(use.FromNamespace, Meetings) is { } from && Part(use.ToNamespace, Meetings) is { } to && from != to
            && !SliceFaces.Contains(from, to, use.To.Name)),

        // Renamed before it is on the disk, a file may be empty after a power cut, with a row of the database that points to it.
        new("Files are renamed only by PrivateFiles, which has them on the disk before", use =>
            use is { To.FullName: "System.IO.File" or "System.IO.FileInfo", Member: "Move" or "MoveTo" or "Replace" }
            && use.From.FullName != Meetings + ".Shared.PrivateFiles"),

        // Whoever asks the meeting itself decides on its own who may know of it. The guard asks whether there may be such meetings at all.
        new("Whether a meeting holds state secrets is asked of SecretMeetings", use =>
            use is { To.FullName: Meetings + ".Lifecycle.Meeting", Member: "get_IsStateSecret" }
            && !IsWithin(use.FromNamespace, Meetings + ".Lifecycle") && use.From.Name is not ("SecretMeetings" or "SecrecyGuard")),
    ];

    private static bool StartsSomething(Dependency use) => use switch
    {
        { To.FullName: "System.Threading.Timer" or "System.Threading.PeriodicTimer" or "System.Timers.Timer" or "System.Threading.ThreadPool" } => true,
        { To.FullName: "System.Threading.Thread", Member: ".ctor" } => true,
        { To.FullName: "System.Threading.Tasks.Task", Member: "Run" or "Delay" } => true,
        _ => false,
    };

    private static bool IsProtocol(string part) => part is "Ice" or "Dtls" or "Srtp" or "Rtp";

    private static bool InMediaButNot(Dependency use, params string[] parts) =>
        IsWithin(use.FromNamespace, Media) && !parts.Any(part => IsWithin(use.FromNamespace, $"{Media}.{part}"));

    /// <summary>"DiemCau.Media.Ice.Stun" within DiemCau.Media → "Ice".</summary>
    private static string? Part(string name, string space) =>
        name.StartsWith(space + ".", StringComparison.Ordinal) ? name[(space.Length + 1)..].Split('.')[0] : null;
}

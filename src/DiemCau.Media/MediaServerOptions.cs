using System.Net;

namespace DiemCau.Media;

/// <summary>What a media server is set to. Read once by the constructor.</summary>
public sealed class MediaServerOptions
{
    /// <summary>The one UDP port of all media. 0 takes a free one (tests).</summary>
    public int Port { get; set; } = 10000;

    /// <summary>Addresses that clients are told to send to. Empty: loopback only.</summary>
    public IList<IPAddress> AnnouncedAddresses { get; } = [];

    /// <summary>The port that clients are told, when something forwards another one to <see cref="Port"/>; null: the same.</summary>
    public int? AnnouncedPort { get; set; }

    /// <summary>
    /// The port at which the announced addresses take <see cref="Tcp.TcpConnection"/>s (ICE-TCP); null: none is announced.
    /// </summary>
    public int? AnnouncedTcpPort { get; set; }

    /// <summary>
    /// What relay credentials are made with, at least 32 random bytes; null: those of the last process are not good for this one.
    /// </summary>
    public byte[]? RelaySecret { get; set; }

    /// <summary>Threads that move packets, one socket each. 0: one per core.</summary>
    public int Workers { get; set; }

    /// <summary>The codec every camera is asked to send first, so that a slot can switch between any two: VP8, H264, VP9 or AV1.</summary>
    public string CameraCodec { get; set; } = "VP8";
}

using System.Net;

namespace DiemCau.Server.Configuration;

/// <summary>What the media engine is set to.</summary>
/// <param name="Port">The one UDP port.</param>
/// <param name="Announced">Addresses that clients are told to send to; at least one.</param>
/// <param name="AnnouncedPort">The UDP port that clients are told; null: <paramref name="Port"/>.</param>
/// <param name="Workers">Threads that move packets; 0: one per core.</param>
/// <param name="CameraCodec">VP8, H264, VP9 or AV1: asked of every camera, so that a slot can switch between any two.</param>
internal sealed record MediaOptions(int Port, IReadOnlyList<IPAddress> Announced, int? AnnouncedPort, int Workers, string CameraCodec = "VP8");

namespace DiemCau.Media.Negotiation;

/// <summary>One m-line with what was said about it, session-level attributes already merged in.</summary>
internal sealed class MediaLine
{
    public required int Index { get; init; }

    public required MediaKind Kind { get; init; }

    /// <summary>The first word of the m-line as written, for answers to kinds that are not understood.</summary>
    public required string KindWord { get; init; }

    public required int Port { get; init; }

    public required string Protocol { get; init; }

    /// <summary>The formats as written, in the writer's order of preference.</summary>
    public required IReadOnlyList<string> Formats { get; init; }

    /// <summary>RFC 9143 identification; when the writer gave none, the m-line's index.</summary>
    public required string Mid { get; init; }

    /// <summary>False: <see cref="Mid"/> was made up here and must not be written into an answer.</summary>
    public required bool HasMid { get; init; }

    public required bool IsBundled { get; init; }

    public required bool IsBundleOnly { get; init; }

    public required MediaDirection Direction { get; init; }

    public required bool RtcpMux { get; init; }

    public required bool RtcpReducedSize { get; init; }

    /// <summary>In the order of preference; RTX formats are not listed but attached to the codec they repair.</summary>
    public required IReadOnlyList<SdpCodec> Codecs { get; init; }

    public required HeaderExtensionIds Extensions { get; init; }

    public required IReadOnlyList<SdpRid> Rids { get; init; }

    /// <summary>Rids of a=simulcast in the writer's sending direction, best first as written; empty without simulcast.</summary>
    public required IReadOnlyList<string> SimulcastSend { get; init; }

    public required IReadOnlyList<string> SimulcastReceive { get; init; }

    public required IReadOnlyList<SdpSource> Sources { get; init; }

    public required string? IceUfrag { get; init; }

    public required string? IcePwd { get; init; }

    public required SdpFingerprint? Fingerprint { get; init; }

    /// <summary>actpass, active, passive or holdconn; null when not written.</summary>
    public required string? Setup { get; init; }

    public required string? StreamId { get; init; }

    public required string? TrackId { get; init; }

    public required IReadOnlyList<SdpCandidate> Candidates { get; init; }

    public bool IsRejected => Port == 0 && !IsBundleOnly;
}

/// <param name="PayloadType">RTP payload type, 0–127.</param>
/// <param name="Name">Encoding name as written; compare without case.</param>
/// <param name="Parameters">The fmtp line's parameters as written; empty when there was none.</param>
/// <param name="Feedback">rtcp-fb values that hold for this payload type ("nack pli", "ccm fir", …).</param>
/// <param name="RtxPayloadType">Payload type of the RTX format whose apt is this one (RFC 4588).</param>
internal sealed record SdpCodec(
    int PayloadType,
    string Name,
    int ClockRate,
    int Channels,
    string Parameters,
    IReadOnlyList<string> Feedback,
    int? RtxPayloadType)
{
    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>One fmtp parameter's value; null when absent.</summary>
    public string? Parameter(string name)
    {
        foreach (var part in Parameters.AsSpan().Split(';'))
        {
            var item = Parameters.AsSpan(part).Trim();
            var equals = item.IndexOf('=');
            if (equals > 0 && item[..equals].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return item[(equals + 1)..].Trim().ToString();
            }
        }

        return null;
    }
}

/// <param name="Sends">a=rid:… send (RFC 8851).</param>
internal sealed record SdpRid(string Id, bool Sends, string Restrictions);

/// <summary>A primary source of a=ssrc lines (RFC 5576) with the source that repairs it by a FID group.</summary>
/// <param name="IsLayer">One of the layers of a SIM group, which are sent at the same time.</param>
internal sealed record SdpSource(uint Ssrc, uint? RtxSsrc, string? Cname, bool IsLayer = false);

/// <param name="Algorithm">Lower case, "sha-256".</param>
internal sealed record SdpFingerprint(string Algorithm, ReadOnlyMemory<byte> Digest)
{
    public override string ToString() => $"{Algorithm} {BitConverter.ToString(Digest.ToArray()).Replace('-', ':')}";
}

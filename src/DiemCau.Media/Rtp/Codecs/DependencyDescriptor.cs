namespace DiemCau.Media.Rtp.Codecs;

/// <summary>What a packet's dependency descriptor says of its frame (RTP Payload Format for AV1 v1.0, appendix A).</summary>
/// <param name="Structure">What its template and its decode targets belong to; null: it could not be understood.</param>
/// <param name="HasStructure">The packet brings the structure, as the first of a key frame does.</param>
/// <param name="TellsTargets">The packet says which decode targets there are.</param>
/// <param name="FrameNumber">Rises with every frame, whatever its layer, and wraps around.</param>
/// <param name="BitLength">Without padding.</param>
/// <param name="ActiveTargets">A bit for each decode target that its sender produces.</param>
/// <param name="Indications">
/// What the frame is to each decode target, two bits for each from the lowest on: 0 not part of it, 1 part of it and nothing needs it,
/// 2 all that follows of it can be decoded if this can, 3 needed.
/// </param>
/// <param name="References">
/// A bit for each frame that this one needs: the lowest is the frame before; <see cref="OldReference"/>: frames longer ago than fit.
/// </param>
internal readonly record struct DependencyDescriptor(
    DependencyStructure? Structure,
    bool StartsFrame,
    bool EndsFrame,
    bool HasStructure,
    bool TellsTargets,
    byte SpatialLayer,
    byte TemporalLayer,
    ushort FrameNumber,
    ushort BitLength,
    uint ActiveTargets,
    ulong Indications,
    ulong References)
{
    public const ulong OldReference = 1UL << 63;

    private const ulong LowBits = 0x5555_5555_5555_5555;

    /// <summary>Decode targets that the frame is part of: the bit of target n is 2n.</summary>
    public ulong Present => (Indications | (Indications >> 1)) & LowBits;

    /// <summary>Decode targets that cannot go on without the frame.</summary>
    public ulong Needed => (Indications >> 1) & LowBits;

    /// <summary>Decode targets that can be begun with the frame, if it can be decoded.</summary>
    public ulong Switches => (Indications >> 1) & ~Indications & LowBits;

    public bool IsPartOf(int target) => (Indications >> (2 * target) & 3) != 0;

    public static ulong Referring(ulong references, uint difference) =>
        references | (difference < 64 ? 1UL << (int)(difference - 1) : OldReference);
}

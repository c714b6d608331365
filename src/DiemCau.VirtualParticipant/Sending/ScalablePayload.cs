using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.VirtualParticipant.Sending;

/// <summary>
/// Where a stream of AV1 is that holds several sizes of a picture, each predicted from the one below and from its own before (L2T1, L3T1):
/// the dependency descriptors of its frames (RTP Payload Format for AV1 v1.0, appendix A). What they carry is no AV1.
/// </summary>
internal sealed class ScalablePayload(IReadOnlyList<(int Width, int Height)> sizes, ushort firstNumber)
{
    /// <summary>The aggregation header: one element, which begins a coded video sequence or doesn't (section 4.4).</summary>
    public const int HeaderLength = 1;

    private const int NotPresent = 0, Switch = 2, Required = 3;
    private const int Same = 0, NextSpatial = 2, NoMore = 3;

    private readonly byte[] _descriptor = new byte[128];
    private ushort _number = firstNumber;
    private int _layer;
    private bool _isKey;

    private int Layers => sizes.Count;

    public void NextFrame(int layer, bool isKey)
    {
        _number++;
        (_layer, _isKey) = (layer, isKey);
    }

    public void WriteHeader(Span<byte> destination, bool startOfFrame) =>
        destination[0] = (byte)((startOfFrame ? 0x10 : 0x90) | (startOfFrame && _isKey && _layer == 0 ? 0x08 : 0));

    /// <returns>The descriptor of a packet of the current frame; valid until the next call.</returns>
    public ReadOnlySpan<byte> Descriptor(bool startOfFrame, bool endOfFrame)
    {
        var bits = new BitWriter(_descriptor, 0);
        bits.Write(startOfFrame ? 1u : 0, 1);
        bits.Write(endOfFrame ? 1u : 0, 1);
        bits.Write((uint)((2 * _layer) + (_isKey ? 0 : 1)), 6);
        bits.Write(_number, 16);
        if (startOfFrame && _isKey && _layer == 0)
        {
            bits.Write(0b10000, 5);
            WriteStructure(ref bits);
        }

        return _descriptor.AsSpan(0, bits.Finish());
    }

    /// <summary>Two templates for each layer, of key frames and of others; a decode target and a chain for each.</summary>
    private void WriteStructure(ref BitWriter bits)
    {
        bits.Write(0, 6);
        bits.Write((uint)(Layers - 1), 5);
        for (var template = 0; template < 2 * Layers; template++)
        {
            bits.Write(template == (2 * Layers) - 1 ? NoMore : template % 2 == 0 ? Same : (uint)NextSpatial, 2);
        }

        for (var template = 0; template < 2 * Layers; template++)
        {
            for (var target = 0; target < Layers; target++)
            {
                bits.Write((uint)(target < template / 2 ? NotPresent : target == template / 2 || template % 2 == 0 ? Switch : Required), 2);
            }
        }

        for (var template = 0; template < 2 * Layers; template++)
        {
            WriteDifference(ref bits, template % 2 == 0 ? 0 : Layers);
            WriteDifference(ref bits, template / 2 == 0 ? 0 : 1);
            bits.Write(0, 1);
        }

        // No chains, as ns(n) writes 0: in as many bits as the number of values has, but one.
        bits.Write(0, 31 - System.Numerics.BitOperations.LeadingZeroCount((uint)Layers + 1));
        bits.Write(1, 1);
        foreach (var (width, height) in sizes)
        {
            bits.Write((uint)width - 1, 16);
            bits.Write((uint)height - 1, 16);
        }
    }

    private static void WriteDifference(ref BitWriter bits, int difference)
    {
        if (difference > 0)
        {
            bits.Write(1, 1);
            bits.Write((uint)difference - 1, 4);
        }
    }
}

namespace DiemCau.Media.Rtp.Codecs;

/// <summary>The picture size out of a sequence parameter set (ITU-T H.264 section 7.3.2.1.1).</summary>
internal static class H264ParameterSet
{
    /// <param name="body">The NAL unit without its header byte, emulation prevention still in.</param>
    public static bool TryReadSize(ReadOnlySpan<byte> body, out ushort width, out ushort height)
    {
        width = height = 0;
        // 256 bytes hold any parameter set up to the frame size; scaling lists are far shorter.
        Span<byte> plain = stackalloc byte[256];
        var bits = new BitReader(plain[..RemoveEmulationPrevention(body, plain)]);
        var profile = bits.Read(8);
        bits.Skip(16);
        bits.ReadExpGolomb();
        var chroma = 1u;
        if (profile is 100 or 110 or 122 or 244 or 44 or 83 or 86 or 118 or 128 or 138 or 139 or 134 or 135)
        {
            chroma = bits.ReadExpGolomb();
            if (chroma == 3)
            {
                bits.Skip(1);
            }

            bits.ReadExpGolomb();
            bits.ReadExpGolomb();
            bits.Skip(1);
            if (bits.Read(1) == 1)
            {
                SkipScalingLists(ref bits, chroma == 3 ? 12 : 8);
            }
        }

        bits.ReadExpGolomb();
        switch (bits.ReadExpGolomb())
        {
            case 0:
                bits.ReadExpGolomb();
                break;
            case 1:
                bits.Skip(1);
                bits.ReadExpGolomb();
                bits.ReadExpGolomb();
                for (var cycle = Math.Min(bits.ReadExpGolomb(), 255u); cycle > 0; cycle--)
                {
                    bits.ReadExpGolomb();
                }

                break;
        }

        bits.ReadExpGolomb();
        bits.Skip(1);
        var macroblocksWide = bits.ReadExpGolomb() + 1L;
        var mapUnitsHigh = bits.ReadExpGolomb() + 1L;
        var frameOnly = bits.Read(1);
        if (frameOnly == 0)
        {
            bits.Skip(1);
        }

        bits.Skip(1);
        long left = 0, right = 0, top = 0, bottom = 0;
        if (bits.Read(1) == 1)
        {
            left = bits.ReadExpGolomb();
            right = bits.ReadExpGolomb();
            top = bits.ReadExpGolomb();
            bottom = bits.ReadExpGolomb();
        }

        var cropX = chroma is 1 or 2 ? 2 : 1;
        var cropY = (chroma == 1 ? 2 : 1) * (2 - frameOnly);
        var w = (macroblocksWide * 16) - (cropX * (left + right));
        var h = (mapUnitsHigh * 16 * (2 - frameOnly)) - (cropY * (top + bottom));
        if (bits.IsExhausted || w is <= 0 or > ushort.MaxValue || h is <= 0 or > ushort.MaxValue)
        {
            return false;
        }

        width = (ushort)w;
        height = (ushort)h;
        return true;
    }

    private static int RemoveEmulationPrevention(ReadOnlySpan<byte> body, Span<byte> plain)
    {
        var length = 0;
        var zeros = 0;
        foreach (var value in body)
        {
            if (length == plain.Length)
            {
                break;
            }

            if (zeros >= 2 && value == 3)
            {
                zeros = 0;
                continue;
            }

            zeros = value == 0 ? zeros + 1 : 0;
            plain[length++] = value;
        }

        return length;
    }

    private static void SkipScalingLists(ref BitReader bits, int lists)
    {
        for (var list = 0; list < lists; list++)
        {
            if (bits.Read(1) == 0)
            {
                continue;
            }

            var last = 8;
            var next = 8;
            for (var i = 0; i < (list < 6 ? 16 : 64); i++)
            {
                if (next != 0)
                {
                    next = (last + bits.ReadSignedExpGolomb()) & 0xFF;
                }

                last = next == 0 ? last : next;
            }
        }
    }
}

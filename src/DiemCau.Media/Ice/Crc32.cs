namespace DiemCau.Media.Ice;

/// <summary>The CRC-32 of ITU-T V.42, which FINGERPRINT uses (RFC 8489 §14.7). .NET has only the Castagnoli one built in.</summary>
internal static class Crc32
{
    private const uint ReversedPolynomial = 0xEDB8_8320;

    private static readonly uint[] s_table = MakeTable();

    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc = s_table[(byte)crc ^ b] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ ReversedPolynomial : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}

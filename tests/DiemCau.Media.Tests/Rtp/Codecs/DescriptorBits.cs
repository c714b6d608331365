namespace DiemCau.Media.Tests.Rtp.Codecs;

/// <summary>Bits in the order in which appendix A.8 of the payload format lists a descriptor's fields.</summary>
internal sealed class DescriptorBits
{
    private readonly List<bool> _all = [];

    public DescriptorBits Mandatory(bool starts, bool ends, int template, int number) =>
        Put(starts ? 1 : 0, 1).Put(ends ? 1 : 0, 1).Put(template, 6).Put(number, 16);

    public DescriptorBits Add(params int[] flags)
    {
        foreach (var flag in flags)
        {
            Put(flag, 1);
        }

        return this;
    }

    public DescriptorBits Put(int value, int count)
    {
        for (var bit = count - 1; bit >= 0; bit--)
        {
            _all.Add((value >> bit & 1) == 1);
        }

        return this;
    }

    /// <summary>ns(n) of AV1.</summary>
    public DescriptorBits PutNonSymmetric(int value, int values)
    {
        var width = 0;
        for (var rest = values; rest != 0; rest >>= 1)
        {
            width++;
        }

        var shorter = (1 << width) - values;
        return value < shorter ? Put(value, width - 1) : Put(value + shorter, width);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[(_all.Count + 7) / 8];
        for (var i = 0; i < _all.Count; i++)
        {
            bytes[i / 8] |= (byte)(_all[i] ? 0x80 >> (i % 8) : 0);
        }

        return bytes;
    }
}

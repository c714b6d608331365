namespace DiemCau.Media.Tests.Rtp.Codecs;

/// <summary>Dependency descriptors, written bit by bit as appendix A.8 of the payload format lists their fields.</summary>
internal static class Descriptors
{
    /// <summary>Two spatial layers of two temporal ones (L2T2): templates and targets in the order 0/0, 0/1, 1/0, 1/1; 640×360 at most.</summary>
    public static byte[] KeyFrame()
    {
        var bits = new Bits().Mandatory(starts: true, ends: false, template: 0, number: 7);
        bits.Add(1, 0, 0, 0, 0); // brings a structure, and nothing of its own
        bits.Put(0, 6).Put(3, 5); // first template's number, targets less one
        bits.Put(1, 2).Put(2, 2).Put(1, 2).Put(3, 2); // next temporal, next spatial, next temporal, no more
        const int None = 0, Discardable = 1, Switch = 2, Required = 3;
        foreach (var indications in (int[][])[[Switch, Switch, Switch, Switch], [None, Discardable, None, Required], [None, None, Switch, Switch], [None, None, None, Discardable]])
        {
            foreach (var indication in indications)
            {
                bits.Put(indication, 2);
            }
        }

        bits.Put(0, 1).Put(1, 1).Put(0, 4).Put(0, 1).Put(1, 1).Put(0, 4).Put(0, 1).Put(1, 1).Put(1, 4).Put(0, 1); // frame differences
        bits.Put(1, 2); // chains, ns(5): one
        bits.Put(3, 4).Put(2, 4).Put(1, 4).Put(1, 4); // chain differences; a target of one chain takes no bits
        bits.Put(1, 1).Put(319, 16).Put(179, 16).Put(639, 16).Put(359, 16);
        return bits.ToArray();
    }

    public static byte[] Frame(bool starts, bool ends, int template, int number, int[]? indications = null)
    {
        var bits = new Bits().Mandatory(starts, ends, template, number);
        if (indications is not null)
        {
            bits.Add(0, 0, 1, 0, 0);
            foreach (var indication in indications)
            {
                bits.Put(indication, 2);
            }
        }

        return bits.ToArray();
    }

    private sealed class Bits
    {
        private readonly List<bool> all = [];

        public Bits Mandatory(bool starts, bool ends, int template, int number) =>
            Put(starts ? 1 : 0, 1).Put(ends ? 1 : 0, 1).Put(template, 6).Put(number, 16);

        public void Add(params int[] flags)
        {
            foreach (var flag in flags)
            {
                Put(flag, 1);
            }
        }

        public Bits Put(int value, int count)
        {
            for (var bit = count - 1; bit >= 0; bit--)
            {
                all.Add((value >> bit & 1) == 1);
            }

            return this;
        }

        public byte[] ToArray()
        {
            var bytes = new byte[(all.Count + 7) / 8];
            for (var i = 0; i < all.Count; i++)
            {
                bytes[i / 8] |= (byte)(all[i] ? 0x80 >> (i % 8) : 0);
            }

            return bytes;
        }
    }
}

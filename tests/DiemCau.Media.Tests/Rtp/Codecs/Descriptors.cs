namespace DiemCau.Media.Tests.Rtp.Codecs;

/// <summary>Dependency descriptors written by hand.</summary>
internal static class Descriptors
{
    /// <summary>
    /// Two spatial layers of two temporal ones (L2T2): templates and targets in the order 0/0, 0/1, 1/0, 1/1; 640×360 at most.
    /// </summary>
    public static byte[] KeyFrame()
    {
        var bits = new DescriptorBits().Mandatory(starts: true, ends: false, template: 0, number: 7);
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
        var bits = new DescriptorBits().Mandatory(starts, ends, template, number);
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
}

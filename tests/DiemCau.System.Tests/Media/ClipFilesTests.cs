using System.Buffers.Binary;
using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.System.Tests.Media;

public sealed class ClipFilesTests
{
    [Fact]
    public void An_ivf_file_plays_in_a_loop_and_knows_its_key_frames()
    {
        var ivf = IvfReader.Parse(Ivf(320, 180, 25, [true, false, false, true, false]));
        Assert.Equal((320, 180, 25.0, 5), (ivf.Width, ivf.Height, ivf.FramesPerSecond, ivf.FrameCount));
        Assert.Equal(ivf.Frame(1).ToArray(), ivf.Frame(11).ToArray());
        Assert.Equal([0L, 3, 3, 3, 5, 5, 8], Enumerable.Range(0, 7).Select(i => ivf.NextKeyFrame(i)));
        Assert.Equal((320, 180), Vp8Frame.Size(ivf.Frame(3)));
    }

    [Fact]
    public void A_cut_or_foreign_ivf_file_is_refused()
    {
        var file = Ivf(320, 180, 25, [true, false]);
        Assert.Throws<InvalidDataException>(() => IvfReader.Parse(file[..^1]));
        Assert.Throws<InvalidDataException>(() => IvfReader.Parse(Ivf(320, 180, 25, [false])));
        Assert.Throws<InvalidDataException>(() => IvfReader.Parse("RIFF"u8.ToArray()));
    }

    [Fact]
    public void Opus_packets_are_found_across_pages_and_lacing()
    {
        byte[] head = [.. "OpusHead"u8, 1, 1, 0x38, 0x01, 0x80, 0xBB, 0, 0, 0, 0, 0];
        var tags = "OpusTags"u8.ToArray();
        var small = Enumerable.Repeat((byte)1, 40).ToArray();
        var exact = Enumerable.Repeat((byte)2, 255).ToArray(); // a lacing of exactly 255 is ended by a zero
        var across = Enumerable.Repeat((byte)3, 600).ToArray();
        byte[] file =
        [
            .. Page(0, 2, [(byte)head.Length], head),
            .. Page(0, 0, [(byte)tags.Length], tags),
            .. Page(1920, 0, [40, 255, 0, 255], [.. small, .. exact, .. across[..255]]),
            .. Page(2880 + 312, 1, [255, 90], across[255..]),
        ];

        var opus = OggOpusReader.Parse(file);
        Assert.Equal(3, opus.PacketCount);
        Assert.Equal(TimeSpan.FromMilliseconds(60), opus.Duration);
        Assert.Equal(small, opus.Packet(0).ToArray());
        Assert.Equal(exact, opus.Packet(1).ToArray());
        Assert.Equal(across, opus.Packet(5).ToArray());
        Assert.Throws<InvalidDataException>(() => OggOpusReader.Parse(file.AsSpan(0, file.Length - 5)));
    }

    [Fact]
    public void Reading_a_clip_allocates_nothing()
    {
        var ivf = IvfReader.Parse(Ivf(320, 180, 25, [true, false, false]));
        var synthetic = new SyntheticVideo(1, [500]);
        long length = 0;
        Read(10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read(1000);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(length > 0);

        void Read(int frames)
        {
            for (var i = 0; i < frames; i++)
            {
                length += ivf.Frame(i).Length + synthetic.Frame(0, i).Length + ivf.NextKeyFrame(i);
            }
        }
    }

    [Fact]
    public void A_synthetic_frame_proves_itself_and_a_changed_one_does_not()
    {
        var frame = new SyntheticVideo(9, [500]).Frame(0, 60).ToArray();
        Assert.Equal(new Content(9, -1, 60), ContentIndex.Synthetic.RecogniseFrame(frame));
        frame[^9] ^= 1;
        Assert.Null(ContentIndex.Synthetic.RecogniseFrame(frame));
    }

    private static byte[] Ivf(ushort width, ushort height, uint rate, bool[] keyFrames)
    {
        var header = new byte[32];
        "DKIF"u8.CopyTo(header);
        header[6] = 32;
        "VP80"u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(12), width);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(14), height);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), rate);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(20), 1);
        var file = new List<byte>(header);
        foreach (var key in keyFrames)
        {
            var frame = new byte[12 + 100];
            frame[0] = 100;
            Vp8Frame.WriteHead(frame.AsSpan(12), key, width, height, 50);
            frame[^1] = (byte)file.Count;
            file.AddRange(frame);
        }

        return [.. file];
    }

    private static byte[] Page(long granule, byte flags, byte[] lacing, byte[] body)
    {
        var header = new byte[27];
        "OggS"u8.CopyTo(header);
        header[5] = flags;
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(6), granule);
        header[26] = (byte)lacing.Length;
        return [.. header, .. lacing, .. body];
    }
}

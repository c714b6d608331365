using DiemCau.Media.Ice;
using DiemCau.Media.Tcp;
using DiemCau.Media.Transports.WebRtc;

namespace DiemCau.Fuzz.Targets;

/// <summary>
/// A byte stream on the HTTPS port: what it is, and the datagrams in it, which have to be the same however the stream was cut. The first byte
/// says into pieces of which length.
/// </summary>
internal sealed class IceTcpTarget : IFuzzTarget
{
    public string Name => "ice-tcp";

    public IReadOnlyList<Type> Parsers { get; } = [typeof(TcpSniffer), typeof(IceTcpFrame), typeof(Demultiplexer)];

    public IReadOnlyList<byte[]> Samples { get; } =
    [
        [3, .. Framed(Check()), .. Framed([0x16, 0xFE, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]), .. Framed(new byte[1_500]), .. Framed([])],
        [1, .. Check()],
        [7, .. "GET / HTTP/1.1\r\n\r\n"u8],
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
        {
            return;
        }

        var piece = 1 + input[0];
        var stream = input[1..];
        for (var length = 0; length < Math.Min(stream.Length, 32); length++)
        {
            var (sooner, later) = (TcpSniffer.Recognise(stream[..length]), TcpSniffer.Recognise(stream[..(length + 1)]));
            if (sooner != TcpProtocol.Undecided && sooner != later)
            {
                throw new InvalidOperationException("What was recognised became something else.");
            }
        }

        var (whole, cut) = (Read(stream, stream.Length), Read(stream, piece));
        if (!whole.SequenceEqual(cut, ByBytes.Instance))
        {
            throw new InvalidOperationException("Other datagrams when cut otherwise.");
        }
    }

    private static List<byte[]> Read(ReadOnlySpan<byte> stream, int piece)
    {
        var datagrams = new List<byte[]>();
        var (at, end) = (0, 0);
        while (end < stream.Length)
        {
            end = Math.Min(stream.Length, end + piece);
            int consumed;
            do
            {
                if (!IceTcpFrame.TryRead(stream[at..end], out var datagram, out consumed))
                {
                    return datagrams;
                }

                if (consumed > 0)
                {
                    _ = Demultiplexer.Classify(datagram);
                    datagrams.Add(datagram.ToArray());
                    at += consumed;
                }
            }
            while (consumed > 0);
        }

        return datagrams;
    }

    private static byte[] Framed(ReadOnlySpan<byte> datagram)
    {
        var frame = new byte[IceTcpFrame.Header + datagram.Length];
        IceTcpFrame.Write(datagram, frame);
        return frame;
    }

    private static byte[] Check()
    {
        var bytes = new byte[64];
        return bytes[..new StunWriter(bytes, StunClass.Request, new byte[12]).Finish()];
    }

    private sealed class ByBytes : IEqualityComparer<byte[]>
    {
        public static ByBytes Instance { get; } = new();

        public bool Equals(byte[]? one, byte[]? other) => one.AsSpan().SequenceEqual(other);

        public int GetHashCode(byte[] bytes) => bytes.Length;
    }
}

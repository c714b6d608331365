using System.Text;
using DiemCau.Media.Ice;
using DiemCau.Media.Tcp;
using DiemCau.Media.Turn;

namespace DiemCau.Media.Tests.Tcp;

public sealed class TcpSnifferTests
{
    private static readonly byte[] Check = Request(StunMessage.Binding);

    [Fact]
    public void A_check_behind_its_length_is_ICE_TCP()
    {
        var framed = new byte[Check.Length + 2];
        IceTcpFrame.Write(Check, framed);
        Assert.All(Enumerable.Range(0, 10), length => Assert.Equal(TcpProtocol.Undecided, TcpSniffer.Recognise(framed.AsSpan(0, length))));
        Assert.All(Enumerable.Range(10, 20), length => Assert.Equal(TcpProtocol.IceTcp, TcpSniffer.Recognise(framed.AsSpan(0, length))));
    }

    [Fact]
    public void A_bare_STUN_request_is_TURN()
    {
        var allocate = Request(TurnMethod.Allocate);
        Assert.All(Enumerable.Range(0, 8), length => Assert.Equal(TcpProtocol.Undecided, TcpSniffer.Recognise(allocate.AsSpan(0, length))));
        Assert.Equal(TcpProtocol.Turn, TcpSniffer.Recognise(allocate.AsSpan(0, 8)));
        Assert.Equal(TcpProtocol.Turn, TcpSniffer.Recognise(Check));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1")]
    [InlineData("PRI * HTTP/2.0")]
    [InlineData("\u0016\u0003\u0001")]
    [InlineData("SSH-2.0")]
    public void The_first_byte_of_anything_else_is_enough(string text)
    {
        Assert.Equal(TcpProtocol.Foreign, TcpSniffer.Recognise(Encoding.Latin1.GetBytes(text).AsSpan(0, 1)));
    }

    [Fact]
    public void Zeros_are_not_media()
    {
        Assert.Equal(TcpProtocol.Foreign, TcpSniffer.Recognise(new byte[10]));
    }

    [Fact]
    public void Frames_come_out_whole_however_the_bytes_were_cut()
    {
        var stream = new byte[64];
        var length = IceTcpFrame.Write([1, 2, 3], stream);
        length += IceTcpFrame.Write([4], stream.AsSpan(length));
        for (var seen = 0; seen < 5; seen++)
        {
            Assert.True(IceTcpFrame.TryRead(stream.AsSpan(0, seen), out _, out var none));
            Assert.Equal(0, none);
        }

        Assert.True(IceTcpFrame.TryRead(stream.AsSpan(0, length), out var first, out var consumed));
        Assert.Equal([1, 2, 3], first.ToArray());
        Assert.True(IceTcpFrame.TryRead(stream.AsSpan(consumed, length - consumed), out var second, out _));
        Assert.Equal([4], second.ToArray());
        Assert.False(IceTcpFrame.TryRead([0x16, 0x03, 0x01], out _, out _));
    }

    private static byte[] Request(int method)
    {
        var bytes = new byte[64];
        return bytes[..new StunWriter(bytes, StunClass.Request, new byte[12], method).Finish()];
    }
}

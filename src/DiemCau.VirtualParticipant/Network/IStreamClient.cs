using DiemCau.Media.Tcp;

namespace DiemCau.VirtualParticipant.Network;

/// <summary>The client's end of what is spoken on a stream.</summary>
internal interface IStreamClient
{
    /// <summary>Whether datagrams can pass.</summary>
    bool IsReady { get; }

    /// <summary>Why they never will; null while they may.</summary>
    int? Refusal { get; }

    /// <summary>The first message to send; null where there is none.</summary>
    byte[]? Begin();

    byte[] Wrap(ReadOnlySpan<byte> datagram);

    /// <summary>Takes the first message of a stream.</summary>
    /// <param name="consumed">0 when it is not all there.</param>
    /// <param name="datagram">For the participant; null for none.</param>
    /// <param name="answer">For the server; null for none.</param>
    bool TryTake(ReadOnlySpan<byte> stream, out int consumed, out byte[]? datagram, out byte[]? answer);
}

/// <summary>Nothing but a length before each datagram (RFC 4571).</summary>
internal sealed class IceTcpClient : IStreamClient
{
    public bool IsReady => true;

    public int? Refusal => null;

    public byte[]? Begin() => null;

    public byte[] Wrap(ReadOnlySpan<byte> datagram)
    {
        var framed = new byte[IceTcpFrame.Header + datagram.Length];
        IceTcpFrame.Write(datagram, framed);
        return framed;
    }

    public bool TryTake(ReadOnlySpan<byte> stream, out int consumed, out byte[]? datagram, out byte[]? answer)
    {
        answer = null;
        var isFrame = IceTcpFrame.TryRead(stream, out var content, out consumed);
        datagram = consumed > 0 ? content.ToArray() : null;
        return isFrame;
    }
}

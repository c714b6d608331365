using System.Net;
using System.Net.Sockets;
using DiemCau.Media;
using DiemCau.Media.Tcp;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace DiemCau.Server.MediaPlane;

/// <summary>
/// Takes media out of the connections of the HTTPS port by their first bytes: ICE-TCP and TURN beside TLS, TURN inside it. Everything
/// else goes on as if nothing had been looked at.
/// </summary>
internal sealed class MediaConnections(MediaServer engine)
{
    private const int IpProtoTcp = 6;

    /// <summary>TCP_NOTSENT_LOWAT of Linux.</summary>
    private const int NotSentLowAt = 25;

    /// <summary>
    /// What the kernel may hold beyond what is under way; it would otherwise take megabytes, and the line be seconds late.
    /// </summary>
    private const int MostUnsent = 16 * 1024;

    /// <summary>A client speaks at once, in both protocols and in TLS; who does not, goes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Browsers open connections ahead of need; HTTP lets them be silent for as long.</summary>
    private static readonly TimeSpan PatienceInsideTls = TimeSpan.FromSeconds(120);

    public ConnectionDelegate BeforeTls(ConnectionDelegate next) => connection => DivertAsync(connection, next, Patience);

    /// <summary>Whoever has agreed on HTTP by ALPN (RFC 7301) is a browser; TURN clients negotiate nothing.</summary>
    public ConnectionDelegate InsideTls(ConnectionDelegate next) => connection =>
    {
        HalfOpenConnections.HasBegun(connection);
        return connection.Features.Get<ITlsApplicationProtocolFeature>()?.ApplicationProtocol.Length > 0
            ? next(connection)
            : DivertAsync(connection, next, PatienceInsideTls);
    };

    private async Task DivertAsync(ConnectionContext connection, ConnectionDelegate next, TimeSpan patience)
    {
        switch (await RecogniseAsync(connection, patience))
        {
            case TcpProtocol.Foreign:
                await next(connection);
                break;
            case var media and (TcpProtocol.IceTcp or TcpProtocol.Turn):
                await CarryAsync(connection, media);
                break;
        }
    }

    /// <summary>Looks at the first bytes and leaves them where they are. Undecided: the other end has gone or said too little.</summary>
    private static async Task<TcpProtocol> RecogniseAsync(ConnectionContext connection, TimeSpan patience)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        end.CancelAfter(patience);
        try
        {
            while (true)
            {
                var read = await connection.Transport.Input.ReadAsync(end.Token);
                var protocol = TcpSniffer.Recognise(read.Buffer.FirstSpan);
                var isUndecided = protocol == TcpProtocol.Undecided;
                connection.Transport.Input.AdvanceTo(read.Buffer.Start, isUndecided ? read.Buffer.End : read.Buffer.Start);
                if (!isUndecided || read.IsCompleted)
                {
                    return protocol;
                }
            }
        }
        catch (Exception cause) when (cause is OperationCanceledException or IOException or ConnectionAbortedException)
        {
            return TcpProtocol.Undecided;
        }
    }

    private async Task CarryAsync(ConnectionContext connection, TcpProtocol protocol)
    {
        if (connection.RemoteEndPoint is not IPEndPoint remote || engine.OpenTcp(protocol, remote) is not { } carried)
        {
            connection.Abort();
            return;
        }

        HalfOpenConnections.HasBegun(connection); // the engine has bounds of its own for those that say nothing more
        KeepUnsentShort(connection);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        using (carried)
        {
            var receiving = TcpPump.ReceiveAsync(connection.Transport.Input, carried, end.Token);
            var sending = TcpPump.SendAsync(carried, connection.Transport.Output, end.Token);
            await Task.WhenAny(receiving, sending, carried.Ended);
            await end.CancelAsync();
            await Task.WhenAll(receiving, sending);
        }

        connection.Abort();
    }

    private static void KeepUnsentShort(ConnectionContext connection)
    {
        try
        {
            connection.Features.Get<IConnectionSocketFeature>()?.Socket
                .SetRawSocketOption(IpProtoTcp, NotSentLowAt, BitConverter.GetBytes(MostUnsent));
        }
        catch (Exception cause) when (cause is SocketException or ObjectDisposedException)
        {
            // The other end has gone meanwhile, or the kernel has no such option: media flows without it, later on a slow line.
        }
    }
}

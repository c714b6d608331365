using System.Buffers;
using System.IO.Pipelines;
using DiemCau.Media.Tcp;
using Microsoft.AspNetCore.Connections;

namespace DiemCau.Server.MediaPlane;

/// <summary>
/// The two sides of a connection that carries media. Each ends when the connection or its media does, never with an exception.
/// </summary>
internal static class TcpPump
{
    /// <summary>Few enough that a slow line is noticed, enough for a picture's burst in one write.</summary>
    private const int BytesPerWrite = 8 * 1024;

    public static async Task ReceiveAsync(PipeReader input, TcpConnection media, CancellationToken end)
    {
        var joint = new byte[TcpConnection.LargestFrame];
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(end);
                var rest = read.Buffer;
                if (!TryTakeAll(media, ref rest, joint) || read.IsCompleted)
                {
                    return;
                }

                input.AdvanceTo(rest.Start, rest.End);
            }
        }
        catch (Exception cause) when (IsTheEnd(cause))
        {
        }
    }

    public static async Task SendAsync(TcpConnection media, PipeWriter output, CancellationToken end)
    {
        try
        {
            while (await media.WaitToSendAsync(end))
            {
                media.Send(output, BytesPerWrite);
                if ((await output.FlushAsync(end)).IsCompleted)
                {
                    return;
                }
            }
        }
        catch (Exception cause) when (IsTheEnd(cause))
        {
        }
    }

    /// <summary>Hands over all whole messages. Those that lie across two segments are put together first.</summary>
    private static bool TryTakeAll(TcpConnection media, ref ReadOnlySequence<byte> rest, byte[] joint)
    {
        while (!rest.IsEmpty)
        {
            if (!media.TryReceive(rest.FirstSpan, out var consumed))
            {
                return false;
            }

            if (consumed == 0 && !rest.IsSingleSegment)
            {
                var head = rest.Slice(0, Math.Min(rest.Length, joint.Length));
                head.CopyTo(joint);
                if (!media.TryReceive(joint.AsSpan(0, (int)head.Length), out consumed))
                {
                    return false;
                }
            }

            if (consumed == 0)
            {
                return true;
            }

            rest = rest.Slice(consumed);
        }

        return true;
    }

    private static bool IsTheEnd(Exception cause) =>
        cause is OperationCanceledException or IOException or ConnectionAbortedException or ObjectDisposedException;
}

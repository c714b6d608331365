using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace DiemCau.Media.Observability;

/// <summary>Carries events off the packet threads to the listener, one at a time and in order.</summary>
internal sealed class MediaEventQueue : IAsyncDisposable
{
    private readonly Channel<Action<IMediaEvents>> events =
        Channel.CreateUnbounded<Action<IMediaEvents>>(new UnboundedChannelOptions { SingleReader = true });

    private readonly ILogger log;
    private readonly Task pump;
    private volatile IMediaEvents? listener;

    public MediaEventQueue(ILogger log)
    {
        this.log = log;
        pump = Task.Run(PumpAsync);
    }

    public void Listen(IMediaEvents receiver) => listener = receiver;

    public void Raise(Action<IMediaEvents> happened) => events.Writer.TryWrite(happened);

    public async ValueTask DisposeAsync()
    {
        events.Writer.TryComplete();
        await pump.ConfigureAwait(false);
    }

    private async Task PumpAsync()
    {
        await foreach (var happened in events.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (listener is not { } receiver)
            {
                continue;
            }

            try
            {
                happened(receiver);
            }
            catch (Exception fault)
            {
                MediaLog.ListenerFault(log, fault);
            }
        }
    }
}

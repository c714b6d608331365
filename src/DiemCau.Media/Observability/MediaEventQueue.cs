using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace DiemCau.Media.Observability;

/// <summary>Carries events off the packet threads to the listener, one at a time and in order.</summary>
internal sealed class MediaEventQueue : IAsyncDisposable
{
    private readonly Channel<Action<IMediaEvents>> _events =
        Channel.CreateUnbounded<Action<IMediaEvents>>(new UnboundedChannelOptions { SingleReader = true });

    private readonly ILogger _log;
    private readonly Task _pump;
    private volatile IMediaEvents? _listener;

    public MediaEventQueue(ILogger log)
    {
        _log = log;
        _pump = Task.Run(PumpAsync);
    }

    public void Listen(IMediaEvents receiver) => _listener = receiver;

    public void Raise(Action<IMediaEvents> happened) => _events.Writer.TryWrite(happened);

    public async ValueTask DisposeAsync()
    {
        _events.Writer.TryComplete();
        await _pump.ConfigureAwait(false);
    }

    private async Task PumpAsync()
    {
        await foreach (var happened in _events.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (_listener is not { } receiver)
            {
                continue;
            }

            try
            {
                happened(receiver);
            }
            catch (Exception fault)
            {
                MediaLog.ListenerFault(_log, fault);
            }
        }
    }
}

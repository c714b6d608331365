using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace DiemCau.Media.Observability;

/// <summary>Carries events off the packet threads to the listener, one at a time and in order.</summary>
internal sealed class MediaEventQueue : IAsyncDisposable
{
    private readonly Channel<Posted> _events =
        Channel.CreateUnbounded<Posted>(new UnboundedChannelOptions { SingleReader = true });

    private readonly ILogger _log;
    private readonly Task _pump;
    private volatile IMediaEvents? _listener;

    public MediaEventQueue(ILogger log)
    {
        _log = log;
        _pump = Task.Run(PumpAsync);
    }

    public void Listen(IMediaEvents receiver) => _listener = receiver;

    public void Raise(Action<IMediaEvents> happened) => _events.Writer.TryWrite(new Posted(happened, null));

    /// <summary>Has something done between events, whether or not anybody listens.</summary>
    public void Do(Action work) => _events.Writer.TryWrite(new Posted(null, work));

    public async ValueTask DisposeAsync()
    {
        _events.Writer.TryComplete();
        await _pump.ConfigureAwait(false);
    }

    private async Task PumpAsync()
    {
        await foreach (var posted in _events.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                posted.Work?.Invoke();
                if (_listener is { } receiver)
                {
                    posted.Happened?.Invoke(receiver);
                }
            }
            catch (Exception fault)
            {
                MediaLog.ListenerFault(_log, fault);
            }
        }
    }

    private readonly record struct Posted(Action<IMediaEvents>? Happened, Action? Work);
}

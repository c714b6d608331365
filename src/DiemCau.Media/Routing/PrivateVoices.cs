namespace DiemCau.Media.Routing;

/// <summary>Whose private words each participant hears. Never changed, only replaced.</summary>
internal sealed class PrivateVoices
{
    public static readonly PrivateVoices None = new(Programme.Empty, static _ => null);

    private readonly Dictionary<Guid, List<Source>> _byListener = [];

    /// <param name="find">Who takes part.</param>
    public PrivateVoices(Programme programme, Func<Guid, Participant?> find)
    {
        foreach (var (speaker, listeners) in programme.PrivateVoices ?? new Dictionary<Guid, IReadOnlySet<Guid>>())
        {
            if (find(speaker) is not { } participant)
            {
                continue;
            }

            foreach (var listener in listeners)
            {
                if (!_byListener.TryGetValue(listener, out var heard))
                {
                    _byListener[listener] = heard = [];
                }

                heard.Add(participant.Microphone);
            }
        }
    }

    public IReadOnlyList<Source> For(Participant listener) => _byListener.TryGetValue(listener.Id, out var heard) ? heard : [];
}

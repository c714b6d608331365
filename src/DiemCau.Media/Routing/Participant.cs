namespace DiemCau.Media.Routing;

/// <summary>Somebody in a conference: three sources that outlive the transports they come by, and the transport of the moment.</summary>
internal sealed class Participant
{
    private volatile Transport? _transport;
    private double _measuredLine;

    public Participant(Guid id, Conference conference)
    {
        Id = id;
        Conference = conference;
        Microphone = new Source(this, SourceKind.Microphone);
        Camera = new Source(this, SourceKind.Camera);
        Screen = new Source(this, SourceKind.Screen);
    }

    public Guid Id { get; }

    public Conference Conference { get; }

    public Source Microphone { get; }

    public Source Camera { get; }

    public Source Screen { get; }

    /// <summary>Set by the conference's control side; null while the participant takes part without media.</summary>
    public Transport? Transport
    {
        get => _transport;
        set => _transport = value;
    }

    /// <summary>What it wants to see, kept for the transports to come. Any thread.</summary>
    public ReceiverView? View { get; private set; }

    public void SetView(ReceiverView view)
    {
        View = view;
        if (Transport is { Owner: { } worker } present)
        {
            worker.Post(present.Receiver.LookAgain);
        }
    }

    /// <summary>Bits per second up to which its line is to be measured; 0: not to be. Any thread.</summary>
    public double MeasuredLine
    {
        get => Volatile.Read(ref _measuredLine);
        set => Volatile.Write(ref _measuredLine, value);
    }

    public Source Source(SourceKind kind) => kind switch
    {
        SourceKind.Microphone => Microphone,
        SourceKind.Camera => Camera,
        _ => Screen,
    };
}

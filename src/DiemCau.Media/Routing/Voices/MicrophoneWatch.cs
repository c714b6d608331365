namespace DiemCau.Media.Routing.Voices;

/// <summary>
/// What comes of one microphone: whether somebody speaks, or it is silent, and since when. The conference's home worker writes it; what
/// others read is published in volatile fields.
/// </summary>
internal sealed class MicrophoneWatch
{
    /// <summary>What counts as a sound, whatever the room: −60 dBov, and 10 dB above the room's own noise.</summary>
    private const int QuietestSound = 60;
    private const int AboveNoise = 10;

    /// <summary>Under −90 dBov is not even the noise of an amplifier: it is switched off, or a cable is out.</summary>
    private const int NoSignalFrom = 90;

    /// <summary>So much sound, less half of the time without, is speech: a cough of 200 ms is none.</summary>
    private const long BeginsToSpeak = 240_000;
    private const long MostCounted = 500_000;

    /// <summary>A pause between sentences ends nothing.</summary>
    private const long SpeechEnds = 1_500_000;

    private const long SilentAfter = 10_000_000;
    private const long NoSignalAfter = 3_000_000;

    /// <summary>With DTX there is a packet in 400 ms at least.</summary>
    private const long MissingAfter = 3_000_000;

    /// <summary>One change is told in this time at most.</summary>
    private const long BetweenChanges = 1_000_000;

    private const int FloorWindow = 250; // 5 s of samples
    private const int FirstWindow = 50;
    private const int Unknown = 127;

    private readonly LevelEnvelope _envelope = new();
    private volatile MicrophoneReport? _report;
    private volatile int _level = 127;
    private MicrophoneState _state = MicrophoneState.Quiet;
    private EchoSuspicion _echo;
    private Guid? _echoOf;
    private long _stateSince;
    private long _toldAt;
    private long _heardAt;
    private long _signalAt;
    private long _soundAt;
    private long _sounding;
    private long _lastAt;
    private int _floor = Unknown;
    private int _windowFloor;
    private int _windowSamples;

    /// <summary>Any thread; null before the first look.</summary>
    public MicrophoneReport? Report => _report;

    /// <summary>RFC 6464: of this moment, falling by a decibel in 20 ms as meters do. Any thread.</summary>
    public int Level => _level;

    public LevelEnvelope Envelope => _envelope;

    /// <summary>Something is there to be an echo of somebody else.</summary>
    public bool HasSignal => _state is MicrophoneState.Speaking or MicrophoneState.Quiet or MicrophoneState.Silent;

    /// <param name="level">RFC 6464: 0 loudest … 127 silence.</param>
    /// <param name="at">When its packet came.</param>
    /// <param name="isMeasured">Its sender tells levels; otherwise only that something comes is known.</param>
    public void OnLevel(byte level, long at, bool isMeasured)
    {
        if (!isMeasured)
        {
            (_heardAt, _signalAt, _soundAt, _lastAt) = (at, at, at, at);
            _stateSince = _stateSince == 0 ? at : _stateSince;
            return;
        }

        if (_lastAt == 0)
        {
            (_signalAt, _soundAt, _stateSince) = (at, at, at);
        }

        var passed = _lastAt == 0 ? 20_000 : Math.Clamp(at - _lastAt, 0, 120_000);
        (_lastAt, _heardAt) = (at, at);
        _envelope.Add(level, at);
        _level = Math.Min(level, _level + (int)(passed / 20_000));
        LearnFloor(level);
        if (level < NoSignalFrom)
        {
            _signalAt = at;
        }

        if (_floor != Unknown && level <= Math.Min(QuietestSound, _floor - AboveNoise))
        {
            _soundAt = at;
            _sounding = Math.Min(MostCounted, _sounding + passed);
        }
        else
        {
            _sounding = Math.Max(0, _sounding - (passed / 2));
        }
    }

    /// <summary>A look for an echo with somebody else speaking.</summary>
    /// <param name="lag">In bins of the envelope; 0: none was found.</param>
    public void LookForEcho(int lag, Guid speaker)
    {
        _echo.Look(lag);
        _echoOf = _echo.Lag == 0 ? null : lag != 0 ? speaker : _echoOf;
    }

    /// <returns>True when something is to be told: <see cref="Report"/>.</returns>
    public bool Look(long now)
    {
        Judge(now);
        if (!HasSignal)
        {
            _echo.Clear();
            _echoOf = null;
        }

        var told = _report;
        if (told?.State == _state && (told.EchoOf is null) == (_echoOf is null))
        {
            return false;
        }

        if (told is not null && now - _toldAt < BetweenChanges)
        {
            return false;
        }

        _toldAt = now;
        TimeSpan? delay = _echoOf is null ? null : TimeSpan.FromMicroseconds(_echo.Lag * LevelEnvelope.BinMicros);
        _report = new MicrophoneReport(_state, TimeSpan.FromMicroseconds(_stateSince), _level, _echoOf, delay);
        return true;
    }

    private void Judge(long now)
    {
        var (next, since) = now - _heardAt > MissingAfter ? (MicrophoneState.Missing, _heardAt)
            : now - _signalAt > NoSignalAfter ? (MicrophoneState.NoSignal, _signalAt)
            : _state == MicrophoneState.Speaking && now - _soundAt <= SpeechEnds ? (MicrophoneState.Speaking, _stateSince)
            : _sounding >= BeginsToSpeak ? (MicrophoneState.Speaking, now)
            : now - _soundAt > SilentAfter ? (MicrophoneState.Silent, _soundAt)
            : (MicrophoneState.Quiet, _soundAt);
        if (next == MicrophoneState.Missing)
        {
            _level = 127;
            _sounding = 0;
        }

        if (next != _state)
        {
            (_state, _stateSince) = (next, since);
        }
    }

    /// <summary>
    /// The quietest of the last seconds is the room's noise; what carries no signal is no room (<see cref="SpeechActivity"/>).
    /// </summary>
    private void LearnFloor(int level)
    {
        if (level >= NoSignalFrom)
        {
            return;
        }

        _windowFloor = _windowSamples == 0 ? level : Math.Max(_windowFloor, level);
        _floor = _floor == Unknown ? Unknown : Math.Max(_floor, level);
        if (++_windowSamples >= (_floor == Unknown ? FirstWindow : FloorWindow))
        {
            (_floor, _windowSamples) = (_windowFloor, 0);
        }
    }
}

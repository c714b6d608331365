namespace DiemCau.Media.Routing.Voices;

/// <summary>
/// One speaker's speech activity on three timescales (Volfin and Cohen, "Dominant speaker identification for multipoint
/// videoconferencing", 2012): immediate (20 ms sub-units), medium (5 of them) and long (10 medium blocks: one second).
/// </summary>
internal sealed class SpeechActivity
{
    public const long SampleMicros = 20_000;

    /// <summary>The score of silence; small, so that logarithms of ratios are defined.</summary>
    public const double Silent = 1e-10;

    private const int MaxLevel = 127;
    private const int Subbands = 13;                   // N1
    private const int SamplesPerBlock = 5;             // N2
    private const int Blocks = 10;                     // N3
    private const int Samples = SamplesPerBlock * Blocks;
    private const int LevelsPerSubband = (MaxLevel + Subbands - 1) / Subbands;
    private const int ActiveSubband = 7;               // an immediate value above it is a sound of speech
    private const int ActiveSamples = 4;               // a block with more of them is speech
    private const int QuietestSound = 127 - 60;        // −60 dBov: below it is noise, whatever the room
    private const double MinScore = Silent;
    private const int FloorWindow = 250;               // 5 s of samples

    /// <summary>Packets carry 10 to 120 ms (RFC 7587): within that, a level stands for all the time since the packet before it.</summary>
    private const int LongestPacket = 6;
    private const long MaxAhead = 3 * SampleMicros;

    private static readonly double[] ImmediateScores = Scores(Subbands, 0.5, 0.78);
    private static readonly double[] MediumScores = Scores(SamplesPerBlock, 0.5, 24);
    private static readonly double[] LongScores = Scores(Blocks, 0.5, 47);

    private readonly byte[] _subbands = new byte[Samples];
    private int _newest;
    private int _noiseFloor = MaxLevel;
    private int _windowFloor = MaxLevel;
    private int _windowSamples;
    private long _sampledUntil;
    private bool _started;

    public double Immediate { get; private set; } = MinScore;

    public double Medium { get; private set; } = MinScore;

    public double Long { get; private set; } = MinScore;

    /// <summary>Sounds of speech within the last second.</summary>
    public long ActiveMicros { get; private set; }

    /// <summary>When the last sound of speech was heard.</summary>
    public long LastActive { get; private set; }

    /// <param name="loudness">0 silence … 127 loudest (127 minus the RFC 6464 level).</param>
    public void OnLevel(byte loudness, long now)
    {
        _sampledUntil = _started ? _sampledUntil : now - SampleMicros;
        _started = true;
        LearnFloor(loudness);
        FillSilence(now);
        var quietest = Math.Max(_noiseFloor + LevelsPerSubband, QuietestSound);
        var subband = (byte)(loudness < quietest ? 0 : loudness / LevelsPerSubband);
        LastActive = subband > ActiveSubband ? now : LastActive;
        for (var samples = Math.Max(1, (now - _sampledUntil) / SampleMicros); samples > 0; samples--)
        {
            Push(subband);
        }

        // Packets that come in a burst may run ahead of the clock, but not for good.
        _sampledUntil = Math.Min(_sampledUntil, now + MaxAhead);
    }

    /// <summary>Brings the scores up to now; time without packets (DTX, muted, gone) counts as silence.</summary>
    public void Evaluate(long now)
    {
        FillSilence(now);
        var active = 0;
        var blocks = 0;
        var all = 0;
        for (var block = 0; block < Blocks; block++)
        {
            var inBlock = 0;
            for (var i = 0; i < SamplesPerBlock; i++)
            {
                inBlock += _subbands[(_newest - (block * SamplesPerBlock) - i + Samples) % Samples] > ActiveSubband ? 1 : 0;
            }

            active = block == 0 ? inBlock : active;
            all += inBlock;
            blocks += inBlock > ActiveSamples ? 1 : 0;
        }

        Immediate = ImmediateScores[Math.Min((int)_subbands[_newest], Subbands)];
        Medium = MediumScores[active];
        ActiveMicros = all * SampleMicros;
        Long = LongScores[blocks];
    }

    private void FillSilence(long now)
    {
        var missing = (now - _sampledUntil) / SampleMicros;
        if (!_started || missing <= LongestPacket)
        {
            return;
        }

        for (var silent = Math.Min(missing, Samples); silent > 0; silent--)
        {
            Push(0);
        }

        _sampledUntil = now;
    }

    private void Push(byte subband)
    {
        _newest = (_newest + 1) % Samples;
        _subbands[_newest] = subband;
        _sampledUntil += SampleMicros;
    }

    /// <summary>
    /// The quietest sample of the last seconds is what the room itself sounds like. Digital silence (muted, DTX) is no room: learnt from
    /// it, the room's noise after unmuting would count as sound and nobody else could win on the immediate scale.
    /// </summary>
    private void LearnFloor(int loudness)
    {
        if (loudness == 0)
        {
            return;
        }

        _windowFloor = Math.Min(_windowFloor, loudness);
        _noiseFloor = Math.Min(_noiseFloor, loudness);
        if (++_windowSamples >= FloorWindow)
        {
            _noiseFloor = _windowFloor;
            _windowFloor = MaxLevel;
            _windowSamples = 0;
        }
    }

    /// <summary>Log-likelihood ratio of "speaking" against "silent" for each count of active items.</summary>
    private static double[] Scores(int items, double probability, double rate)
    {
        var scores = new double[items + 1];
        var logChoose = 0.0;
        for (var active = 0; active <= items; active++)
        {
            var score = logChoose + (active * Math.Log(probability)) + ((items - active) * Math.Log(1 - probability))
                - Math.Log(rate) + (rate * active);
            scores[active] = Math.Max(score, MinScore);
            logChoose += Math.Log((double)(items - active) / (active + 1));
        }

        return scores;
    }
}

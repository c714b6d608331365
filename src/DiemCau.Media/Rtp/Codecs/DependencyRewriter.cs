namespace DiemCau.Media.Rtp.Codecs;

/// <summary>What of a dependency descriptor a receiver gets differently.</summary>
/// <param name="TemplateShift">Added to the numbers of templates, modulo 64.</param>
/// <param name="ToldTargets">
/// 0: no descriptor is passed on; <see cref="Nothing"/>: it says of decode targets what it said; from <see cref="FirstTarget"/> on: which
/// one is sent, as that has to be said.
/// </param>
internal readonly record struct DependencyNumbers(ushort FrameNumber, byte TemplateShift, byte ToldTargets)
{
    public const byte Nothing = 1;
    public const byte FirstTarget = 2;

    /// <summary>There is a descriptor to pass on.</summary>
    public bool IsPassedOn => ToldTargets != 0;

    public static implicit operator PictureNumbers(DependencyNumbers numbers) =>
        new(numbers.FrameNumber, numbers.TemplateShift, numbers.ToldTargets);

    public static implicit operator DependencyNumbers(PictureNumbers numbers) => new(numbers.PictureId, numbers.Tl0PicIdx, numbers.KeyIdx);
}

/// <summary>
/// Lets frame numbers and templates of one receive slot go on when the source changes, and says what is left out (appendix A.4.4). Frames
/// that are left out leave holes in the numbers: they say which frame another one needs, by difference, not how many there were.
/// </summary>
internal sealed class DependencyRewriter
{
    /// <summary>Bits before a structure: the mandatory fields and five flags.</summary>
    private const int HeadBits = 29;
    private const byte TargetsFlag = 0x40;

    private ushort _numberShift;
    private ushort _newest;
    private byte _templateShift;
    private byte _nextTemplate;
    private bool _started;
    private DependencyStructure? _structure;
    private uint _told;
    private bool _isToldTargets;
    private uint? _toldAt;

    /// <summary>The next packet, which starts a key frame, is of another source.</summary>
    public void BeginSource(in DependencyDescriptor first)
    {
        _numberShift = (ushort)(_started ? _newest + 1 - first.FrameNumber : 0);
        // A receiver may not take a template of the old structure for one of the new.
        _templateShift = (byte)(_started && first.Structure is { } next
            ? (_nextTemplate - next.FirstTemplate) & (DependencyStructure.MostTemplates - 1)
            : 0);
        _newest = (ushort)(first.FrameNumber + _numberShift);
        _started = true;
        _structure = null;
    }

    /// <param name="target">The decode target that is sent.</param>
    public DependencyNumbers Rewrite(in DependencyDescriptor descriptor, int target, uint timestamp)
    {
        var number = (ushort)(descriptor.FrameNumber + _numberShift);
        if ((short)(number - _newest) >= 0)
        {
            _newest = number;
            Tell(descriptor, target, timestamp);
        }

        var tells = descriptor.Structure is { } known && (descriptor.TellsTargets || (_isToldTargets && known == _structure));
        return new DependencyNumbers(
            number, _templateShift, (byte)(tells ? target + DependencyNumbers.FirstTarget : DependencyNumbers.Nothing));
    }

    /// <summary>Writes a descriptor with these numbers.</summary>
    /// <param name="destination">As long as the descriptor and <see cref="Growth"/>.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(
        ReadOnlySpan<byte> source, in DependencyDescriptor descriptor, DependencyNumbers numbers, Span<byte> destination)
    {
        source.CopyTo(destination);
        destination[0] = (byte)((source[0] & 0xC0) | Shifted(source[0], numbers));
        destination[1] = (byte)(numbers.FrameNumber >> 8);
        destination[2] = (byte)numbers.FrameNumber;
        if (descriptor.HasStructure && source.Length * 8 >= HeadBits + 6)
        {
            var first = (source[3] << 3) | (source[4] >> 5);
            new BitWriter(destination, HeadBits).Write((uint)Shifted(first, numbers), 6);
        }

        return numbers.ToldTargets >= DependencyNumbers.FirstTarget && descriptor.Structure is { } structure
            && source.Length <= byte.MaxValue - Growth
            ? WriteTargets(
                source, descriptor, structure,
                structure.Within(numbers.ToldTargets - DependencyNumbers.FirstTarget) & descriptor.ActiveTargets, destination)
            : source.Length;
    }

    /// <summary>A descriptor becomes longer by this many bytes at most.</summary>
    public const int Growth = 5;

    /// <summary>
    /// What is sent has to be said when it changes and with every structure, in each frame until those of one whole picture of the lowest
    /// temporal layer have gone: every decode target needs one of them.
    /// </summary>
    private void Tell(in DependencyDescriptor descriptor, int target, uint timestamp)
    {
        if (descriptor.Structure is not { } known)
        {
            return;
        }

        if (known != _structure || descriptor.HasStructure)
        {
            _structure = known;
            _nextTemplate = (byte)(known.FirstTemplate + known.TemplateCount + _templateShift);
            _told = known.AllTargets;
            _isToldTargets = false;
        }

        var present = known.Within(target) & descriptor.ActiveTargets;
        if (present != _told)
        {
            (_told, _isToldTargets, _toldAt) = (present, true, null);
        }

        if (!_isToldTargets)
        {
            return;
        }

        _isToldTargets = _toldAt is null || _toldAt == timestamp;
        _toldAt ??= descriptor.TemporalLayer == 0 ? timestamp : null;
    }

    private static int WriteTargets(
        ReadOnlySpan<byte> source, in DependencyDescriptor descriptor, DependencyStructure structure, uint targets, Span<byte> destination)
    {
        if (source.Length == DependencyReader.MandatoryBytes)
        {
            destination[DependencyReader.MandatoryBytes] = 0;
        }

        destination[DependencyReader.MandatoryBytes] |= TargetsFlag;
        var at = HeadBits + (descriptor.HasStructure ? structure.BitLength : 0);
        var writer = new BitWriter(destination, at);
        writer.Write(targets, structure.TargetCount);
        var rest = new BitReader(source);
        rest.Skip(at + (descriptor.TellsTargets ? structure.TargetCount : 0));
        while (rest.Position < descriptor.BitLength)
        {
            var count = Math.Min(32, descriptor.BitLength - rest.Position);
            writer.Write(rest.Read(count), count);
        }

        return writer.Finish();
    }

    private static int Shifted(int template, DependencyNumbers numbers) =>
        (template + numbers.TemplateShift) & (DependencyStructure.MostTemplates - 1);
}

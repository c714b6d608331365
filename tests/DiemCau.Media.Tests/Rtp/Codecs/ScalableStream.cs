namespace DiemCau.Media.Tests.Rtp.Codecs;

/// <summary>How a synthetic stream's spatial layers are predicted from each other: always, in key frames only, never.</summary>
internal enum Prediction
{
    Full,
    KeyFrames,
    None,
}

/// <param name="Descriptor">Of a packet that is the whole frame.</param>
internal sealed record ScalableFrame(
    byte[] Descriptor, ushort Number, int Spatial, int Temporal, int[] Indications, int[] Differences, uint Timestamp, bool IsKey, bool EndsPicture);

/// <summary>
/// The descriptors of an encoder with spatial and temporal layers (L1T1 … L3T3, with _KEY and as independent S modes), a frame a packet.
/// Some frames say by themselves what their template says too, and some key frames tell which targets there are, as encoders may.
/// </summary>
internal sealed class ScalableStream
{
    private const int NotPresent = 0, Discardable = 1, Switch = 2, Required = 3;

    private static readonly int[][] Patterns = [[0], [0, 1], [0, 2, 1, 2]];

    private readonly int _spatialLayers;
    private readonly int _temporalLayers;
    private readonly Prediction _prediction;
    private readonly Random _random;
    private readonly List<Kind> _templates = [];
    private readonly int _firstTemplate;
    private readonly Dictionary<(int Spatial, int Temporal), int> _last = [];
    private readonly int[] _chains;
    private int _number;
    private int _picture;
    private uint _timestamp;

    public ScalableStream(int spatialLayers, int temporalLayers, Prediction prediction, Random random, int firstNumber = 0, int firstTemplate = 0)
    {
        (_spatialLayers, _temporalLayers, _prediction, _random) = (spatialLayers, temporalLayers, prediction, random);
        (_number, _firstTemplate) = (firstNumber, firstTemplate);
        _chains = new int[spatialLayers];
        CollectTemplates();
        _number = firstNumber;
        Active = (1 << Targets) - 1;
    }

    public int Targets => _spatialLayers * _temporalLayers;

    /// <summary>For the same encoder's next structure.</summary>
    public int NextNumber => _number;

    /// <summary>For the same encoder's next structure.</summary>
    public int NextTemplate => (_firstTemplate + _templates.Count) % 64;

    /// <summary>A bit for each decode target; others are not produced.</summary>
    public int Active { get; set; }

    public int ActiveSpatial => Enumerable.Range(0, _spatialLayers).Last(layer => (Active >> (layer * _temporalLayers) & 1) != 0);

    public IReadOnlyList<ScalableFrame> Picture(bool isKey = false)
    {
        var frames = new List<ScalableFrame>();
        foreach (var kind in Kinds(isKey))
        {
            if (kind.Spatial <= ActiveSpatial)
            {
                var isLast = kind.Spatial == ActiveSpatial;
                frames.Add(new ScalableFrame(
                    Write(kind, frames.Count == 0 && isKey), (ushort)(_number + kind.Spatial), kind.Spatial, kind.Temporal, kind.Indications, kind.Differences,
                    _timestamp, isKey, isLast));
            }
        }

        Advance();
        return frames;
    }

    private void Advance()
    {
        _number += _spatialLayers;
        _timestamp += 3_000;
        _picture++;
    }

    /// <summary>Of one picture; what they need counts frames as if each picture had all of them.</summary>
    private IEnumerable<Kind> Kinds(bool isKey)
    {
        var pattern = Patterns[_temporalLayers - 1];
        _picture = isKey ? 0 : _picture;
        var temporal = pattern[_picture % pattern.Length];
        for (var spatial = 0; spatial < _spatialLayers; spatial++)
        {
            var own = _number + spatial;
            var needs = new List<int>();
            if (!isKey)
            {
                needs.Add(own - Enumerable.Range(0, Math.Max(1, temporal)).Max(lower => _last.GetValueOrDefault((spatial, lower), int.MinValue)));
            }

            if (spatial > 0 && (_prediction == Prediction.Full || (_prediction == Prediction.KeyFrames && isKey)))
            {
                needs.Add(1);
            }

            var distances = _chains.Select(before => isKey && spatial == 0 ? 0 : Math.Max(0, own - before)).ToArray();
            yield return new Kind(spatial, temporal, [.. Enumerable.Range(0, Targets).Select(target => Indication(target, spatial, temporal, isKey))], [.. needs], distances);
            _last[(spatial, temporal)] = own;
            for (var chain = 0; chain < _chains.Length; chain++)
            {
                _chains[chain] = temporal == 0 && (chain == spatial || (chain > spatial && (isKey || _prediction == Prediction.Full))) ? own : _chains[chain];
            }
        }
    }

    private int Indication(int target, int spatial, int temporal, bool isKey)
    {
        var (wantedSpatial, wantedTemporal) = (target / _temporalLayers, target % _temporalLayers);
        if (wantedTemporal < temporal || wantedSpatial < spatial || (wantedSpatial > spatial && (_prediction == Prediction.None || (_prediction == Prediction.KeyFrames && !isKey))))
        {
            return NotPresent;
        }

        return isKey ? Switch
            : wantedSpatial > spatial ? Required
            : temporal == 0 || wantedTemporal > temporal ? Switch
            : Discardable;
    }

    /// <summary>Every kind of frame that comes, in the order in which their layers can be written.</summary>
    private void CollectTemplates()
    {
        for (var i = 0; i < 10; i++)
        {
            foreach (var kind in Kinds(isKey: i == 0))
            {
                if (!_templates.Exists(other => other.IsLike(kind)))
                {
                    _templates.Add(kind);
                }
            }

            Advance();
        }

        _templates.Sort((one, other) => (one.Spatial, one.Temporal).CompareTo((other.Spatial, other.Temporal)));
        (_picture, _timestamp) = (0, 0);
        _last.Clear();
    }

    private byte[] Write(Kind kind, bool bringsStructure)
    {
        var template = _templates.FindIndex(kind.IsLike);
        var (ownIndications, ownDifferences, ownChains) = (_random.Next(10) == 0, _random.Next(10) == 0, _random.Next(10) == 0 || !_templates[template].HasChains(kind));
        var tells = bringsStructure && (Active != (1 << Targets) - 1 || _random.Next(4) == 0);
        var bits = new DescriptorBits().Mandatory(true, true, (template + _firstTemplate) % 64, (_number + kind.Spatial) & 0xFFFF);
        if (!bringsStructure && !tells && !ownIndications && !ownDifferences && !ownChains)
        {
            return bits.ToArray();
        }

        bits.Add(bringsStructure ? 1 : 0, tells ? 1 : 0, ownIndications ? 1 : 0, ownDifferences ? 1 : 0, ownChains ? 1 : 0);
        if (bringsStructure)
        {
            WriteStructure(bits);
        }

        if (tells)
        {
            bits.Put(Active, Targets);
        }

        foreach (var indication in ownIndications ? kind.Indications : [])
        {
            bits.Put(indication, 2);
        }

        if (ownDifferences)
        {
            foreach (var difference in kind.Differences)
            {
                var size = difference > 256 ? 3 : difference > 16 ? 2 : 1;
                bits.Put(size, 2).Put(difference - 1, 4 * size);
            }

            bits.Put(0, 2);
        }

        foreach (var distance in ownChains ? kind.Chains : [])
        {
            bits.Put(Math.Min(distance, 255), 8);
        }

        return bits.ToArray();
    }

    private void WriteStructure(DescriptorBits bits)
    {
        bits.Put(_firstTemplate, 6).Put(Targets - 1, 5);
        for (var i = 0; i < _templates.Count; i++)
        {
            bits.Put(i == _templates.Count - 1 ? 3 : _templates[i + 1].Spatial > _templates[i].Spatial ? 2 : _templates[i + 1].Temporal > _templates[i].Temporal ? 1 : 0, 2);
        }

        foreach (var indication in _templates.SelectMany(template => template.Indications))
        {
            bits.Put(indication, 2);
        }

        foreach (var template in _templates)
        {
            foreach (var difference in template.Differences)
            {
                bits.Put(1, 1).Put(difference - 1, 4);
            }

            bits.Put(0, 1);
        }

        bits.PutNonSymmetric(_spatialLayers, Targets + 1);
        for (var target = 0; target < Targets; target++)
        {
            bits.PutNonSymmetric(target / _temporalLayers, _spatialLayers);
        }

        foreach (var distance in _templates.SelectMany(template => template.Chains))
        {
            bits.Put(Math.Min(distance, 15), 4);
        }

        bits.Put(1, 1);
        for (var spatial = 0; spatial < _spatialLayers; spatial++)
        {
            var shift = _spatialLayers - 1 - spatial;
            bits.Put((1280 >> shift) - 1, 16).Put((720 >> shift) - 1, 16);
        }
    }

    private sealed record Kind(int Spatial, int Temporal, int[] Indications, int[] Differences, int[] Chains)
    {
        public bool IsLike(Kind other) => Spatial == other.Spatial && Temporal == other.Temporal
            && Indications.SequenceEqual(other.Indications) && Differences.SequenceEqual(other.Differences);

        public bool HasChains(Kind other) => Chains.SequenceEqual(other.Chains);
    }
}

namespace DiemCau.Fuzz;

/// <summary>A parser of something that comes from outside. Whatever it is given, it must return, soon and without an exception.</summary>
internal interface IFuzzTarget
{
    string Name { get; }

    /// <summary>What it tries. Architecture rules hold these against what there is.</summary>
    IReadOnlyList<Type> Parsers { get; }

    /// <summary>Good inputs, which the mutations start from.</summary>
    IReadOnlyList<byte[]> Samples { get; }

    /// <summary>Parses the input and uses what came of it. The same input must always do the same.</summary>
    void Run(ReadOnlySpan<byte> input);
}

namespace DiemCau.Bench.Measurement;

/// <summary>One thing that was measured.</summary>
/// <param name="Name">The same for all systems and rounds.</param>
/// <param name="Compared">Whether the ratio of two systems says something.</param>
internal sealed record Figure(string Name, double Value, string Unit = "", string Format = "#,0", bool Compared = false);

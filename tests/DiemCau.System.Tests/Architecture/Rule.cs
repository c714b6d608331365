namespace DiemCau.System.Tests.Architecture;

/// <summary>One rule about who may name whom.</summary>
/// <param name="Name">The rule as a sentence.</param>
/// <param name="Findings">Of all dependencies, those that break it.</param>
internal sealed record Rule(string Name, Func<IReadOnlyCollection<Dependency>, IEnumerable<Dependency>> Findings)
{
    /// <param name="isBroken">True for a dependency that the rule forbids, whatever the others are.</param>
    public Rule(string name, Func<Dependency, bool> isBroken)
        : this(name, dependencies => dependencies.Where(isBroken))
    {
    }

    public override string ToString() => Name;
}

namespace DiemCau.System.Tests.Architecture;

/// <summary>One rule about who may name whom.</summary>
/// <param name="Name">The rule as a sentence.</param>
/// <param name="IsBroken">True for a dependency that the rule forbids.</param>
internal sealed record Rule(string Name, Func<Dependency, bool> IsBroken)
{
    public override string ToString() => Name;

    public IEnumerable<Dependency> Findings(IEnumerable<Dependency> dependencies) => dependencies.Where(IsBroken);
}

namespace DiemCau.System.Tests.Architecture;

/// <summary>One type names another: in its declaration, a signature, an attribute or a method's code.</summary>
/// <param name="From">The outermost type, so that closures and state machines count as the type that wrote them.</param>
/// <param name="To">The type that it names; never itself.</param>
/// <param name="Member">Set when it names a member of <paramref name="To"/>.</param>
internal sealed record Dependency(Type From, Type To, string? Member)
{
    public string FromNamespace => From.Namespace ?? "";

    public string ToNamespace => To.Namespace ?? "";

    /// <summary>True when <paramref name="space"/> is this namespace or one above it.</summary>
    public static bool IsWithin(string name, string space) =>
        name == space || name.StartsWith(space + ".", StringComparison.Ordinal);

    public override string ToString() => $"{From.FullName} → {To.FullName}{(Member is null ? "" : "." + Member)}";
}

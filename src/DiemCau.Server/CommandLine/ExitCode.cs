namespace DiemCau.Server.CommandLine;

/// <summary>What the program's end tells a script.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The command was understood and refused; the reason is on stderr.</summary>
    public const int Refused = 1;

    /// <summary>Options are wrong; all problems are on stderr.</summary>
    public const int WrongOptions = 2;

    /// <summary>Something that the program needs is missing: PostgreSQL, a port, a folder.</summary>
    public const int Unavailable = 3;
}

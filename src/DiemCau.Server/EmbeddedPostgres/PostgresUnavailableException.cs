namespace DiemCau.Server.EmbeddedPostgres;

/// <summary>PostgreSQL cannot be started; the texts tell an administrator what to do.</summary>
internal sealed class PostgresUnavailableException(string vietnamese, string english, Exception? cause = null)
    : Exception($"{vietnamese}\n{english}", cause)
{
    public string Vietnamese { get; } = vietnamese;

    public string English { get; } = english;
}

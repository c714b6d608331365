using System.Net;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Shared;

namespace DiemCau.Server.Configuration;

/// <summary>All options of the server, read and validated once at start.</summary>
internal sealed record Settings
{
    public required int HttpsPort { get; init; }

    /// <summary>Null: every address of the machine.</summary>
    public required IPAddress? Bind { get; init; }

    /// <summary>Null: PostgreSQL is run in the data folder.</summary>
    public required string? ConnectionString { get; init; }

    /// <summary>Null: a self-signed certificate.</summary>
    public required CertificateFiles? Certificate { get; init; }

    public required MediaOptions Media { get; init; }

    public required InstallationOptions Installation { get; init; }

    /// <summary>Names of roles, separated by commas, that <see cref="AccountsOptions.RolesWithSecondFactor"/> reads.</summary>
    public string SecondFactorRoles { get; init; } = AccountsOptions.PrivilegedRoles;

    public TimeSpan SecondFactorGrace { get; init; } = TimeSpan.FromDays(14);

    public required IReadOnlyList<IPAddress> TrustedProxies { get; init; }

    public TelemetryOptions Telemetry { get; init; } = new(null, null);

    /// <summary>Open at once; 0: no bound of its own.</summary>
    public int ConnectionsOfAddress { get; init; }

    /// <summary>The file with what wraps the keys of the data folder; null: they lie there as they are.</summary>
    public string? KeysPassphraseFile { get; init; }

    /// <summary>How long a server that is told to stop waits for its meetings.</summary>
    public TimeSpan Drain { get; init; }

    public required LogLevel LogLevel { get; init; }

    public required string WebClientFolder { get; init; }

    public string DataFolder => Installation.DataFolder;
}

/// <param name="Certificate">PEM file with the certificate and its intermediates.</param>
/// <param name="Key">PEM file with the private key; may be the same.</param>
internal sealed record CertificateFiles(string Certificate, string Key);

using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DiemCau.Meetings.Live.Running;

/// <summary>
/// Tells what the database will never take from a database that is away. SQLSTATE classes 22 (data exception) and 23 (integrity constraint
/// violation) are about the row; everything else (no connection, shutting down, disk full, a missing table) may pass.
/// </summary>
internal static class PoisonousWrite
{
    public static bool Is(Exception failure) => failure switch
    {
        DbUpdateException { InnerException: { } inner } => Is(inner),
        PostgresException postgres => postgres.SqlState.StartsWith("22", StringComparison.Ordinal)
            || postgres.SqlState.StartsWith("23", StringComparison.Ordinal),
        // A lone surrogate cannot be written as UTF-8, nor as JSON.
        EncoderFallbackException or JsonException or ArgumentException => true,
        _ => false,
    };
}

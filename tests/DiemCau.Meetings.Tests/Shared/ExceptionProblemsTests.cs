using System.Net.Sockets;
using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DiemCau.Meetings.Tests.Shared;

public sealed class ExceptionProblemsTests
{
    public static TheoryData<Exception, string> Faults => new()
    {
        { new NpgsqlException("refused", new SocketException(111)), "database_unavailable" },
        { new InvalidOperationException("transient", new NpgsqlException("refused")), "database_unavailable" },
        { new DbUpdateException("saving", new NpgsqlException("timeout", new TimeoutException())), "database_unavailable" },
        { new PostgresException("shutting down", "FATAL", "FATAL", PostgresErrorCodes.AdminShutdown), "database_unavailable" },
        { new PostgresException("too many", "FATAL", "FATAL", PostgresErrorCodes.TooManyConnections), "database_unavailable" },
        { new PostgresException("our bug", "ERROR", "ERROR", PostgresErrorCodes.UndefinedColumn), "internal" },
        { new DbUpdateException("saving", new PostgresException("a NUL", "ERROR", "ERROR", PostgresErrorCodes.CharacterNotInRepertoire)), "validation" },
        { new InvalidOperationException("our bug"), "internal" },
        { new BadHttpRequestException("not JSON"), "validation" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_went_wrong_is_told_apart(Exception fault, string code) => Assert.Equal(code, ExceptionProblems.Of(fault).Code);
}

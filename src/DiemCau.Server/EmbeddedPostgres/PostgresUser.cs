namespace DiemCau.Server.EmbeddedPostgres;

/// <summary>Who runs PostgreSQL, which refuses to run as root: the server's own user, or an unprivileged one when the server is root.</summary>
/// <param name="Name">Null: the server's own user.</param>
internal sealed record PostgresUser(string? Name)
{
    public static PostgresUser Choose()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new PostgresUser((string?)null);
        }

        foreach (var name in new[] { "postgres", "diemcau" })
        {
            if (File.ReadLines("/etc/passwd").Any(line => line.StartsWith(name + ":", StringComparison.Ordinal)))
            {
                return new PostgresUser(name);
            }
        }

        var (exitCode, output) = ChildProcess.Run(
            "useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "diemcau"]);
        return exitCode == 0
            ? new PostgresUser("diemcau")
            : throw new PostgresUnavailableException(
                $"Không tạo được người dùng hệ thống \"diemcau\" để chạy PostgreSQL: {output.Trim()}",
                $"The system user \"diemcau\" that runs PostgreSQL cannot be created: {output.Trim()}");
    }

    /// <summary>Creates the folder where it is missing and makes it this user's alone.</summary>
    public void OwnFolder(string folder)
    {
        var (exitCode, output) = ChildProcess.Run("install", Name is null
            ? ["-d", "-m", "0700", folder]
            : ["-d", "-m", "0700", "-o", Name, "-g", Name, folder]);
        if (exitCode != 0)
        {
            throw new PostgresUnavailableException(
                $"Không tạo được thư mục {folder}: {output.Trim()}",
                $"The folder {folder} cannot be created: {output.Trim()}");
        }
    }

    /// <summary>
    /// The command line that runs a PostgreSQL program on a data folder as this user, in a session of its own
    /// (a Ctrl-C in the terminal must reach the server only, which then stops PostgreSQL in order), and that ends
    /// with an orderly shutdown when the thread that started it dies, however it dies.
    /// </summary>
    public IReadOnlyList<string> CommandLine(string program, string dataFolder, IEnumerable<string> arguments)
    {
        List<string> words = ["setsid", "setpriv", "--pdeathsig", "INT"];
        if (Name is not null)
        {
            words.AddRange(["--reuid", Name, "--regid", Name, "--init-groups"]);
        }

        words.Add(program);
        if (Name is null || MayBeReachedByAnyone(dataFolder))
        {
            return [.. words, "-D", dataFolder, .. arguments];
        }

        // Below a private folder, such as /root, the user owns the data folder but cannot walk to it: root opens it first.
        // A descriptor needs no way through its parents, and every child of PostgreSQL inherits it.
        return ["sh", "-c", "exec 9<\"$1\"; shift; exec \"$@\"", "sh", dataFolder, .. words, "-D", "/proc/self/fd/9", .. arguments];
    }

    private static bool MayBeReachedByAnyone(string folder)
    {
        for (var parent = Path.GetDirectoryName(folder); parent is not null; parent = Path.GetDirectoryName(parent))
        {
            if (!File.GetUnixFileMode(parent).HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }

        return true;
    }
}

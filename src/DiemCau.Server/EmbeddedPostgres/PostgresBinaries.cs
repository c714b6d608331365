using System.Globalization;

namespace DiemCau.Server.EmbeddedPostgres;

/// <summary>Where this machine keeps PostgreSQL's programs.</summary>
/// <param name="Folder">Absolute path of the folder with <c>initdb</c> and <c>postgres</c>.</param>
/// <param name="Major">Major version, such as 15.</param>
internal sealed record PostgresBinaries(string Folder, int Major)
{
    /// <summary>The oldest version whose features the migrations use.</summary>
    private const int OldestMajor = 13;

    /// <summary>ICU as a database's own collation provider came with version 15.</summary>
    public bool CanSortByIcu => Major >= 15;

    public string Program(string name) => Path.Combine(Folder, name);

    /// <summary>The programs for an existing cluster's version, or the newest ones when there is no cluster yet.</summary>
    /// <exception cref="PostgresUnavailableException">None is installed, or not the version that wrote the data.</exception>
    public static PostgresBinaries Find(int? major)
    {
        var installed = Installed().OrderByDescending(found => found.Major).ToList();
        var usable = major is null
            ? installed.FirstOrDefault(found => found.Major >= OldestMajor)
            : installed.FirstOrDefault(found => found.Major == major);
        if (usable is not null)
        {
            return usable;
        }

        if (major is not null && installed.Count > 0)
        {
            throw new PostgresUnavailableException(
                $"Dữ liệu được ghi bằng PostgreSQL {major}, nhưng máy này chỉ có bản {installed[0].Major}. " +
                $"Hãy cài đặt: apt-get install postgresql-{major} (hoặc chuyển dữ liệu bằng pg_upgrade).",
                $"The data was written by PostgreSQL {major}, but this machine only has version {installed[0].Major}. " +
                $"Install it: apt-get install postgresql-{major} (or move the data with pg_upgrade).");
        }

        throw new PostgresUnavailableException(
            "Không tìm thấy PostgreSQL trên máy này. Hãy chạy với quyền root: apt-get install postgresql " +
            "(hoặc đặt DIEMCAU_DATABASE trỏ tới một máy chủ PostgreSQL có sẵn).",
            "PostgreSQL was not found on this machine. As root run: apt-get install postgresql " +
            "(or let DIEMCAU_DATABASE point to a PostgreSQL server that you have).");
    }

    private static IEnumerable<PostgresBinaries> Installed()
    {
        // Debian keeps every major version in a folder of its own and only puts wrappers on the PATH.
        const string debian = "/usr/lib/postgresql";
        var folders = Directory.Exists(debian)
            ? Directory.GetDirectories(debian).Select(version => Path.Combine(version, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        foreach (var folder in folders.Concat(path))
        {
            if (File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb"))
                && ReadMajor(Path.Combine(folder, "postgres")) is { } major)
            {
                yield return new PostgresBinaries(folder, major);
            }
        }
    }

    /// <summary>"postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)" → 15.</summary>
    private static int? ReadMajor(string program)
    {
        var (exitCode, output) = ChildProcess.Run(program, ["--version"]);
        var number = output.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(2)?.Split('.')[0];
        return exitCode == 0 && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;
    }
}

namespace DiemCau.Server.EmbeddedPostgres;

/// <summary>Initialises a cluster: UTF-8, sorted by the Vietnamese rules of ICU where PostgreSQL can.</summary>
internal static class ClusterCreation
{
    public static void Create(string clusterFolder, PostgresBinaries binaries, PostgresUser user)
    {
        // Built aside and renamed when complete: a machine switched off meanwhile leaves nothing half-made in place.
        var building = clusterFolder + ".new";
        var output = "";
        foreach (var locale in Locales(binaries))
        {
            if (Directory.Exists(building))
            {
                Directory.Delete(building, recursive: true);
            }

            user.OwnFolder(building);

            // The socket's folder is the access control: whoever may enter it owns the cluster's files anyway.
            var words = user.CommandLine(
                binaries.Program("initdb"), building,
                ["--username=diemcau", "--auth=trust", "--encoding=UTF8", .. locale, "--no-instructions"]);
            (var exitCode, output) = ChildProcess.Run(words[0], words.Skip(1));
            if (exitCode == 0)
            {
                Directory.Move(building, clusterFolder);
                return;
            }
        }

        throw new PostgresUnavailableException(
            $"Không khởi tạo được cơ sở dữ liệu trong {clusterFolder}: {output.Trim()}",
            $"The database cannot be initialised in {clusterFolder}: {output.Trim()}");
    }

    private static IEnumerable<string[]> Locales(PostgresBinaries binaries)
    {
        if (binaries.CanSortByIcu)
        {
            yield return ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=vi-VN"];
        }

        yield return ["--locale=C.UTF-8"];
        yield return ["--locale=C"];
    }
}

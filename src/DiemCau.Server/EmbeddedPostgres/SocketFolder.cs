using System.Security.Cryptography;
using System.Text;

namespace DiemCau.Server.EmbeddedPostgres;

/// <summary>
/// The private folder of a cluster's Unix socket. A socket's path may have 107 bytes (sun_path in unix(7)), which a data folder
/// easily exceeds, so the socket lives in a short path that is derived from the data folder's.
/// </summary>
internal static class SocketFolder
{
    public static string Create(string clusterFolder, PostgresUser user)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(clusterFolder));
        var folder = Path.Combine(RuntimeFolder(), "diemcau-" + Convert.ToHexStringLower(digest.AsSpan(0, 6)));

        // Somebody else's folder or link under this name in /tmp would let him answer as our database.
        if (new DirectoryInfo(folder) is { Exists: true, LinkTarget: not null })
        {
            throw new PostgresUnavailableException(
                $"{folder} là một liên kết lạ; hãy xóa nó rồi khởi động lại.",
                $"{folder} is a link that is not ours; remove it and start again.");
        }

        // Fails when the folder belongs to another user, because its mode and owner cannot be set.
        user.OwnFolder(folder);
        return folder;
    }

    private static string RuntimeFolder()
    {
        if (Environment.IsPrivilegedProcess)
        {
            return "/run";
        }

        return Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 and < 60 } folder && Directory.Exists(folder)
            ? folder
            : "/tmp";
    }
}

using DiemCau.Meetings;
using DiemCau.Server.Configuration;

namespace DiemCau.Server.CommandLine;

/// <summary>What the administrator reads when the server is up.</summary>
internal static class Welcome
{
    public static void Print(Settings settings, PreparedInstallation prepared, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"  {settings.Installation.Name} đã sẵn sàng / is ready:  {settings.Installation.PublicAddress}");
        foreach (var address in settings.Media.Announced)
        {
            output.WriteLine($"    https://{(address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : address)}:{settings.HttpsPort}/");
        }

        if (settings.Certificate is null)
        {
            output.WriteLine("  Chứng chỉ tự ký: trình duyệt sẽ cảnh báo một lần. / Self-signed certificate: browsers warn once.");
        }

        if (prepared.FirstAdministratorLink is { } link)
        {
            output.WriteLine();
            output.WriteLine("  Tạo quản trị viên đầu tiên (liên kết dùng một lần) / Create the first administrator (this link works once):");
            output.WriteLine($"  {link}");
        }

        output.WriteLine();
        output.WriteLine("  Ctrl-C để dừng / to stop.");
        output.WriteLine();
        output.Flush();
    }
}

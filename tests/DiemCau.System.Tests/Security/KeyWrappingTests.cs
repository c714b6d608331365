using System.Net;
using DiemCau.Meetings.Shared;
using DiemCau.Server.Configuration;
using DiemCau.Server.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DiemCau.System.Tests.Security;

public sealed class KeyWrappingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diemcau-keys-");

    private string Keys => Path.Combine(_folder.FullName, "keys");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Keys_that_lay_open_are_wrapped_and_still_open_what_they_protected()
    {
        var kept = Protector(null).Protect("Điểm cầu");
        Assert.Contains("<masterKey", Content(), StringComparison.Ordinal);

        Assert.Equal("Điểm cầu", Protector(File("a passphrase of some length\n")).Unprotect(kept));

        Assert.DoesNotContain("<masterKey", Content(), StringComparison.Ordinal);
        Assert.Equal("Điểm cầu", Protector(File("a passphrase of some length")).Unprotect(kept));
    }

    [Fact]
    public void New_keys_are_wrapped_from_the_beginning()
    {
        var passphrase = File("a passphrase of some length");
        var kept = Protector(passphrase).Protect("Điểm cầu");
        Assert.DoesNotContain("<masterKey", Content(), StringComparison.Ordinal);
        Assert.Equal("Điểm cầu", Protector(passphrase).Unprotect(kept));
        Assert.All(Directory.GetFiles(Keys), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, global::System.IO.File.GetUnixFileMode(file)));
    }

    [Fact]
    public void A_server_does_not_start_with_keys_that_it_cannot_open()
    {
        Protector(File("a passphrase of some length")).Protect("Điểm cầu");
        Assert.Null(KeyWrapping.Problem(Keys, File("a passphrase of some length")));
        Assert.Contains("does not open", KeyWrapping.Problem(Keys, File("another one of some length"))?.English, StringComparison.Ordinal);
        Assert.Contains("is needed", KeyWrapping.Problem(Keys, null)?.English, StringComparison.Ordinal);
        Assert.Contains("at least", KeyWrapping.Problem(Keys, File("short"))?.English, StringComparison.Ordinal);
        Assert.Contains("cannot be read", KeyWrapping.Problem(Keys, "/nowhere")?.English, StringComparison.Ordinal);
    }

    private string Content() => string.Concat(Directory.GetFiles(Keys, "key-*.xml").Select(global::System.IO.File.ReadAllText));

    private string File(string passphrase)
    {
        var file = Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N"));
        global::System.IO.File.WriteAllText(file, passphrase);
        return file;
    }

    private IDataProtector Protector(string? passphraseFile) => new ServiceCollection().AddLogging(logging => logging.ClearProviders())
        .AddDataKeys(new Settings
        {
            HttpsPort = 1,
            Bind = null,
            ConnectionString = null,
            Certificate = null,
            Media = new MediaOptions(1, [IPAddress.Loopback], null, 1),
            Installation = new InstallationOptions { DataFolder = _folder.FullName },
            TrustedProxies = [],
            LogLevel = LogLevel.Warning,
            WebClientFolder = _folder.FullName,
            KeysPassphraseFile = passphraseFile,
        })
        .BuildServiceProvider().GetDataProtectionProvider().CreateProtector("test");
}

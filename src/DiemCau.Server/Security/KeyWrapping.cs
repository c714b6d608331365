using System.Security.Cryptography;
using System.Xml.Linq;
using DiemCau.Meetings.Shared;
using DiemCau.Server.Configuration;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace DiemCau.Server.Security;

/// <summary>
/// Keeps the keys of data protection wrapped, so that a copy of the data folder alone opens no secret and signs no session. Keys that lie
/// there unwrapped are wrapped when a passphrase is set for the first time.
/// </summary>
internal static class KeyWrapping
{
    private const int ShortestPassphrase = 16;

    // The namespace and words of the framework's key files.
    private static readonly XNamespace Framework = "http://schemas.asp.net/2015/03/dataProtection";
    private static readonly XName Encrypted = Framework + "encryptedSecret";
    private static readonly XName Decryptor = "decryptorType";
    private static readonly XName IsSecret = Framework + "requiresEncryption";

    /// <summary>
    /// Why the keys cannot be used with this passphrase; null when they can. The framework would make new keys instead, which signs
    /// everybody out and loses what the old ones protect.
    /// </summary>
    /// <param name="passphraseFile">Null: none.</param>
    public static Bilingual? Problem(string folder, string? passphraseFile)
    {
        try
        {
            var wrapped = Files(folder).SelectMany(file => XDocument.Load(file).Descendants(Encrypted)).ToList();
            if (passphraseFile is null)
            {
                return wrapped.Count == 0 ? null : new("phải có vì các khóa trong thư mục dữ liệu đã được mã hóa", "is needed: the keys in the data folder are wrapped");
            }

            var passphrase = Read(passphraseFile);
            if (passphrase.Length < ShortestPassphrase)
            {
                return new($"phải chứa ít nhất {ShortestPassphrase} ký tự", $"must hold at least {ShortestPassphrase} characters");
            }

            var key = new PassphraseKey(passphrase);
            foreach (var secret in wrapped)
            {
                key.Unwrap(secret.Elements().Single());
            }

            return null;
        }
        catch (CryptographicException)
        {
            return new("không mở được các khóa trong thư mục dữ liệu", "does not open the keys in the data folder");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return new($"không đọc được: {cause.Message}", $"cannot be read: {cause.Message}");
        }
    }

    public static string Read(string passphraseFile) => File.ReadAllText(passphraseFile).TrimEnd('\r', '\n');

    public static void WrapExisting(string folder, PassphraseKey key)
    {
        foreach (var file in Files(folder))
        {
            var document = XDocument.Load(file);
            var secrets = document.Descendants().Where(element => (bool?)element.Attribute(IsSecret) == true && !element.Ancestors(Encrypted).Any()).ToList();
            if (secrets.Count == 0)
            {
                continue;
            }

            foreach (var secret in secrets)
            {
                secret.SetAttributeValue(IsSecret, null);
                secret.ReplaceWith(new XElement(Encrypted, new XAttribute(Decryptor, typeof(Unwrapping).AssemblyQualifiedName!), key.Wrap(secret)));
            }

            using var written = new MemoryStream();
            document.Save(written);
            PrivateFiles.Write(file, written.ToArray());
        }
    }

    private static IEnumerable<string> Files(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "key-*.xml") : [];

    /// <summary>For the framework, which writes keys through it.</summary>
    internal sealed class Wrapping(PassphraseKey key) : IXmlEncryptor
    {
        public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(key.Wrap(plaintextElement), typeof(Unwrapping));
    }

    /// <summary>For the framework, which finds its name in the key files and gives it the services.</summary>
    internal sealed class Unwrapping(IServiceProvider services) : IXmlDecryptor
    {
        public XElement Decrypt(XElement encryptedElement) => services.GetRequiredService<PassphraseKey>().Unwrap(encryptedElement);
    }
}

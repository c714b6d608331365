using System.Security.Cryptography;
using System.Text;

namespace DiemCau.Meetings.Accounts.SigningIn;

/// <summary>
/// What attempts are counted by. Guesses come from somewhere: counted by the account alone, five of them from anywhere would lock its owner
/// out; counted by the network address alone, one guesser would lock out a province behind it. An address that no account has is counted
/// like any other, so that a lock-out says nothing about which addresses are known.
/// </summary>
/// <param name="Email">Of the account that is guessed at.</param>
/// <param name="From">Where the guess comes from; empty: from anywhere.</param>
internal readonly record struct AttemptKey(AttemptKind Kind, string Email, string From)
{
    public byte[] Hash => SHA256.HashData(Encoding.UTF8.GetBytes($"{Kind}\n{Email}\n{From}"));

    public byte[] AccountHash => AccountHashOf(Email);

    public static byte[] AccountHashOf(string email) => SHA256.HashData(Encoding.UTF8.GetBytes(email));

    public static AttemptKey OfNetwork(string email, string network) => new(AttemptKind.Network, email, network);

    public static AttemptKey OfDevice(string email, string device) => new(AttemptKind.Device, email, device);

    public static AttemptKey OfStrangers(string email) => new(AttemptKind.Strangers, email, "");

    public static AttemptKey OfSession(string email, Guid session) => new(AttemptKind.Session, email, session.ToString("N"));

    public static AttemptKey OfSecondFactor(string email) => new(AttemptKind.SecondFactor, email, "");
}

internal enum AttemptKind
{
    /// <summary>Passwords tried from one network address, on machines that have never signed in with the account.</summary>
    Network,

    /// <summary>Passwords tried on a machine that has signed in with the account before.</summary>
    Device,

    /// <summary>Passwords tried on machines that have never signed in with the account, wherever they are.</summary>
    Strangers,

    /// <summary>The password asked again within one session.</summary>
    Session,

    /// <summary>Codes of the authenticator app, by whoever knows the password.</summary>
    SecondFactor,
}

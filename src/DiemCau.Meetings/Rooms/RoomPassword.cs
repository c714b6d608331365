using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace DiemCau.Meetings.Rooms;

/// <summary>
/// Room passwords: hashed slowly once, checked in constant time, and guessed slowly. A correct password is remembered (as a keyed
/// digest, in memory) so that 250 sites joining at 07h59 do not cost 250 slow hashes.
/// </summary>
internal sealed class RoomPassword(TimeProvider time) : IDisposable
{
    /// <summary>PBKDF2-HMAC-SHA512, about 15 ms on one core here: a join's share of its second, while guesses are limited below.</summary>
    private const int Rounds = 50_000;

    private const int WrongAtOnce = 12;
    private static readonly TimeSpan WrongRefill = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly PasswordHasher<Room> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    private readonly byte[] _processKey = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, Lazy<bool>> _computing = new();
    private readonly MemoryCache _right = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    // By address and room: a whole province may sit behind one address, and one room's guesser must not shut out another's guests.
    private readonly WrongTries<(string Address, Guid RoomId)> _wrong = new(WrongAtOnce, WrongRefill, time);

    public string Hash(string password) => _hasher.HashPassword(null!, OpaqueString.Of(password));

    /// <summary>Changes with the password; a ticket carries it.</summary>
    public static string StampOf(Room room) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(room.PasswordHash)).AsSpan(0, 8));

    public PasswordVerdict Check(Room room, string? password, string address)
    {
        if (_wrong.AreUsedUp((address, room.Id)))
        {
            return PasswordVerdict.TooManyAttempts;
        }

        if (password is { Length: > 0 and <= Room.LongestTyped } && IsRightAsTyped(room, password))
        {
            return PasswordVerdict.Right;
        }

        _wrong.Count((address, room.Id));
        return PasswordVerdict.Wrong;
    }

    public void Dispose() => _right.Dispose();

    // Hashes from before passwords were composed are of what was typed then, on whatever keyboard.
    private bool IsRightAsTyped(Room room, string typed)
    {
        var password = OpaqueString.Of(typed);
        return IsRight(room, password) || (password != typed && IsRight(room, typed));
    }

    private bool IsRight(Room room, string password)
    {
        var key = Convert.ToHexString(HMACSHA256.HashData(_processKey, Encoding.UTF8.GetBytes($"{room.Id:N}|{room.PasswordHash}|{password}")));
        if (_right.TryGetValue(key, out _))
        {
            return true;
        }

        // Of many who come with the same password at the same moment one computes and the others take its result.
        var verdict = _computing.GetOrAdd(key, _ => new Lazy<bool>(() =>
            _hasher.VerifyHashedPassword(room, room.PasswordHash, password) != PasswordVerificationResult.Failed));
        try
        {
            if (verdict.Value)
            {
                _right.Set(key, true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });
            }

            return verdict.Value;
        }
        finally
        {
            _computing.TryRemove(KeyValuePair.Create(key, verdict));
        }
    }
}

internal enum PasswordVerdict
{
    Right,
    Wrong,
    TooManyAttempts,
}

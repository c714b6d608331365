using System.Runtime.InteropServices;
using System.Text;
using DiemCau.Meetings.Shared.Intake;

namespace DiemCau.Fuzz.Targets;

/// <summary>The border that every text of people passes: the first byte says as what, the rest is UTF-16, whole or not.</summary>
internal sealed class TextTarget : IFuzzTarget
{
    public string Name => "text";

    public IReadOnlyList<Type> Parsers { get; } = [typeof(TextFromPeople), typeof(OpaqueString), typeof(ShownText)];

    public IReadOnlyList<byte[]> Samples { get; } =
        [Of(0, "UBND xa\u0303 E\u0301a Kao\u00a0\u200b"), Of(1, "Nguyễn Văn А"), Of(2, "a\r\n\tb\u2028c\u000b"), Of(3, "Mật khẩu\u3000"), Of(4, "v=0\r\n\ud83d\ude00\ufffe\u202e")];

    public void Run(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
        {
            return;
        }

        var kinds = Enum.GetValues<TextKind>();
        var kind = kinds[input[0] % kinds.Length];
        var text = new string(MemoryMarshal.Cast<byte, char>(input[1..]));
        _ = ShownText.Of(text);
        if (TextFromPeople.Take(text, kind, out var taken) is not null)
        {
            return;
        }

        if (TextFromPeople.Take(taken, kind, out var again) is not null || TextFromPeople.Take(again, kind, out var third) is not null || third != again)
        {
            throw new InvalidOperationException("What was taken is not taken again.");
        }

        if (taken.Contains('\0', StringComparison.Ordinal) || Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(taken)) != taken)
        {
            throw new InvalidOperationException("Something was taken that cannot be kept.");
        }

        if (OpaqueString.Of(OpaqueString.Of(taken)) != OpaqueString.Of(taken))
        {
            throw new InvalidOperationException("A password that is another one when it is typed again.");
        }
    }

    private static byte[] Of(byte kind, string text) => [kind, .. MemoryMarshal.AsBytes(text.AsSpan())];
}

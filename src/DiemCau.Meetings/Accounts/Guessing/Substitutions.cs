namespace DiemCau.Meetings.Accounts.Guessing;

/// <summary>Signs and digits that stand for letters: "P@ssw0rd".</summary>
internal static class Substitutions
{
    public static string Undo(string letters) => string.Create(letters.Length, letters, static (plain, written) =>
    {
        for (var i = 0; i < plain.Length; i++)
        {
            plain[i] = written[i] switch
            {
                '@' or '4' => 'a',
                '3' => 'e',
                '1' or '!' => 'i',
                '0' => 'o',
                '$' or '5' => 's',
                '7' or '+' => 't',
                var same => same,
            };
        }
    });
}

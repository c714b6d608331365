using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Tests.Shared;

public sealed class TextsTests
{
    [Fact]
    public void Both_languages_have_the_same_texts_with_the_same_places()
    {
        var vietnamese = Texts.All(Language.Vietnamese);
        var english = Texts.All(Language.English);
        Assert.Equal(vietnamese.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(vietnamese, text => Assert.Equal(Places(text.Value), Places(english[text.Key])));
    }

    private static string Places(string text) =>
        string.Concat(Enumerable.Range(0, 5).Select(place => $"{{{place}}}").Where(place => text.Contains(place, StringComparison.Ordinal)));
}

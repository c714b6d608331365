namespace DiemCau.Server.Configuration;

/// <summary>A text for an administrator at a terminal, where no language has been chosen yet: both are printed.</summary>
internal sealed record Bilingual(string Vietnamese, string English);

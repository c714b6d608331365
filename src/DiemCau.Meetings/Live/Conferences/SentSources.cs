namespace DiemCau.Meetings.Live.Conferences;

/// <summary>What a client says it is sending; whether it is heard and seen is the conference's decision.</summary>
internal readonly record struct SentSources(bool Microphone, bool Camera, bool Screen);

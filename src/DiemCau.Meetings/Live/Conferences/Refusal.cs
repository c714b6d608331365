namespace DiemCau.Meetings.Live.Conferences;

/// <summary>Why a live meeting says no. Values, because a chair's rules refuse people every day.</summary>
internal enum Refusal
{
    /// <summary>Only the chair (or somebody with a right that the asker lacks) may do this.</summary>
    Forbidden,

    /// <summary>The participant or waiting person meant has left.</summary>
    NotFound,

    /// <summary>The conference or its waiting list holds as many as it may.</summary>
    RoomFull,

    /// <summary>The chair asked this person to leave.</summary>
    RemovedFromRoom,

    RoomLocked,

    /// <summary>Somebody else shares a screen.</summary>
    ScreenInUse,

    /// <summary>An empty chat message or one above <see cref="Chat.MaximumLength"/>.</summary>
    ChatTextInvalid,

    TooManyAttempts,

    ConferenceEnded,
}

namespace DiemCau.Meetings.TechnicalCheck.Items;

/// <summary>
/// What a measurement finds. Texts: <c>check.code.{code}</c> says it, <c>check.todo.{code}</c> what somebody who stands at the site does about it.
/// </summary>
internal enum MeasurementCode
{
    /// <summary>The browser may not use the device.</summary>
    PermissionDenied,

    DeviceMissing,

    /// <summary>Another program holds the device.</summary>
    DeviceBusy,

    /// <summary>It was tried and could not be measured.</summary>
    NotMeasurable,

    /// <summary>The browser plays and hears nothing before somebody has clicked on the page.</summary>
    SoundHeldBack,

    SilentMicrophone,

    ClippedMicrophone,

    NoisyMicrophone,

    /// <summary>The loudspeaker comes back by the microphone so loud that the others hear themselves.</summary>
    Echo,

    SilentLoudspeaker,

    DelayedLoudspeaker,

    BlackPicture,

    FrozenPicture,

    SmallPicture,

    SlowPicture,

    TooDark,

    TooBright,

    PresentationNotSeen,

    /// <summary>It comes by the Internet although it has the dedicated line, or must use it.</summary>
    WrongLine,

    /// <summary>No way leads to the media server.</summary>
    NoConnection,

    SlowUp,

    SlowDown,

    LongWay,

    UnsteadyWay,

    LossyWay,
}

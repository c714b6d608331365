namespace DiemCau.Media.Turn;

/// <summary>RFC 8656 §17.</summary>
internal static class TurnMethod
{
    public const int Allocate = 3;
    public const int Refresh = 4;
    public const int Send = 6;
    public const int Data = 7;
    public const int CreatePermission = 8;
    public const int ChannelBind = 9;
}

namespace DiemCau.Media.Workers;

/// <summary>Something that a worker looks after every few milliseconds, on its thread.</summary>
internal interface ITicking
{
    void Tick(long now);
}

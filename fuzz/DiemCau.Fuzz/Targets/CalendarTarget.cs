using System.Text;
using DiemCau.Meetings.WorkingDays;

namespace DiemCau.Fuzz.Targets;

/// <summary>The days of a year as offices keep them.</summary>
internal sealed class CalendarTarget : IFuzzTarget
{
    public string Name => "calendar";

    public IReadOnlyList<Type> Parsers { get; } = [typeof(CalendarLines)];

    public IReadOnlyList<byte[]> Samples { get; } =
    [
        Encoding.UTF8.GetBytes("\ufeffNgày năm 2027;Sáng;Chiều;Tên\r\n24/11/2027;nghỉ;làm;Nghỉ bù, lần \"hai\"\r\n"),
        Encoding.UTF8.GetBytes("\"24/11/2027\",\"nghỉ\",\"nghỉ\",\"Thử\",,\n2027-11-25\t1\t0\tb"),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        foreach (var line in CalendarLines.Read(Encoding.UTF8.GetString(input)))
        {
            if (line.Error is null && (line.Day is null || line.Name is null))
            {
                throw new InvalidOperationException("A day without a day.");
            }
        }
    }
}

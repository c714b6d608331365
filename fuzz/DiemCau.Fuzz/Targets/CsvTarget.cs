using System.Text;
using DiemCau.Meetings.Shared.Tables;

namespace DiemCau.Fuzz.Targets;

/// <summary>Separated values in whatever separates them, and what is written of them read back.</summary>
internal sealed class CsvTarget : IFuzzTarget
{
    public string Name => "csv";

    public IReadOnlyList<Type> Parsers { get; } = [typeof(CsvReading), typeof(CsvText)];

    public IReadOnlyList<byte[]> Samples { get; } =
    [
        Encoding.UTF8.GetBytes("Mã,Tên\r\n1,\"Xã A, huyện \"\"B\"\"\"\r\n'=1+1,\r\n"),
        Encoding.UTF8.GetBytes("\ufeffsep=;\nMã;Tên;;\n1;Xã A, huyện B;;;\n"),
        Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("Mã\tTên\n1\tXã|A\n")).ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        try
        {
            var table = CsvReading.Read(new MemoryStream(input.ToArray()), rows => rows.Count == 0 ? 0 : rows[0].Cells.Count, default);
            List<string[]> rows = [.. table.Rows.Where(row => row.Cells.All(cell => cell.Fault is null)).Select(row => row.Cells.Select(cell => cell.Text).ToArray())];
            if (rows.Count == 0)
            {
                return;
            }

            var again = CsvReading.Read(new MemoryStream(CsvTable.Write(["Mã", "Tên"], rows)), all => all.Count > 0 && all[0][0].Text == "Mã" ? 1 : 0, default).Rows;
            if (again.Count != rows.Count + 1 || !again.Skip(1).Zip(rows).All(pair => pair.First.Cells.Select(cell => cell.Text).SequenceEqual(pair.Second)))
            {
                throw new InvalidOperationException("What was written is not what is read back.");
            }
        }
        catch (Exception refused) when (refused is TableUnreadableException or TableTooLargeException)
        {
            // Whoever sent it is told so.
        }
    }
}

using System.Text;

namespace Consult.Bench;

/// <summary>A Markdown table, so that what is printed can stand in docs/performance.md as it is.</summary>
internal sealed class Table(params string[] heads)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row, as many cells as heads.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <inheritdoc/>
    public override string ToString()
    {
        string[][] all = [heads, .. _rows];
        var widths = heads.Select((_, column) => all.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        Append(text, heads, widths);
        text.Append('|').AppendJoin('|', widths.Select((width, column) =>
            column == 0 ? new string('-', width + 2) : new string('-', width + 1) + ":")).AppendLine("|");
        foreach (var row in _rows) Append(text, row, widths);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string[] row, int[] widths) =>
        text.Append("| ").AppendJoin(" | ", row.Select((cell, column) =>
            column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).AppendLine(" |");
}

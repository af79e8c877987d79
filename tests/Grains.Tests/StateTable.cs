namespace Consult;

/// <summary>Tables of what every command does in every state: a heading, then a row for each command.</summary>
internal static class StateTable
{
    /// <summary>
    /// The cells: command, state, outcome, and the event that the row names. A cell of <c>-</c> cannot be brought about.
    /// </summary>
    public static TheoryData<string, string, string, string> Cells(string table)
    {
        var lines = table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var cells = new TheoryData<string, string, string, string>();
        foreach (var row in lines.Skip(1))
            for (var column = 2; column < row.Length; column++)
                if (row[column] != "-")
                    cells.Add(row[0], lines[0][column], row[column], row[1]);
        return cells;
    }
}

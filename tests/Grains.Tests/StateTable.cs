namespace Consult;

/// <summary>A table in a test: a row for each command, a column for each state. A cell of "-" is no case.</summary>
internal static class StateTable
{
    /// <summary>Every cell: command, state, outcome.</summary>
    public static TheoryData<string, string, string> Cells(string table)
    {
        var cells = new TheoryData<string, string, string>();
        foreach (var (row, state, outcome) in Read(table, leading: 1)) cells.Add(row[0], state, outcome);
        return cells;
    }

    /// <summary>Every cell of a table that names in its second column what happens: command, state, outcome, event.</summary>
    public static TheoryData<string, string, string, string> CellsWithEvents(string table)
    {
        var cells = new TheoryData<string, string, string, string>();
        foreach (var (row, state, outcome) in Read(table, leading: 2)) cells.Add(row[0], state, outcome, row[1]);
        return cells;
    }

    /// <summary>The commands.</summary>
    public static TheoryData<string> Commands(string table) => [.. Lines(table).Skip(1).Select(row => row[0])];

    private static IEnumerable<(string[] Row, string State, string Outcome)> Read(string table, int leading)
    {
        var lines = Lines(table);
        foreach (var row in lines.Skip(1))
            for (var column = leading; column < row.Length; column++)
                if (row[column] != "-")
                    yield return (row, lines[0][column], row[column]);
    }

    private static string[][] Lines(string table) =>
        [.. table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}

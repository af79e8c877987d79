namespace Consult;

/// <summary>
/// A table of what every command does in every state, written as text: a head line with the states from the third
/// column on, then a line for each command with its event and a cell for each state; "-" leaves a cell out.
/// </summary>
internal static class StateTable
{
    /// <summary>Command, state, outcome and event of every cell.</summary>
    public static TheoryData<string, string, string, string> Cells(string table)
    {
        var lines = Lines(table);
        var cells = new TheoryData<string, string, string, string>();
        foreach (var row in lines.Skip(1))
            for (var column = 2; column < row.Length; column++)
                if (row[column] != "-")
                    cells.Add(row[0], lines[0][column], row[column], row[1]);
        return cells;
    }

    /// <summary>The commands.</summary>
    public static TheoryData<string> Commands(string table) => [.. Lines(table).Skip(1).Select(row => row[0])];

    private static string[][] Lines(string table) =>
        [.. table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}

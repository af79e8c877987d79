using Consult.Feeds;

namespace Consult.Groups;

/// <summary>A table of commands and states as tests write it: a header of states, then command, event and a cell for each state.</summary>
internal static class Table
{
    /// <summary>Command, state, outcome and event of every cell that is not <c>-</c>.</summary>
    public static TheoryData<string, string, string, string> Cells(string table)
    {
        var lines = table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var cells = new TheoryData<string, string, string, string>();
        foreach (var row in lines.Skip(1))
        {
            row.Length.ShouldBe(lines[0].Length, row[0]);
            for (var column = 2; column < row.Length; column++)
                if (row[column] != "-")
                    cells.Add(row[0], lines[0][column], row[column], row[1]);
        }
        return cells;
    }

    /// <summary>"ok" (the row's event happens), "=" (accepted, nothing happens), or a code.</summary>
    public static void Holds(string? code, IEnumerable<string> happened, string outcome, string happens)
    {
        code.ShouldBe(outcome is "ok" or "=" ? null : outcome);
        if (code is not null) Codes.Info(code).ShouldNotBeNull();
        if (outcome is "ok") happened.ShouldContain(happens);
        else happened.ShouldBeEmpty();
    }
}

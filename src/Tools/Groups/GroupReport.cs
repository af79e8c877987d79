using System.Globalization;

namespace Consult.Tools.Groups;

/// <summary>Says what a run in groups found.</summary>
internal static class GroupReport
{
    private const int MostFindings = 20;

    /// <summary>A line for each of the first findings, and one with the counts.</summary>
    public static void Print(GroupResult result)
    {
        foreach (var question in result.Leaked.Take(MostFindings)) Console.WriteLine($"leaked: question {question}");
        foreach (var what in result.Missing.Take(MostFindings)) Console.WriteLine($"missing: {what}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"groups: groups={result.Groups} questions={result.Questions} held={result.Held} refused={result.Refused} readers={result.Readers} bytes={result.Bytes} "
            + $"leaked={result.Leaked.Count} missing={result.Missing.Count} seconds={result.Took.TotalSeconds:F1}"));
    }
}

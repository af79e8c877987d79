using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Consult.Web.Tests.Harness;

/// <summary>Accessibility as axe-core measures it: labels, roles, contrast, structure.</summary>
internal static class Axe
{
    // Of what passes nothing is asked.
    private static readonly AxeRunOptions Options = new() { ResultTypes = [ResultType.Violations] };

    /// <summary>Fails when axe-core finds something serious or critical in what the window shows now.</summary>
    public static async Task ShouldBeAccessibleAsync(this Window window)
    {
        var result = await window.Page.RunAxe(Options);
        var serious = result.Violations.Where(one => one.Impact is "serious" or "critical").Select(Describe);
        string.Concat(serious).ShouldBeEmpty(window.Page.Url);
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id} ({violation.Impact}): {violation.Help}\n{string.Join('\n', violation.Nodes.Select(Describe))}\n";

    private static string Describe(AxeResultNode node) =>
        $"  {node.Html}\n    {string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message))}";
}

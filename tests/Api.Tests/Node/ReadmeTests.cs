using System.Globalization;
using System.Text.RegularExpressions;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Node;

/// <summary>README.md is true: its example is run as it stands, against a fresh server.</summary>
public sealed partial class ReadmeTests
{
    private const string PrintedUrl = "http://127.0.0.1:5180";

    [NodeFact("bash", "curl")]
    public async Task The_example_of_the_readme_does_what_it_says_also_when_it_is_run_twice()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"));
        var example = string.Concat(ShellBlock().Matches(readme).Select(block => block.Groups[1].Value));
        example.ShouldContain(PrintedUrl);
        await using var server = await TestServer.StartAsync();
        example = example.Replace(PrintedUrl, server.Url.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);

        await ShouldShowTheConversationAsync(example);
        await ShouldShowTheConversationAsync(example);
    }

    private static async Task ShouldShowTheConversationAsync(string example)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("consult-").FullName;
        try
        {
            await using var shell = ScriptProcess.Start(folder, "bash", "-euo", "pipefail", "-c", Packages + example + "wait");
            await shell.FindAsync(line => line.EndsWith(" message.posted Do you have a fever?", StringComparison.Ordinal));
            await shell.FindAsync(line => line.EndsWith(" message.posted 38.2 this morning.", StringComparison.Ordinal));
            var numbers = shell.Lines.Select(line => Event().Match(line)).Where(match => match.Success)
                .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();
            numbers.ShouldBe(Enumerable.Range(1, numbers.Length));
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The folder is the test's, and the packages are there already: no test waits for a registry.</summary>
    private static string Packages => $$"""
        mktemp() { pwd; }
        npm() { ln -s '{{Repository.Js}}/node_modules' node_modules; }

        """;

    [GeneratedRegex("^```sh\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"^(\d+) [a-z]+\.[a-z]+ ")]
    private static partial Regex Event();
}

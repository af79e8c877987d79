using System.Text.RegularExpressions;

namespace Consult.Api.Tests.Docs;

/// <summary>One fenced block of a document.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="Kind">The first word behind the fence: <c>http</c>, <c>json</c>, <c>ws</c>.</param>
/// <param name="Argument">The second word.</param>
/// <param name="Lines">What it holds.</param>
internal sealed record DocExample(int Line, string Kind, string Argument, string[] Lines)
{
    private const string Fence = "```";

    /// <summary>The blocks of a document that a test runs, from top to bottom.</summary>
    public static IReadOnlyList<DocExample> ReadAll(string[] document)
    {
        var found = new List<DocExample>();
        for (var i = 0; i < document.Length; i++)
        {
            if (!document[i].StartsWith(Fence, StringComparison.Ordinal)) continue;
            var words = document[i][Fence.Length..].Split(' ', 2);
            var end = Array.IndexOf(document, Fence, i + 1);
            if (words[0] is "http" or "json" or "ws")
                found.Add(new(i + 1, words[0], words.ElementAtOrDefault(1) ?? "", document[(i + 1)..end]));
            i = end;
        }
        return found;
    }
}

/// <summary>What the names in a document stand for, as far as it has been run.</summary>
internal sealed partial class DocNames
{
    private readonly Dictionary<string, string> _values = [];

    /// <summary>The text with every known name replaced.</summary>
    public string Fill(string text) => Name().Replace(text, name => _values.GetValueOrDefault(name.Value, name.Value));

    /// <summary>Gives a name to a value that the server made.</summary>
    public void Bind(string name, string value) => _values.Add(name, value);

    /// <summary>Whether a text is a name and nothing else.</summary>
    public static bool IsName(string text) => Name().Match(text) is { Success: true } match && match.Length == text.Length;

    [GeneratedRegex(@"\$[A-Za-z]+")]
    private static partial Regex Name();
}

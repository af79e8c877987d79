using System.Text.Json.Nodes;

namespace Consult.Demo;

/// <summary>One request of the scenario. In paths and texts <c>{…}</c> is a blank (<see cref="Blanks"/>).</summary>
internal sealed record Act
{
    /// <summary>Whose: an account of <c>people.json</c>, which says in which role.</summary>
    public required string As { get; init; }

    /// <summary>Method and path, such as <c>POST patients</c>. GET asks, everything else is a command.</summary>
    public required string Do { get; init; }

    /// <summary>
    /// The command's id. Never changed once published: a store that an older version filled halfway is completed under the same ids.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>What is sent.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>A file of the scenario that is sent instead.</summary>
    public string? File { get; init; }

    /// <summary>
    /// What later acts need of the answer: the name of a blank, and the member that fills it. <c>seq</c> is the number in the position.
    /// </summary>
    public IReadOnlyDictionary<string, string> Keep { get; init; } = new Dictionary<string, string>();

    /// <summary>Codes of answers that change by themselves in a moment, because one actor has yet to hear from another.</summary>
    public IReadOnlyList<string> NotYet { get; init; } = [];

    /// <summary>The code of an answer that says that it was done before: for what has no id, such as sending bytes.</summary>
    public string? Done { get; init; }

    /// <summary>
    /// Done at every start, under an id of that start, because it does not outlast the server: who is on duty.
    /// </summary>
    public bool Anew { get; init; }
}

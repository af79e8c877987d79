namespace Consult.Silo.Assistants;

/// <summary>
/// A language model behind a chat completions endpoint in the form of OpenAI's: the section <c>Interviews:Model</c>. A
/// class and no record, so that it has no <c>ToString</c> that could print the key.
/// </summary>
public sealed class OpenAiOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Interviews:Model";

    /// <summary>
    /// Where it is, without <c>/v1/chat/completions</c>: HTTPS, or HTTP on this machine. Null for no model.
    /// </summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>What the endpoint calls the model.</summary>
    public string? Name { get; init; }

    /// <summary>The key; best from the environment, as <c>Interviews__Model__ApiKey</c>. Null for an endpoint without one.</summary>
    public string? ApiKey { get; init; }
}

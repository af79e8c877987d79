namespace Consult.Client;

/// <summary>
/// The server refused, or gave no answer in time. Carries the code and nothing else of the answer: what people wrote
/// must not reach logs by way of exceptions.
/// </summary>
/// <param name="code">Stable code of the protocol, or one of the client's own (<see cref="ClientCodes"/>).</param>
/// <param name="status">HTTP status, 0 when there was none.</param>
/// <param name="retry">What the server said of trying again.</param>
public sealed class ConsultException(string code, int status = 0, bool retry = false)
    : Exception($"The server answered {code}.")
{
    /// <summary>Stable code, for example <c>quota.exhausted</c>.</summary>
    public string Code { get; } = code;

    /// <summary>HTTP status of the answer; 0 when it came over the WebSocket or not at all.</summary>
    public int Status { get; } = status;

    /// <summary>Whether the same command with the same id may succeed later.</summary>
    public bool Retry { get; } = retry;
}

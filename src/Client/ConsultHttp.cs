using System.Net.Http.Headers;
using System.Text.Json;

namespace Consult.Client;

/// <summary>Gets a token of this account's sign-in; called again when the server wants a fresh one.</summary>
public delegate Task<string> SignIn(CancellationToken cancellationToken);

/// <summary>The answer to an accepted command.</summary>
/// <param name="Id">Key of what the command made, null when it made nothing.</param>
/// <param name="Position">The feed's position after the command.</param>
public sealed record CommandAnswer(string? Id, FeedPosition Position);

/// <summary>
/// Questions and commands of one account over HTTP. Everything is repeated until there is an answer or the deadline
/// of <see cref="ClientOptions"/> passes; commands keep their id. Safe for concurrent use.
/// </summary>
/// <param name="http">With a base address; shared by any number of accounts.</param>
/// <param name="signIn">How this account signs in.</param>
/// <param name="options">Limits and clock.</param>
public sealed class ConsultHttp(HttpClient http, SignIn signIn, ClientOptions options)
{
    private static readonly MediaTypeHeaderValue JsonType = new("application/json", "utf-8");
    private static readonly MediaTypeHeaderValue BytesType = new("application/octet-stream");

    private string? _token;

    /// <summary>Signs in whoever asks, at a development server.</summary>
    public static SignIn Development(HttpClient http, string account, string role, ClientOptions options) =>
        async cancellationToken =>
        {
            var request = new Request(HttpMethod.Post, "sign-in", null, Wire.Write(new { account, role }), JsonType);
            var answer = await SendOnceAsync(http, request, null, Read<JsonElement>, options, cancellationToken);
            return answer.GetProperty("token").GetString()!;
        };

    /// <summary>Sends a command until it has an answer.</summary>
    /// <param name="method">POST, PUT or DELETE.</param>
    /// <param name="path">Without a leading slash.</param>
    /// <param name="commandId">1–120 visible ASCII characters without a slash, the same as long as the command is the same.</param>
    /// <param name="body">Serialized once; null for none.</param>
    /// <param name="cancellationToken">Gives up waiting; the command may have been accepted all the same.</param>
    /// <exception cref="ConsultException">Refused, or no answer until the deadline.</exception>
    public Task<CommandAnswer> CommandAsync(
        HttpMethod method, string path, string commandId, object? body, CancellationToken cancellationToken) =>
        CommandAsync<CommandAnswer>(method, path, commandId, body, cancellationToken);

    /// <summary>The same, for a command whose answer has another shape.</summary>
    /// <exception cref="ConsultException">Refused, or no answer until the deadline.</exception>
    public Task<T> CommandAsync<T>(
        HttpMethod method, string path, string commandId, object? body, CancellationToken cancellationToken) =>
        SendAsync<T>(new(method, path, commandId, body is null ? null : Wire.Write(body), JsonType), cancellationToken);

    /// <summary>Puts bytes where they belong, such as a chunk of an attachment. It may be repeated, so it needs no id.</summary>
    /// <exception cref="ConsultException">Refused, or no answer until the deadline.</exception>
    public Task PutBytesAsync(string path, byte[] bytes, CancellationToken cancellationToken) =>
        SendAsync(new(HttpMethod.Put, path, null, bytes, BytesType), content => content, cancellationToken);

    /// <summary>Follows a link of the server.</summary>
    /// <exception cref="ConsultException">Refused, or no answer until the deadline.</exception>
    public Task<byte[]> GetBytesAsync(string link, CancellationToken cancellationToken) =>
        SendAsync(new(HttpMethod.Get, link.TrimStart('/'), null, null, null), content => content, cancellationToken);

    /// <summary>Asks a question.</summary>
    /// <exception cref="ConsultException">Refused, or no answer until the deadline.</exception>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync<JsonElement>(new(HttpMethod.Get, path, null, null, null), cancellationToken);

    /// <summary>One page of a feed's history: what follows on a position.</summary>
    /// <exception cref="ConsultException">Refused, or no answer until the deadline.</exception>
    public Task<FeedPage> EventsAsync(string feed, FeedPosition after, int limit, CancellationToken cancellationToken) =>
        SendAsync<FeedPage>(
            new(HttpMethod.Get, $"feeds/{feed}/events?after={after}&limit={limit}", null, null, null), cancellationToken);

    /// <summary>A fresh address of the WebSocket, good for one attempt within 30 seconds.</summary>
    /// <exception cref="ConsultException">Refused, or no answer until the deadline.</exception>
    internal async Task<Uri> HubAddressAsync(CancellationToken cancellationToken)
    {
        var answer = await SendAsync<JsonElement>(new(HttpMethod.Post, "tickets", null, null, null), cancellationToken);
        var address = new UriBuilder(new Uri(http.BaseAddress!, "hub"))
        {
            Query = "access_token=" + Uri.EscapeDataString(answer.GetProperty("ticket").GetString()!),
        };
        address.Scheme = address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        return address.Uri;
    }

    /// <summary>The next request signs in anew.</summary>
    internal void ForgetSignIn() => _token = null;

    private Task<T> SendAsync<T>(Request request, CancellationToken cancellationToken) =>
        SendAsync(request, Read<T>, cancellationToken);

    private Task<T> SendAsync<T>(Request request, Func<byte[], T> read, CancellationToken cancellationToken) =>
        Persistence.RunAsync(
            options,
            async attempt =>
            {
                // Requests that find no token at the same time each sign in; either token does.
                var token = _token ??= await signIn(attempt);
                try
                {
                    return await SendOnceAsync(http, request, token, read, options, attempt);
                }
                catch (ConsultException refusal) when (ClientCodes.WantsSignIn(refusal.Code))
                {
                    // Only if nobody has signed in anew meanwhile.
                    Interlocked.CompareExchange(ref _token, null, token);
                    throw;
                }
            },
            cancellationToken);

    private static async Task<T> SendOnceAsync<T>(
        HttpClient http, Request request, string? token, Func<byte[], T> read, ClientOptions options,
        CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.AttemptTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var message = Message(request, token);
            using var response = await http.SendAsync(message, either.Token);
            var content = await response.Content.ReadAsByteArrayAsync(either.Token);
            return response.IsSuccessStatusCode ? read(content) : throw Refusal(response, content);
        }
        catch (Exception cut) when (
            cut is HttpRequestException or IOException
            || (cut is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ConsultException(ClientCodes.NoAnswer, retry: true);
        }
    }

    private static HttpRequestMessage Message(Request request, string? token)
    {
        var message = new HttpRequestMessage(request.Method, request.Path);
        if (token is not null)
            message.Headers.Authorization = new("Bearer", token);
        if (request.CommandId is not null)
            message.Headers.TryAddWithoutValidation("Idempotency-Key", request.CommandId);
        if (request.Body is not null)
            message.Content = new ByteArrayContent(request.Body) { Headers = { ContentType = request.Type } };
        return message;
    }

    private static ConsultException Refusal(HttpResponseMessage response, byte[] content)
    {
        var status = (int)response.StatusCode;
        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            && Wire.Read<Problem>(content) is { Code: { } code } problem)
            return new ConsultException(code, status, problem.Retry);
        return new ConsultException(ClientCodes.OfStatus(response.StatusCode), status);
    }

    private static T Read<T>(byte[] content) => Wire.Read<T>(content);

    private sealed record Request(
        HttpMethod Method, string Path, string? CommandId, byte[]? Body, MediaTypeHeaderValue? Type);

    private sealed record Problem(string? Code, bool Retry);
}

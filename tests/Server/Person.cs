using System.Net.Http.Json;
using System.Text.Json;

namespace Consult.Testing.Server;

/// <summary>Somebody who is signed in at a server and speaks its protocol over HTTP.</summary>
public sealed class Person : IDisposable
{
    private readonly HttpClient _http;

    /// <summary>Somebody with a token.</summary>
    public Person(Uri server, string account, string token)
    {
        (Account, Token) = (account, token);
        _http = new() { BaseAddress = server, DefaultRequestHeaders = { Authorization = new("Bearer", token) } };
    }

    /// <summary>The account.</summary>
    public string Account { get; }

    /// <summary>The token.</summary>
    public string Token { get; }

    /// <summary>Signs in at a development server.</summary>
    public static Task<Person> SignInAsync(TestServer server, string account, string role) => SignInAsync(server.Url, account, role);

    /// <inheritdoc cref="SignInAsync(TestServer, string, string)"/>
    public static async Task<Person> SignInAsync(Uri server, string account, string role)
    {
        using var http = new HttpClient { BaseAddress = server };
        using var response = await http.PostAsJsonAsync("/sign-in", new { account, role });
        var reply = Practice.Accepted(await Reply.ReadAsync(response));
        return new(server, account, reply["token"].GetString()!);
    }

    /// <summary>Asks.</summary>
    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, null);

    /// <summary>Commands, under a fresh key when none is given.</summary>
    public Task<Reply> PostAsync(string path, object? body = null, string? key = null) => CommandAsync(HttpMethod.Post, path, body, key);

    /// <inheritdoc cref="PostAsync"/>
    public Task<Reply> PutAsync(string path, object? body = null, string? key = null) => CommandAsync(HttpMethod.Put, path, body, key);

    /// <inheritdoc cref="PostAsync"/>
    public Task<Reply> DeleteAsync(string path, object? body = null, string? key = null) =>
        CommandAsync(HttpMethod.Delete, path, body, key);

    /// <summary>Sends any request with any content.</summary>
    public async Task<Reply> SendAsync(HttpMethod method, string path, HttpContent? content, string? key)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var response = await _http.SendAsync(request);
        return await Reply.ReadAsync(response);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private Task<Reply> CommandAsync(HttpMethod method, string path, object? body, string? key) =>
        SendAsync(method, path, body is null ? null : JsonContent.Create(body), key ?? Guid.NewGuid().ToString());
}

/// <summary>A response.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="MediaType">What the body is.</param>
/// <param name="Body">The body; undefined when there is none.</param>
public sealed record Reply(int Status, string? MediaType, JsonElement Body)
{
    /// <summary>A member of the body.</summary>
    public JsonElement this[string name] => Body.GetProperty(name);

    /// <summary>The stable code of a problem; null for everything else.</summary>
    public string? Code => MediaType == "application/problem+json" ? this["code"].GetString() : null;

    /// <summary>The key of what a command began.</summary>
    public string Id => this["id"].GetString()!;

    /// <summary>Reads a response to its end.</summary>
    public static async Task<Reply> ReadAsync(HttpResponseMessage response)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync();
        return new(
            (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType,
            bytes.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(bytes));
    }
}

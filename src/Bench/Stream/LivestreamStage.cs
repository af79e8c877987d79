using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Consult.Bench.Stream;

/// <summary>A livestream on a Consult server, over its public protocol: a host, and an account for each viewer.</summary>
internal sealed class LivestreamStage(Uri address) : IStage
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 32 }) { BaseAddress = address };
    private readonly ConcurrentDictionary<int, string> _tokens = [];
    private string? _host;
    private string? _doctor;
    private string _id = "";
    private int _rooms;

    public Wire Wire { get; private set; } = new SocketIoWire();

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_doctor is null) await RegisterAsync(cancellationToken);
        var n = ++_rooms;
        var wish = new { doctor = _doctor, title = "夜咳答疑", introduction = "测量用", startsAt = TimeProvider.System.GetUtcNow().AddMinutes(10) };
        _id = Text(await SendAsync(HttpMethod.Post, "livestreams", _host, $"schedule-{n}", wish, cancellationToken), "id");
        await SendAsync(HttpMethod.Post, $"livestreams/{_id}/start", _host, $"start-{n}", null, cancellationToken);
        Wire = new HubWire($"livestream/{_id}");
    }

    public async Task<Uri> AddressAsync(int viewer, CancellationToken cancellationToken)
    {
        if (!_tokens.TryGetValue(viewer, out var token))
            _tokens[viewer] = token = await SignInAsync($"viewer-{viewer}", "patient", cancellationToken);
        if (viewer < Room.Posters)
            await SendAsync(HttpMethod.Put, $"livestreams/{_id}/nickname", token, $"nickname-{_id}-{viewer}", new { nickname = $"观众{(char)('甲' + viewer)}" }, cancellationToken);
        var ticket = Text(await SendAsync(HttpMethod.Post, "tickets", token, null, null, cancellationToken), "ticket");
        return new($"ws://{address.Authority}/hub?access_token={Uri.EscapeDataString(ticket)}");
    }

    public void Dispose() => _http.Dispose();

    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        var staff = await SignInAsync("bench-operator", "operator", cancellationToken);
        _host = await SignInAsync("bench-host", "doctor", cancellationToken);
        var profile = new { name = "王医生", title = "主治医师", department = "呼吸内科", hospital = "示例医院", introduction = "十年临床经验" };
        _doctor = Text(await SendAsync(HttpMethod.Post, "doctors", _host, "doctor", profile, cancellationToken), "id");
        var licence = new { licenceNumber = "110110000000001", validUntil = "2099-12-31" };
        await SendAsync(HttpMethod.Put, $"doctors/{_doctor}/licence", staff, "licence", licence, cancellationToken);
    }

    private async Task<string> SignInAsync(string account, string role, CancellationToken cancellationToken) =>
        Text(await SendAsync(HttpMethod.Post, "sign-in", null, null, new { account, role }, cancellationToken), "token");

    private async Task<JsonElement> SendAsync(
        HttpMethod method, string path, string? token, string? command, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (command is not null) request.Headers.Add("Idempotency-Key", command);
        using var answer = await _http.SendAsync(request, cancellationToken);
        var content = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(content)
            : throw new InvalidOperationException($"{path}: {content}");
    }

    private static string Text(JsonElement answer, string field) => answer.GetProperty(field).GetString()!;
}

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Consult.Bench.Load;

/// <summary>Sets up consultations on a Consult server over its public protocol, and gets tickets for them.</summary>
internal sealed class Practice : IDisposable
{
    /// <summary>Consultations of one doctor at once; the default cap of a desk.</summary>
    private const int PerDoctor = 20;

    private const int AtOnce = 16;
    private const int AcceptAttempts = 200;

    private readonly HttpClient _http;
    private readonly List<string[]> _tokens = [];

    public Practice(Uri server) => _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce }) { BaseAddress = server };

    /// <summary>Feeds of the accepted consultations.</summary>
    public List<string> Feeds { get; } = [];

    /// <summary>Registers patients and doctors, and has consultations requested and accepted.</summary>
    public async Task OpenAsync(int consultations, CancellationToken cancellationToken)
    {
        var staff = await SignInAsync("bench-operator", "operator", cancellationToken);
        var doctors = new (string Token, string Id)[(consultations + PerDoctor - 1) / PerDoctor];
        for (var d = 0; d < doctors.Length; d++) doctors[d] = await DoctorAsync(d, staff, cancellationToken);
        var opened = new (string Feed, string[] Tokens)[consultations];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, consultations),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (n, cancelled) => opened[n] = await ConsultationAsync(n, doctors[n / PerDoctor], staff, cancelled));
        Feeds.AddRange(opened.Select(one => one.Feed));
        _tokens.AddRange(opened.Select(one => one.Tokens));
    }

    /// <summary>A fresh address of the hub for one side of a consultation.</summary>
    public async Task<Uri> HubAsync(int consultation, int side, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Post, "tickets", _tokens[consultation][side], null, null, cancellationToken);
        var http = _http.BaseAddress!;
        return new($"ws://{http.Authority}/hub?access_token={Uri.EscapeDataString(answer.GetProperty("ticket").GetString()!)}");
    }

    public void Dispose() => _http.Dispose();

    private async Task<(string Token, string Id)> DoctorAsync(int n, string staff, CancellationToken cancellationToken)
    {
        var token = await SignInAsync($"bench-doctor-{n}", "doctor", cancellationToken);
        var profile = new { name = $"王医生{n}", title = "主治医师", department = "呼吸内科", hospital = "示例医院", introduction = "十年临床经验" };
        var id = Id(await SendAsync(HttpMethod.Post, "doctors", token, $"doctor-{n}", profile, cancellationToken));
        var licence = new { licenceNumber = "110110000000001", validUntil = "2099-12-31" };
        await SendAsync(HttpMethod.Put, $"doctors/{id}/licence", staff, $"licence-{n}", licence, cancellationToken);
        await SendAsync(HttpMethod.Put, $"doctors/{id}/offerings/directed", token, $"offer-{n}", new { priceFen = 1900 }, cancellationToken);
        return (token, id);
    }

    private async Task<(string Feed, string[] Tokens)> ConsultationAsync(
        int n, (string Token, string Id) doctor, string staff, CancellationToken cancellationToken)
    {
        var token = await SignInAsync($"bench-patient-{n}", "patient", cancellationToken);
        var person = new { name = "林小满", birthDate = "1990-04-01", relation = "self" };
        var patient = Id(await SendAsync(HttpMethod.Post, "patients", token, $"patient-{n}", person, cancellationToken));
        await SendAsync(HttpMethod.Put, $"patients/{patient}/verification", staff, $"verify-{n}", new { method = "id-card" }, cancellationToken);
        await SendAsync(
            HttpMethod.Put, $"patients/{patient}/consents/healthData", token, $"consent-{n}",
            new { textVersion = "2026-01", channel = "web" }, cancellationToken);
        var wish = new { patient, doctor = doctor.Id, kind = "directed", complaint = "咳嗽三天，晚上加重" };
        var id = Id(await SendAsync(HttpMethod.Post, "consultations", token, $"request-{n}", wish, cancellationToken));
        await AcceptAsync(id, doctor.Token, $"accept-{n}", cancellationToken);
        // Even messages are side 0's, so the patient, side 1, begins.
        return ($"consultation/{id}", [doctor.Token, token]);
    }

    // The request reaches the doctor's desk a moment after it was answered.
    private async Task AcceptAsync(string id, string doctor, string command, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var answer = await AnswerAsync(HttpMethod.Post, $"consultations/{id}/accept", doctor, command, null, cancellationToken);
            if (answer.IsSuccessStatusCode) return;
            var problem = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (attempt == AcceptAttempts || !problem.Contains("queue.absent", StringComparison.Ordinal))
                throw new InvalidOperationException($"accept: {problem}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }

    private async Task<string> SignInAsync(string account, string role, CancellationToken cancellationToken) =>
        (await SendAsync(HttpMethod.Post, "sign-in", null, null, new { account, role }, cancellationToken)).GetProperty("token").GetString()!;

    private async Task<JsonElement> SendAsync(
        HttpMethod method, string path, string? token, string? command, object? body, CancellationToken cancellationToken)
    {
        using var answer = await AnswerAsync(method, path, token, command, body, cancellationToken);
        var content = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(content)
            : throw new InvalidOperationException($"{path}: {content}");
    }

    private Task<HttpResponseMessage> AnswerAsync(
        HttpMethod method, string path, string? token, string? command, object? body, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (command is not null) request.Headers.Add("Idempotency-Key", command);
        return _http.SendAsync(request, cancellationToken);
    }

    private static string Id(JsonElement answer) => answer.GetProperty("id").GetString()!;
}

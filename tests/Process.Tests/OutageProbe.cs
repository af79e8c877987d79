using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Consult.Process.Tests;

/// <summary>Somebody who calls once and does not try again: shows what a server says while its database is away.</summary>
internal sealed class OutageProbe : IDisposable
{
    /// <summary>Beyond every bound of the server; what takes longer hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly HttpClient _http;
    private readonly HashSet<string> _documented;
    private readonly string _patient;

    private OutageProbe(HttpClient http, HashSet<string> documented, string patient) =>
        (_http, _documented, _patient) = (http, documented, patient);

    public static async Task<OutageProbe> PrepareAsync(Uri server)
    {
        var http = new HttpClient { BaseAddress = server, Timeout = Patience };
        var catalogue = await http.GetFromJsonAsync<JsonElement>("codes");
        var signIn = await http.PostAsJsonAsync("sign-in", new { account = "a-probe", role = "patient" });
        var token = (await signIn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var registered = await (await RegisterAsync(http)).Content.ReadFromJsonAsync<JsonElement>();
        return new(http, [.. Codes(catalogue)], registered.GetProperty("id").GetString()!);
    }

    /// <summary>Commands and questions, each once: none is left without an answer, and each refusal has its code.</summary>
    public async Task ShouldEndWithDocumentedCodesAsync()
    {
        var answers = await Task.WhenAll(
        [
            .. Enumerable.Range(0, 4).Select(_ => RegisterAsync(_http)),
            _http.GetAsync(new Uri($"patients/{_patient}", UriKind.Relative)),
            _http.GetAsync(new Uri($"feeds/patient/{_patient}/events?after=0&limit=10", UriKind.Relative)),
            _http.PostAsync(new Uri("tickets", UriKind.Relative), null),
        ]);
        foreach (var answer in answers.Where(answer => !answer.IsSuccessStatusCode))
        {
            answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            var code = problem.GetProperty("code").GetString()!;
            _documented.ShouldContain(code);
            code.ShouldBeOneOf("busy", "unknown");
            problem.GetProperty("retry").GetBoolean().ShouldBeTrue();
        }
        // Nobody can have been registered: the database is away.
        answers.Take(4).ShouldAllBe(answer => !answer.IsSuccessStatusCode);
    }

    public void Dispose() => _http.Dispose();

    private static IEnumerable<string> Codes(JsonElement catalogue) =>
        catalogue.EnumerateArray().Select(entry => entry.GetProperty("code").GetString()!);

    private static Task<HttpResponseMessage> RegisterAsync(HttpClient http)
    {
        var person = new { name = "林小满", birthDate = "1990-04-01", relation = "self" };
        var request = new HttpRequestMessage(HttpMethod.Post, "patients") { Content = JsonContent.Create(person) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return http.SendAsync(request);
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Api.Tests.OpenApi;

/// <summary>The routes there are, the table that describes them, and the document for machines say the same.</summary>
public sealed partial class RouteTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    /// <summary>What answers without a sign-in. A route is added here on purpose or not at all.</summary>
    private static readonly string[] Open =
        ["GET /blobs/{ticket}", "GET /codes", "GET /health/live", "GET /health/ready", "GET /openapi/v1.json", "GET /sign-in", "GET /sign-in/people", "POST /sign-in"];

    /// <summary>
    /// What changes something and needs no key of its own: sign-in, tickets (links are tickets too), a search, a preview, and
    /// chunks, whose number in their file says which they are.
    /// </summary>
    private static readonly string[] Keyless =
        ["/sign-in", "/tickets", "/consultations/search", "/privacy/preview", "/attachments/{attachment}/chunks/{chunk}", "/attachments/{attachment}/links"];

    [Fact]
    public void Every_route_but_the_listed_ones_needs_a_sign_in() =>
        Routes(endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() is null).Order().ShouldBe(Open.Order());

    [Fact]
    public async Task The_table_of_resources_lists_every_route_and_no_other()
    {
        var document = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "protocol.md"));
        var listed = TableRow().Matches(document).SelectMany(row => Request().Matches(row.Value.Split('|')[1]))
            .Select(request => $"{request.Groups[1].Value} {Parameter().Replace(request.Groups[2].Value, "{}")}");
        var there = Routes(_ => true).Except(["POST /sign-in", "GET /openapi/v1.json"])
            .Where(route => !route.Contains("/hub", StringComparison.Ordinal))
            .Select(route => Parameter().Replace(route, "{}"));
        listed.Order().ShouldBe(there.Order());
    }

    [Fact]
    public async Task The_document_describes_every_route_its_key_its_sign_in_and_its_problems()
    {
        var text = await fixture.Server.Http.GetStringAsync("/openapi/v1.json");
        var document = JsonSerializer.Deserialize<JsonElement>(text);
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Path: path.Name, operation.Name, operation.Value)))
            .ToArray();
        operations.Length.ShouldBe(Routes(_ => true).Count(route =>
            !route.Contains("/hub", StringComparison.Ordinal) && !route.Contains("/openapi", StringComparison.Ordinal)));
        foreach (var (path, method, operation) in operations)
        {
            var name = $"{method} {path}";
            operation.TryGetProperty("summary", out _).ShouldBeTrue(name);
            operation.GetProperty("responses").TryGetProperty("default", out _).ShouldBeTrue(name);
            operation.TryGetProperty("security", out _).ShouldBe(!Open.Contains($"{method.ToUpperInvariant()} {path}"), name);
            var isCommand = method != "get" && !Keyless.Contains(path);
            operation.GetRawText().Contains("Idempotency-Key", StringComparison.Ordinal).ShouldBe(isCommand, name);
        }
        text.ShouldContain("quota.exhausted");
    }

    [Fact]
    public async Task The_page_to_try_it_is_there()
    {
        using var response = await fixture.Server.Http.GetAsync("/swagger/index.html");
        response.IsSuccessStatusCode.ShouldBeTrue();
    }

    private IEnumerable<string> Routes(Func<RouteEndpoint, bool> which) =>
        fixture.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(which)
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"])
                .Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}"));

    [GeneratedRegex(@"^\| `(GET|POST|PUT|DELETE) .*$", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"`(GET|POST|PUT|DELETE) (/[^`?]*)")]
    private static partial Regex Request();

    [GeneratedRegex(@":[a-z]+|\{[a-z]+\}")]
    private static partial Regex Parameter();
}

using System.Net;
using System.Text;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Web;

/// <summary>The pages as a browser gets them.</summary>
public sealed class PagesTests : IAsyncLifetime, IDisposable
{
    private const string Script = "assets/index-abc.js";
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("consult-web-").FullName;
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private TestServer _server = null!;

    public async Task InitializeAsync()
    {
        System.IO.Directory.CreateDirectory(Path.Combine(_folder, "assets"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "index.html"), "<!doctype html><title>Consult</title>");
        await File.WriteAllTextAsync(Path.Combine(_folder, Script), "console.log(1)");
        await File.WriteAllBytesAsync(Path.Combine(_folder, Script + ".br"), "packed by br"u8.ToArray());
        await File.WriteAllBytesAsync(Path.Combine(_folder, Script + ".gz"), "packed by gzip"u8.ToArray());
        _server = await TestServer.StartAsync(settings: ["--Web:Folder", _folder]);
        _browser.BaseAddress = _server.Url;
    }

    public void Dispose() => _browser.Dispose();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("/", "/app/")]
    [InlineData("/app", "/app/")]
    [InlineData("/app?next=%2Fdesk", "/app/?next=%2Fdesk")]
    public async Task The_front_door_leads_to_the_pages(string from, string to)
    {
        using var response = await _browser.GetAsync(from);
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.Location!.OriginalString.ShouldBe(to);
    }

    [Theory]
    [InlineData("/app/")]
    [InlineData("/app/consultations/c-1")]
    [InlineData("/app/doctors/d-1.x")]
    [InlineData("/app/..%2f..%2fconsult.db")]
    public async Task Every_address_of_the_pages_begins_with_the_index_which_is_asked_for_each_time(string address)
    {
        using var response = await _browser.GetAsync(address);
        (await response.Content.ReadAsStringAsync()).ShouldContain("<title>Consult</title>");
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        response.Headers.CacheControl!.NoCache.ShouldBeTrue();
    }

    [Fact]
    public async Task An_index_that_has_not_changed_is_not_sent_again()
    {
        using var first = await _browser.GetAsync("/app/");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/app/") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var second = await _browser.SendAsync(again);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("", null, "console.log(1)")]
    [InlineData("gzip", "gzip", "packed by gzip")]
    [InlineData("gzip, br", "br", "packed by br")]
    [InlineData("br;q=0, gzip", "gzip", "packed by gzip")]
    public async Task A_script_is_kept_for_good_and_comes_packed_as_the_browser_takes_it(string accepted, string? encoding, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/app/" + Script);
        if (accepted.Length > 0) request.Headers.Add("Accept-Encoding", accepted);
        using var response = await _browser.SendAsync(request);
        response.Content.Headers.ContentEncoding.SingleOrDefault().ShouldBe(encoding);
        (await response.Content.ReadAsStringAsync()).ShouldBe(body);
        response.Headers.Vary.ShouldContain("Accept-Encoding");
        response.Headers.CacheControl!.ToString().ShouldContain("immutable");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
    }

    [Fact]
    public async Task A_script_of_another_build_is_not_found_instead_of_being_a_page()
    {
        using var response = await _browser.GetAsync("/app/assets/index-old.js");
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldContain("route.unknown");
    }

    [Fact]
    public async Task What_is_no_page_stays_with_the_api()
    {
        using var unknown = await _browser.GetAsync("/appendix");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var posted = await _browser.PostAsync("/app/", new StringContent("{}", Encoding.UTF8, "application/json"));
        posted.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var asked = await _browser.GetAsync("/me");
        asked.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_pages_may_run_their_own_scripts_alone_and_are_shown_in_no_frame()
    {
        using var response = await _browser.GetAsync("/app/");
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'; script-src 'self';");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldContain($"connect-src 'self' ws://{_server.Url.Authority} wss://{_server.Url.Authority};");
        policy.ShouldNotContain("unsafe");
        response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        response.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
        response.Headers.GetValues("Permissions-Policy").Single().ShouldContain("camera=(self), microphone=(self)");
    }

    [Fact]
    public async Task A_head_request_has_the_headers_and_no_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/app/");
        using var response = await _browser.SendAsync(request);
        response.Content.Headers.ContentLength.ShouldBe(37);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_built_pages_the_start_page_says_what_is_missing()
    {
        await using var bare = await TestServer.StartAsync(settings: ["--Web:Folder", Path.Combine(_folder, "nowhere")]);
        using var response = await bare.Http.GetAsync("/");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = await response.Content.ReadAsStringAsync();
        page.ShouldContain("Node.js 20.19");
        page.ShouldContain("href=\"/swagger\"");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        bare.Logs.ShouldContain(line => line.Text.Contains("The pages were not built", StringComparison.Ordinal));
    }
}

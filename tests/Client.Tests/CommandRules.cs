namespace Consult.Client.Tests;

/// <summary>Sections 3 and 7 of the protocol over HTTP.</summary>
public sealed class CommandRules : IAsyncLifetime
{
    private FakeServer _server = null!;

    public async Task InitializeAsync() => _server = await FakeServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_command_goes_again_with_the_same_key_and_body_until_it_has_an_answer()
    {
        Refuse(503, "busy");
        Refuse(503, "unknown");
        Refuse(429, "rate.limited");
        _server.Answers.Enqueue((0, "")); // cut without an answer
        Refuse(500, "internal");

        var answer = await PostAsync(new());

        answer.Position.Seq.ShouldBe(1);
        var seen = _server.Commands.ToArray();
        seen.Length.ShouldBe(6);
        seen.Distinct().ShouldHaveSingleItem().ShouldBe(
            new Seen("POST", "/patients", "key-1", "Bearer token-1", """{"name":"林小满"}"""));
    }

    [Theory]
    [InlineData("unauthenticated")]
    [InlineData("reauthentication.required")]
    public async Task A_stale_sign_in_is_renewed_and_the_same_command_sent(string code)
    {
        Refuse(401, code);

        await PostAsync(new());

        _server.Commands.Select(one => (one.Key, one.Authorization)).ShouldBe(
            [("key-1", "Bearer token-1"), ("key-1", "Bearer token-2")]);
    }

    [Fact]
    public async Task A_refusal_carries_its_code_and_none_of_the_text()
    {
        _server.Answers.Enqueue(
            (409, """{"title":"林小满 said it already","status":409,"code":"quota.exhausted","retry":false}"""));

        var refusal = await Should.ThrowAsync<ConsultException>(PostAsync(new()));

        (refusal.Code, refusal.Status, refusal.Retry).ShouldBe(("quota.exhausted", 409, false));
        refusal.ToString().ShouldNotContain("林小满");
        _server.Commands.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_defect_is_told_after_a_few_tries()
    {
        for (var i = 0; i < 9; i++)
            Refuse(500, "internal");

        (await Should.ThrowAsync<ConsultException>(PostAsync(new()))).Code.ShouldBe("internal");

        _server.Commands.Count.ShouldBe(5);
    }

    [Fact]
    public async Task The_deadline_ends_the_repeating_with_the_last_code()
    {
        for (var i = 0; i < 1_000; i++)
            Refuse(503, "busy");

        var refusal = await Should.ThrowAsync<ConsultException>(
            PostAsync(new() { Deadline = TimeSpan.FromSeconds(0.3) }));

        (refusal.Code, refusal.Retry).ShouldBe(("busy", true));
    }

    [Fact]
    public async Task A_page_of_history_is_read_as_frames_are()
    {
        _server.Answers.Enqueue((200, $$$"""
            {"feed":"consultation/c-1","from":1,"to":"{{{Limits.Position(2)}}}","head":"{{{Limits.Position(3)}}}",
             "events":[{"seq":2,"type":"t","at":"2030-01-01T00:00:00Z","by":{"account":"a","role":"patient","for":"p"},
             "command":"c","body":{"text":"咳"},"redacted":null,"later":1}]}
            """));

        var page = await _server.Account().EventsAsync("consultation/c-1", FeedPosition.Start, 5, CancellationToken.None);

        page.Events.Single().Text("text").ShouldBe("咳");
        page.Events.Single().ToString().ShouldNotContain("咳");
        (page.To.Seq, page.Head.Seq).ShouldBe((2, 3));
    }

    private void Refuse(int status, string code) =>
        _server.Answers.Enqueue(
            (status, $$"""{"title":"no","status":{{status}},"code":"{{code}}","retry":{{(status >= 429 ? "true" : "false")}}}"""));

    private Task<CommandAnswer> PostAsync(ClientOptions options) =>
        _server.Account(options).CommandAsync(
            HttpMethod.Post, "patients", "key-1", new { name = "林小满" }, CancellationToken.None);
}

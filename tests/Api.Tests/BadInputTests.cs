using System.Net.Http.Headers;
using System.Text;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Testing.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Api.Tests;

/// <summary>Whatever is sent, the answer is a stable code, nothing is stored by halves, and the server goes on.</summary>
public sealed class BadInputTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IAsyncLifetime
{
    private readonly Practice _practice = fixture.Practice;
    private string _consultation = "";
    private Position _before;

    public async Task InitializeAsync()
    {
        _consultation = await _practice.BeginAsync();
        _before = await HeadAsync();
    }

    /// <summary>After every refusal the record stands where it stood, and the next good command is taken.</summary>
    public async Task DisposeAsync()
    {
        (await HeadAsync()).ShouldBe(_before);
        Practice.Accepted(await _practice.Lin.PostAsync(Messages, new { text = "还在" }));
    }

    private string Messages => $"/consultations/{_consultation}/messages";

    [Theory]
    [InlineData("GET", "/consultations/c-none")]
    [InlineData("GET", "/patients/p-none")]
    [InlineData("GET", "/doctors/d-none")]
    [InlineData("GET", "/doctors/d-none/desk")]
    [InlineData("GET", "/consultations?patient=p-none")]
    [InlineData("GET", "/feeds/consultation/c-none/events")]
    [InlineData("GET", "/feeds/nonsense/c-none/events")]
    [InlineData("POST", "/consultations/c-none/accept")]
    [InlineData("POST", "/consultations/c-none/cancel")]
    public async Task What_does_not_exist_is_forbidden(string method, string path)
    {
        var reply = await _practice.Lin.SendAsync(new(method), path, null, "k-1");
        (reply.Status, reply.Code).ShouldBe((403, "forbidden"));
    }

    [Fact]
    public async Task Somebody_elses_consultation_is_forbidden_in_every_way()
    {
        using var stranger = await Person.SignInAsync(fixture.Server, "a-stranger", "patient");
        var path = $"/consultations/{_consultation}";
        (await stranger.GetAsync(path)).Code.ShouldBe("forbidden");
        (await stranger.GetAsync($"/feeds/consultation/{_consultation}/events")).Code.ShouldBe("forbidden");
        (await stranger.GetAsync($"/consultations?patient={_practice.Patient}")).Code.ShouldBe("forbidden");
        (await stranger.PostAsync(path + "/messages", new { text = "我是谁" })).Code.ShouldBe("forbidden");
        (await stranger.PostAsync(path + "/cancel")).Code.ShouldBe("forbidden");
        (await stranger.PostAsync("/consultations", Wish())).Code.ShouldBe("forbidden");
        (await stranger.PutAsync($"/patients/{_practice.Patient}/consents/publishing", new { textVersion = "1", channel = "web" }))
            .Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task The_wrong_role_is_forbidden()
    {
        (await _practice.Lin.PostAsync($"/consultations/{_consultation}/accept")).Code.ShouldBe("forbidden");
        (await _practice.Lin.PostAsync($"/consultations/{_consultation}/rounds", new { rounds = 1 })).Code.ShouldBe("forbidden");
        (await _practice.Lin.PostAsync($"/consultations/{_consultation}/record", new { reason = "好奇" })).Code.ShouldBe("forbidden");
        (await _practice.Lin.PutAsync($"/patients/{_practice.Patient}/verification", new { method = "me" })).Code.ShouldBe("forbidden");
        (await _practice.Lin.PostAsync("/doctors", Profile())).Code.ShouldBe("forbidden");
        (await _practice.Wang.PutAsync($"/doctors/{_practice.Doctor}/licence", new { licenceNumber = "1", validUntil = "2099-01-01" }))
            .Code.ShouldBe("forbidden");
        (await _practice.Wang.PostAsync("/patients", new { name = "王", birthDate = "1980-01-01", relation = "self" })).Code.ShouldBe("forbidden");
        (await _practice.Operator.GetAsync($"/consultations/{_consultation}")).Code.ShouldBe("forbidden");
        // The doctor's account signed in as a patient is not the doctor.
        using var wangAsPatient = await Person.SignInAsync(fixture.Server, "a-wang", "patient");
        (await wangAsPatient.PostAsync(Messages, new { text = "我是医生" })).Code.ShouldBe("forbidden");
        (await wangAsPatient.GetAsync($"/doctors/{_practice.Doctor}/desk")).Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task What_staff_is_denied_is_logged_with_account_role_and_feed()
    {
        (await _practice.Operator.GetAsync($"/consultations/{_consultation}")).Code.ShouldBe("forbidden");
        (await _practice.Wang.PostAsync($"/consultations/{_consultation}/record", new { reason = "好奇" })).Code.ShouldBe("forbidden");
        var denials = fixture.Server.Logs.Where(line => line.Id.Id == 4005).Select(line => line.Text.Trim()).ToArray();
        denials.ShouldContain($"Denied to a-op as Operator: consultation/{_consultation}.");
        denials.ShouldContain($"Denied to a-wang as Doctor: consultation/{_consultation}.");
    }

    [Fact]
    public async Task A_text_of_4000_characters_is_taken_and_one_more_is_not()
    {
        (await _practice.Lin.PostAsync(Messages, new { text = new string('长', 4001) })).Code.ShouldBe("text.too.long");
        (await _practice.Lin.PostAsync(Messages, new { text = new string('长', 4000) })).Status.ShouldBe(200);
        _before = await HeadAsync();
    }

    [Theory]
    [InlineData("""{"text": "a\u0000b"}""", "text.invalid")]
    [InlineData("""{"text": "a\ud800b"}""", "text.invalid")]
    [InlineData("""{"text": "a\udc00"}""", "text.invalid")]
    [InlineData("""{"text": ""}""", "invalid")]
    [InlineData("""{"text": null}""", "invalid")]
    [InlineData("""{"text": 7}""", "invalid")]
    [InlineData("""{"text": ["a"]}""", "invalid")]
    [InlineData("""{"Text": "a"}""", "invalid")]
    [InlineData("""{"text": "a", "text": "b"}""", "invalid")]
    [InlineData("""{}""", "invalid")]
    [InlineData("""{"text": "a" """, "invalid")]
    [InlineData("""[]""", "invalid")]
    [InlineData("""null""", "invalid")]
    [InlineData("", "invalid")]
    public async Task A_malformed_body_is_refused(string body, string code)
    {
        var reply = await SendAsync(Messages, Encoding.UTF8.GetBytes(body));
        (reply.Status, reply.Code).ShouldBe((400, code));
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_refused()
    {
        (await SendAsync(Messages, [.. "{\"text\": \"a"u8, 0xC3, 0x28, .. "\"}"u8])).Code.ShouldBe("text.invalid");
    }

    [Fact]
    public async Task Another_media_type_is_refused()
    {
        var reply = await SendAsync(Messages, "{\"text\": \"a\"}"u8.ToArray(), "text/plain");
        (reply.Status, reply.Code).ShouldBe((415, "media.type.invalid"));
    }

    [Fact]
    public async Task A_body_over_64_KB_is_refused()
    {
        var reply = await SendAsync(Messages, Encoding.UTF8.GetBytes($$"""{"text": "{{new string('a', 70_000)}}"}"""));
        (reply.Status, reply.Code).ShouldBe((413, "body.too.large"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\tb")]
    [InlineData("consultation/c-1:2:0")]
    public async Task A_missing_or_malformed_key_is_refused(string? key)
    {
        using var content = new StringContent("""{"text": "a"}""", Encoding.UTF8, "application/json");
        (await _practice.Lin.SendAsync(HttpMethod.Post, Messages, content, key)).Code.ShouldBe("command.id.invalid");
    }

    [Fact]
    public async Task A_key_of_120_characters_is_taken_and_one_more_is_not()
    {
        (await _practice.Lin.PostAsync(Messages, new { text = "a" }, new string('k', 121))).Code.ShouldBe("command.id.invalid");
        (await _practice.Lin.PostAsync(Messages, new { text = "a" }, new string('k', 120))).Status.ShouldBe(200);
        _before = await HeadAsync();
    }

    [Theory]
    [InlineData("GET", "/nothing", 404, "route.unknown")]
    [InlineData("DELETE", "/me", 405, "method.invalid")]
    [InlineData("GET", "/patients/p!1", 400, "invalid")]
    [InlineData("GET", "/consultations", 400, "invalid")]
    [InlineData("GET", "/doctors?after=***", 400, "invalid")]
    [InlineData("GET", "/doctors?after=bm9uc2Vuc2U", 400, "invalid")]
    [InlineData("GET", "/doctors?limit=many", 400, "invalid")]
    [InlineData("GET", "/doctors?online=maybe", 400, "invalid")]
    [InlineData("PUT", "/doctors/d-1/offerings/1", 400, "invalid")]
    [InlineData("POST", "/consultations/c-1/messages/one/recall", 400, "invalid")]
    public async Task A_malformed_request_line_is_refused(string method, string path, int status, string code)
    {
        using var content = new StringContent("{\"priceFen\": 1}", Encoding.UTF8, "application/json");
        var reply = await _practice.Lin.SendAsync(new(method), path, method == "GET" ? null : content, "k-1");
        (reply.Status, reply.Code).ShouldBe((status, code));
    }

    [Fact]
    public async Task A_command_in_the_wrong_state_is_refused_with_the_reason()
    {
        (await _practice.Lin.PostAsync($"/consultations/{_consultation}/cancel")).Code.ShouldBe("cancel.after.accept");
        (await _practice.Lin.PostAsync($"/consultations/{_consultation}/rating", new { stars = 5 })).Code.ShouldBe("rating.too.early");
        (await _practice.Wang.PostAsync($"/consultations/{_consultation}/decline", new { reason = "晚了" })).Code.ShouldBe("consultation.taken");
        (await _practice.Wang.PostAsync($"/consultations/{_consultation}/complete", new
        {
            impression = "a", plan = "b", redFlags = "c", goOffline = false,
        })).Code.ShouldBe("summary.too.early");
    }

    [Fact]
    public async Task A_repeated_command_has_one_effect_and_one_answer_and_another_body_is_refused()
    {
        var first = Practice.Accepted(await _practice.Lin.PostAsync(Messages, new { text = "一次" }, "k-once"));
        var again = Practice.Accepted(await _practice.Lin.PostAsync(Messages, new { text = "一次" }, "k-once"));
        again["position"].GetString().ShouldBe(first["position"].GetString());
        var other = await _practice.Lin.PostAsync(Messages, new { text = "两次" }, "k-once");
        (other.Status, other.Code, other["retry"].GetBoolean()).ShouldBe((409, "command.reused", false));
        (_before = await HeadAsync()).ToString().ShouldBe(first["position"].GetString());
    }

    [Fact]
    public async Task Two_requests_for_a_consultation_under_one_key_open_one()
    {
        var first = Practice.Accepted(await _practice.Lin.PostAsync("/consultations", Wish(), "k-request"));
        Practice.Accepted(await _practice.Lin.PostAsync("/consultations", Wish(), "k-request")).Id.ShouldBe(first.Id);
        using var other = await Person.SignInAsync(fixture.Server, "a-other", "patient");
        var patient = Practice.Accepted(await other.PostAsync("/patients", new { name = "吴", birthDate = "1999-01-01", relation = "self" }, "k-request"));
        patient.Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public async Task A_refused_request_for_a_consultation_leaves_nothing()
    {
        using var other = await Person.SignInAsync(fixture.Server, "a-unverified", "patient");
        var patient = Practice.Accepted(await other.PostAsync("/patients", new { name = "郑", birthDate = "1999-01-01", relation = "self" })).Id;
        var refused = await other.PostAsync("/consultations", new { patient, doctor = _practice.Doctor, kind = "directed", complaint = "头痛" });
        (refused.Status, refused.Code).ShouldBe((409, "patient.unverified"));
        (await other.GetAsync($"/consultations?patient={patient}"))["consultations"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_sign_in_nothing_is_said()
    {
        using var nobody = new Person(fixture.Server.Url, "a-lin", "not.a.token");
        var reply = await nobody.GetAsync($"/consultations/{_consultation}");
        (reply.Status, reply.Code).ShouldBe((401, "unauthenticated"));
        (await nobody.PostAsync(Messages, new { text = "a" })).Code.ShouldBe("unauthenticated");
    }

    private object Wish() => new { patient = _practice.Patient, doctor = _practice.Doctor, kind = "directed", complaint = "发热" };

    private static object Profile() =>
        new { name = "某", title = "主治医师", department = "儿科", hospital = "示例医院", introduction = "" };

    private async Task<Reply> SendAsync(string path, byte[] body, string mediaType = "application/json")
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };
        return await _practice.Lin.SendAsync(HttpMethod.Post, path, content, Guid.NewGuid().ToString());
    }

    private async Task<Position> HeadAsync()
    {
        var store = fixture.Server.Services.GetRequiredService<IFeedStore>();
        return (await store.ReadHeadAsync(new(FeedKinds.Consultation, _consultation), CancellationToken.None))!.Position;
    }
}

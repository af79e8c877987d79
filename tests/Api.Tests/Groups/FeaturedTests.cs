using Consult.Feeds;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Groups;

/// <summary>An answer becomes public with the asker's consent to its very text, is found by its words, and goes at once.</summary>
public sealed class FeaturedTests : IAsyncLifetime
{
    private HealthGroup _group = null!;
    private Person _lin = null!;
    private string _patient = "";
    private string _answer = "";

    public async Task InitializeAsync()
    {
        _group = await HealthGroup.OpenAsync();
        var membership = await _group.JoinAsync("lin", "晨光");
        (_lin, _patient) = await _group.PatientAsync("lin");
        var thread = await _group.AskAsync("lin", membership, "感冒后夜里咳嗽，电话13812345678，COVID阴性");
        HealthGroup.Ok(await _group.Wang.PostAsync($"/threads/{thread}/answers", new { text = "睡前喝温水，两周不好就诊" }));
        _answer = HealthGroup.Ok(await _group.Wang.PostAsync($"/threads/{thread}/posts/3/feature")).Id;
    }

    public async Task DisposeAsync() => await _group.DisposeAsync();

    [Fact]
    public async Task The_asker_is_asked_with_the_text_that_would_be_public_and_nobody_else_reads_it_before()
    {
        var (tang, _) = await _group.PatientAsync("tang");
        await HealthGroup.UntilAsync(
            () => _lin.GetAsync($"/patients/{_patient}"),
            reply => reply["inbox"].EnumerateArray().Any(note =>
                note.GetProperty("kind").GetString() == "answer.proposed" && note.GetProperty("about").GetString() == $"answer/{_answer}"));
        var shown = HealthGroup.Ok(await _lin.GetAsync($"/answers/{_answer}"));
        shown["question"].GetString().ShouldNotBeNull().ShouldNotContain("138");
        (await tang.GetAsync($"/answers/{_answer}")).Code.ShouldBe(Codes.Forbidden);
        (await SearchAsync(tang, "")).ShouldBeEmpty();

        HealthGroup.Ok(await ConsentAsync());
        HealthGroup.Ok(await tang.GetAsync($"/answers/{_answer}"))["question"].GetString().ShouldBe(shown["question"].GetString());
        (await tang.PostAsync($"/answers/{_answer}/withdraw")).Code.ShouldBe(Codes.Forbidden);
        (await _group.Wang.PostAsync($"/answers/{_answer}/withdraw")).Code.ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public async Task It_is_found_by_its_words_and_not_by_pairs_that_are_only_neighbours_elsewhere()
    {
        HealthGroup.Ok(await ConsentAsync());
        foreach (var words in new[] { "咳嗽", "夜里咳嗽", "covid", "ＣＯＶＩＤ", "温水", "咳嗽 温水" })
            (await SearchAsync(_lin, $"q={words}")).ShouldBe([_answer], words);
        foreach (var words in new[] { "头痛", "cov", "夜里感冒", "睡前喝温水喝温水" }) (await SearchAsync(_lin, $"q={words}")).ShouldBeEmpty(words);
        (await SearchAsync(_lin, "department=呼吸内科&q=咳嗽")).ShouldBe([_answer]);
        (await SearchAsync(_lin, "department=骨科&q=咳嗽")).ShouldBeEmpty();
        (await SearchAsync(_lin, $"group={_group.Id}&doctor={_group.Doctor}")).ShouldBe([_answer]);
        (await _lin.GetAsync("/answers?q=咳")).Code.ShouldBe(Codes.Invalid);
        HealthGroup.Ok(await _lin.GetAsync("/answers")).Body.GetRawText().ShouldNotContain(_patient);
    }

    [Fact]
    public async Task A_withdrawal_acts_at_once_and_for_good()
    {
        HealthGroup.Ok(await ConsentAsync());
        var before = HealthGroup.Ok(await _lin.GetAsync($"/answers/{_answer}"));
        var (tang, _) = await _group.PatientAsync("tang");
        HealthGroup.Ok(await _lin.PostAsync($"/answers/{_answer}/withdraw"));
        (await SearchAsync(tang, "")).ShouldBeEmpty();
        (await SearchAsync(tang, "q=咳嗽")).ShouldBeEmpty();
        (await tang.GetAsync($"/answers/{_answer}")).Code.ShouldBe(Codes.Forbidden);
        var left = HealthGroup.Ok(await _lin.GetAsync($"/feeds/answer/{_answer}/events"));
        left.Body.GetRawText().ShouldNotContain("咳嗽");
        left["events"][0].GetProperty("redacted").GetString().ShouldBe("recalled");
        before["text"].GetString().ShouldBe("睡前喝温水，两周不好就诊");
        (await ConsentAsync()).Code.ShouldBe(Codes.FeatureOver);
    }

    [Fact]
    public async Task What_is_hidden_in_the_group_is_public_no_more()
    {
        HealthGroup.Ok(await ConsentAsync());
        var thread = HealthGroup.Ok(await _lin.GetAsync($"/answers/{_answer}"))["thread"].GetString();
        await HealthGroup.UntilAsync(
            () => _group.Wang.GetAsync($"/threads/{thread}"), reply => reply["posts"][1].GetProperty("isFeatured").GetBoolean());
        HealthGroup.Ok(await _group.Operator.PostAsync($"/threads/{thread}/posts/2/hide"));
        await HealthGroup.UntilAsync(() => _lin.GetAsync("/answers?q=咳嗽"), reply => reply["answers"].GetArrayLength() == 0);
    }

    private Task<Reply> ConsentAsync() => _lin.PostAsync($"/answers/{_answer}/consent", new { textVersion = "2026-01", channel = "web" });

    private static async Task<string[]> SearchAsync(Person who, string query)
    {
        var page = HealthGroup.Ok(await who.GetAsync("/answers?" + query));
        return [.. page["answers"].EnumerateArray().Select(entry => entry.GetProperty("id").GetString()!)];
    }
}

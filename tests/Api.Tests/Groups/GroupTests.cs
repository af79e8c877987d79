using Consult.Feeds;
using Consult.Testing;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Groups;

/// <summary>A group from the outside: joining, asking, holding, looking at originals, and the lists.</summary>
public sealed class GroupTests
{
    [Fact]
    public async Task A_group_is_opened_by_a_licensed_doctor_and_found_by_department_and_doctor()
    {
        await using var group = await HealthGroup.OpenAsync();
        var (lin, _) = await group.PatientAsync("lin");
        var listed = HealthGroup.Ok(await lin.GetAsync("/groups?department=呼吸内科"))["groups"].EnumerateArray().Single();
        listed.GetProperty("id").GetString().ShouldBe(group.Id);
        listed.GetProperty("name").GetString().ShouldBe("咳嗽之家");
        HealthGroup.Ok(await lin.GetAsync($"/groups?doctor={group.Doctor}"))["groups"].GetArrayLength().ShouldBe(1);
        HealthGroup.Ok(await lin.GetAsync("/groups?department=骨科"))["groups"].GetArrayLength().ShouldBe(0);

        using var other = await Person.SignInAsync(group.Server, "a-zhao", "doctor");
        var wish = new { doctor = group.Doctor, name = "别组", description = "冒名", mode = "open" };
        (await other.PostAsync("/groups", wish)).Code.ShouldBe(Codes.Forbidden);
        (await lin.PostAsync("/groups", wish)).Code.ShouldBe(Codes.Forbidden);
        (await group.Wang.PostAsync("/groups", wish with { name = "" })).Code.ShouldBe(Codes.Invalid);
    }

    [Fact]
    public async Task Who_applies_is_admitted_by_an_assistant_and_only_then_reads()
    {
        await using var group = await HealthGroup.OpenAsync("approval");
        using var qin = await Person.SignInAsync(group.Server, "a-qin", "assistant");
        (await qin.GetAsync($"/groups/{group.Id}/desk")).Code.ShouldBe(Codes.Forbidden);
        HealthGroup.Ok(await group.Wang.PutAsync($"/groups/{group.Id}/assistants/a-qin"));
        var (lin, patient) = await group.PatientAsync("lin");
        var membership = HealthGroup.Ok(await lin.PostAsync($"/groups/{group.Id}/join", new { patient, nickname = "晨光" })).Id;
        (await lin.GetAsync($"/groups/{group.Id}/threads")).Code.ShouldBe(Codes.Forbidden);

        var desk = await HealthGroup.UntilAsync(() => qin.GetAsync($"/groups/{group.Id}/desk"), reply => reply["waiting"].GetInt32() == 1);
        var applicant = desk["applications"].EnumerateArray().Single();
        applicant.GetProperty("nickname").GetString().ShouldBe("晨光");
        applicant.GetProperty("patient").GetString().ShouldBe(patient);
        HealthGroup.Ok(await qin.PostAsync($"/memberships/{membership}/approve"));
        await HealthGroup.UntilAsync(() => lin.GetAsync($"/groups/{group.Id}/threads"), reply => reply.Status == 200);
        var notes = HealthGroup.Ok(await HealthGroup.UntilAsync(
            () => lin.GetAsync($"/patients/{patient}"), reply => reply["inbox"].GetArrayLength() > 0))["inbox"];
        notes[0].GetProperty("kind").GetString().ShouldBe("membership.joined");

        HealthGroup.Ok(await group.Wang.DeleteAsync($"/groups/{group.Id}/assistants/a-qin"));
        (await qin.GetAsync($"/groups/{group.Id}/desk")).Code.ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public async Task Members_see_nicknames_and_the_staff_sees_who_it_is()
    {
        await using var group = await HealthGroup.OpenAsync();
        var lins = await group.JoinAsync("lin", "晨光");
        await group.JoinAsync("mei", "海风");
        var (mei, _) = await group.PatientAsync("mei");
        var (lin, patient) = await group.PatientAsync("lin");
        var thread = await group.AskAsync("lin", lins, "夜里咳嗽");

        var seen = HealthGroup.Ok(await mei.GetAsync($"/groups/{group.Id}/members"));
        seen["members"].EnumerateArray().Select(one => one.GetProperty("nickname").GetString()).ShouldBe(["海风", "晨光"]);
        seen.Body.GetRawText().ShouldNotContain(patient);
        HealthGroup.Ok(await mei.GetAsync($"/threads/{thread}")).Body.GetRawText().ShouldNotContain(patient);
        HealthGroup.Ok(await mei.GetAsync($"/groups/{group.Id}/threads")).Body.GetRawText().ShouldNotContain(patient);
        HealthGroup.Ok(await group.Wang.GetAsync($"/groups/{group.Id}/members")).Body.GetRawText().ShouldContain(patient);
        HealthGroup.Ok(await group.Wang.GetAsync($"/threads/{thread}"))["patient"].GetString().ShouldBe(patient);
        (await mei.GetAsync($"/memberships/{lins}")).Code.ShouldBe(Codes.Forbidden);
        (await mei.GetAsync($"/memberships?patient={patient}")).Code.ShouldBe(Codes.Forbidden);
        var mine = HealthGroup.Ok(await lin.GetAsync($"/memberships?patient={patient}"))["memberships"].EnumerateArray().Single();
        mine.GetProperty("group").GetString().ShouldBe(group.Id);
        mine.GetRawText().ShouldNotContain("晨光", customMessage: "nicknames are written by patients, and the directory is in clear");
    }

    [Fact]
    public async Task The_quota_comes_back_to_the_second_and_one_command_costs_one_question()
    {
        var clock = new VirtualClock();
        await using var group = await HealthGroup.OpenAsync("open", clock);
        var membership = await group.JoinAsync("lin", "晨光");
        var (lin, _) = await group.PatientAsync("lin");
        var asked = clock.GetUtcNow();
        for (var i = 0; i < 3; i++)
            for (var twice = 0; twice < 2; twice++)
                HealthGroup.Ok(await lin.PostAsync($"/memberships/{membership}/questions", new { text = $"问题{i}" }, $"key-{i}"));
        (await lin.PostAsync($"/memberships/{membership}/questions", new { text = "第四个" })).Code.ShouldBe(Codes.QuestionsUsed);
        var view = HealthGroup.Ok(await lin.GetAsync($"/memberships/{membership}"));
        view["questionsLeft"].GetInt32().ShouldBe(0);
        view["nextRestoredAt"].GetDateTimeOffset().ShouldBe(asked.AddDays(30));

        clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        using var later = await Person.SignInAsync(group.Server, "a-lin", "patient");
        (await later.PostAsync($"/memberships/{membership}/questions", new { text = "第四个" })).Code.ShouldBe(Codes.QuestionsUsed);
        clock.Advance(TimeSpan.FromSeconds(1));
        HealthGroup.Ok(await later.PostAsync($"/memberships/{membership}/questions", new { text = "第四个" }));
    }

    [Fact]
    public async Task The_staff_reads_an_original_and_every_look_is_recorded_first()
    {
        await using var group = await HealthGroup.OpenAsync();
        var lins = await group.JoinAsync("lin", "晨光");
        await group.JoinAsync("mei", "海风");
        var (lin, patient) = await group.PatientAsync("lin");
        var (mei, _) = await group.PatientAsync("mei");
        var thread = await group.AskAsync("lin", lins, "夜里咳嗽，请打13812345678");
        var post = HealthGroup.Ok(await group.Wang.GetAsync($"/threads/{thread}"))["posts"][0].GetProperty("post").GetInt64();
        var path = $"/memberships/{lins}/posts/{post}/original";

        var original = HealthGroup.Ok(await group.Wang.GetAsync(path));
        original["text"].GetString().ShouldBe("夜里咳嗽，请打13812345678");
        original["patient"].GetString().ShouldBe(patient);
        HealthGroup.Ok(await group.Operator.GetAsync(path));
        (await mei.GetAsync(path)).Code.ShouldBe(Codes.Forbidden);
        (await lin.GetAsync(path)).Status.ShouldBeOneOf(400, 403);
        (await group.Wang.GetAsync($"/memberships/{lins}/posts/1/original")).Code.ShouldBe(Codes.PostAbsent);

        var looks = HealthGroup.Ok(await lin.GetAsync($"/feeds/membership/{lins}/events"))["events"].EnumerateArray()
            .Where(e => e.GetProperty("type").GetString() == "original.read").ToArray();
        looks.Select(e => e.GetProperty("by").GetProperty("account").GetString()).ShouldBe(["a-wang", "a-op"]);
    }

    [Fact]
    public async Task Without_the_consent_to_publishing_nothing_is_asked()
    {
        await using var group = await HealthGroup.OpenAsync();
        var membership = await group.JoinAsync("lin", "晨光");
        var (lin, patient) = await group.PatientAsync("lin");
        HealthGroup.Ok(await lin.DeleteAsync($"/patients/{patient}/consents/publishing"));
        (await lin.PostAsync($"/memberships/{membership}/questions", new { text = "夜里咳嗽" })).Code.ShouldBe(Codes.ConsentRequired);
    }

    [Fact]
    public async Task What_is_split_over_two_posts_is_held_released_masked_or_declined()
    {
        await using var group = await HealthGroup.OpenAsync();
        var lins = await group.JoinAsync("lin", "晨光");
        var (lin, patient) = await group.PatientAsync("lin");
        var thread = await group.AskAsync("lin", lins, "有事找我138123");
        foreach (var text in new[] { "45678随时", "再说一遍138123", "45678" })
            await lin.PostAsync($"/memberships/{lins}/threads/{thread}/followups", new { text });
        var desk = await HealthGroup.UntilAsync(() => group.Wang.GetAsync($"/groups/{group.Id}/desk"), reply => reply["held"].GetArrayLength() >= 2);
        var held = desk["held"].EnumerateArray().ToArray();
        held[0].GetProperty("reasons")[0].GetString().ShouldBe("split");
        desk.Body.GetRawText().ShouldNotContain("随时");

        HealthGroup.Ok(await group.Wang.PostAsync($"/memberships/{lins}/posts/{held[0].GetProperty("post").GetInt64()}/release"));
        HealthGroup.Ok(await group.Wang.PostAsync($"/memberships/{lins}/posts/{held[1].GetProperty("post").GetInt64()}/decline"));
        await HealthGroup.UntilAsync(
            () => group.Wang.GetAsync($"/groups/{group.Id}/desk"), reply => reply["held"].GetArrayLength() == held.Length - 2);
        await HealthGroup.UntilAsync(
            () => lin.GetAsync($"/patients/{patient}"),
            reply => reply["inbox"].EnumerateArray().Any(note => note.GetProperty("kind").GetString() == "post.declined"));
        string.Concat(await HealthGroup.HistoryAsync(lin, $"thread/{thread}")).ShouldNotContain("45678");
    }

    [Fact]
    public async Task A_muted_member_reads_and_does_not_write_and_a_banned_one_neither()
    {
        await using var group = await HealthGroup.OpenAsync();
        var lins = await group.JoinAsync("lin", "晨光");
        var (lin, patient) = await group.PatientAsync("lin");
        HealthGroup.Ok(await group.Wang.PostAsync($"/memberships/{lins}/mute", new { hours = 1 }));
        (await lin.PostAsync($"/memberships/{lins}/questions", new { text = "夜里咳嗽" })).Code.ShouldBe(Codes.MemberMuted);
        HealthGroup.Ok(await lin.GetAsync($"/groups/{group.Id}/threads"));
        HealthGroup.Ok(await group.Wang.PostAsync($"/memberships/{lins}/unmute"));
        HealthGroup.Ok(await lin.PostAsync($"/memberships/{lins}/questions", new { text = "夜里咳嗽" }));

        HealthGroup.Ok(await group.Operator.PostAsync($"/memberships/{lins}/ban"));
        await HealthGroup.UntilAsync(() => lin.GetAsync($"/groups/{group.Id}/threads"), reply => reply.Status == 403);
        (await lin.PostAsync($"/groups/{group.Id}/join", new { patient, nickname = "晨光" })).Code.ShouldBe(Codes.MemberBanned);
    }

    [Fact]
    public async Task When_the_licence_is_withdrawn_nobody_answers_any_more()
    {
        await using var group = await HealthGroup.OpenAsync();
        var thread = await group.AskAsync("lin", await group.JoinAsync("lin", "晨光"), "夜里咳嗽");
        HealthGroup.Ok(await group.Operator.DeleteAsync($"/doctors/{group.Doctor}/licence", new { reason = "过期" }));
        (await group.Wang.PostAsync($"/threads/{thread}/answers", new { text = "多喝水" })).Code.ShouldBe(Codes.LicenceUnverified);
    }

    [Fact]
    public async Task Members_do_none_of_what_the_staff_does()
    {
        await using var group = await HealthGroup.OpenAsync();
        var lins = await group.JoinAsync("lin", "晨光");
        var meis = await group.JoinAsync("mei", "海风");
        var (lin, patient) = await group.PatientAsync("lin");
        var (tang, tangs) = await group.PatientAsync("tang");
        var thread = await group.AskAsync("lin", lins, "夜里咳嗽");
        foreach (var person in new[] { lin, tang })
        {
            foreach (var path in new[] { "approve", "remove", "ban", "unban", "unmute", "posts/5/release", "posts/5/decline" })
                (await person.PostAsync($"/memberships/{meis}/{path}")).Status.ShouldBeOneOf([400, 403], path);
            (await person.PutAsync($"/memberships/{lins}/mentor")).Status.ShouldBeOneOf(400, 403);
            (await person.PostAsync($"/threads/{thread}/answers", new { text = "我来答" })).Code.ShouldBe(Codes.Forbidden);
            (await person.PostAsync($"/threads/{thread}/posts/2/hide")).Code.ShouldBe(Codes.Forbidden);
            (await person.PutAsync($"/groups/{group.Id}/announcement", new { text = "公告" })).Code.ShouldBe(Codes.Forbidden);
            (await person.GetAsync($"/groups/{group.Id}/desk")).Code.ShouldBe(Codes.Forbidden);
            (await person.PostAsync($"/groups/{group.Id}/invitations", new { patient = tangs })).Code.ShouldBe(Codes.Forbidden);
        }
        (await tang.PostAsync($"/groups/{group.Id}/join", new { patient, nickname = "冒名" })).Code.ShouldBe(Codes.Forbidden);
        (await lin.PostAsync($"/memberships/{lins}/threads/{thread}/replies", new { text = "我来答" })).Code.ShouldBe(Codes.MentorRequired);
    }
}

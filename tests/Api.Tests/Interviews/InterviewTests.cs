using Consult.Testing.Server;

namespace Consult.Api.Tests.Interviews;

/// <summary>
/// Questions before the doctor joins (预问诊), by the script: never a round, never a doctor's word (互联网诊疗监管细则 2022,
/// art. 13, 21).
/// </summary>
public sealed class InterviewTests
{
    private static readonly string[] Topics = ["onset", "fever", "cough", "breath", "medication", "allergies", "smoking", "pregnancy"];

    [Fact]
    public async Task Each_question_comes_live_after_the_answer_before_and_the_doctor_gets_a_labelled_summary()
    {
        await using var stage = await InterviewStage.OpenAsync();
        var id = await stage.Practice.RequestAsync();
        await stage.QuestionAsync(id, 1);
        await using var live = await stage.WatchAsync(stage.Lin, $"interview/{id}");

        for (var n = 1; n <= 8; n++)
        {
            await live.HearAsync("frame", frame => frame.GetProperty("events").EnumerateArray().Any(e =>
                e.GetProperty("type").GetString() == "interview.asked" && e.GetProperty("body").GetProperty("question").GetInt32() == n));
            await InterviewStage.OkAsync(stage.AnswerAsync(id, n, $"回答{n}号"));
        }

        (await stage.EndAsync(id)).ShouldBe("finished");
        var asked = (await InterviewStage.EventsAsync(stage.Wang, $"interview/{id}")).Where(e => e.GetProperty("type").GetString() == "interview.asked").ToArray();
        asked.Select(e => e.GetProperty("body").GetProperty("topic").GetString()).ShouldBe(Topics);
        asked.ShouldAllBe(e => e.GetProperty("by").GetProperty("role").GetString() == "system");
        asked.ShouldAllBe(e => e.GetProperty("body").GetProperty("text").GetString()!.StartsWith("【系统自动提问】", StringComparison.Ordinal));

        var summary = await InterviewStage.AutomaticAsync(stage.Wang, id, "summary");
        summary.GetProperty("by").GetProperty("role").GetString().ShouldBe("system");
        summary.GetProperty("by").GetProperty("account").GetString().ShouldBe("system");
        var text = summary.GetProperty("body").GetProperty("text").GetString()!;
        text.ShouldStartWith("【系统自动整理，非医生意见】");
        for (var n = 1; n <= 8; n++) text.ShouldContain($"回答{n}号");
    }

    [Fact]
    public async Task It_uses_no_round_is_no_reply_and_leaves_the_doctors_first_answer_to_the_doctor()
    {
        await using var stage = await InterviewStage.OpenAsync();
        var id = await stage.Practice.RequestAsync();
        await stage.QuestionAsync(id, 1);
        await InterviewStage.OkAsync(stage.AnswerAsync(id, 1, "三天前"));
        await InterviewStage.OkAsync(stage.Wang.PostAsync($"/consultations/{id}/accept"));
        await InterviewStage.AutomaticAsync(stage.Lin, id, "summary");

        var view = await InterviewStage.OkAsync(stage.Lin.GetAsync($"/consultations/{id}"));

        (view["roundsUsed"].GetInt32(), view["doctorUnread"].GetInt32(), view["patientUnread"].GetInt32()).ShouldBe((0, 0, 0));
        view.Body.TryGetProperty("firstReplyAt", out _).ShouldBeFalse();
        view["hasInterview"].GetBoolean().ShouldBeTrue();
        (await stage.Wang.PostAsync($"/consultations/{id}/complete", new { impression = "a", plan = "b", redFlags = "c", goOffline = false }))
            .Code.ShouldBe("summary.too.early");
    }

    [Fact]
    public async Task A_doctor_who_accepts_midway_gets_what_there_is_and_nothing_more_is_asked()
    {
        await using var stage = await InterviewStage.OpenAsync();
        var id = await stage.Practice.RequestAsync();
        await stage.QuestionAsync(id, 1);
        await InterviewStage.OkAsync(stage.AnswerAsync(id, 1, "三天前开始"));
        await stage.QuestionAsync(id, 2);
        await InterviewStage.OkAsync(stage.Lin.PostAsync($"/consultations/{id}/interview/skip", new { question = 2 }));
        await stage.QuestionAsync(id, 3);

        await InterviewStage.OkAsync(stage.Wang.PostAsync($"/consultations/{id}/accept"));

        (await stage.EndAsync(id)).ShouldBe("accepted");
        (await stage.AnswerAsync(id, 3, "晚了")).Code.ShouldBe("interview.over");
        var text = (await InterviewStage.AutomaticAsync(stage.Wang, id, "summary")).GetProperty("body").GetProperty("text").GetString()!;
        text.ShouldContain("三天前开始");
        text.ShouldContain("（未回答）");
    }

    [Fact]
    public async Task An_emergency_in_an_answer_is_answered_at_once_and_the_doctor_sees_it_too()
    {
        await using var stage = await InterviewStage.OpenAsync();
        var id = await stage.Practice.RequestAsync();
        await stage.QuestionAsync(id, 1);

        await InterviewStage.OkAsync(stage.AnswerAsync(id, 1, "半小时前，胸痛"));

        // No waiting: it stands in the answer's own decision.
        var events = await InterviewStage.EventsAsync(stage.Lin, $"interview/{id}");
        var answer = Array.FindIndex(events, e => e.GetProperty("type").GetString() == "interview.answered");
        var notice = events[answer + 1];
        (notice.GetProperty("type").GetString(), notice.GetProperty("body").GetProperty("flag").GetString()).ShouldBe(("automatic.posted", "chestPain"));
        notice.GetProperty("by").GetProperty("role").GetString().ShouldBe("system");
        notice.GetProperty("body").GetProperty("text").GetString()!.ShouldContain("120");
        var seen = await InterviewStage.AutomaticAsync(stage.Wang, id, "notice");
        seen.GetProperty("body").GetProperty("flag").GetString().ShouldBe("chestPain");
        await stage.QuestionAsync(id, 2);
    }

    [Fact]
    public async Task A_patient_may_want_no_more_questions_and_an_answer_to_another_question_is_refused()
    {
        await using var stage = await InterviewStage.OpenAsync();
        var id = await stage.Practice.RequestAsync();
        await stage.QuestionAsync(id, 1);
        (await stage.AnswerAsync(id, 2, "早了")).Code.ShouldBe("interview.question.past");
        (await stage.AnswerAsync(id, 1, new('长', 501))).Code.ShouldBe("text.too.long");
        (await stage.Lin.PostAsync($"/consultations/{id}/interview/answers", new { question = 1 })).Code.ShouldBe("invalid");

        await InterviewStage.OkAsync(stage.Lin.PostAsync($"/consultations/{id}/interview/stop"));

        (await stage.EndAsync(id)).ShouldBe("stopped");
        (await stage.Lin.PostAsync($"/consultations/{id}/interview/stop")).Code.ShouldBe("interview.over");
        // Nothing was answered, so there is nothing to sum up.
        await InterviewStage.OkAsync(stage.Wang.PostAsync($"/consultations/{id}/accept"));
        (await InterviewStage.EventsAsync(stage.Wang, $"consultation/{id}")).ShouldNotContain(e => e.GetProperty("type").GetString() == "automatic.posted");
    }

    [Fact]
    public async Task Only_the_patients_side_answers_and_only_the_parties_read()
    {
        await using var stage = await InterviewStage.OpenAsync();
        var id = await stage.Practice.RequestAsync();
        await stage.QuestionAsync(id, 1);
        using var stranger = await Person.SignInAsync(stage.Server, "a-stranger", "patient");
        using var doctor = await Person.SignInAsync(stage.Server, "a-zhao", "doctor");

        (await stage.Wang.PostAsync($"/consultations/{id}/interview/answers", new { question = 1, text = "替他答" })).Code.ShouldBe("forbidden");
        (await stage.Wang.GetAsync($"/consultations/{id}/interview")).Status.ShouldBe(200);
        foreach (var person in new[] { stranger, doctor, stage.Practice.Operator })
        {
            (await person.GetAsync($"/consultations/{id}/interview")).Code.ShouldBe("forbidden");
            (await person.GetAsync($"/feeds/interview/{id}/events")).Code.ShouldBe("forbidden");
            (await person.PostAsync($"/consultations/{id}/interview/stop")).Code.ShouldBe("forbidden");
        }
    }

    [Fact]
    public async Task A_consultation_that_is_cancelled_is_asked_about_no_more()
    {
        await using var stage = await InterviewStage.OpenAsync();
        var id = await stage.Practice.RequestAsync();
        await stage.QuestionAsync(id, 1);
        await InterviewStage.OkAsync(stage.AnswerAsync(id, 1, "三天前"));

        await InterviewStage.OkAsync(stage.Lin.PostAsync($"/consultations/{id}/cancel"));

        (await stage.EndAsync(id)).ShouldBe("closed");
    }

    [Theory]
    [InlineData("--Interviews:Enabled", "false")]
    [InlineData("--Interviews:WithoutDepartments:0", "呼吸内科")]
    public async Task Where_it_is_switched_off_nothing_is_asked(string setting, string value)
    {
        await using var stage = await InterviewStage.OpenAsync(clock: null, setting, value);
        var id = await stage.Practice.RequestAsync();

        (await InterviewStage.OkAsync(stage.Lin.GetAsync($"/consultations/{id}")))["hasInterview"].GetBoolean().ShouldBeFalse();
        (await stage.Lin.GetAsync($"/consultations/{id}/interview")).Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task It_goes_on_where_it_was_after_a_restart()
    {
        var data = System.IO.Directory.CreateTempSubdirectory("consult-");
        string id;
        await using (var server = await TestServer.StartAsync(data: data.FullName))
        {
            using var practice = await Practice.OpenAsync(server);
            id = await practice.RequestAsync();
        }
        await using (var server = await TestServer.StartAsync(data: data.FullName))
        {
            using var lin = await Person.SignInAsync(server, "a-lin", "patient");
            await InterviewStage.QuestionAsync(lin, id, 1);
            Practice.Accepted(await lin.PostAsync($"/consultations/{id}/interview/answers", new { question = 1, text = "三天前" }));
        }
        data.Delete(recursive: true);
    }
}

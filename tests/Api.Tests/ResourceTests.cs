using Consult.Testing.Server;

namespace Consult.Api.Tests;

/// <summary>Each row of the table of resources once, from request to what it left behind.</summary>
public sealed class ResourceTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private readonly Practice _practice = fixture.Practice;

    [Fact]
    public async Task Me_names_the_account_its_role_its_patients_and_its_doctors()
    {
        var lin = Ok(await _practice.Lin.GetAsync("/me"));
        lin["account"].GetString().ShouldBe("a-lin");
        lin["role"].GetString().ShouldBe("patient");
        lin["patients"][0].GetProperty("patient").GetString().ShouldBe(_practice.Patient);
        lin["patients"][0].GetProperty("relation").GetString().ShouldBe("self");
        Ok(await _practice.Wang.GetAsync("/me"))["doctors"][0].GetString().ShouldBe(_practice.Doctor);
    }

    [Fact]
    public async Task A_patient_is_shown_to_those_who_act_for_the_patient()
    {
        var patient = Ok(await _practice.Lin.GetAsync($"/patients/{_practice.Patient}"));
        patient["name"].GetString().ShouldBe("林小满");
        patient["isVerified"].GetBoolean().ShouldBeTrue();
        patient["consents"][0].GetProperty("purpose").GetString().ShouldBe("healthData");
        patient["relations"][0].GetProperty("account").GetString().ShouldBe("a-lin");
    }

    [Fact]
    public async Task Who_is_treated_is_told_to_the_parties_of_the_consultation_alone()
    {
        var consultation = await _practice.RequestAsync();
        var path = $"/consultations/{consultation}/patient";
        foreach (var party in new[] { _practice.Wang, _practice.Lin })
        {
            var treated = Ok(await party.GetAsync(path));
            treated["patient"].GetString().ShouldBe(_practice.Patient);
            treated["name"].GetString().ShouldBe("林小满");
            treated["birthDate"].GetString().ShouldBe("1990-04-01");
        }
        using var doctor = await Person.SignInAsync(fixture.Server, "a-curious", "doctor");
        (await doctor.GetAsync(path)).Code.ShouldBe("forbidden");
        (await _practice.Operator.GetAsync(path)).Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task A_verification_is_withdrawn_and_given_again()
    {
        using var person = await Person.SignInAsync(fixture.Server, "a-zhao", "patient");
        var patient = Ok(await person.PostAsync("/patients", new { name = "赵一", birthDate = "1980-01-01", relation = "self" })).Id;
        Ok(await _practice.Operator.PutAsync($"/patients/{patient}/verification", new { method = "id-card" }));
        Ok(await _practice.Operator.DeleteAsync($"/patients/{patient}/verification", new { reason = "照片不符" }));
        Ok(await person.GetAsync($"/patients/{patient}"))["isVerified"].GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_kind_gives_is_told_before_it_is_asked_for()
    {
        var terms = Ok(await _practice.Lin.GetAsync("/terms"));
        var kinds = terms["kinds"].EnumerateArray().ToDictionary(kind => kind.GetProperty("kind").GetString()!);
        kinds["quick"].GetProperty("priceFen").GetInt64().ShouldBe(1900);
        kinds["directed"].GetProperty("rounds").GetInt32().ShouldBe(20);
        kinds["directed"].GetProperty("windowSeconds").GetInt64().ShouldBe(48 * 3600);
        kinds["video"].GetProperty("minutes").GetInt32().ShouldBe(15);
        kinds["video"].TryGetProperty("rounds", out _).ShouldBeFalse();
        terms["pack"].GetProperty("rounds").GetInt32().ShouldBe(5);
        terms["paymentMethod"].GetString().ShouldBe("sandbox");
    }

    [Fact]
    public async Task Doctors_whose_licence_is_not_verified_can_be_left_out()
    {
        using var doctor = await Person.SignInAsync(fixture.Server, "a-unverified", "doctor");
        Ok(await doctor.PostAsync("/doctors", new
        {
            name = "未核验", title = "医师", department = "未核验科", hospital = "示例医院", introduction = "",
        }));
        Ok(await doctor.GetAsync("/doctors?department=未核验科"))["doctors"].GetArrayLength().ShouldBe(1);
        Ok(await doctor.GetAsync("/doctors?department=未核验科&licensed=true"))["doctors"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_consent_is_given_and_withdrawn()
    {
        var path = $"/patients/{_practice.Patient}/consents/publishing";
        Ok(await _practice.Lin.PutAsync(path, new { textVersion = "2026-01", channel = "web" }));
        Ok(await _practice.Lin.DeleteAsync(path));
        Ok(await _practice.Lin.GetAsync($"/patients/{_practice.Patient}"))["consents"].EnumerateArray()
            .ShouldNotContain(consent => consent.GetProperty("purpose").GetString() == "publishing");
    }

    [Fact]
    public async Task A_relation_opens_the_patient_to_another_account_and_its_end_closes_it()
    {
        using var daughter = await Person.SignInAsync(fixture.Server, "a-daughter", "patient");
        (await daughter.GetAsync($"/patients/{_practice.Patient}")).Code.ShouldBe("forbidden");
        using var mother = await Person.SignInAsync(fixture.Server, "a-mother", "patient");
        var patient = Ok(await mother.PostAsync("/patients", new { name = "钱二", birthDate = "1950-01-01", relation = "self" })).Id;
        Ok(await mother.PutAsync($"/patients/{patient}/relations/a-daughter", new { relation = "carer" }));
        Ok(await daughter.GetAsync($"/patients/{patient}"))["name"].GetString().ShouldBe("钱二");
        Ok(await mother.DeleteAsync($"/patients/{patient}/relations/a-daughter"));
        (await daughter.GetAsync($"/patients/{patient}")).Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task The_inbox_is_marked_as_read()
    {
        await _practice.BeginAsync();
        long seq = 0;
        for (var attempt = 0; seq == 0 && attempt < 10_000; attempt++)
        {
            var inbox = Ok(await _practice.Lin.GetAsync($"/patients/{_practice.Patient}"))["inbox"];
            if (inbox.GetArrayLength() > 0) seq = inbox[inbox.GetArrayLength() - 1].GetProperty("seq").GetInt64();
        }
        Ok(await _practice.Lin.PostAsync($"/patients/{_practice.Patient}/inbox/read", new { seq }));
    }

    [Fact]
    public async Task Doctors_are_listed_by_department_and_presence_page_by_page()
    {
        Ok(await _practice.Wang.PutAsync($"/doctors/{_practice.Doctor}/presence", new { online = true }));
        using var li = await Person.SignInAsync(fixture.Server, "a-li", "doctor");
        var second = Ok(await li.PostAsync("/doctors", Profile("呼吸内科"))).Id;

        var first = Ok(await _practice.Lin.GetAsync("/doctors?department=呼吸内科&limit=1"));
        first["doctors"][0].GetProperty("id").GetString().ShouldBe(second);
        var rest = Ok(await _practice.Lin.GetAsync($"/doctors?department=呼吸内科&limit=1&after={first["next"].GetString()}"));
        rest["doctors"][0].GetProperty("id").GetString().ShouldBe(_practice.Doctor);
        var online = Ok(await _practice.Lin.GetAsync("/doctors?department=呼吸内科&online=true"))["doctors"];
        online.EnumerateArray().Single().GetProperty("id").GetString().ShouldBe(_practice.Doctor);
    }

    [Fact]
    public async Task A_doctor_updates_the_profile_and_everybody_sees_it()
    {
        using var doctor = await Person.SignInAsync(fixture.Server, "a-sun", "doctor");
        var id = Ok(await doctor.PostAsync("/doctors", Profile("儿科"))).Id;
        Ok(await doctor.PutAsync($"/doctors/{id}/profile", Profile("皮肤科")));
        Ok(await _practice.Lin.GetAsync($"/doctors/{id}"))["department"].GetString().ShouldBe("皮肤科");
    }

    [Fact]
    public async Task A_licence_and_an_offering_come_and_go()
    {
        using var doctor = await Person.SignInAsync(fixture.Server, "a-zhou", "doctor");
        var id = Ok(await doctor.PostAsync("/doctors", Profile("儿科"))).Id;
        Ok(await _practice.Operator.PutAsync($"/doctors/{id}/licence", new { licenceNumber = "1", validUntil = "2099-12-31" }));
        Ok(await doctor.PutAsync($"/doctors/{id}/offerings/directed", new { priceFen = 100 }));
        Ok(await _practice.Lin.GetAsync($"/doctors/{id}"))["offerings"].GetArrayLength().ShouldBe(1);
        Ok(await doctor.DeleteAsync($"/doctors/{id}/offerings/directed"));
        Ok(await _practice.Operator.DeleteAsync($"/doctors/{id}/licence", new { reason = "过期" }));
        var view = Ok(await _practice.Lin.GetAsync($"/doctors/{id}"));
        view["offerings"].GetArrayLength().ShouldBe(0);
        view["isLicensed"].GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task The_desk_shows_its_doctor_who_waits_and_who_is_received()
    {
        var waiting = await _practice.RequestAsync();
        var active = await _practice.BeginAsync();
        var desk = Ok(await _practice.Wang.GetAsync($"/doctors/{_practice.Doctor}/desk"));
        desk["waiting"].EnumerateArray().Select(id => id.GetString()).ShouldContain(waiting);
        desk["active"].EnumerateArray().Concat(desk["reserved"].EnumerateArray().Select(r => r.GetProperty("consultation")))
            .Select(id => id.GetString()).ShouldContain(active);
        desk["cap"].GetInt32().ShouldBe(100);
    }

    [Fact]
    public async Task A_consultation_goes_from_request_to_rating()
    {
        var id = await _practice.BeginAsync();
        Ok(await _practice.Lin.PostAsync($"/consultations/{id}/messages", new { text = "痰是白色的" }));
        Ok(await _practice.Wang.PostAsync($"/consultations/{id}/messages", new { text = "体温多少？" }));
        Ok(await _practice.Wang.PostAsync($"/consultations/{id}/rounds", new { rounds = 3 }));
        var view = Ok(await _practice.Lin.GetAsync($"/consultations/{id}"));
        view["status"].GetString().ShouldBe("active");
        view["roundsLimit"].GetInt32().ShouldBe(23);
        Ok(await _practice.Wang.PostAsync($"/consultations/{id}/complete", new
        {
            impression = "上呼吸道感染可能", plan = "多饮水", redFlags = "呼吸困难", goOffline = false,
        }));
        Ok(await _practice.Lin.PostAsync($"/consultations/{id}/rating", new { stars = 5, tags = new[] { "耐心" } }));
        view = Ok(await _practice.Wang.GetAsync($"/consultations/{id}"));
        (view["status"].GetString(), view["stars"].GetInt32()).ShouldBe(("completed", 5));
    }

    [Fact]
    public async Task A_message_is_recalled_by_its_author()
    {
        var id = await _practice.BeginAsync();
        var posted = Ok(await _practice.Lin.PostAsync($"/consultations/{id}/messages", new { text = "发错了" }));
        var seq = posted["position"].GetString()!.Split('.')[0];
        (await _practice.Wang.PostAsync($"/consultations/{id}/messages/{seq}/recall")).Code.ShouldBe("recall.not.yours");
        Ok(await _practice.Lin.PostAsync($"/consultations/{id}/messages/{seq}/recall"));
    }

    [Theory]
    [InlineData("cancel", "cancelled")]
    [InlineData("decline", "cancelled")]
    [InlineData("terminate", "terminated")]
    public async Task A_consultation_ends_in_other_ways_too(string way, string status)
    {
        var id = way == "terminate" ? await _practice.BeginAsync() : await _practice.RequestAsync();
        Ok(way == "cancel"
            ? await _practice.Lin.PostAsync($"/consultations/{id}/cancel")
            : await _practice.Wang.PostAsync($"/consultations/{id}/{way}", new { reason = "请到线下就诊" }));
        Ok(await _practice.Lin.GetAsync($"/consultations/{id}"))["status"].GetString().ShouldBe(status);
    }

    [Fact]
    public async Task Consultations_are_listed_for_their_patient_and_their_doctor()
    {
        var id = await _practice.RequestAsync();
        foreach (var (person, query) in new[]
        {
            (_practice.Lin, $"patient={_practice.Patient}&status=waiting"), (_practice.Wang, $"doctor={_practice.Doctor}"),
        })
        {
            var list = Ok(await person.GetAsync($"/consultations?{query}&limit=100"))["consultations"];
            list.EnumerateArray().Select(entry => entry.GetProperty("id").GetString()).ShouldContain(id);
        }
    }

    [Fact]
    public async Task The_whole_record_is_opened_by_an_operator_and_the_opening_is_part_of_it()
    {
        var id = await _practice.BeginAsync();
        Ok(await _practice.Lin.PostAsync($"/consultations/{id}/messages", new { text = "夜里咳得厉害" }));
        var record = Ok(await _practice.Operator.PostAsync($"/consultations/{id}/record", new { reason = "投诉调查" }));
        var events = record["events"].EnumerateArray().ToArray();
        events.Select(e => e.GetProperty("seq").GetInt64()).ShouldBe(Enumerable.Range(1, events.Length).Select(n => (long)n));
        events[0].GetProperty("body").GetProperty("complaint").GetString().ShouldBe("咳嗽三天，晚上加重");
        events[^1].GetProperty("by").GetProperty("role").GetString().ShouldBe("operator");
        events[^1].GetProperty("tag").GetString().ShouldBe(record["position"].GetString()!.Split('.')[1]);
    }

    [Fact]
    public async Task Tickets_codes_and_health_answer()
    {
        Ok(await _practice.Lin.PostAsync("/tickets"))["ticket"].GetString()!.Length.ShouldBe(43);
        Ok(await _practice.Lin.GetAsync("/codes")).Body.EnumerateArray()
            .ShouldContain(info => info.GetProperty("code").GetString() == "quota.exhausted");
        Ok(await _practice.Lin.GetAsync("/health/live"));
        Ok(await _practice.Lin.GetAsync("/health/ready"));
    }

    private static object Profile(string department) =>
        new { name = "某医生", title = "主治医师", department, hospital = "示例医院", introduction = "" };

    private static Reply Ok(Reply reply) => Practice.Accepted(reply);
}

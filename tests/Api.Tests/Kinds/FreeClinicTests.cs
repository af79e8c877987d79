using Consult.Api.Tests.Live;
using Consult.Testing.Server;
using static Consult.Api.Tests.Kinds.ClinicTent;

namespace Consult.Api.Tests.Kinds;

/// <summary>
/// Free clinic (义诊): places of a clinic, one per patient, and a reserve list; answered by the clinic's hosts within 48
/// hours, for nothing; the window is the clinic's; one answer and two follow-up questions.
/// </summary>
public sealed class FreeClinicTests : IAsyncLifetime
{
    private ClinicTent _tent = null!;
    private Member _wang = null!;
    private Member _lin = null!;

    public async Task InitializeAsync()
    {
        _tent = await ClinicTent.OpenAsync();
        _wang = await _tent.DoctorAsync("a-wang");
        _lin = await _tent.PatientAsync("a-lin");
    }

    public async Task DisposeAsync() => await _tent.DisposeAsync();

    [Fact]
    public async Task A_place_becomes_a_consultation_that_a_host_answers_once_and_the_patient_asks_twice_more_for_nothing()
    {
        var clinic = await _tent.AnnounceAsync(_wang, places: 2);
        await using var live = await LiveReader.OpenAsync(_tent.Server, _wang.Person);
        (await live.SubscribeAsync($"clinic/{clinic}")).ShouldBeNull();

        var id = await _tent.AskAsync(_lin, clinic);
        await live.HearAsync("frame", frame => frame.GetRawText().Contains(id, StringComparison.Ordinal));
        Ok(await _wang.GrabAsync(clinic))["consultation"].GetString().ShouldBe(id);

        var view = Ok(await _lin.GetAsync($"/consultations/{id}"));
        (view["status"].GetString(), view["doctor"].GetString(), view["priceFen"].GetInt64()).ShouldBe(("active", _wang.Id, 0));
        view["windowEnds"].GetDateTimeOffset().ShouldBe(Ok(await _lin.GetAsync($"/clinics/{clinic}"))["until"].GetDateTimeOffset());
        Ok(await _wang.SayAsync(id, "先监测一周血压"));
        for (var question = 1; question <= 2; question++)
        {
            Ok(await _lin.SayAsync(id, $"追问{question}"));
            Ok(await _wang.SayAsync(id, $"回答{question}"));
        }
        (await _lin.SayAsync(id, "还有")).Code.ShouldBe("quota.exhausted");
        (await _lin.PostAsync($"/consultations/{id}/packs", new { method = "sandbox" })).Code.ShouldBe("kind.unsupported");
        Ok(await _wang.PostAsync($"/consultations/{id}/complete", new { impression = "血压偏高", plan = "监测", redFlags = "胸痛就医", goOffline = false }));
        (await _lin.PlaceAsync(clinic))["status"].GetString().ShouldBe("used");
        (await _lin.TakeAsync(clinic)).Code.ShouldBe("place.taken", "one per patient and clinic");
    }

    [Fact]
    public async Task Places_are_taken_from_the_opening_on_until_none_is_left_then_there_is_the_reserve_list_and_it_moves_up()
    {
        var clinic = await _tent.AnnounceAsync(_wang, places: 1, reserve: 1, opensIn: TimeSpan.FromHours(1), beginsIn: TimeSpan.FromHours(2));
        var (zhao, qian) = (await _tent.PatientAsync("a-zhao"), await _tent.PatientAsync("a-qian"));
        (await _lin.TakeAsync(clinic)).Code.ShouldBe("clinic.closed");
        (await _lin.TakeAsync("nowhere")).Code.ShouldBe("clinic.unknown");
        await _tent.PassAsync(TimeSpan.FromHours(1));

        Ok(await _lin.TakeAsync(clinic)).Body.TryGetProperty("line", out _).ShouldBeFalse("it is no place on the reserve list");
        (await zhao.TakeAsync(clinic)).Code.ShouldBe("clinic.full");
        Ok(await zhao.TakeAsync(clinic, orReserve: true))["line"].GetInt32().ShouldBe(1);
        (await qian.TakeAsync(clinic, orReserve: true)).Code.ShouldBe("clinic.full");
        (await zhao.PlaceAsync(clinic))["status"].GetString().ShouldBe("inReserve");
        (await _lin.RequestAsync(clinic)).Code.ShouldBe("clinic.closed", "its window has not begun");

        Ok(await _lin.GiveBackAsync(clinic));

        (await zhao.PlaceAsync(clinic))["status"].GetString().ShouldBe("held");
        (await _lin.PlaceAsync(clinic)).Code.ShouldBe("place.absent");
        (await NotesAsync(zhao, $"clinic/{clinic}")).ShouldBe(["place.promoted"]);
        Ok(await _lin.TakeAsync(clinic, orReserve: true))["place"].GetInt32().ShouldBe(3, "another one than before");
        await _tent.PassAsync(TimeSpan.FromHours(1));
        (await _lin.RequestAsync(clinic)).Code.ShouldBe("place.absent", "it stands on the reserve list");
        Ok(await zhao.RequestAsync(clinic));
    }

    [Fact]
    public async Task Nobody_accepts_for_48_hours_and_it_expires_and_its_place_goes_to_the_next()
    {
        var clinic = await _tent.AnnounceAsync(_wang, places: 1, reserve: 1);
        var zhao = await _tent.PatientAsync("a-zhao");
        var id = await _tent.AskAsync(_lin, clinic);
        Ok(await zhao.TakeAsync(clinic, orReserve: true));
        (await _lin.GiveBackAsync(clinic)).Code.ShouldBe("place.used");

        await _tent.PassAsync(TimeSpan.FromHours(48));

        await ClinicTent.BecomesAsync(_lin, id, "expired");
        await PracticeOverTime.UntilAsync(() => zhao.PlaceAsync(clinic), place => place["status"].GetString() == "held");
        (await _lin.PlaceAsync(clinic)).Code.ShouldBe("place.absent");
        (await _wang.GrabAsync(clinic)).Code.ShouldBe("pool.empty");
    }

    [Fact]
    public async Task With_the_clinic_the_windows_end_and_places_that_were_not_used_are_gone()
    {
        var clinic = await _tent.AnnounceAsync(_wang, places: 3, lasts: TimeSpan.FromHours(6));
        var (zhao, qian) = (await _tent.PatientAsync("a-zhao"), await _tent.PatientAsync("a-qian"));
        var (answered, waiting) = (await _tent.AskAsync(_lin, clinic), await _tent.AskAsync(zhao, clinic));
        Ok(await qian.TakeAsync(clinic));
        Ok(await _wang.GrabAsync(clinic, answered));
        Ok(await _wang.SayAsync(answered, "先监测一周血压"));

        await _tent.PassAsync(TimeSpan.FromHours(6));

        await ClinicTent.BecomesAsync(zhao, waiting, "expired");
        (await qian.RequestAsync(clinic)).Code.ShouldBe("clinic.closed");
        (await qian.GiveBackAsync(clinic)).Code.ShouldBe("clinic.closed");
        Ok(await _lin.GetAsync($"/clinics/{clinic}"))["status"].GetString().ShouldBe("ended");
        Ok(await _lin.SayAsync(answered, "追问"));
        (await _wang.PostAsync($"/consultations/{answered}/rounds", new { rounds = 1 })).Code.ShouldBe("window.passed");
    }

    [Fact]
    public async Task Hosts_are_invited_one_by_one_and_accept_and_nobody_else_takes_patients()
    {
        var clinic = await _tent.AnnounceAsync(_wang, places: 2);
        var (zhao, qian) = (await _tent.DoctorAsync("a-zhao"), await _tent.DoctorAsync("a-qian"));
        var id = await _tent.AskAsync(_lin, clinic);
        (await zhao.PutAsync($"/clinics/{clinic}/hosts/{zhao.Id}")).Code.ShouldBe("forbidden");
        Ok(await _wang.PutAsync($"/clinics/{clinic}/hosts/{zhao.Id}"));
        await PracticeOverTime.UntilAsync(
            () => zhao.GetAsync($"/feeds/doctor/{zhao.Id}/events?limit=100"), page => page.Body.GetRawText().Contains("doctor.clinic.invited"));
        (await zhao.GrabAsync(clinic)).Code.ShouldBe("host.absent", "an invitation is not an acceptance");
        (await qian.GrabAsync(clinic)).Code.ShouldBe("host.absent");
        (await qian.GetAsync($"/clinics/{clinic}/pool")).Code.ShouldBe("forbidden");

        Ok(await zhao.PostAsync($"/clinics/{clinic}/hosts/{zhao.Id}/accept"));

        Ok(await zhao.GetAsync($"/clinics/{clinic}/pool"))["first"].EnumerateArray()
            .Select(turn => turn.GetProperty("consultation").GetString()).ShouldBe([id]);
        var replies = await Task.WhenAll(zhao.GrabAsync(clinic, id), _wang.GrabAsync(clinic, id));
        replies.Count(reply => reply.Status == 200).ShouldBe(1);
        replies.Single(reply => reply.Status != 200).Code.ShouldBe("consultation.taken");
        Ok(await _wang.DeleteAsync($"/clinics/{clinic}/hosts/{zhao.Id}"));
        (await zhao.GetAsync($"/clinics/{clinic}/pool")).Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task Without_a_licence_an_offering_a_verified_name_or_consent_nothing_begins()
    {
        var clinic = await _tent.AnnounceAsync(_wang, places: 2);
        Ok(await _tent.Staff.Person.DeleteAsync($"/patients/{_lin.Id}/verification", new { reason = "照片不清楚" }));
        (await _lin.TakeAsync(clinic)).Code.ShouldBe("patient.unverified");
        Ok(await _tent.Staff.PutAsync($"/patients/{_lin.Id}/verification", new { method = "id-card" }));
        Ok(await _lin.TakeAsync(clinic));
        Ok(await _lin.DeleteAsync($"/patients/{_lin.Id}/consents/healthData"));
        (await _lin.RequestAsync(clinic)).Code.ShouldBe("consent.required");
        (await _lin.PostAsync("/consultations", new { patient = _lin.Id, kind = "freeClinic", complaint = "血压偏高" })).Code.ShouldBe("invalid");

        var zhao = await _tent.DoctorAsync("a-zhao");
        Ok(await zhao.DeleteAsync($"/doctors/{zhao.Id}/offerings/freeClinic"));
        (await _wang.PutAsync($"/clinics/{clinic}/hosts/{zhao.Id}")).Code.ShouldBe("offering.none");
        Ok(await _tent.Staff.DeleteAsync($"/doctors/{_wang.Id}/licence", new { reason = "过期" }));
        (await _wang.PostAsync("/clinics", new
        {
            doctor = _wang.Id, title = "义诊", department = "呼吸内科", from = _tent.Now, until = _tent.Now.AddHours(1), places = 1,
        })).Code.ShouldBe("licence.unverified");
        (await zhao.PutAsync($"/doctors/{zhao.Id}/offerings/freeClinic", new { priceFen = 100 })).Code.ShouldBe("invalid", "it is free");
    }

    [Fact]
    public async Task Hosts_learn_who_the_patients_are_when_they_have_taken_them_and_patients_see_their_own_place_alone()
    {
        var clinic = await _tent.AnnounceAsync(_wang, places: 1, reserve: 1);
        var zhao = await _tent.PatientAsync("a-zhao");
        await _tent.AskAsync(_lin, clinic);
        Ok(await zhao.TakeAsync(clinic, orReserve: true));

        foreach (var reader in new[] { _wang, _tent.Staff })
        {
            var text = Ok(await reader.GetAsync($"/feeds/clinic/{clinic}/events?limit=100")).Body.GetRawText();
            text.ShouldContain("place.used");
            foreach (var secret in new[] { _lin.Id, zhao.Id, "a-lin", "a-zhao" }) text.ShouldNotContain(secret);
        }
        Ok(await _wang.GetAsync($"/clinics/{clinic}")).Body.GetRawText().ShouldNotContain(_lin.Id);
        (await _lin.GetAsync($"/feeds/clinic/{clinic}/events")).Code.ShouldBe("forbidden");
        (await zhao.GetAsync($"/clinics/{clinic}/place?patient={_lin.Id}")).Code.ShouldBe("forbidden");
        (await zhao.PostAsync($"/clinics/{clinic}/place", new { patient = _lin.Id })).Code.ShouldBe("forbidden");
        (await zhao.DeleteAsync($"/clinics/{clinic}/place", new { patient = _lin.Id })).Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task The_same_key_of_two_patients_is_two_commands()
    {
        var clinic = await _tent.AnnounceAsync(_wang, places: 2);
        var zhao = await _tent.PatientAsync("a-zhao");
        var first = Ok(await _lin.TakeAsync(clinic, key: "1"));
        Ok(await zhao.TakeAsync(clinic, key: "1"))["place"].GetInt32().ShouldNotBe(first["place"].GetInt32());
        Ok(await _lin.TakeAsync(clinic, key: "1")).Body.GetRawText().ShouldBe(first.Body.GetRawText());
    }

    [Fact]
    public async Task When_it_is_called_off_each_who_loses_something_is_told_once_and_what_was_accepted_goes_on()
    {
        var clinic = await _tent.AnnounceAsync(_wang, places: 3, reserve: 1);
        var (zhao, qian, sun) = (await _tent.PatientAsync("a-zhao"), await _tent.PatientAsync("a-qian"), await _tent.PatientAsync("a-sun"));
        var (accepted, waiting) = (await _tent.AskAsync(_lin, clinic), await _tent.AskAsync(zhao, clinic));
        Ok(await qian.TakeAsync(clinic));
        Ok(await sun.TakeAsync(clinic, orReserve: true));
        Ok(await _wang.GrabAsync(clinic, accepted));
        (await qian.PostAsync($"/clinics/{clinic}/cancel", new { reason = "不要了" })).Code.ShouldBe("forbidden");

        Ok(await _wang.PostAsync($"/clinics/{clinic}/cancel", new { reason = "台风" }));

        await ClinicTent.BecomesAsync(zhao, waiting, "cancelled");
        (await NotesAsync(qian, $"clinic/{clinic}")).ShouldBe(["clinic.cancelled"]);
        (await NotesAsync(sun, $"clinic/{clinic}")).ShouldBe(["clinic.cancelled"]);
        (await NotesAsync(zhao, $"consultation/{waiting}")).ShouldBe(["consultation.cancelled"]);
        Ok(await _wang.SayAsync(accepted, "先监测一周血压"));
        Ok(await _lin.GetAsync($"/clinics/{clinic}"))["reason"].GetString().ShouldBe("台风");
        Ok(await _lin.GetAsync("/clinics?over=false"))["clinics"].GetArrayLength().ShouldBe(0);
        (await sun.TakeAsync(clinic)).Code.ShouldBe("clinic.closed");
    }

    /// <summary>What the patient was told about a feed, once something was.</summary>
    private static async Task<string?[]> NotesAsync(Member patient, string about)
    {
        var reply = await PracticeOverTime.UntilAsync(() => patient.GetAsync($"/patients/{patient.Id}"), view => Notes(view).Length > 0);
        return Notes(reply);

        string?[] Notes(Reply view) =>
        [
            .. view["inbox"].EnumerateArray().Where(note => note.GetProperty("about").GetString() == about)
                .Select(note => note.GetProperty("kind").GetString()),
        ];
    }
}

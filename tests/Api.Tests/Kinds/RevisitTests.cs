using Consult.Api.Tests.Attachments;
using Consult.Testing;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Kinds;

/// <summary>A revisit (复诊续方) as patients, doctors, pharmacists and operators walk it.</summary>
public sealed class RevisitTests : IAsyncLifetime
{
    private static readonly object Metformin = new
    {
        drug = "metformin-500-tab", dose = 1, frequency = "twiceDaily", route = "oral", days = 28, packs = 3,
    };

    private static readonly object Summary = new
    {
        impression = "2型糖尿病，控制平稳", plan = "继续二甲双胍", redFlags = "恶心呕吐即就医", goOffline = false,
    };

    // Eight in the morning in Shanghai.
    private readonly VirtualClock _clock = new();
    private TestServer _server = null!;
    private Practice _practice = null!;
    private Person _chen = null!;

    private Person Lin => _practice.Lin;

    private Person Wang => _practice.Wang;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(_clock, settings: ["--CommandRate:PerSecond", "10000", "--CommandRate:Burst", "10000"]);
        _practice = await Practice.OpenAsync(_server);
        _chen = await Person.SignInAsync(_server, "a-chen", "pharmacist");
        Ok(await Wang.PutAsync($"/doctors/{_practice.Doctor}/offerings/revisit", new { priceFen = 3000 }));
    }

    public async Task DisposeAsync()
    {
        _chen.Dispose();
        _practice.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task From_the_earlier_diagnosis_to_the_pharmacy()
    {
        var id = await BeginAsync();
        await Refused("revisit.document.missing", Wang.PutAsync($"/consultations/{id}/diagnosis", new { code = "E11.9", text = "2型糖尿病" }));
        await Refused("revisit.document.missing", DraftAsync(id, Metformin));
        await Refused("attachment.unready", Lin.PutAsync($"/consultations/{id}/prior-diagnosis", new { document = "a-none" }));

        Ok(await Lin.PutAsync($"/consultations/{id}/prior-diagnosis", new { document = await Lin.AttachAsync(id, Sending.Sound(1000)) }));
        await Refused("revisit.unconfirmed", DraftAsync(id, Metformin));
        Ok(await Wang.PostAsync($"/consultations/{id}/revisit"));
        await Refused("diagnosis.missing", DraftAsync(id, Metformin));
        Ok(await Wang.PutAsync($"/consultations/{id}/diagnosis", new { code = "E11.9", text = "2型糖尿病" }));

        var prescription = Ok(await DraftAsync(id, Metformin)).Id;
        await Refused("forbidden", Lin.GetAsync($"/prescriptions/{prescription}"));
        Ok(await Wang.PostAsync($"/prescriptions/{prescription}/sign"));
        await Refused("prescription.fixed", Wang.PutAsync($"/prescriptions/{prescription}/content", Content(Metformin)));
        await Refused("prescription.pending", Wang.PostAsync($"/consultations/{id}/complete", Summary));
        await Refused("prescription.not.valid", _chen.PostAsync($"/prescriptions/{prescription}/dispense", Packs(3)));

        var waiting = Ok(await _chen.GetAsync("/prescriptions/reviews"))["prescriptions"];
        waiting[0].GetProperty("id").GetString().ShouldBe(prescription);
        await Refused("forbidden", _chen.GetAsync($"/prescriptions/{prescription}"));
        await Refused("forbidden", _chen.GetAsync($"/prescriptions/{prescription}/patient"));
        Ok(await _chen.PostAsync($"/prescriptions/{prescription}/claim"));
        // Whom it is for stands on every prescription (处方管理办法, article 6), so who reviews it is told.
        Ok(await _chen.GetAsync($"/prescriptions/{prescription}/patient"))["name"].GetString().ShouldBe("林小满");
        Ok(await _chen.GetAsync("/prescriptions/reviews"))["prescriptions"].GetArrayLength().ShouldBe(0);
        var read = Ok(await _chen.GetAsync($"/prescriptions/{prescription}"));
        read["content"].GetProperty("items")[0].GetProperty("drug").GetString().ShouldBe("metformin-500-tab");
        Ok(await _chen.PostAsync($"/prescriptions/{prescription}/approve"));

        await StandsAsync(id, "valid");
        var shown = Ok(await Lin.GetAsync($"/prescriptions/{prescription}"));
        shown["status"].GetString().ShouldBe("valid");
        shown["validUntil"].GetDateTimeOffset().ShouldBe(_clock.GetUtcNow().AddHours(16));
        await Refused("quota.exhausted", Lin.PostAsync($"/consultations/{id}/messages", new { text = "还有一个问题" }));

        Ok(await _chen.PostAsync($"/prescriptions/{prescription}/dispense", Packs(3)));
        await StandsAsync(id, "dispensed");
        Ok(await Wang.PostAsync($"/consultations/{id}/complete", Summary));
        (await InboxAsync()).ShouldContain("prescription.approved");
    }

    [Fact]
    public async Task What_is_no_revisit_is_health_advice_without_diagnosis_and_prescription()
    {
        var id = await _practice.BeginAsync();
        Ok(await Wang.PostAsync($"/consultations/{id}/messages", new { text = "多久了？" }));
        var document = await Lin.AttachAsync(id, Sending.Sound(1000));
        await Refused("advice.only", Lin.PutAsync($"/consultations/{id}/prior-diagnosis", new { document }));
        await Refused("advice.only", Wang.PostAsync($"/consultations/{id}/revisit"));
        await Refused("advice.only", Wang.PutAsync($"/consultations/{id}/diagnosis", new { code = "J06.9", text = "感冒" }));
        await Refused("advice.only", DraftAsync(id, Metformin));
    }

    [Fact]
    public async Task The_law_refuses_each_thing_by_its_own_code()
    {
        var id = await DiagnosedAsync();
        await Refused("drug.controlled", DraftAsync(id, Item("morphine-30-xr", days: 3, packs: 1)));
        await Refused("drug.controlled", DraftAsync(id, Item("zolpidem-10-tab", days: 3, packs: 1)));
        await Refused("drug.unknown", DraftAsync(id, Item("no-such-drug", days: 3, packs: 1)));
        await Refused("drug.short.term", DraftAsync(id, Item("amoxicillin-500-cap", days: 8, packs: 1)));
        await Refused("assessment.required", DraftAsync(id, Item("metformin-500-tab", days: 29, packs: 3)));
        await Refused("supply.too.long", DraftAsync(id, Item("metformin-500-tab", days: 85, packs: 9)));
        await Refused("quantity.mismatch", DraftAsync(id, Item("metformin-500-tab", days: 28, packs: 4)));
        await Refused("invalid", Wang.PostAsync("/prescriptions", new { consultation = id, content = new { items = new object?[] { null } } }));
    }

    [Fact]
    public async Task For_a_child_under_six_guardian_and_specialist_are_recorded_before_anything_is_signed()
    {
        var child = Ok(await Lin.PostAsync("/patients", new { name = "林小宝", birthDate = "2025-06-01", relation = "guardian" })).Id;
        Ok(await _practice.Operator.PutAsync($"/patients/{child}/verification", new { method = "id-card" }));
        Ok(await Lin.PutAsync($"/patients/{child}/consents/healthData", new { textVersion = "2026-01", channel = "web" }));
        var id = await DiagnosedAsync(child);
        var syrup = new { drug = "ibuprofen-susp", dose = 4, frequency = "threeTimesDaily", route = "oral", days = 3, packs = 1 };

        var prescription = Ok(await DraftAsync(id, syrup)).Id;
        await Refused("child.presence.required", Wang.PostAsync($"/prescriptions/{prescription}/sign"));
        Ok(await Wang.PutAsync($"/prescriptions/{prescription}/content", new
        {
            items = new[] { syrup }, guardianPresent = "母亲 林女士", specialistPresent = "儿科 周医生",
        }));
        Ok(await Wang.PostAsync($"/prescriptions/{prescription}/sign"));
    }

    [Fact]
    public async Task Neither_the_doctor_nor_who_acts_for_the_patient_nor_a_second_pharmacist_reviews()
    {
        var (_, prescription) = await SignedAsync();
        using var doctor = await Person.SignInAsync(_server, Wang.Account, "pharmacist");
        using var relative = await Person.SignInAsync(_server, Lin.Account, "pharmacist");
        using var other = await Person.SignInAsync(_server, "a-sun", "pharmacist");
        await Refused("review.partial", doctor.PostAsync($"/prescriptions/{prescription}/claim"));
        await Refused("review.partial", relative.PostAsync($"/prescriptions/{prescription}/claim"));
        await Refused("forbidden", Lin.PostAsync($"/prescriptions/{prescription}/claim"));
        Ok(await _chen.PostAsync($"/prescriptions/{prescription}/claim"));
        await Refused("review.taken", other.PostAsync($"/prescriptions/{prescription}/claim"));
        await Refused("forbidden", other.PostAsync($"/prescriptions/{prescription}/approve"));

        _clock.Advance(TimeSpan.FromMinutes(30));

        Ok(await other.PostAsync($"/prescriptions/{prescription}/claim"));
        Ok(await other.PostAsync($"/prescriptions/{prescription}/approve"));
    }

    [Fact]
    public async Task A_returned_prescription_is_over_and_another_may_be_signed()
    {
        var (id, first) = await SignedAsync();
        await Refused("prescription.admitted", DraftAsync(id, Metformin));
        Ok(await _chen.PostAsync($"/prescriptions/{first}/claim"));
        Ok(await _chen.PostAsync($"/prescriptions/{first}/return", new { reason = "请核对剂量" }));
        await StandsAsync(id, "returned");

        Ok(await Wang.GetAsync($"/prescriptions/{first}"))["reason"].GetString().ShouldBe("请核对剂量");
        var second = Ok(await DraftAsync(id, Metformin)).Id;
        Ok(await Wang.PostAsync($"/prescriptions/{second}/sign"));
        await Refused("prescription.closed", Wang.PostAsync($"/prescriptions/{first}/sign"));
    }

    [Fact]
    public async Task A_prescription_is_valid_on_its_day_and_extended_once_to_three_at_most()
    {
        var (id, prescription) = await SignedAsync();
        await Refused("invalid", Wang.PostAsync($"/prescriptions/{prescription}/extend", new { days = 4, reason = "路途远" }));
        Ok(await Wang.PostAsync($"/prescriptions/{prescription}/extend", new { days = 2, reason = "路途远" }));
        await Refused("validity.extended", Wang.PostAsync($"/prescriptions/{prescription}/extend", new { days = 3, reason = "路途远" }));
        Ok(await _chen.PostAsync($"/prescriptions/{prescription}/claim"));
        Ok(await _chen.PostAsync($"/prescriptions/{prescription}/approve"));

        _clock.Advance(TimeSpan.FromHours(40) - TimeSpan.FromMilliseconds(1));
        using var late = await Person.SignInAsync(_server, Lin.Account, "patient");
        Ok(await late.GetAsync($"/prescriptions/{prescription}"))["status"].GetString().ShouldBe("valid");
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Ok(await late.GetAsync($"/prescriptions/{prescription}"))["status"].GetString().ShouldBe("lapsed");
        using var operatorNow = await Person.SignInAsync(_server, "a-op", "operator");
        await Refused("prescription.closed", operatorNow.PostAsync($"/prescriptions/{prescription}/dispense", Packs(3)));
        await StandsAsync(id, "lapsed", late);
    }

    [Fact]
    public async Task A_signature_needs_a_sign_in_within_the_last_quarter_of_an_hour()
    {
        var id = await DiagnosedAsync();
        var prescription = Ok(await DraftAsync(id, Metformin)).Id;
        _clock.Advance(TimeSpan.FromMinutes(16));
        await Refused("reauthentication.required", Wang.PostAsync($"/prescriptions/{prescription}/sign", key: "sign-1"));
        using var again = await Person.SignInAsync(_server, Wang.Account, "doctor");
        var signed = Ok(await again.PostAsync($"/prescriptions/{prescription}/sign", key: "sign-1"));
        Ok(await again.PostAsync($"/prescriptions/{prescription}/sign", key: "sign-1"))["position"].GetString()
            .ShouldBe(signed["position"].GetString());
    }

    [Fact]
    public async Task A_patient_has_one_open_revisit_with_a_doctor()
    {
        var first = await RequestAsync();
        await _practice.WaitForAsync(first, "waiting");
        var second = await RequestAsync();
        await _practice.WaitForAsync(second, "cancelled");
        Ok(await Lin.PostAsync($"/consultations/{first}/cancel"));
        // The desk hears of the end a moment later; until then it goes on refusing.
        for (var attempt = 0; ; attempt++)
        {
            var third = await RequestAsync();
            if (await EndsUpAsync(third, "waiting", "cancelled") is "waiting") return;
            attempt.ShouldBeLessThan(1000);
        }
    }

    [Fact]
    public async Task What_no_doctor_accepts_within_a_day_expires()
    {
        var id = await RequestAsync();
        await _practice.WaitForAsync(id, "waiting");
        _clock.Advance(TimeSpan.FromHours(24));
        using var late = await Person.SignInAsync(_server, Lin.Account, "patient");
        Ok(await late.GetAsync($"/consultations/{id}"))["status"].GetString().ShouldBe("expired");
    }

    private async Task<string> RequestAsync(string? patient = null) => Ok(await Lin.PostAsync("/consultations", new
    {
        patient = patient ?? _practice.Patient, doctor = _practice.Doctor, kind = "revisit", complaint = "二甲双胍快用完了",
    })).Id;

    /// <summary>Accepted, and the doctor has replied.</summary>
    private async Task<string> BeginAsync(string? patient = null)
    {
        var id = await RequestAsync(patient);
        await _practice.WaitForAsync(id, "waiting");
        Ok(await Wang.PostAsync($"/consultations/{id}/accept"));
        Ok(await Wang.PostAsync($"/consultations/{id}/messages", new { text = "最近血糖如何？" }));
        return id;
    }

    private async Task<string> DiagnosedAsync(string? patient = null)
    {
        var id = await BeginAsync(patient);
        Ok(await Lin.PutAsync($"/consultations/{id}/prior-diagnosis", new { document = await Lin.AttachAsync(id, Sending.Sound(1000)) }));
        Ok(await Wang.PostAsync($"/consultations/{id}/revisit"));
        Ok(await Wang.PutAsync($"/consultations/{id}/diagnosis", new { code = "E11.9", text = "2型糖尿病" }));
        return id;
    }

    private async Task<(string Consultation, string Prescription)> SignedAsync()
    {
        var id = await DiagnosedAsync();
        var prescription = Ok(await DraftAsync(id, Metformin)).Id;
        Ok(await Wang.PostAsync($"/prescriptions/{prescription}/sign"));
        return (id, prescription);
    }

    private Task<Reply> DraftAsync(string consultation, object item) =>
        Wang.PostAsync("/prescriptions", new { consultation, content = Content(item) });

    private static object Content(object item) => new { items = new[] { item }, isChronic = true };

    private static object Item(string drug, int days, int packs) =>
        new { drug, dose = 1, frequency = "twiceDaily", route = "oral", days, packs };

    private static object Packs(int packs) => new { items = new[] { new { drug = "metformin-500-tab", packs } } };

    /// <summary>Asks until the consultation has heard where its prescription stands. The server is asked over the network, so this gives way.</summary>
    private async Task StandsAsync(string consultation, string status, Person? who = null)
    {
        for (var attempt = 0; attempt < 10_000; attempt++)
        {
            var revisit = Ok(await (who ?? Lin).GetAsync($"/consultations/{consultation}"))["revisit"];
            if (revisit.GetProperty("prescriptionStatus").GetString() == status) return;
        }
        throw new TimeoutException($"The consultation never heard that its prescription is {status}.");
    }

    private async Task<string> EndsUpAsync(string consultation, params string[] statuses)
    {
        for (var attempt = 0; attempt < 10_000; attempt++)
        {
            var status = Ok(await Lin.GetAsync($"/consultations/{consultation}"))["status"].GetString()!;
            if (statuses.Contains(status)) return status;
        }
        throw new TimeoutException("The consultation never got anywhere.");
    }

    private async Task<string?[]> InboxAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            var notes = Ok(await Lin.GetAsync($"/patients/{_practice.Patient}"))["inbox"].EnumerateArray()
                .Select(note => note.GetProperty("kind").GetString()).ToArray();
            if (notes.Contains("prescription.dispensed") || attempt == 10_000) return notes;
        }
    }

    private static Reply Ok(Reply reply) => Practice.Accepted(reply);

    private static async Task Refused(string code, Task<Reply> reply) => (await reply).Code.ShouldBe(code);
}
